import type { Queryable } from "../../platform/database/port.ts";
import type { Sealer } from "../../platform/seal.ts";
import { QUESTION_WORDS } from "../questions.ts";
import { confirm, withdrawConfirmations } from "./confirm.ts";

/** Who presses which question's button. */
export interface Press {
  district_id: number;
  staff_id: string;
  question_id: string;
  now: Date;
}

/**
 * 有用: the clause that was shown first answers the question. A dispute of the same person is over.
 * @returns false when the question is not this person's, or nothing was shown
 */
export async function sayUseful(tx: Queryable, press: Press): Promise<boolean> {
  const { rows } = await tx.query<{ document_id: string; chunk_id: string }>(
    `select c.document_id, c.id as chunk_id from questions q join chunks c on c.id = q.chunk_ids[1]
     where q.district_id = $1 and q.id = $2 and q.staff_id = $3`,
    [press.district_id, press.question_id, press.staff_id],
  );
  if (!rows[0]) return false;
  await confirm(tx, { ...press, ...rows[0], kind: "useful" });
  await tx.query(
    `update questions set verdict = 'quoted' where district_id = $1 and id = $2 and verdict = 'disputed' and gap_id is null`,
    [press.district_id, press.question_id],
  );
  return true;
}

/**
 * 不对: the question is disputed and stands among the gaps; what this person confirmed of it is taken back.
 * @returns its words, so that the one who asked can be sent to who knows; null when it is not this person's
 */
export async function sayWrong(tx: Queryable, sealer: Sealer, press: Press): Promise<string | null> {
  const { rows } = await tx.query<{ words_sealed: string }>(
    `update questions set verdict = 'disputed' where district_id = $1 and id = $2 and staff_id = $3 returning words_sealed`,
    [press.district_id, press.question_id, press.staff_id],
  );
  if (!rows[0]) return null;
  await withdrawConfirmations(tx, press);
  return sealer.open(rows[0].words_sealed, QUESTION_WORDS);
}
