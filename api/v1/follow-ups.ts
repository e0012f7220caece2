import { createRoute, type OpenAPIHono, z } from "@hono/zod-openapi";
import {
  DROP_REASONS,
  dropFollowUp,
  MISSED_REASONS,
  missFollowUp,
  REASONS,
  SNOOZE_REASONS,
  snoozeFollowUp,
} from "../../cases/follow-ups/change.ts";
import { conditionsOf, endCondition, setCondition } from "../../cases/follow-ups/conditions.ts";
import { keepRule } from "../../cases/follow-ups/keep-rule.ts";
import { CONDITIONS, PERSON_CONDITIONS, rulesInForce } from "../../cases/follow-ups/rules.ts";
import { dueToday } from "../../cases/follow-ups/today.ts";
import type { StaffSession } from "../../cases/session.ts";
import type { Staff } from "../../cases/staff/staff.ts";
import type { AppParts } from "../parts.ts";
import { asStaff, type StaffEnv } from "../session/who.ts";
import { byId, json, ok, refused, routes, taking } from "./routes.ts";
import { personSchema, words } from "./schemas.ts";

const followUp = z
  .object({
    id: z.uuid(),
    due_on: z.string(),
    basis: z.enum(["agreed", "rule"]),
    why: z.string(),
    source: z.string().nullable(),
    promised: z.string().nullable(),
    late_days: z.int(),
    tries: z.int(),
    last_try: z.object({ on: z.string(), reason: z.enum(REASONS) }).nullable(),
    owner: z.object({ id: z.uuid(), name: z.string() }),
    last_contact: z.object({ on: z.string(), form: z.string().nullable() }).nullable(),
    person: personSchema.nullable(),
    address: z.string().nullable(),
    area: z.string().nullable(),
  })
  .openapi("FollowUp", { description: "A day on which somebody is to be seen, agreed with them or by a rule" });
const rule = z
  .object({
    condition: z.enum(CONDITIONS),
    amount: z.int(),
    unit: z.enum(["day", "month"]),
    source: z.string(),
    off: z.boolean(),
    since: z.string().nullable(),
  })
  .openapi("FollowUpRule", { description: "How soon somebody is seen again; `since` is null where it is as shipped" });
const condition = z.object({
  condition: z.enum(PERSON_CONDITIONS),
  since: z.string(),
  told: z.string(),
  by: z.string(),
});
const conditions = z.object({ conditions: z.array(condition) });
const done = ok(z.object({ id: z.uuid() }), "Done");

const list = createRoute({
  method: "get",
  path: "/follow-ups",
  summary: "Who is to be seen today, by grid, building and floor",
  request: {
    query: z.object({
      of: z.enum(["mine", "district"]).default("mine").describe("`district`: whatever the asker may see"),
      grid: z.uuid().optional(),
    }),
  },
  responses: ok(z.object({ follow_ups: z.array(followUp) }), "The list"),
});
const missed = createRoute({
  method: "post",
  path: "/follow-ups/{id}/missed",
  summary: "Somebody was there and did not meet them; the day stands",
  request: taking(z.object({ reason: z.enum(MISSED_REASONS), words: words.optional() })),
  responses: { ...done, ...refused },
});
const snooze = createRoute({
  method: "post",
  path: "/follow-ups/{id}/snooze",
  summary: "Another day; a rule's day is moved beyond its last day by a supervisor only",
  request: taking(z.object({ on: z.iso.date(), reason: z.enum(SNOOZE_REASONS), words: words.optional() })),
  responses: { ...done, ...refused },
});
const drop = createRoute({
  method: "post",
  path: "/follow-ups/{id}/drop",
  summary: "A supervisor ends it, with a reason",
  request: taking(z.object({ reason: z.enum(DROP_REASONS), words: words.optional() })),
  responses: { ...done, ...refused },
});
const rules = createRoute({
  method: "get",
  path: "/follow-ups/rules",
  summary: "The district's rules for the next visit, each with its source",
  responses: ok(z.object({ rules: z.array(rule) }), "The rules"),
});
const setRule = createRoute({
  method: "put",
  path: "/follow-ups/rules",
  summary: "A supervisor sets or switches off a rule, from today on",
  request: { body: json(rule.omit({ since: true }).extend({ reason: words.default("") })) },
  responses: { ...ok(z.object({ rules: z.array(rule) }), "The rules"), 403: refused[403], 422: refused[422] },
});
const read = createRoute({
  method: "get",
  path: "/follow-ups/people/{id}",
  summary: "Which rules look at a person, and whose word that is; the read is written down",
  request: byId,
  responses: { ...ok(conditions, "What holds"), 404: refused[404] },
});
const set = createRoute({
  method: "post",
  path: "/follow-ups/people/{id}/conditions",
  summary: "From now on this holds of the person; how steady an illness is is a physician's word",
  request: taking(z.object({ condition: z.enum(PERSON_CONDITIONS), told: words.min(1) })),
  responses: { ...ok(conditions, "What holds now"), ...refused },
});
const end = createRoute({
  method: "post",
  path: "/follow-ups/people/{id}/conditions/end",
  summary: "It does not hold any more; the open days of its rule go with it",
  request: taking(z.object({ condition: z.enum(PERSON_CONDITIONS) })),
  responses: { ...ok(conditions, "What holds now"), ...refused },
});

