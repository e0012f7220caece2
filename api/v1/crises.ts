import { createRoute, type OpenAPIHono, z } from "@hono/zod-openapi";
import {
  afterAcknowledge,
  afterCall,
  afterHandOver,
  afterMove,
  afterReport,
} from "../../bot/conversation/crisis-notices.ts";
import type { Notice } from "../../bot/conversation/turn.ts";
import { sendNotices } from "../../bot/send-notices.ts";
import { acknowledgeCrisis } from "../../cases/crises/acknowledge.ts";
import { advanceCrisis } from "../../cases/crises/advance.ts";
import { CALLED_NUMBERS, recordCall } from "../../cases/crises/call.ts";
import { handOverCrisis } from "../../cases/crises/hand-over.ts";
import { listCrises } from "../../cases/crises/list.ts";
import { CRISIS_OUTCOMES, CRISIS_STATES } from "../../cases/crises/moves.ts";
import { readCrisis } from "../../cases/crises/read.ts";
import { recordReport } from "../../cases/crises/report.ts";
import type { StaffSession } from "../../cases/session.ts";
import type { Staff } from "../../cases/staff/staff.ts";
import type { AppParts } from "../parts.ts";
import { asStaff, type StaffEnv } from "../session/who.ts";
import { byId, ok, refused, routes, taking } from "./routes.ts";
import { words } from "./schemas.ts";

const state = z.enum(CRISIS_STATES);
const crisis = z.looseObject({
  id: z.uuid(),
  ref: z.string(),
  level: z.enum(["red", "orange"]),
  kind: z.string().nullable(),
  state,
});
const row = crisis.extend({
  outcome: z.enum(CRISIS_OUTCOMES).nullable(),
  area: z.string().nullable(),
  reported_by: z.uuid().nullable(),
  told: z.array(z.uuid()).openapi({ description: "Everybody who is told, in the order of telling" }),
  acknowledged_by: z.uuid().nullable(),
  acknowledged_at: z.string().nullable(),
  owner_id: z.uuid().nullable(),
  created_at: z.string(),
  closed_at: z.string().nullable(),
});
const who = z.looseObject({ id: z.uuid(), name: z.string() }).nullable();
const detail = crisis
  .extend({
    outcome: z.enum(CRISIS_OUTCOMES).nullable(),
    words: z.string().nullable(),
    area: who,
    person: z.looseObject({ id: z.uuid(), ref: z.string(), name: z.string().nullable() }).nullable(),
    reporter: who,
    owner: who,
    handed_to: who,
    climbs_at: z.string().nullable(),
    acknowledged_at: z.string().nullable(),
    created_at: z.string(),
    closed_at: z.string().nullable(),
    events: z.array(z.looseObject({ id: z.uuid(), kind: z.string(), at: z.string(), words: z.string().nullable() })),
    reports: z.array(z.looseObject({})),
    contacts: z.array(z.looseObject({})),
    parties: z.array(z.string()),
    moves: z.array(z.looseObject({ to: state })),
  })
  .openapi("Crisis");

