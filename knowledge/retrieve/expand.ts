import type { Queryable } from "../../platform/database/port.ts";

/** A term of the query: how many clauses hold it and how much it is asked for. */
export interface Weighed {
  term: number;
  chunks: number;
  weight: number;
}

/** Terms that are added to a question, of each kind: more bring noise (evals/retrieval). */
const ADDED_TERMS = 80;
/** What is added weighs together so much of what was said. */
const SHARE = { thesaurus: 1, confirmed: 0.5 };

/**
 * Weighs what was said, and adds what it is known to mean: by the associations of the shared knowledge and of the district
 * that the transaction is scoped to.
 * @param said terms of the question
 * @param meant terms of synonyms that stand in it; counted here, weighed by the caller
 * @returns `size`: clauses in the index; `frequencies` of the terms given that stand in any; `added`: terms with their weight
 */
export async function expand(
  tx: Queryable,
  said: readonly number[],
  meant: readonly number[],
): Promise<{ size: number; frequencies: Map<number, number>; idf: (term: number) => number; added: Weighed[] }> {
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
  const asked = said.reduce((sum, term) => sum + (frequencies.has(term) ? idf(term) : 0), 0);
  const added = (["thesaurus", "confirmed"] as const).flatMap((kind) => {
    const of_kind = rows.filter((row) => row.kind === kind);
    const whole = of_kind.reduce((sum, row) => sum + row.strength, 0);
    return of_kind.map(({ term, chunks, strength }) => ({
      term,
      chunks,
      weight: (SHARE[kind] * asked * strength) / whole,
    }));
  });
  return { size, frequencies, idf, added };
}
