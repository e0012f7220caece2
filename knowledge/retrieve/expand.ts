import type { Queryable } from "../../platform/database/port.ts";
import { termId } from "../terms.ts";

/** A term of the query: how many clauses hold it and how much it is asked for. */
export interface Weighed {
  term: number;
  chunks: number;
  weight: number;
}

/** Terms that are added to a question, of each kind: more bring noise (evals/retrieval). */
const ADDED_TERMS = 80;
/**
 * What is added weighs together so much of what was said: what people confirmed by how much of the question it knows, the thesaurus
 * by the rest. Chosen on evals/retrieval, guides and law together.
 */
const MOST_CONFIRMED = 1;
const MOST_THESAURUS = 1.25;
/** Of a thesaurus the strongest meanings count for more: many sayings share a word by chance. */
const SHARPENED = 1.3;

/**
 * Weighs what was said, and adds what it is known to mean: by the associations of the shared knowledge and of the district
 * that the transaction is scoped to.
 * @param words of the question (knowledge/terms.ts)
 * @param meant terms of synonyms that stand in it; counted here, weighed by the caller
 * @returns `size`: clauses in the index; `frequencies` of the terms given that stand in any; `added`: terms with their weight
 */
export async function expand(
  tx: Queryable,
  words: readonly string[],
  meant: readonly number[],
): Promise<{ size: number; frequencies: Map<number, number>; idf: (term: number) => number; added: Weighed[] }> {
  const said = words.map(termId);
  const { rows } = await tx.query<{ kind: string; term: number; chunks: number; strength: number; size: number }>(
    "select kind, term, chunks, strength, size from expand_question($1::int[], $2::int[], $3)",
    [said, meant, ADDED_TERMS],
  );
  const size = rows[0]?.size ?? 0;
  const frequencies = new Map(rows.filter((row) => row.kind === "held").map((row) => [row.term, row.chunks]));
  const idf = (term: number): number => {
    const chunks = frequencies.get(term) ?? 0;
    return Math.log(1 + (size - chunks + 0.5) / (chunks + 0.5));
  };
  const massOf = (terms: readonly number[]): number => terms.reduce((sum, term) => sum + idf(term), 0);
  // Of words that no clause has, the meaning is all there is to search by.
  const asked = massOf(said.filter((term) => frequencies.has(term))) || massOf(said);
  const known = new Set(rows.filter((row) => row.kind === "known").map((row) => row.term));
  // Single characters are known of nearly everything and tell nothing.
  const longer = words.filter((word) => word.length > 1);
  const cover = longer.filter((word) => known.has(termId(word))).length / Math.max(1, longer.length);
  const addedOf = (kind: string, share: number, power: number): Weighed[] => {
    const of_kind = rows.filter((row) => row.kind === kind).map((row) => ({ ...row, strength: row.strength ** power }));
    const whole = of_kind.reduce((sum, row) => sum + row.strength, 0);
    return of_kind.map(({ term, chunks, strength }) => ({ term, chunks, weight: (share * asked * strength) / whole }));
  };
  const added = [
    ...addedOf("confirmed", MOST_CONFIRMED * cover, 1),
    ...addedOf("thesaurus", MOST_THESAURUS * (1 - cover), SHARPENED),
  ].filter(({ weight }) => weight > 0);
  return { size, frequencies, idf, added };
}
