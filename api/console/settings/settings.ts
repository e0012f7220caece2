import { type Context, Hono } from "hono";
import * as z from "zod";
import { crisisMinutes, setCrisisMinutes } from "../../../cases/crises/minutes.ts";
import { districtSettings } from "../../../cases/district-settings.ts";
import { keepRule, ruleHistory } from "../../../cases/follow-ups/keep-rule.ts";
import { CONDITIONS, rulesInForce } from "../../../cases/follow-ups/rules.ts";
import { keepSettings, type SettingsChange, settingsHistory } from "../../../cases/settings/keep-settings.ts";
import { chinaDate } from "../../../platform/clock.ts";
import type { AppParts } from "../../parts.ts";
import { asStaff, type StaffEnv } from "../../session/who.ts";
import { officersOnly } from "../officers-only.ts";
import { readForm, wordsField } from "../read-form.ts";
import { submit } from "../submit.ts";
import { PATH, settingsPage, type Typed } from "./frame.ts";
import { rulesBody } from "./rules-page.ts";
import { settingsBody } from "./settings-page.ts";

/** What is no number is refused by the rule, in words. */
const number = z.coerce.number().catch(-1);
const minutesForm = z.object({ red: number, orange: number });
const ruleForm = z.object({
  condition: z.enum(CONDITIONS),
  amount: number,
  unit: z.enum(["day", "month"]),
  source: wordsField,
  reason: wordsField,
  off: z
    .string()
    .optional()
    .transform((ticked) => ticked === "1"),
});

/** `/console/settings`: what the district decides for itself, and the rules for the next visit. */
export function districtSettingPages(parts: AppParts): Hono<StaffEnv> {
  const app = new Hono<StaffEnv>();
  app.use("*", officersOnly);
  app.get("/", (c) => show(parts, c, null));
  app.post("/", async (c) => {
    const typed = await c.req.parseBody({ all: true });
    return submit(parts, c, {
      work: (session) => keepSettings(session, changeIn(typed)),
      to: `${PATH}?done=settings`,
      again: (why) => show(parts, c, why, typed),
    });
  });
  app.post("/minutes", async (c) => {
    const minutes = await readForm(c, minutesForm);
    return submit(parts, c, {
      work: (session) => setCrisisMinutes(session, minutes),
      to: `${PATH}?done=minutes`,
      again: async (why) => show(parts, c, why, await c.req.parseBody()),
    });
  });
  app.get("/rules", (c) => showRules(parts, c, null));
  app.post("/rules", async (c) => {
    const rule = await readForm(c, ruleForm);
    return submit(parts, c, {
      work: (session) => keepRule(session, rule),
      to: `${PATH}/rules?done=rule`,
      again: async (why) => showRules(parts, c, why, await c.req.parseBody()),
    });
  });
  return app;
}

/** The form's fields as a change: empty ones are left out, so that the shipped numbers hold. */
function changeIn(form: Record<string, unknown>): SettingsChange {
  const text = (name: string): string => String(form[name] ?? "").trim();
  const numbers = (prefix: string): Record<string, number> =>
    Object.fromEntries(
      Object.keys(form)
        .filter((name) => name.startsWith(prefix) && text(name) !== "")
        .map((name) => [name.slice(prefix.length), Number(text(name))]),
    );
  const through = [form.through ?? []].flat().map(String) as SettingsChange["quiet_hours"]["through"];
  return {
    quiet_hours: { from: text("from"), until: text("until"), through: [...new Set([...through, "stat" as const])] },
    referral_days: numbers("days."),
    pathway_days: { jingkang: numbers("step.") },
  };
}

/** @param typed what stood in the form that was refused */
async function show(parts: AppParts, c: Context<StaffEnv>, why: string | null, typed: Typed = {}): Promise<Response> {
  const staff = c.get("staff");
  const shown = await asStaff(parts, staff, async (session) => ({
    settings: await districtSettings(session),
    minutes: await crisisMinutes(session),
    history: await settingsHistory(session),
    year: Number(chinaDate(session.now).slice(0, 4)),
  }));
  const body = settingsBody({ ...shown, edits: staff.role === "admin", why, typed });
  return c.html(settingsPage(c, "district", body), why === null ? 200 : 422);
}

async function showRules(
  parts: AppParts,
  c: Context<StaffEnv>,
  why: string | null,
  typed: Typed = {},
): Promise<Response> {
  const { rules, history } = await asStaff(parts, c.get("staff"), async (session) => ({
    rules: await rulesInForce(session),
    history: await ruleHistory(session),
  }));
  return c.html(settingsPage(c, "rules", rulesBody(rules, history, why, typed)), why === null ? 200 : 422);
}
