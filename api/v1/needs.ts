import { createRoute, type OpenAPIHono, z } from "@hono/zod-openapi";
import { closeNeed, NEED_RESULTS, reopenNeed } from "../../cases/needs/close.ts";
import { listNeeds, readNeed } from "../../cases/needs/list.ts";
import type { AppParts } from "../parts.ts";
import { asStaff, type StaffEnv } from "../session/who.ts";
import { byId, ok, refused, routes, taking } from "./routes.ts";
import { paging, personSchema, words } from "./schemas.ts";

const row = z.object({
  id: z.uuid(),
  visit_id: z.uuid(),
  code: z.string(),
  urgency: z.enum(["red", "orange", "yellow", "green"]),
  words: z.string(),
  area: z.string().nullable(),
  person: personSchema.nullable(),
  created_at: z.string(),
  closed_at: z.string().nullable(),
  result: z.enum(NEED_RESULTS).nullable(),
});
const event = z.object({
  kind: z.enum(["closed", "reopened"]),
  result: z.enum(NEED_RESULTS).nullable(),
  by_way: z.enum(["visit", "referral", "hand"]),
  visit_id: z.uuid().nullable(),
  referral_id: z.uuid().nullable(),
  staff_id: z.uuid().nullable(),
  words: z.string().nullable(),
  at: z.string(),
});
const need = row
  .extend({ outcome: z.string().nullable(), version: z.int(), events: z.array(event) })
  .openapi("Need", { description: "What somebody needs, as a visit told it, and what came of it" });
const one = ok(need, "The need");

const list = createRoute({
  method: "get",
  path: "/needs",
  summary: "Needs that the asker may see, newest first",
  request: {
    query: z.object({
      state: z.enum(["open", "closed"]).optional(),
      person: z.uuid().optional(),
      ...paging,
    }),
  },
  responses: ok(z.object({ needs: z.array(row), next: z.string().nullable() }), "A page"),
});
const read = createRoute({
  method: "get",
  path: "/needs/{id}",
  summary: "One need with how it ended and was opened again; the read is written down",
  request: byId,
  responses: { ...one, 404: refused[404] },
});
const close = createRoute({
  method: "post",
  path: "/needs/{id}/close",
  summary: "What came of a need: met, partly, or not met and why; by hand, or by a visit that saw it",
  request: taking(z.object({ result: z.enum(NEED_RESULTS), words: words.optional(), visit_id: z.uuid().optional() })),
  responses: { ...one, ...refused },
});
const reopen = createRoute({
  method: "post",
  path: "/needs/{id}/reopen",
  summary: "It was not done after all, or has come back",
  request: taking(z.object({ words })),
  responses: { ...one, ...refused },
});

/** What was needed, and what came of it (需求销号). */
export function needRoutes(parts: AppParts): OpenAPIHono<StaffEnv> {
  const app = routes();
  app.openapi(list, async (c) => {
    const { person, ...filter } = c.req.valid("query");
    const { rows, next } = await asStaff(parts, c.get("staff"), (session) =>
      listNeeds(session, { ...filter, person_id: person }),
    );
    return c.json({ needs: rows, next }, 200);
  });
  app.openapi(read, async (c) => {
    const found = await asStaff(parts, c.get("staff"), (session) => readNeed(session, c.req.valid("param").id));
    return c.json(found, 200);
  });
  app.openapi(close, async (c) => {
    const { id } = c.req.valid("param");
    const closed = await asStaff(parts, c.get("staff"), async (session) => {
      await closeNeed(session, id, c.req.valid("json"));
      return readNeed(session, id);
    });
    return c.json(closed, 200);
  });
  app.openapi(reopen, async (c) => {
    const { id } = c.req.valid("param");
    const opened = await asStaff(parts, c.get("staff"), async (session) => {
      await reopenNeed(session, id, c.req.valid("json").words);
      return readNeed(session, id);
    });
    return c.json(opened, 200);
  });
  return app;
}
