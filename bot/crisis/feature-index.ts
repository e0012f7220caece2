import type { Context } from "./context.ts";
import { classesByClause, clausesAsSeen, flags, framed, type Passage, type Seen } from "./features.ts";
import type { Normalised } from "./normalise.ts";
import { Trie } from "./trie.ts";

const SIGN = /^[#@!]/;
const EQUAL = /^~/;
const WRITTEN = /^[^#@!~]/;
/** Characters of a passage that a run with a frame at its end may hold: one less than the longest run. */
const EDGE = 2;

/** A word of a trie where it stands, end exclusive; parallel arrays, in the order of the places. */
interface Hits {
  words: number[];
  starts: number[];
  ends: number[];
}

/** Features by their names → their numbers, for a model that knows these and no others. */
export class FeatureIndex {
  readonly size: number;
  private readonly signs: ReadonlyMap<string, number>;
  private readonly written: Trie;
  private readonly equal: Trie;
  private readonly numbers_written: readonly number[];
  private readonly numbers_equal: readonly number[];
  private readonly lengths_written: readonly number[];
  /** The search in which a feature was last met, so that it counts once. */
  private readonly met: Int32Array;
  private searches = 0;

  constructor(names: readonly string[]) {
    this.size = names.length;
    const are = (mark: RegExp) => [...names.keys()].filter((i) => mark.test(names[i]!));
    this.signs = new Map(are(SIGN).map((i) => [names[i]!, i]));
    this.numbers_written = are(WRITTEN);
    this.numbers_equal = are(EQUAL);
    this.lengths_written = this.numbers_written.map((i) => names[i]!.length);
    this.written = new Trie(this.numbers_written.map((i) => names[i]!));
    this.equal = new Trie(this.numbers_equal.map((i) => names[i]!.slice(1)));
    this.met = new Int32Array(names.length);
  }

  /** The numbers of what is seen, each once; what the model does not know says nothing. */
  find({ signs, written, equal }: Seen): number[] {
    const found = this.search();
    for (const sign of signs) this.meet(found, this.signs.get(sign));
    this.written.walk(written, (word) => this.meet(found, this.numbers_written[word]));
    this.equal.walk(equal, (word) => this.meet(found, this.numbers_equal[word]));
    return found;
  }

  /**
   * Finds what the passages of one message hold, as `find` does of `features` of each, but reads the message once: passages overlap,
   * and all but the runs at their ends are those of the message.
   */
  reader(message: Normalised, context: Context): (passage: Passage) => number[] {
    const text = message.plain.replaceAll(" ", "_");
    const runs = this.runsIn(text);
    const classes = classesByClause(message, context).map((names) => [...names].map((name) => this.signs.get(name)));
    const equals = new Map<string, number[]>();
    return ({ start, end }) => {
      const found = this.search();
      for (const flag of flags(message, context, start, end)) this.meet(found, this.signs.get(flag));
      for (const [i, clause] of context.clauses.entries())
        if (clause.start < end && clause.end > start) for (const number of classes[i]!) this.meet(found, number);
      this.meetWritten(found, runs, text, start, end);
      const seen = clausesAsSeen(message, start, end);
      for (const clause of seen) {
        const numbers = equals.get(clause) ?? this.equalIn(clause);
        equals.set(clause, numbers);
        for (const number of numbers) this.meet(found, number);
      }
      // Runs of the equal form hold two characters at most: those across a break, and at the ends.
      for (const joint of joints(seen)) this.equal.walk(joint, (word) => this.meet(found, this.numbers_equal[word]));
      return found;
    };
  }

  private search(): number[] {
    this.searches += 1;
    return [];
  }

  private meet(found: number[], number: number | undefined): void {
    if (number === undefined || this.met[number] === this.searches) return;
    this.met[number] = this.searches;
    found.push(number);
  }

  private runsIn(text: string): Hits {
    const hits: Hits = { words: [], starts: [], ends: [] };
    this.written.walk(text, (word, start) => {
      hits.words.push(this.numbers_written[word]!);
      hits.starts.push(start);
      hits.ends.push(start + this.lengths_written[word]!);
    });
    return hits;
  }

  private equalIn(clause: string): number[] {
    const numbers: number[] = [];
    this.equal.walk(clause, (word) => numbers.push(this.numbers_equal[word]!));
    return numbers;
  }

  private meetWritten(found: number[], { words, starts, ends }: Hits, text: string, start: number, end: number): void {
    const passage = text.slice(start, end);
    this.written.walk(framed(passage.slice(0, EDGE)), (word, at) => {
      if (at === 0) this.meet(found, this.numbers_written[word]);
    });
    for (let i = firstFrom(starts, start); i < starts.length && starts[i]! < end; i++)
      if (ends[i]! <= end) this.meet(found, words[i]);
    const tail = `${passage.slice(-EDGE)}$`;
    this.written.walk(tail, (word, at) => {
      if (at + this.lengths_written[word]! === tail.length) this.meet(found, this.numbers_written[word]);
    });
  }
}

/** The breaks and the ends, each between the characters beside it. */
function joints(clauses: readonly string[]): string[] {
  const last = clauses.length - 1;
  const first_of = (i: number) => clauses[i]!.slice(0, 1) || (i === last ? "$" : "_");
  const last_of = (i: number) => clauses[i]!.slice(-1) || (i === 0 ? "^" : "_");
  const between = clauses.slice(1).map((_, i) => `${last_of(i)}_${first_of(i + 1)}`);
  return [`^${first_of(0)}`, ...between, `${last_of(last)}$`];
}

/** The first place in ascending numbers that is not below `value`. */
function firstFrom(ascending: readonly number[], value: number): number {
  let low = 0;
  let high = ascending.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (ascending[middle]! < value) low = middle + 1;
    else high = middle;
  }
  return low;
}
