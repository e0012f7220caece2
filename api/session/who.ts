import type { Context } from "hono";
import { deleteCookie, getCookie, setCookie } from "hono/cookie";
import { sign, verify } from "hono/jwt";
import * as z from "zod";
import { inSession, type StaffSession } from "../../cases/session.ts";
import { districtName, elsewhereOf, type Place } from "../../cases/staff/accounts.ts";
import { findStaff, type Staff } from "../../cases/staff/staff.ts";
import { endWebSession, hasEnded } from "../../cases/staff/web-session.ts";
import { newId } from "../../platform/id.ts";
import { type Scope, systemScope } from "../../platform/scope.ts";
import type { Sealer } from "../../platform/seal.ts";
import type { AppParts } from "../parts.ts";

const COOKIE = "doorstep";
const SESSION_HOURS = 12;
const TOKEN_HOURS = 24;

const claims = z.object({
  sub: z.uuid(),
  district: z.int(),
  kind: z.enum(["session", "token"]),
  epoch: z.int(),
  /** Of this session alone: signing out ends it and no other. */
  jti: z.uuid(),
  exp: z.int(),
});

/** What a JWT secret is derived from, with APP_KEY, so that a token dies with its key. */
const SECRET = "jwt secret v1";

function makeToken(
  sealer: Sealer,
  who: { sub: string; district: number; epoch: number },
  kind: "session" | "token",
  now: Date,
): Promise<string> {
  const hours = kind === "session" ? SESSION_HOURS : TOKEN_HOURS;
  return sealer
    .sign("session", SECRET)
    .then((secret) =>
      sign({ ...who, kind, jti: newId(), exp: Math.floor(now.getTime() / 1000) + hours * 3600 }, secret, "HS256"),
    );
}

/** A bearer token of a demo person; good only where demo people are. */
export function demoToken(sealer: Sealer, staff_id: string, district_id: number, now: Date): Promise<string> {
  return makeToken(sealer, { sub: staff_id, district: district_id, epoch: 0 }, "token", now);
}

/** Starts a web session. A fresh cookie at every login: none that existed before is taken over, and this browser's ends. */
export async function startSession(c: Context, parts: AppParts, staff: Staff): Promise<void> {
  await endHeld(c, parts);
  const who = { sub: staff.id, district: staff.district_id, epoch: staff.session_epoch };
  setCookie(c, COOKIE, await makeToken(parts.sealer, who, "session", parts.clock.now()), {
    httpOnly: true,
    sameSite: "Lax",
    path: "/",
    secure: parts.config.public_url?.startsWith("https:") ?? false,
    maxAge: SESSION_HOURS * 3600,
  });
}

/** Ends the session of this browser: the cookie goes, and a copy of it opens nothing any more. */
export async function endSession(c: Context, parts: AppParts): Promise<void> {
  deleteCookie(c, COOKIE, { path: "/" });
  await endHeld(c, parts);
}

async function endHeld(c: Context, parts: AppParts): Promise<void> {
  const token = bearerOf(c) === null ? await readToken(c, parts) : null;
  if (!token) return;
  const { sub, jti, exp, district } = token;
  const of = { staff_id: sub, session_id: jti, expires_at: new Date(exp * 1000) };
  try {
    await inSession({ ...parts, now: parts.clock.now() }, systemScope(district), (session) =>
      endWebSession(session, of),
    );
  } catch (err) {
    // Somebody who signs out while the database is away is signed out here all the same.
    parts.log.error({ err }, "session not ended");
  }
}

/** Somebody who opened a page. */
export type Visitor = Staff & {
  /** Where they are and where else they work; missing for whoever works in one district. */
  works?: { here: string; elsewhere: Place[] };
};

export type StaffEnv = { Variables: { staff: Visitor; requestId: string } };

/** The bearer token that came along; null without one. */
export function bearerOf(c: Context): string | null {
  return /^Bearer (.+)$/i.exec(c.req.header("authorization") ?? "")?.[1] ?? null;
}

/** What a bearer token or cookie of ours says, by its signature alone; null when there is none that is good here. */
async function readToken(c: Context, parts: AppParts): Promise<z.infer<typeof claims> | null> {
  const bearer = bearerOf(c);
  const token = bearer ?? getCookie(c, COOKIE);
  if (!token) return null;
  let payload: unknown = null;
  for (const secret of await parts.sealer.signatures("session", SECRET))
    payload ??= await verify(token, secret, "HS256").catch(() => null);
  const read = claims.safeParse(payload);
  if (!read.success) return null;
  const { kind } = read.data;
  if (kind === "token" && !parts.config.demo) return null;
  return (kind === "token") === (bearer !== null) ? read.data : null;
}

/** Whether one of us signed in here once, as far as can be told without the database. */
export async function holdsToken(c: Context, parts: AppParts): Promise<boolean> {
  return (await readToken(c, parts)) !== null;
}

/** Who asks, by bearer token or cookie; null when nobody, or somebody who is no longer active or was unbound since. */
export async function whoAsks(c: Context, parts: AppParts): Promise<Staff | null> {
  const token = await readToken(c, parts);
  if (!token) return null;
  const { sub, district, kind, epoch, jti } = token;
  const now = parts.clock.now();
  const staff = await inSession({ ...parts, now }, systemScope(district), async (session) =>
    kind === "session" && (await hasEnded(session, jti)) ? null : findStaff(session, sub),
  );
  return staff && (kind === "token" || staff.session_epoch === epoch) ? staff : null;
}

/** Who opens a page, with what its header offers to somebody who works in several districts. */
export async function whoVisits(c: Context, parts: AppParts): Promise<Visitor | null> {
  const staff = await whoAsks(c, parts);
  if (!staff) return null;
  return asStaff(parts, staff, async (session) => {
    const elsewhere = await elsewhereOf(session, staff.id);
    if (elsewhere.length === 0) return staff;
    return { ...staff, works: { here: await districtName(session), elsewhere } };
  });
}

/** Runs `work` on behalf of whoever asks. */
export function asStaff<T>(
  parts: AppParts,
  staff: Staff,
  work: (session: StaffSession) => Promise<T>,
  now = parts.clock.now(),
): Promise<T> {
  const scope: Scope & { staff_id: string } = { district_id: staff.district_id, staff_id: staff.id, role: staff.role };
  return inSession({ ...parts, now }, scope, work);
}
