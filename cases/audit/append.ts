import { newId } from "../../platform/id.ts";
import type { Session } from "../session.ts";

export interface AuditEntry {
  /** Verb in the past tense of the field: `visit.saved`, `person.read`, `referral.moved`. */
  action: string;
  entity: string;
  entity_id: string | null;
  /** Ids, codes and states; never a name or a word that was said. */
  detail?: Record<string, string | number | boolean | null>;
}

export interface AuditRow {
  id: string;
  district_id: number;
  at: string;
  staff_id: string | null;
  role: string;
  action: string;
  entity: string;
  entity_id: string | null;
  detail: Record<string, unknown>;
}

/** What the HMAC of an audit row covers: all of it, keys of `detail` in order. */
export function canonical(row: AuditRow): string {
  const detail = Object.fromEntries(Object.entries(row.detail).sort(([a], [b]) => (a < b ? -1 : 1)));
  return JSON.stringify([
    row.id,
    row.district_id,
    row.at,
    row.staff_id,
    row.role,
    row.action,
    row.entity,
    row.entity_id,
    detail,
  ]);
}

/** Appends one row in the running transaction; when it cannot, the transaction fails with it. */
export async function audit({ tx, scope, sealer, now }: Session, entry: AuditEntry): Promise<void> {
  const row: AuditRow = {
    id: newId(now),
    district_id: scope.district_id,
    at: now.toISOString(),
    staff_id: scope.staff_id,
    role: scope.role,
    action: entry.action,
    entity: entry.entity,
    entity_id: entry.entity_id,
    detail: entry.detail ?? {},
  };
  await tx.query(
    `insert into audit_log (district_id, id, at, staff_id, role, action, entity, entity_id, detail, mac)
     values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)`,
    [
      row.district_id,
      row.id,
      row.at,
      row.staff_id,
      row.role,
      row.action,
      row.entity,
      row.entity_id,
      JSON.stringify(row.detail),
      await sealer.sign("audit", canonical(row)),
    ],
  );
}
