import type { Queryable } from "../../platform/database/port.ts";
import { newId } from "../../platform/id.ts";

/** On whose behalf a change is made, and when. */
export interface Officer {
  district_id: number;
  staff_id: string;
  now: Date;
}

export interface Change {
  /** `checked`: looked at and found still right; nothing of it changed. */
  action: "added" | "replaced" | "withdrawn" | "restored" | "checked";
  document_id: string;
  /** The version that was retrieved before, and after; null: none. */
  version_before: number | null;
  version_after: number | null;
  /** The version row that this step made, or that was looked at. */
  version: number;
  /** The older version whose text was brought back. */
  restored_from: number | null;
}

/** Writes down who changed what, in the change's own transaction. */
export async function keepChange(
  tx: Queryable,
  { district_id, staff_id, now }: Officer,
  change: Change,
): Promise<void> {
  await tx.query(
    `insert into knowledge_changes (district_id, id, staff_id, changed_at, action, document_id, version_before, version_after,
       version, restored_from)
     values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)`,
    [
      district_id,
      newId(now),
      staff_id,
      now,
      change.action,
      change.document_id,
      change.version_before,
      change.version_after,
      change.version,
      change.restored_from,
    ],
  );
}

export type KeptChange = Change & { staff_id: string; changed_at: string };

/** What was done to a document by officers, the newest first. */
export async function listChanges(tx: Queryable, district_id: number, document_id: string): Promise<KeptChange[]> {
  const { rows } = await tx.query<KeptChange>(
    `select action, document_id, version_before, version_after, version, restored_from, staff_id, changed_at::text as changed_at
     from knowledge_changes where district_id = $1 and document_id = $2 order by version desc, id desc`,
    [district_id, document_id],
  );
  return rows;
}