const list = createRoute({
  method: "get",
  path: "/crises",
  summary: "Crises that the asker may see, open ones first, with who was told and who has them; without the words",
  request: { query: z.object({ show: z.enum(["all", "open", "closed"]).default("all") }) },
  responses: ok(z.object({ crises: z.array(row) })),
});
const read = createRoute({
  method: "get",
  path: "/crises/{id}",
  summary:
    "One crisis with its words, timeline, who was told, reports, contacts and open moves; the read is written down",
  request: byId,
  responses: { ...ok(detail), 404: refused[404] },
});
const acknowledge = createRoute({
  method: "post",
  path: "/crises/{id}/acknowledge",
  summary: "收到: whoever was told takes it, or takes it over; the reporter is told",
  request: byId,
  responses: {
    ...ok(
      z.object({
        id: z.uuid(),
        ref: z.string(),
        first: z.boolean(),
        owner: z.object({ staff_id: z.uuid(), name: z.string() }).nullable(),
      }),
    ),
    404: refused[404],
  },
});
const advance = createRoute({
  method: "post",
  path: "/crises/{id}/advance",
  summary: "Move a crisis on, back, or to its end; the reporter is told",
  request: taking(z.object({ to: state, reason: words.optional(), outcome: z.enum(CRISIS_OUTCOMES).optional() })),
  responses: { ...ok(z.object({ id: z.uuid(), ref: z.string(), from: state, to: state })), ...refused },
});
const call = createRoute({
  method: "post",
  path: "/crises/{id}/call",
  summary: "The asker says that they called 110, 119 or 120; the service calls nobody",
  request: taking(z.object({ number: z.enum(CALLED_NUMBERS) })),
  responses: { ...ok(z.object({ id: z.uuid(), ref: z.string(), number: z.string(), first: z.boolean() })), ...refused },
});
const report = createRoute({
  method: "post",
  path: "/crises/{id}/report",
  summary: "A report that the law demands was made: to whom and when",
  request: taking(
    z.object({
      duty: z.enum(["minor", "limited_capacity"]),
      recipient: words,
      reported_at: z.iso.datetime({ offset: true }).optional(),
    }),
  ),
  responses: { ...ok(z.object({ id: z.uuid(), ref: z.string(), recipient: z.string() })), ...refused },
});
const handOver = createRoute({
  method: "post",
  path: "/crises/{id}/hand-over",
  summary: "Ask another member of staff to take it over; it stays where it is until they acknowledge",
  request: taking(z.object({ to: z.uuid(), words: words.optional() })),
  responses: {
    ...ok(z.object({ id: z.uuid(), ref: z.string(), to: z.object({ staff_id: z.uuid(), name: z.string() }) })),
    ...refused,
  },
});

export function crisisRoutes(parts: AppParts): OpenAPIHono<StaffEnv> {
  const app = routes();
  /** Does it, and tells whoever has to know, in one transaction. */
  const act = <T>(
    staff: Staff,
    work: (session: StaffSession) => Promise<T>,
    tell: (done: T, session: StaffSession, by: { staff_id: string; name: string }) => Notice[] | Promise<Notice[]>,
  ): Promise<T> =>
    asStaff(parts, staff, async (session) => {
      const done = await work(session);
      await sendNotices(parts, session, await tell(done, session, { staff_id: staff.id, name: staff.name }));
      return done;
    });

  app.openapi(list, async (c) => {
    const { show } = c.req.valid("query");
    const crises = await asStaff(parts, c.get("staff"), (session) => listCrises(session, 100, show));
    return c.json({ crises }, 200);
  });
  app.openapi(read, async (c) => {
    const detail = await asStaff(parts, c.get("staff"), (session) => readCrisis(session, c.req.valid("param").id));
    return c.json({ ...detail }, 200);
  });
  app.openapi(acknowledge, async (c) => {
    const { id, ref, first, owner } = await act(
      c.get("staff"),
      (session) => acknowledgeCrisis(session, c.req.valid("param").id),
      (taken, session) => afterAcknowledge(session, taken),
    );
    return c.json({ id, ref, first, owner }, 200);
  });
  app.openapi(advance, async (c) => {
    const { id, ref, from, to } = await act(
      c.get("staff"),
      (session) => advanceCrisis(session, c.req.valid("param").id, c.req.valid("json")),
      (moved, _, by) => afterMove(moved, by),
    );
    return c.json({ id, ref, from, to }, 200);
  });
  app.openapi(call, async (c) => {
    const { id, ref, number, first } = await act(
      c.get("staff"),
      (session) => recordCall(session, c.req.valid("param").id, c.req.valid("json").number),
      (called, _, by) => afterCall(called, by),
    );
    return c.json({ id, ref, number, first }, 200);
  });
  app.openapi(report, async (c) => {
    const { reported_at, ...made } = c.req.valid("json");
    const { id, ref, recipient } = await act(
      c.get("staff"),
      (session) =>
        recordReport(session, c.req.valid("param").id, {
          ...made,
          reported_at: reported_at === undefined ? undefined : new Date(reported_at),
        }),
      (reported, _, by) => afterReport(reported, by),
    );
    return c.json({ id, ref, recipient }, 200);
  });
  app.openapi(handOver, async (c) => {
    const { to, words: said } = c.req.valid("json");
    const handed = await act(
      c.get("staff"),
      (session) => handOverCrisis(session, c.req.valid("param").id, to, said ?? null),
      (done, session, by) => afterHandOver(session, done, by),
    );
    return c.json({ id: handed.id, ref: handed.ref, to: handed.to }, 200);
  });
  return app;
}
