import type { Queryable } from "../platform/database/port.ts";
import { newId } from "../platform/id.ts";
import type { Sealer } from "../platform/seal.ts";

export interface AskedQuestion {
  district_id: number;
  staff_id: string;
  words: string;
  verdict: "answered" | "quoted" | "not_found" | "disputed";
  document_ids: string[];
  /** The clauses that were shown, the first one first. */
  chunk_ids?: string[];
  asked_at: Date;
}

/** Where the words of a question are sealed (platform/seal.ts). */
export const QUESTION_WORDS = "questions.words";

/** Numbers of four or more digits say nothing about what was asked and may be somebody's. */
const masked = (words: string) => words.replace(/\d{4,}/g, (digits) => "□".repeat(digits.length));

/**
 * Keeps what was asked and what became of it, masked and sealed: what was not found is a gap that somebody can close.
 * @returns the question's id, by which its asker can say whether the answer was of use
 */
export async function keepQuestion(tx: Queryable, sealer: Sealer, asked: AskedQuestion): Promise<string> {
  const id = newId(asked.asked_at);
  await tx.query(
    `insert into questions (district_id, id, staff_id, words_sealed, verdict, document_ids, chunk_ids, asked_at)
     values ($1, $2, $3, $4, $5, $6, $7, $8)`,
    [
      asked.district_id,
      id,
      asked.staff_id,
      await sealer.seal(masked(asked.words), QUESTION_WORDS),
      asked.verdict,
      asked.document_ids,
      asked.chunk_ids ?? [],
      asked.asked_at,
    ],
  );
  return id;
}
