import type { Queryable } from "../../platform/database/port.ts";
import { foldText, readTerms, readWords, TERM_SPACE, termId } from "../terms.ts";
import { expand, type Weighed } from "./expand.ts";
import { subjectWords } from "./idle-words.ts";
import type { Meaning } from "./meaning.ts";
import { findSynonyms } from "./synonyms.ts";

/** A word meant by a whole saying counts like one that was said; by a short one (two characters) half as much. */
const SAYING_CHARACTERS = 4;
const MOST_FOR_A_SAYING = 2;
/** Share of the clauses above which a term is too common to look up by the inverted index. */
const RARE_SHARE = 0.01;
/** Rare terms are looked up, those that weigh most for the clauses they bring first, up to so many clauses (bench retrieval). */
const LOOK_UP_TO = 1_500;
/** From this many clauses on, the inverted index pays; below, every clause is weighed. */
const SCAN_UP_TO = 20_000;

export interface Query {
  /** The question's side of BM25: weight by term, as a sparsevec literal. */
  vector: string;
  /** Terms to look up in the inverted index; null when every clause is to be weighed. */
  rare: number[] | null;
  /** How many clauses the index holds. */
  index_size: number;
  /** The sum of all weights: what a clause that holds everything about once would score. */
  mass: number;
  /** The terms by which coverage is told. */
  watched: number[];
  /** How much of what was asked a clause holds: 0 to 1, by idf, a word said or one that means it. */
  coverage(terms: ReadonlySet<number>): number;
  /** What models make of the question; the caller's, never read here. */
  meaning?: Meaning | null;
}

/**
 * Turns words into a query over the shared index and the district's: what was said, what its sayings mean (synonyms), and
 * what such words have meant before (associations).
 * @returns null when nothing in the words is a term, or the index is empty
 */
export async function readQuery(tx: Queryable, words: string): Promise<Query | null> {
  const folded = foldText(words);
  const said_words = [...new Set(readWords(folded))];
  const said = said_words.map(termId);
  if (said.length === 0) return null;
  const meant = (await findSynonyms(tx, folded)).map(({ say, means }) => ({
    say: say.split(" ").flatMap((part) => [...readTerms(part).keys()]),
    means: means.map((word) => [...readTerms(word).keys()]),
    strength: Math.min(MOST_FOR_A_SAYING, say.replaceAll(" ", "").length / SAYING_CHARACTERS),
  }));
  const stood_for = [...new Set(meant.flatMap(({ means }) => means.flat()))];
  const { size, frequencies, idf, added } = await expand(tx, said_words, stood_for);
  if (size === 0) return null;

  const weighed = new Map<number, Weighed>();
  const add = (term: number, chunks: number, weight: number): void => {
    weighed.set(term, { term, chunks, weight: weight + (weighed.get(term)?.weight ?? 0) });
  };
  for (const term of said) if (frequencies.has(term)) add(term, frequencies.get(term)!, idf(term));
  const strongest = new Map<number, number>();
  for (const { means, strength } of meant)
    for (const term of means.flat()) strongest.set(term, Math.max(strength, strongest.get(term) ?? 0));
  for (const [term, strength] of strongest)
    if (frequencies.has(term)) add(term, frequencies.get(term)!, strength * idf(term));
  for (const { term, chunks, weight } of added) add(term, chunks, weight);
  if (weighed.size === 0) return null;
  const terms = [...weighed.values()].sort((a, b) => a.term - b.term);

  const subject = subjectWords(folded);
  // Single characters alone (今天我该看哪几户 → 看, 户) are in every other clause and say nothing.
  const asked = subject.some((word) => word.length > 1) ? [...new Set(subject.map(termId))] : [];
  const asked_weight = asked.reduce((sum, term) => sum + idf(term), 0);
  return {
    vector: `{${terms.map(({ term, weight }) => `${term}:${weight.toPrecision(7)}`).join(",")}}/${TERM_SPACE}`,
    index_size: size,
    mass: terms.reduce((sum, { weight }) => sum + weight, 0),
    rare: size >= SCAN_UP_TO ? rareTerms(terms, size) : null,
    watched: [...new Set([...asked, ...stood_for])],
    coverage(held) {
      const covered = new Set(
        // A saying is met by most of what it means: one generic word of it (材料) is not enough.
        meant.flatMap(({ say, means }) => {
          const met = means.filter((word) => word.every((term) => held.has(term))).length;
          return met * 2 > means.length ? say : [];
        }),
      );
      const found = asked.filter((term) => held.has(term) || covered.has(term));
      return asked_weight === 0 ? 0 : found.reduce((sum, term) => sum + idf(term), 0) / asked_weight;
    },
  };
}

/** The rare terms to look up, or null when there is none. */
function rareTerms(terms: readonly Weighed[], size: number): number[] | null {
  const rare: number[] = [];
  let looked_up = 0;
  for (const { term, chunks } of terms.toSorted((a, b) => b.weight / b.chunks - a.weight / a.chunks)) {
    if (chunks >= size * RARE_SHARE || looked_up + chunks > LOOK_UP_TO) continue;
    looked_up += chunks;
    rare.push(term);
  }
  return rare.length > 0 ? rare : null;
}
