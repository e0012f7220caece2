import type { Queryable } from "../platform/database/port.ts";
import { newId } from "../platform/id.ts";
import type { Sealer } from "../platform/seal.ts";

export interface AskedQuestion {
  district_id: number;
  staff_id: string;
  words: string;
  verdict: "answered" | "quoted" | "not_found" | "disputed";
  document_ids: string[];
  asked_at: Date;
}

/** Numbers of four or more digits say nothing about what was asked and may be somebody's. */
const masked = (words: string) => words.replace(/\d{4,}/g, (digits) => "□".repeat(digits.length));

/** Keeps what was asked and what became of it, masked and sealed: what was not found is a gap that somebody can close. */
export async function keepQuestion(tx: Queryable, sealer: Sealer, asked: AskedQuestion): Promise<void> {
  await tx.query(
    `insert into questions (district_id, id, staff_id, words_sealed, verdict, document_ids, asked_at)
     values ($1, $2, $3, $4, $5, $6, $7)`,
    [
      asked.district_id,
      newId(asked.asked_at),
      asked.staff_id,
      await sealer.seal(masked(asked.words), "questions.words"),
      asked.verdict,
      asked.document_ids,
      asked.asked_at,
    ],
  );
}
