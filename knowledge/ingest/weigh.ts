import { readTerms, TERM_SPACE } from "../terms.ts";

/** BM25: saturation of repetitions, and how far length counts. */
const K1 = 1.2;
const B = 0.75;

/** How often a word counts by where it stands. A heading says what its section answers; the path of an article is only its number. */
const WEIGHTS = { title: 1, heading: 2, article: 1, words: 1, questions: 1 };
const ARTICLE = /第[^›]{1,12}条(?:之.{1,3})?$/;

/**
 * The terms a clause is found by: its own words, its document's title, the heading it stands under, and the questions that its
 * document answers.
 * @returns term id → how often, weighted
 */
export function indexTerms(parts: {
  title: string;
  path: string;
  words: string;
  questions: readonly string[];
}): Map<number, number> {
  const counts = new Map<number, number>();
  const add = (text: string, weight: number): void => {
    for (const [id, count] of readTerms(text)) counts.set(id, (counts.get(id) ?? 0) + count * weight);
  };
  add(parts.title, WEIGHTS.title);
  if (parts.path !== parts.title) add(parts.path, ARTICLE.test(parts.path) ? WEIGHTS.article : WEIGHTS.heading);
  add(parts.words, WEIGHTS.words);
  add(parts.questions.join("\n"), WEIGHTS.questions);
  return counts;
}

/**
 * The clause's side of BM25, f(k1+1)/(f+k1(1-b+b·length/average)), as a sparsevec literal. The idf is in the query.
 * @param average length of a clause, frozen for one generation of the index
 */
export function weigh(terms: ReadonlyMap<number, number>, length: number, average: number): string {
  const saturation = K1 * (1 - B + (B * length) / average);
  // Nearly all terms occur once or twice: a weight is worked out once for each count.
  const weights = new Map<number, string>();
  const weightOf = (count: number): string => {
    let weight = weights.get(count);
    if (weight === undefined) {
      weight = ((count * (K1 + 1)) / (count + saturation)).toPrecision(7);
      weights.set(count, weight);
    }
    return weight;
  };
  const parts: string[] = [];
  for (const id of sortedIds(terms)) parts.push(`${id}:${weightOf(terms.get(id)!)}`);
  return `{${parts.join(",")}}/${TERM_SPACE}`;
}

/** The ids of a clause's terms, smallest first. */
export function sortedIds(terms: ReadonlyMap<number, number>): Int32Array {
  return Int32Array.from(terms.keys()).sort();
}

/** Reads the counts back out of weights made with `average`, so that an index is rebuilt without its texts. */
export function countsOf(bm: string, length: number, average: number): Map<number, number> {
  const saturation = K1 * (1 - B + (B * length) / average);
  const counts = new Map<number, number>();
  for (const [, id, weight] of bm.matchAll(/(\d+):([\d.e+-]+)/g)) {
    const w = Number(weight);
    counts.set(Number(id), Math.round((w * saturation) / (K1 + 1 - w)));
  }
  return counts;
}
