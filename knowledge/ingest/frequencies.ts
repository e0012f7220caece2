import type { Queryable } from "../../platform/database/port.ts";

/** A clause as the frequencies see it: its distinct terms, read once, and its length with repetitions. */
export interface Counted {
  terms: Iterable<number>;
  length: number;
}

/**
 * Keeps how many clauses hold each term, and the totals of the index, by what came and what went. The caller holds the row of
 * index_generations, so that one writer counts at a time.
 */
export async function countTerms(
  tx: Queryable,
  district_id: number,
  added: readonly Counted[],
  gone: readonly Counted[],
): Promise<void> {
  const change = new Map<number, number>();
  const count = (chunks: readonly Counted[], by: number): void => {
    for (const { terms } of chunks) for (const term of terms) change.set(term, (change.get(term) ?? 0) + by);
  };
  count(added, 1);
  count(gone, -1);
  // In the order of the index: neighbours share a page.
  const changed = [...change].filter(([, by]) => by !== 0).sort(([a], [b]) => a - b);
  // By the index, term by term: joined with what is stored, it would cost more with every document that is held.
  await tx.query(
    `insert into term_frequencies as f (district_id, term, chunks)
     select $1, c.term, c.by from unnest($2::int[], $3::int[]) as c(term, by)
     on conflict (district_id, term) do update set chunks = f.chunks + excluded.chunks`,
    [district_id, changed.map(([term]) => term), changed.map(([, by]) => by)],
  );
  const fewer = changed.filter(([, by]) => by < 0).map(([term]) => term);
  if (fewer.length > 0) {
    await tx.query("delete from term_frequencies where district_id = $1 and term = any($2::int[]) and chunks <= 0", [
      district_id,
      fewer,
    ]);
  }
  const length = (chunks: readonly Counted[]): number => chunks.reduce((sum, chunk) => sum + chunk.length, 0);
  await tx.query(
    "update index_generations set chunks = chunks + $2, total_length = total_length + $3 where district_id = $1",
    [district_id, added.length - gone.length, length(added) - length(gone)],
  );
}
