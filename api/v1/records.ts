import { createRoute, type OpenAPIHono, z } from "@hono/zod-openapi";
import { dueFollowUps } from "../../cases/follow-ups/due.ts";
import { readPerson } from "../../cases/people/read.ts";
import { listVisits } from "../../cases/visits/list.ts";
import type { AppParts } from "../parts.ts";
import { asStaff, type StaffEnv } from "../session/who.ts";
import { routes } from "./routes.ts";
import { problemSchema } from "./schemas.ts";

const page = z.object({
  cursor: z.string().max(200).optional(),
  limit: z.coerce.number().int().min(1).max(200).default(50),
});
const ok = (schema: z.ZodType) => ({ 200: { description: "OK", content: { "application/json": { schema } } } });

const visits = createRoute({
  method: "get",
  path: "/visits",
  summary: "Visits that the asker may see, newest first; without the words of the notes",
  request: { query: page },
  responses: ok(
    z.object({ visits: z.array(z.looseObject({ id: z.uuid(), ref: z.string() })), next: z.string().nullable() }),
  ),
});
const person = createRoute({
  method: "get",
  path: "/people/{id}",
  summary: "A person's file with its timeline; the read is written down",
  request: { params: z.object({ id: z.uuid() }) },
  responses: {
    ...ok(z.looseObject({ id: z.uuid(), ref: z.string() })),
    404: { description: "None, or not for you", content: { "application/problem+json": { schema: problemSchema } } },
  },
});
const followUps = createRoute({
  method: "get",
  path: "/follow-ups",
  summary: "What is due for the asker today or before",
  responses: ok(z.object({ follow_ups: z.array(z.looseObject({ id: z.uuid(), due_on: z.string() })) })),
});
export function recordRoutes(parts: AppParts): OpenAPIHono<StaffEnv> {
  const app = routes();
  app.openapi(visits, async (c) => {
    const { rows, next } = await asStaff(parts, c.get("staff"), (session) => listVisits(session, c.req.valid("query")));
    return c.json({ visits: rows, next }, 200);
  });
  app.openapi(person, async (c) => {
    const file = await asStaff(parts, c.get("staff"), (session) => readPerson(session, c.req.valid("param").id));
    return c.json(file, 200);
  });
  app.openapi(followUps, async (c) => {
    const due = await asStaff(parts, c.get("staff"), (session) => dueFollowUps(session, 200));
    return c.json({ follow_ups: due }, 200);
  });
  return app;
}
