import { Hono } from "hono";
import { reply } from "../../../bot/conversation/turn.ts";
import { forOthers } from "../../../bot/texts/in-language.ts";
import { texts as said } from "../../../bot/texts/zh-hans.ts";
import { notify } from "../../../bot/work.ts";
import { audit } from "../../../cases/audit/append.ts";
import { Refusal } from "../../../cases/refusal.ts";
import type { StaffSession } from "../../../cases/session.ts";
import {
  type Correction,
  CorrectionGone,
  decideCorrection,
  listCorrections,
  MOST_CORRECTION_WORDS,
  OwnReport,
  type Verdict,
} from "../../../knowledge/directory/corrections.ts";
import type { AppParts } from "../../parts.ts";
import { asStaff, type StaffEnv } from "../../session/who.ts";
import { officersOnly } from "../officers-only.ts";
import { idOf } from "../read-form.ts";
import { readChange, type Typed, typedOf } from "./changes.ts";
import { correctionBody } from "./correction-page.ts";
import { readView } from "./directory.ts";
import { directoryPage, PATH, reporterOf } from "./frame.ts";
import { changedFields, typedIn } from "./service.ts";
import type { ServiceView } from "./service-page.ts";
import { texts } from "./texts.ts";

interface Read {
  one: Correction;
  view: ServiceView;
}

async function read(session: StaffSession, id: string): Promise<Read> {
  const { tx, scope, sealer } = session;
  const one = (await listCorrections(tx, sealer, scope.district_id, { id }))[0];
  if (!one) throw new Refusal("not_found");
  return { one, view: await readView(session, one.service_id) };
}

/** What the form of a report says, or what is wrong with it. */
function verdictIn(typed: Typed, { view }: Read): { verdict: Verdict } | { wrong: string[]; sure: string | null } {
  const words = (name: string): string => (typed[name] ?? "").trim().slice(0, MOST_CORRECTION_WORDS);
  if (typed.verdict === "rejected") {
    if (words("why") === "") return { wrong: [texts.correction.why], sure: null };
    return { verdict: { status: "rejected", decision: words("why") } };
  }
  const change = readChange(typedOf(view.service, view.columns), typed, typed.sure ?? "");
  if (change.wrong.length > 0) return { wrong: change.wrong, sure: change.hours_as_words };
  if (change.said.length === 0) return { wrong: [texts.correction.nothing_changed], sure: null };
  const decision = words("decision") || change.said.join(",");
  return { verdict: { status: "confirmed", decision, change: change.change } };
}

/** `/console/directory/corrections/:id`: a supervisor decides what somebody at a door reported; the reporter is told. */
export function correctionPages(parts: AppParts): Hono<StaffEnv> {
  const app = new Hono<StaffEnv>();
  app.use("*", officersOnly);
  app.get("/:id", async (c) => {
    const staff = c.get("staff");
    const { one, view } = await asStaff(parts, staff, (session) => read(session, idOf(c)));
    const form = { typed: typedOf(view.service, view.columns), wrong: [], sure: null };
    return c.html(directoryPage(c, { title: texts.correction.title }, correctionBody(one, view, staff.id, form)));
  });
  app.post("/:id", async (c) => {
    const staff = c.get("staff");
    const typed = await typedIn(c);
    const refused = await asStaff(parts, staff, async (session) => {
      const found = await read(session, idOf(c));
      const reading = verdictIn(typed, found);
      if ("wrong" in reading) return { ...found, ...reading };
      try {
        const decided = await decideCorrection(
          session.tx,
          session.sealer,
          reporterOf(session),
          idOf(c),
          reading.verdict,
        );
        await audit(session, {
          action: `correction.${decided.status}`,
          entity: "service",
          entity_id: decided.service_id,
          detail: { correction: decided.id, fields: changedFields(reading.verdict.change ?? {}) },
        });
        const words = forOthers(() =>
          said.corrections[reading.verdict.status](decided.service_name, reading.verdict.decision),
        );
        await notify(parts, session, [decided.reported_by], reply("status", words), []);
        return null;
      } catch (error) {
        if (error instanceof CorrectionGone) return { ...found, wrong: [texts.correction.decided], sure: null };
        if (error instanceof OwnReport) return { ...found, wrong: [texts.own], sure: null };
        throw error;
      }
    });
    if (!refused) return c.redirect(`${PATH}?done=${typed.verdict === "rejected" ? "rejected" : "confirmed"}`, 303);
    const { one, view, wrong, sure } = refused;
    const before = typedOf(view.service, view.columns);
    const form = { typed: { ...before, ...typed }, wrong, sure };
    return c.html(directoryPage(c, { title: texts.correction.title }, correctionBody(one, view, staff.id, form)), 422);
  });
  return app;
}
