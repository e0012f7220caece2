import { Hono } from "hono";
import * as z from "zod";
import { RULES } from "../../../bot/crisis/rules/index.ts";
import { screen } from "../../../bot/crisis/screen.ts";
import { CRISIS_KINDS, isUnsure, type Verdict } from "../../../bot/crisis/verdict.ts";
import { cardReply } from "../../../bot/first-card.ts";
import { listAreas } from "../../../cases/areas/areas.ts";
import { audit } from "../../../cases/audit/append.ts";
import type { AppParts } from "../../parts.ts";
import { asStaff, type StaffEnv } from "../../session/who.ts";
import { officersOnly } from "../officers-only.ts";
import { readForm, WORDS_LIMIT } from "../read-form.ts";
import { type Chosen, chooseBody, runBody } from "./drill-page.ts";
import { runDrill } from "./drill-run.ts";
import { crisisPage } from "./frame.ts";
import { texts } from "./texts.ts";

/** More turns than any list has. */
const MOST_WAITS = 40;

const query = z.object({ kind: z.enum(CRISIS_KINDS).optional().catch(undefined) });
const form = z.object({
  /** Own words, or those of a rule: `rule:which`. */
  words: z.string().max(WORDS_LIMIT).default(""),
  message: z.string().max(100).default(""),
  grid: z.union([z.literal("").transform(() => null), z.uuid()]).default(null),
  /** Where the drill is: the moment it began, how often nobody tapped, and who did. */
  start: z.iso.datetime().optional(),
  waits: z.coerce.number().int().min(0).max(MOST_WAITS).default(0),
  tapped: z.union([z.literal("").transform(() => null), z.uuid()]).default(null),
});

/**
 * `/console/crises/drill`: what would come of a message, with the real rules, card and list. Nothing of it is kept but that a drill
 * was held, and nobody is told.
 */
export function drillPages(parts: AppParts): Hono<StaffEnv> {
  const app = new Hono<StaffEnv>();
  app.use("*", officersOnly);

  app.get("/", async (c) => {
    const { kind } = query.parse(c.req.query());
    const areas = await asStaff(parts, c.get("staff"), listAreas);
    const rules = RULES.filter((rule) => kind === undefined || rule.kind === kind);
    const body = chooseBody({ rules: kind === undefined ? [] : rules, kind: kind ?? null, areas });
    return c.html(crisisPage(c, { title: texts.drill.title, part: "drill", top: true }, body));
  });

  app.post("/", async (c) => {
    const asked = await readForm(c, form);
    const chosen = chosenOf(asked);
    if (chosen.words === "") return c.redirect("/console/crises/drill", 303);
    const verdict = screen(chosen.words);
    const card = verdict.level === "none" ? null : cardReply(verdict);
    const tells = verdict.level !== "none" && !verdict.self && !isUnsure(verdict);
    const seen = await asStaff(parts, c.get("staff"), async (session) => {
      const is_begin = asked.start === undefined;
      const start = is_begin ? session.now : new Date(asked.start!);
      if (is_begin)
        await audit(session, { action: "crisis.drill_held", entity: "drill", entity_id: null, detail: said(verdict) });
      const { level, kind } = verdict;
      if (!tells || level === "none" || kind === null) return { start, run: null };
      const { grid: area_id, waits, tapped } = asked;
      return { start, run: await runDrill(session, { area_id, kind, level, start, waits, tapped }) };
    });
    const body = runBody({ ...seen, chosen, verdict, card, grid: asked.grid, waits: asked.waits });
    return c.html(crisisPage(c, { title: texts.drill.title, part: "drill" }, body));
  });
  return app;
}

/** What was said, and by which rule when it stands with one. */
function chosenOf({ words, message }: { words: string; message: string }): Chosen {
  const own = words.trim();
  if (own !== "") return { words: own, message: "" };
  const [id, which] = message.split(":");
  const rule = RULES.find((one) => one.id === id);
  if (!rule) return { words: "", message: "" };
  return { words: which === "counterexample" ? rule.counterexample : rule.example, message };
}

/** Codes only: own words are in no log. */
function said(verdict: Verdict): Record<string, string | null> {
  return { level: verdict.level, kind: verdict.kind };
}
