import { createRoute, type OpenAPIHono, z } from "@hono/zod-openapi";
import { BENEFIT_NAME_LIMIT, BENEFIT_STATES, noteBenefit } from "../../cases/people/benefits.ts";
import { readFile } from "../../cases/people/file.ts";
import { searchPeople } from "../../cases/people/list.ts";
import { mergePeople } from "../../cases/people/merge.ts";
import { STAGES, setStage } from "../../cases/people/stages.ts";
import { addSupport, endSupport, SUPPORT_ROLES } from "../../cases/people/support.ts";
import { unmergePeople } from "../../cases/people/unmerge.ts";
import type { StaffSession } from "../../cases/session.ts";
import type { AppParts } from "../parts.ts";
import { asStaff, type StaffEnv } from "../session/who.ts";
import { byId, json, ok, refused, routes, taking } from "./routes.ts";
import { words } from "./schemas.ts";

const file = z.looseObject({ id: z.uuid(), ref: z.string() });

const read = createRoute({
  method: "get",
  path: "/people/{id}",
  summary:
    "A person's file (一人一档) with all its parts; of a merged one, the file that was kept. The read is written down",
  request: byId,
  responses: { ...ok(file), ...refused },
});

const row = z.looseObject({ id: z.uuid(), ref: z.string(), name: z.string().nullable() });
const search = createRoute({
  method: "post",
  path: "/people/search",
  summary:
    "Files under exactly this name, and near names of one grid; a POST, so that no name stands in an address or a log",
  request: { body: json(z.object({ name: z.string().trim().min(1).max(40), grid_id: z.uuid().optional() })) },
  responses: { ...ok(z.object({ exact: z.array(row), near: z.array(row) })), ...refused },
});

/** One thing that is done to a file. */
function act<Body extends z.ZodObject, Answer extends z.ZodType>(
  path: string,
  summary: string,
  body: Body,
  answer: Answer,
) {
  return createRoute({
    method: "post",
    path: `/people/{id}/${path}`,
    summary,
    request: taking(body),
    responses: { ...ok(answer, "Done"), ...refused },
  });
}

const part = z.object({ id: z.uuid(), ref: z.string() });
const merge = act(
  "merge",
  "A supervisor says that another file is the same person: everything of it moves into this one",
  z.object({ other_id: z.uuid(), reason: words }),
  z.object({ id: z.uuid(), kept: part, merged: part, moved: z.number() }),
);
const counts = z.record(z.string(), z.number());
const unmerge = act(
  "unmerge",
  "A supervisor takes a merge into this file back; what cannot go back on its own is counted",
  z.object({ merge_id: z.uuid(), reason: words }),
  z.object({
    kept: part,
    merged: part,
    back: z.number(),
    stays: z.object({ elsewhere: counts, since: counts, changed: z.array(z.string()) }),
  }),
);
const stage = act(
  "stage",
  "Where the person stands since a day, and who said so",
  z.object({ stage: z.enum(STAGES), since: z.iso.date(), words }),
  file,
);
const benefit = act(
  "benefit",
  "A benefit that the person gets, has applied for, was refused or no longer gets, and who said so",
  z.object({
    benefit: z.string().max(BENEFIT_NAME_LIMIT),
    state: z.enum(BENEFIT_STATES),
    since: z.iso.date(),
    words,
  }),
  file,
);
const support = act(
  "support",
  "Somebody who stands by the person (1+N)",
  z.object({ role: z.enum(SUPPORT_ROLES), name: z.string().max(60), phone: z.string().max(30).optional() }),
  file,
);
const ended = act("support/end", "Somebody no longer stands by the person", z.object({ support_id: z.uuid() }), file);

export function peopleRoutes(parts: AppParts): OpenAPIHono<StaffEnv> {
  const app = routes();
  /** Does it and reads the file as it is then. */
  const done = (staff: StaffEnv["Variables"]["staff"], id: string, work: (s: StaffSession) => Promise<unknown>) =>
    asStaff(parts, staff, async (session) => {
      await work(session);
      return readFile(session, id);
    });
  app.openapi(search, async (c) => {
    const { name, grid_id } = c.req.valid("json");
    const found = await asStaff(parts, c.get("staff"), (session) =>
      searchPeople(session, { name, area_id: grid_id ?? null }),
    );
    return c.json(found, 200);
  });
  app.openapi(read, async (c) => {
    const whole = await asStaff(parts, c.get("staff"), (session) => readFile(session, c.req.valid("param").id));
    return c.json(whole, 200);
  });
  app.openapi(merge, async (c) => {
    const { other_id, reason } = c.req.valid("json");
    const kept_id = c.req.valid("param").id;
    const merged = await asStaff(parts, c.get("staff"), (session) =>
      mergePeople(session, { kept_id, merged_id: other_id, reason }),
    );
    return c.json(merged, 200);
  });
  app.openapi(unmerge, async (c) => {
    const { merge_id, reason } = c.req.valid("json");
    const unmerged = await asStaff(parts, c.get("staff"), (session) =>
      unmergePeople(session, { kept_id: c.req.valid("param").id, merge_id, reason }),
    );
    return c.json(unmerged, 200);
  });
  app.openapi(stage, async (c) => {
    const { id } = c.req.valid("param");
    return c.json(await done(c.get("staff"), id, (session) => setStage(session, id, c.req.valid("json"))), 200);
  });
  app.openapi(benefit, async (c) => {
    const { id } = c.req.valid("param");
    return c.json(await done(c.get("staff"), id, (session) => noteBenefit(session, id, c.req.valid("json"))), 200);
  });
  app.openapi(support, async (c) => {
    const { id } = c.req.valid("param");
    const { phone, ...who } = c.req.valid("json");
    const work = (session: StaffSession) => addSupport(session, id, { ...who, phone: phone ?? null });
    return c.json(await done(c.get("staff"), id, work), 200);
  });
  app.openapi(ended, async (c) => {
    const { id } = c.req.valid("param");
    const work = (session: StaffSession) => endSupport(session, id, c.req.valid("json").support_id);
    return c.json(await done(c.get("staff"), id, work), 200);
  });
  return app;
}
