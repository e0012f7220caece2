import type { Context } from "hono";
import { matchedRoutes } from "hono/route";
import { audit } from "../../cases/audit/append.ts";
import { type Machine, machineOfToken } from "../../cases/staff/machine-entry.ts";
import type { AppParts } from "../parts.ts";
import { asStaff, bearerOf } from "./who.ts";

/** Searching by words that do not belong into an address is a POST and reads all the same. */
const READS_BY_POST = "/api/v1/people/search";
const READING = ["GET", "HEAD"];
/** What people say is theirs: chats and pictures. What becomes of a crisis has a person's name. */
const OF_PEOPLE = /^\/api\/v1\/(?:messages|pictures)(?:\/|$)/;
const DECIDED_BY_PEOPLE = /^\/api\/v1\/(?:crises\/|referrals\/[^/]+\/review$)/;
/** The directory holds nobody's file. */
const NOBODYS = /^\/hsds(?:\/|$)/;

/** Which system asks, by its bearer token; null for anybody else. Never for pages: these are entered by people only. */
export async function machineAsks(c: Context, parts: AppParts): Promise<Machine | null> {
  const token = bearerOf(c);
  if (token === null) return null;
  return parts.database.transaction((tx) => machineOfToken(tx, parts.sealer, token, parts.clock.now()));
}

export type Barred = "token_reads_only" | "for_people_only";

/** Why somebody is not let in, in words for whoever wrote the client. */
export const WHY_NOT: Record<Barred | "not_signed_in" | "other_staff", string> = {
  not_signed_in: "Sign in, or send a token: Authorization: Bearer …",
  other_staff: "The page was opened by somebody else. Load it again.",
  token_reads_only: "This token only reads. An admin makes one that writes at /console/systems.",
  for_people_only: "This is done by a person who is signed in, not by a system.",
};

/** Why the system may not do this; null when it may, as far as its role does. */
export function barredFor(c: Context, machine: Machine): Barred | null {
  const { method, path } = c.req;
  const reads = READING.includes(method) || (method === "POST" && path === READS_BY_POST);
  if (OF_PEOPLE.test(path) || (!reads && DECIDED_BY_PEOPLE.test(path))) return "for_people_only";
  return reads || machine.writes ? null : "token_reads_only";
}

/** Writes down what the system was given or has done, under its name, before the answer leaves. Failing, there is no answer. */
export async function noteUse(c: Context, parts: AppParts, machine: Machine): Promise<void> {
  if (!c.res.ok || NOBODYS.test(c.req.path)) return;
  const route = matchedRoutes(c).at(-1)?.path ?? "";
  const about = /[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}/i.exec(c.req.path)?.[0] ?? null;
  await asStaff(parts, machine, (session) =>
    audit(session, {
      action: "machine.asked",
      entity: "machine",
      entity_id: about,
      detail: { method: c.req.method, route },
    }),
  );
}
