import type { Queryable } from "../../platform/database/port.ts";
import { newSecret } from "../../platform/id.ts";
import { setScope, systemScope } from "../../platform/scope.ts";
import type { Sealer } from "../../platform/seal.ts";
import { audit } from "../audit/append.ts";
import { entryHash, putEntry } from "../entry-keys.ts";
import { Refusal } from "../refusal.ts";
import type { Session } from "../session.ts";
import { findStaff, type Staff } from "./staff.ts";

/** 26 letters of 5 bits: 130 bits. */
const TOKEN_LETTERS = 26;

/**
 * A one-time login token for this member of staff. Only its HMAC is kept.
 * @throws Refusal `not_found` when somebody asks for another's: it would be a way to act in their name
 */
export async function makeLogin(session: Session, staff_id: string, minutes: number): Promise<string> {
  const { scope, now } = session;
  if (scope.staff_id !== null && scope.staff_id !== staff_id) throw new Refusal("not_found");
  const token = newSecret(TOKEN_LETTERS);
  const expires_at = new Date(now.getTime() + minutes * 60_000);
  await putEntry(session, "login", `login ${token}`, { id: staff_id, expires_at });
  await audit(session, { action: "login.made", entity: "staff", entity_id: staff_id });
  return token;
}

/** Spends a login token. Null when it is unknown, used or too old. */
export async function useLogin(tx: Queryable, sealer: Sealer, token: string, now: Date): Promise<Staff | null> {
  const { rows } = await tx.query<{ district_id: number; id: string }>("select * from entry_use($1, 'login', $2)", [
    await entryHash(tx, sealer, `login ${token}`),
    now,
  ]);
  const entry = rows[0];
  if (!entry) return null;
  const session = { tx, scope: systemScope(entry.district_id), sealer, now };
  await setScope(tx, session.scope);
  const staff = await findStaff(session, entry.id);
  if (staff) await audit(session, { action: "login.used", entity: "staff", entity_id: staff.id });
  return staff;
}
