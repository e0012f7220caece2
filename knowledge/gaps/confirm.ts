import type { Queryable } from "../../platform/database/port.ts";
import { newId } from "../../platform/id.ts";

export interface Confirmation {
  district_id: number;
  question_id: string;
  staff_id: string;
  document_id: string;
  chunk_id: string;
  /** The asker found it useful, or an officer chose it. */
  kind: "useful" | "officer_fix";
  now: Date;
}

/** Keeps that a clause answers a question, once for each person; one that was taken back stands again. */
export async function confirm(tx: Queryable, given: Confirmation): Promise<void> {
  await tx.query(
    `insert into confirmations (district_id, id, question_id, staff_id, document_id, chunk_id, kind, confirmed_at)
     values ($1, $2, $3, $4, $5, $6, $7, $8)
     on conflict (district_id, question_id, staff_id, chunk_id, kind)
       do update set withdrawn_at = null, confirmed_at = excluded.confirmed_at where confirmations.withdrawn_at is not null`,
    [
      given.district_id,
      newId(given.now),
      given.question_id,
      given.staff_id,
      given.document_id,
      given.chunk_id,
      given.kind,
      given.now,
    ],
  );
}

/** Takes back what this person confirmed of a question; what was learned from it goes with the next learning. */
export async function withdrawConfirmations(
  tx: Queryable,
  { district_id, question_id, staff_id, now }: Pick<Confirmation, "district_id" | "question_id" | "staff_id" | "now">,
): Promise<void> {
  await tx.query(
    `update confirmations set withdrawn_at = $4
     where district_id = $1 and question_id = $2 and staff_id = $3 and withdrawn_at is null`,
    [district_id, question_id, staff_id, now],
  );
}
