import { createRoute, type OpenAPIHono, z } from "@hono/zod-openapi";
import { listVisits } from "../../cases/visits/list.ts";
import type { AppParts } from "../parts.ts";
import { asStaff, type StaffEnv } from "../session/who.ts";
import { routes } from "./routes.ts";

const page = z.object({
  cursor: z.string().max(200).optional(),
  limit: z.coerce.number().int().min(1).max(200).default(50),
});
const ok = (schema: z.ZodType) => ({ 200: { description: "OK", content: { "application/json": { schema } } } });

const person = z.object({ id: z.uuid(), ref: z.string(), name: z.string().nullable() });
const visit = z.looseObject({
  id: z.uuid(),
  ref: z.string(),
  visited_on: z.string(),
  staff_id: z.uuid(),
  form: z.string().nullable(),
  area: z.string().nullable(),
  flags: z.array(z.string()),
  people: z.array(person),
  pictures: z.int(),
  created_at: z.string(),
});
const visits = createRoute({
  method: "get",
  path: "/visits",
  summary: "Visits that the asker may see, newest first; without the words of the notes",
  request: { query: page },
  responses: ok(z.object({ visits: z.array(visit), next: z.string().nullable() })),
});
export function recordRoutes(parts: AppParts): OpenAPIHono<StaffEnv> {
  const app = routes();
  app.openapi(visits, async (c) => {
    const { rows, next } = await asStaff(parts, c.get("staff"), (session) => listVisits(session, c.req.valid("query")));
    return c.json({ visits: rows, next }, 200);
  });
  return app;
}
