/** A question and what its answer says: both as words (knowledge/terms.ts). */
export interface Pair {
  said: readonly string[];
  meant: readonly string[];
  /** Who confirmed it. */
  person: string;
  /** Share of the clauses it was found among that hold a word, 0 to 1: what every clause says explains no question. */
  shareOf(word: string): number;
}

/** What is meant when a word is said, the strongest first. */
export interface Association {
  word: string;
  means: { word: string; weight: number; confirmations: number; people: number }[];
}

export interface Learning {
  /** Least different people behind one association. */
  people: number;
  /** Most meanings of one word. */
  keep: number;
}

/** What was seen of one word: its pairs, and in how many of them by whom another word stood in the answer. */
interface Seen {
  pairs: Pair[];
  meant: Map<string, { count: number; people: Set<string> }>;
}

/** Pairs that a word is thought to have had without any of its meanings: a word seen once proves little. */
const PRIOR_PAIRS = 2;

/**
 * Learns from pairs what words mean in the clauses that answer: for each word said, the words of its answers by
 * p · ln(p / share), p being the share of the word's pairs whose answer holds it (the pointwise form of the Kullback-Leibler
 * divergence, as in query expansion by Carpineto et al. 2001).
 */
export function associate(pairs: readonly Pair[], { people, keep }: Learning): Association[] {
  const said = new Map<string, Seen>();
  for (const pair of pairs) {
    const meant = new Set(pair.meant);
    for (const word of new Set(pair.said)) {
      const seen: Seen = said.get(word) ?? { pairs: [], meant: new Map() };
      said.set(word, seen);
      seen.pairs.push(pair);
      for (const other of meant) {
        const counted = seen.meant.get(other) ?? { count: 0, people: new Set() };
        seen.meant.set(other, counted);
        counted.count += 1;
        counted.people.add(pair.person);
      }
    }
  }
  return [...said].flatMap(([word, seen]) => {
    const corpora = Map.groupBy(seen.pairs, (pair) => pair.shareOf);
    const shareOf = (other: string): number =>
      [...corpora].reduce((sum, [share, from]) => sum + share(other) * from.length, 0) / seen.pairs.length;
    const means = [...seen.meant].flatMap(([other, { count, people: by }]) => {
      if (by.size < people) return [];
      const p = count / (seen.pairs.length + PRIOR_PAIRS);
      const share = shareOf(other);
      if (p <= share) return [];
      return [{ word: other, weight: p * Math.log(p / share), confirmations: count, people: by.size }];
    });
    means.sort((a, b) => b.weight - a.weight || (a.word < b.word ? -1 : 1));
    return means.length > 0 ? [{ word, means: means.slice(0, keep) }] : [];
  });
}
