import { type Context, Hono } from "hono";
import { bodyLimit } from "hono/body-limit";
import * as z from "zod";
import { tellOfMove } from "../../bot/conversation/moved.ts";
import { advanceReferral } from "../../cases/referrals/advance.ts";
import { holdReferral } from "../../cases/referrals/at-version.ts";
import { changedReferrals } from "../../cases/referrals/changed.ts";
import { readReferral } from "../../cases/referrals/read.ts";
import { Refusal } from "../../cases/refusal.ts";
import type { StaffSession } from "../../cases/session.ts";
import type { AppParts } from "../parts.ts";
import { WHY_NOT } from "../session/machine.ts";
import { type Refuse, requireCaller } from "../session/require-staff.ts";
import { asStaff, type StaffEnv } from "../session/who.ts";
import { capability } from "./capability.ts";
import { FHIR_JSON, onFhirError, outcome } from "./outcome.ts";
import { type Resource, serviceRequest, task } from "./resources.ts";
import { BadSearch, placeOf, readSearch } from "./search.ts";
import { advanceOf, taskUpdate, versionIn } from "./update.ts";

const BODY_BYTES = 64 * 1024;
const MAKE = { Task: task, ServiceRequest: serviceRequest } as const;
type Kind = keyof typeof MAKE;

/**
 * `/fhir`: referrals as ServiceRequest and Task of FHIR R4, for systems of others. Who sees and moves what is the same as everywhere: the
 * role behind the token, row-level security, and the guarded moves of cases/referrals.
 */
export function fhir(parts: AppParts): Hono<StaffEnv> {
  const app = new Hono<StaffEnv>();
  const base = (c: Context): string => `${parts.public_url ?? new URL(c.req.url).origin}/fhir`;
  app.onError(onFhirError(parts.log));
  app.get("/metadata", (c) => fhirJson(c, capability(base(c))));
  app.use("*", bodyLimit({ maxSize: BODY_BYTES, onError: (c) => outcome(c, 413, "too-long", "At most 64 KB.") }));
  const refuse: Refuse = (c, status, code) => outcome(c, status, status === 401 ? "login" : "forbidden", WHY_NOT[code]);
  app.use("*", requireCaller(parts, refuse), async (c, next) => {
    // Names of residents: nobody between keeps a copy.
    c.header("cache-control", "no-store");
    await next();
  });
  for (const kind of Object.keys(MAKE) as Kind[]) {
    app.get(`/${kind}`, (c) => search(parts, c, kind, base(c)));
    app.get(`/${kind}/:id`, (c) => read(parts, c, kind));
    app.get(`/${kind}/:id/_history/:version`, (c) => read(parts, c, kind, c.req.param("version")));
  }
  app.put("/Task/:id", (c) => update(parts, c));
  app.all("*", (c) => outcome(c, 404, "not-supported", "Not a part of this interface. See /fhir/metadata"));
  return app;
}

function fhirJson(c: Context, body: object, headers: Record<string, string> = {}): Response {
  return c.json(body as never, 200, { "content-type": FHIR_JSON, ...headers });
}

async function search(parts: AppParts, c: Context<StaffEnv>, kind: Kind, base: string): Promise<Response> {
  const query = c.req.queries();
  try {
    const filter = readSearch(kind, query);
    const { rows, more } = await asStaff(parts, c.get("staff"), (session) => changedReferrals(session, filter));
    const link = (relation: string, after: string | null) => {
      const params = new URLSearchParams();
      for (const [name, values] of Object.entries(query))
        if (name !== "_after" || relation === "self") for (const value of values) params.append(name, value);
      if (after) params.set("_after", after);
      return { relation, url: `${base}/${kind}${params.size > 0 ? `?${params}` : ""}` };
    };
    const last = rows.at(-1);
    return fhirJson(c, {
      resourceType: "Bundle",
      type: "searchset",
      link: [link("self", null), ...(more && last ? [link("next", placeOf(last))] : [])],
      // FHIR allows no empty list.
      ...(rows.length > 0
        ? {
            entry: rows.map((row) => ({
              fullUrl: `${base}/${kind}/${row.id}`,
              resource: MAKE[kind](row, null),
              search: { mode: "match" },
            })),
          }
        : {}),
    });
  } catch (error) {
    if (error instanceof BadSearch) return outcome(c, 400, "invalid", error.message);
    throw error;
  }
}

/** One referral with its words; the read is written down. @throws Refusal `not_found` */
async function whole(session: StaffSession, kind: Kind, id: string): Promise<Resource> {
  if (!z.uuid().safeParse(id).success) throw new Refusal("not_found");
  const { rows } = await changedReferrals(session, { ids: [id], ascending: true, limit: 1 });
  if (!rows[0]) throw new Refusal("not_found");
  return MAKE[kind](rows[0], await readReferral(session, id));
}

const versionOf = (resource: Resource): string => (resource.meta as { versionId: string }).versionId;

async function read(parts: AppParts, c: Context<StaffEnv>, kind: Kind, version?: string): Promise<Response> {
  const id = c.req.param("id") ?? "";
  const resource = await asStaff(parts, c.get("staff"), (session) => whole(session, kind, id));
  if (version !== undefined && version !== versionOf(resource))
    return outcome(c, 404, "not-found", `Only the current version is kept: ${versionOf(resource)}`);
  return fhirJson(c, resource, tagsOf(resource));
}

function tagsOf(resource: Resource): Record<string, string> {
  const { lastUpdated } = resource.meta as { lastUpdated: string };
  return { etag: `W/"${versionOf(resource)}"`, "last-modified": new Date(lastUpdated).toUTCString() };
}

/** PUT of a Task: its status, by the moves that the asker may make, and only on the version that they have read. */
async function update(parts: AppParts, c: Context<StaffEnv>): Promise<Response> {
  const id = c.req.param("id") ?? "";
  const read_version = versionIn(c.req.header("if-match"));
  if (read_version === null)
    return outcome(c, 412, "required", 'If-Match is needed, with the version that was read: W/"3"');
  const body = taskUpdate.safeParse(await c.req.json().catch(() => null));
  if (!body.success) {
    const wrong = body.error.issues.map((issue) => `${issue.path.join(".") || "body"}: ${issue.message}`);
    return outcome(c, 400, "structure", wrong.join("; "));
  }
  if (body.data.id !== id) return outcome(c, 400, "value", "id is not that of the address");
  const { version, resource } = await asStaff(parts, c.get("staff"), async (session) => {
    const { version, status } = await holdReferral(session, id);
    if (version !== read_version) return { version, resource: null };
    // The same once more changes nothing.
    if (status !== body.data.status)
      await tellOfMove(parts, session, await advanceReferral(session, id, advanceOf(body.data)));
    return { version, resource: await whole(session, "Task", id) };
  });
  if (resource) return fhirJson(c, resource, tagsOf(resource));
  return outcome(c, 412, "conflict", `It was changed meanwhile and is at version ${version} now. Read it again.`);
}