export function followUpRoutes(parts: AppParts): OpenAPIHono<StaffEnv> {
  const app = routes();
  /** Does it, and says what holds of the person then. */
  const held = async (staff: Staff, id: string, work: (session: StaffSession) => Promise<unknown>) => ({
    conditions: await asStaff(parts, staff, async (session) => {
      await work(session);
      return conditionsOf(session, id);
    }),
  });
  app.openapi(list, async (c) => {
    const { of, grid } = c.req.valid("query");
    const households = await asStaff(parts, c.get("staff"), (session) =>
      dueToday(session, of, grid ? { area_id: grid } : {}),
    );
    const follow_ups = households.flatMap(({ address, area, people }) =>
      people.flatMap(({ person, last_contact, dates }) =>
        dates.map((date) => ({ ...date, last_contact, person, address, area })),
      ),
    );
    return c.json({ follow_ups }, 200);
  });
  app.openapi(rules, async (c) => c.json({ rules: await asStaff(parts, c.get("staff"), rulesInForce) }, 200));
  app.openapi(setRule, async (c) => {
    const kept = await asStaff(parts, c.get("staff"), async (session) => {
      await keepRule(session, c.req.valid("json"));
      return rulesInForce(session);
    });
    return c.json({ rules: kept }, 200);
  });
  app.openapi(missed, async (c) => {
    const { id } = c.req.valid("param");
    await asStaff(parts, c.get("staff"), (session) => missFollowUp(session, id, c.req.valid("json")));
    return c.json({ id }, 200);
  });
  app.openapi(snooze, async (c) => {
    const { id } = c.req.valid("param");
    const { on, ...why } = c.req.valid("json");
    await asStaff(parts, c.get("staff"), (session) => snoozeFollowUp(session, id, on, why));
    return c.json({ id }, 200);
  });
  app.openapi(drop, async (c) => {
    const { id } = c.req.valid("param");
    await asStaff(parts, c.get("staff"), (session) => dropFollowUp(session, id, c.req.valid("json")));
    return c.json({ id }, 200);
  });
  app.openapi(read, async (c) => {
    const conditions = await asStaff(parts, c.get("staff"), (session) =>
      conditionsOf(session, c.req.valid("param").id),
    );
    return c.json({ conditions }, 200);
  });
  app.openapi(set, async (c) => {
    const { id } = c.req.valid("param");
    return c.json(await held(c.get("staff"), id, (session) => setCondition(session, id, c.req.valid("json"))), 200);
  });
  app.openapi(end, async (c) => {
    const { id } = c.req.valid("param");
    const work = (session: StaffSession) => endCondition(session, id, c.req.valid("json").condition);
    return c.json(await held(c.get("staff"), id, work), 200);
  });
  return app;
}
