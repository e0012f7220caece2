import type { Queryable } from "../../platform/database/port.ts";
import { newId } from "../../platform/id.ts";
import type { Officer } from "../documents/changes.ts";
import { ChangedMeanwhile } from "../documents/conflict.ts";

/**
 * Closes a gap, in the caller's transaction: its questions leave the open ones. What was closed as answered may be answered
 * better later; what was put aside may be answered.
 * @param question_ids the questions that the officer saw
 * @throws ChangedMeanwhile when one of them was closed by somebody else
 */
export async function closeGap(
  tx: Queryable,
  { district_id, staff_id, now }: Officer,
  question_ids: readonly string[],
  outcome: { state: "answered" | "not_ours"; reason: string | null; document_ids: string[]; chunk_id?: string },
): Promise<string> {
  const id = newId(now);
  await tx.query(
    `insert into gaps (district_id, id, state, reason, document_ids, chunk_id, closed_by, closed_at)
     values ($1, $2, $3, $4, $5, $6, $7, $8)`,
    [district_id, id, outcome.state, outcome.reason, outcome.document_ids, outcome.chunk_id ?? null, staff_id, now],
  );
  const { affected } = await tx.query(
    "update questions set gap_id = $3 where district_id = $1 and id = any($2::uuid[]) and gap_id is null",
    [district_id, question_ids, id],
  );
  if (affected !== question_ids.length || affected === 0) throw new ChangedMeanwhile();
  return id;
}

/**
 * Marks everybody behind a gap as told, in the transaction that tells them.
 * @returns who is told now, each with the day of their last question; nobody is told twice
 */
export async function takeUntold(
  tx: Queryable,
  { district_id, now }: Officer,
  question_ids: readonly string[],
): Promise<{ staff_id: string; asked_at: Date }[]> {
  const { rows } = await tx.query<{ staff_id: string; asked_at: Date }>(
    `update questions set told_at = $3 where district_id = $1 and id = any($2::uuid[]) and told_at is null
     returning staff_id, asked_at`,
    [district_id, question_ids, now],
  );
  const last = new Map<string, Date>();
  for (const { staff_id, asked_at } of rows) {
    if ((last.get(staff_id)?.getTime() ?? 0) < asked_at.getTime()) last.set(staff_id, asked_at);
  }
  return [...last].map(([staff_id, asked_at]) => ({ staff_id, asked_at }));
}

/**
 * Opens a closed gap again, in the caller's transaction: its questions stand among the open ones, and the clause that was
 * chosen for them is no longer confirmed. Who was told stays told.
 */
export async function reopenGap(tx: Queryable, { district_id, now }: Officer, gap_id: string): Promise<void> {
  const { rows } = await tx.query<{ id: string }>(
    "update questions set gap_id = null where district_id = $1 and gap_id = $2 returning id",
    [district_id, gap_id],
  );
  await tx.query(
    `update confirmations set withdrawn_at = $3
     where district_id = $1 and question_id = any($2::uuid[]) and kind = 'officer_fix' and withdrawn_at is null`,
    [district_id, rows.map((row) => row.id), now],
  );
}
