import type { Queryable } from "../../platform/database/port.ts";
import { setScope, systemScope } from "../../platform/scope.ts";
import type { Sealer } from "../../platform/seal.ts";
import { entryHash } from "../entry-keys.ts";
import { findStaff, type Staff } from "./staff.ts";

/** A system of others, as the member of staff that it acts as. */
export interface Machine extends Staff {
  writes: boolean;
}

/**
 * Which system holds this token; null when it is unknown, revoked or too old. Reads one exact key before the district is known, and
 * notes the minute of its use.
 */
export async function machineOfToken(tx: Queryable, sealer: Sealer, token: string, now: Date): Promise<Machine | null> {
  const { rows } = await tx.query<{ district_id: number; kind: string; id: string }>("select * from entry_find($1)", [
    await entryHash(tx, sealer, `machine ${token}`),
  ]);
  const entry = rows[0];
  if (entry?.kind !== "machine") return null;
  const scope = systemScope(entry.district_id);
  await setScope(tx, scope);
  const held = await tx.query<{ staff_id: string; writes: boolean }>(
    `select staff_id, writes from machine_tokens
     where district_id = $1 and id = $2 and revoked_at is null and expires_at > $3`,
    [entry.district_id, entry.id, now],
  );
  if (!held.rows[0]) return null;
  const { staff_id, writes } = held.rows[0];
  const staff = await findStaff({ tx, scope, sealer, now }, staff_id, { active: false });
  if (!staff) return null;
  await tx.query(
    `update machine_tokens set last_used_at = date_trunc('minute', $3::timestamptz)
     where district_id = $1 and id = $2 and (last_used_at is null or last_used_at < date_trunc('minute', $3::timestamptz))`,
    [entry.district_id, entry.id, now],
  );
  return { ...staff, writes };
}
