import { createRoute, type OpenAPIHono, z } from "@hono/zod-openapi";
import { amendedDraft } from "../../bot/conversation/amend-text.ts";
import { LONGEST_TEXT } from "../../bot/conversation/converse.ts";
import { amendScreened } from "../../bot/conversation/crisis-amended.ts";
import type { StaffSession } from "../../cases/session.ts";
import { visitWithHistory } from "../../cases/visits/amend-history.ts";
import type { VisitDraft } from "../../cases/visits/draft.ts";
import { listVisits } from "../../cases/visits/list.ts";
import type { AppParts } from "../parts.ts";
import { asStaff, type StaffEnv } from "../session/who.ts";
import { byId, ok, refused, routes, taking } from "./routes.ts";
import { paging, personSchema, words } from "./schemas.ts";

const visit = z.looseObject({
  id: z.uuid(),
  ref: z.string(),
  visited_on: z.string(),
  staff_id: z.uuid(),
  form: z.string().nullable(),
  area: z.string().nullable(),
  flags: z.array(z.string()),
  people: z.array(personSchema),
  pictures: z.int(),
  created_at: z.string(),
});
const visits = createRoute({
  method: "get",
  path: "/visits",
  summary: "Visits that the asker may see, newest first; without the words of the notes",
  request: { query: z.object(paging) },
  responses: ok(z.object({ visits: z.array(visit), next: z.string().nullable() })),
});
const said = z.looseObject({ note: z.string() }).openapi({ description: "What was confirmed, as a draft of the chat" });
const history = z
  .object({
    id: z.uuid(),
    ref: z.string(),
    staff_id: z.uuid(),
    went: z.string(),
    visited_on: z.string(),
    area: z.string().nullable(),
    created_at: z.string(),
    version: z.int(),
    told: said,
    people: z.array(personSchema),
    needs: z.array(z.object({ id: z.uuid(), words: z.string(), urgency: z.string(), closed: z.boolean() })),
    before: z.array(
      z.object({ version: z.int(), told: said, reason: z.string().nullable(), by: z.string(), at: z.string() }),
    ),
    may_amend: z.enum(["author", "lead"]).nullable(),
  })
  .openapi("Visit", { description: "A visit with what it says, and what it said before it was amended" });
const read = createRoute({
  method: "get",
  path: "/visits/{id}",
  summary: "One visit with its words and its history; the read is written down",
  request: byId,
  responses: { ...ok(history, "The visit"), 404: refused[404] },
});
const amend = createRoute({
  method: "post",
  path: "/visits/{id}/amend",
  summary:
    "Other words for a visit: by its author within 30 days, by a supervisor with a reason; what it said before is kept",
  request: taking(
    z.object({
      note: z.string().trim().min(1).max(LONGEST_TEXT),
      version: z.int().describe("The version that was read; another one since is 409"),
      reason: words.default(""),
    }),
  ),
  responses: {
    ...ok(
      z.object({ visit: history, stays: z.array(z.string()), withdrawn: z.int(), crisis: z.string().nullable() }),
      "The visit, what stays although it is not said any more, and the crisis that was recorded because of words that are new",
    ),
    ...refused,
  },
});

export function visitRoutes(parts: AppParts): OpenAPIHono<StaffEnv> {
  const app = routes();
  app.openapi(visits, async (c) => {
    const { rows, next } = await asStaff(parts, c.get("staff"), (session) => listVisits(session, c.req.valid("query")));
    return c.json({ visits: rows, next }, 200);
  });
  const shown = async (session: StaffSession, id: string) => {
    const found = await visitWithHistory(session, id);
    // A draft is JSON as it is.
    const words = (told: VisitDraft): { note: string } => told;
    const before = found.before.map((version) => ({ ...version, told: words(version.told) }));
    return { ...found, told: words(found.told), before, created_at: found.created_at.toISOString() };
  };
  app.openapi(read, async (c) => {
    const found = await asStaff(parts, c.get("staff"), (session) => shown(session, c.req.valid("param").id));
    return c.json(found, 200);
  });
  app.openapi(amend, async (c) => {
    const { id } = c.req.valid("param");
    const { note, version, reason } = c.req.valid("json");
    const amended = await asStaff(parts, c.get("staff"), async (session) => {
      const { draft, visit } = await amendedDraft(session, id, note);
      const writer = { session, staff: c.get("staff") };
      const { stays, withdrawn, crisis } = await amendScreened(parts, writer, { visit, draft, version, reason });
      return { visit: await shown(session, id), stays, withdrawn, crisis };
    });
    return c.json(amended, 200);
  });
  return app;
}
