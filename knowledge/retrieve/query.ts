import type { Queryable } from "../../platform/database/port.ts";
import { foldText, readTerms, TERM_SPACE, termId } from "../terms.ts";
import { subjectWords } from "./idle-words.ts";

/** A word added by a synonym counts for less than a word that was said. */
const SYNONYM_WEIGHT = 0.6;
/** Share of the clauses above which a term is too common to look up by the inverted index. */
const RARE_SHARE = 0.01;
/** Rare terms are looked up rarest first, up to so many clauses: more cost time and moved recall@100 by less than .01 (evals/law). */
const LOOK_UP_TO = 2_500;
/** From this many clauses on, the inverted index pays; below, every clause is weighed. */
const SCAN_UP_TO = 20_000;

export interface Query {
  /** The question's side of BM25: idf by term, as a sparsevec literal. */
  vector: string;
  /** Terms to look up in the inverted index; null when every clause is to be weighed. */
  rare: number[] | null;
  /** How many clauses the index holds. */
  index_size: number;
  /** The terms by which coverage is told. */
  watched: number[];
  /** How much of what was asked a clause holds: 0 to 1, by idf, a word said or one that means it. */
  coverage(terms: ReadonlySet<number>): number;
}

/**
 * Turns words into a query over the shared index and the district's.
 * @returns null when nothing in the words is a term, or the index is empty
 */
export async function readQuery(tx: Queryable, words: string): Promise<Query | null> {
  const folded = foldText(words);
  const said = [...readTerms(folded).keys()];
  const synonyms = await tx.query<{ say: string; means: string[] }>(
    "select say, means from synonyms where position(say in $1) > 0",
    [folded],
  );
  const meant = synonyms.rows.flatMap(({ say, means }) =>
    means.map((word) => ({ say: [...readTerms(say).keys()], means: [...readTerms(word).keys()] })),
  );
  const all = [...new Set([...said, ...meant.flatMap(({ means }) => means)])];
  const counted = await tx.query<{ total: number }>("select sum(chunks)::int as total from index_generations");
  const total = counted.rows[0]?.total ?? 0;
  if (all.length === 0 || total === 0) return null;

  const found = await tx.query<{ term: number; chunks: number }>(
    "select term, sum(chunks)::int as chunks from term_frequencies where term = any($1::int[]) group by term",
    [all],
  );
  const frequency = new Map(found.rows.map((row) => [row.term, row.chunks]));
  const idf = (term: number): number => {
    const chunks = frequency.get(term) ?? 0;
    return Math.log(1 + (total - chunks + 0.5) / (chunks + 0.5));
  };
  const weights = new Map<number, number>();
  for (const { means } of meant) for (const term of means) weights.set(term, idf(term) * SYNONYM_WEIGHT);
  for (const term of said) weights.set(term, idf(term));
  const present = [...weights].filter(([term]) => frequency.has(term)).sort(([a], [b]) => a - b);
  if (present.length === 0) return null;

  const rare: number[] = [];
  let looked_up = 0;
  for (const [term] of present.toSorted(([a], [b]) => frequency.get(a)! - frequency.get(b)!)) {
    looked_up += frequency.get(term)!;
    if (frequency.get(term)! >= total * RARE_SHARE || looked_up > LOOK_UP_TO) break;
    rare.push(term);
  }
  const subject = subjectWords(folded);
  // Single characters alone (今天我该看哪几户 → 看, 户) are in every other clause and say nothing.
  const asked = subject.some((word) => word.length > 1) ? [...new Set(subject.map(termId))] : [];
  const asked_weight = asked.reduce((sum, term) => sum + idf(term), 0);
  return {
    vector: `{${present.map(([term, weight]) => `${term}:${weight.toPrecision(7)}`).join(",")}}/${TERM_SPACE}`,
    index_size: total,
    rare: total >= SCAN_UP_TO && rare.length > 0 ? rare : null,
    watched: [...new Set([...asked, ...meant.flatMap(({ means }) => means)])],
    coverage(terms) {
      const stood_for = new Set(meant.flatMap(({ say, means }) => (means.every((term) => terms.has(term)) ? say : [])));
      const held = asked.filter((term) => terms.has(term) || stood_for.has(term));
      return asked_weight === 0 ? 0 : held.reduce((sum, term) => sum + idf(term), 0) / asked_weight;
    },
  };
}
