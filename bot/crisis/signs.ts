import { anchors } from "./anchors.ts";
import type { Context } from "./context.ts";
import { Trie } from "./trie.ts";
import { pattern } from "./vocabulary.ts";

interface Sign {
  words: RegExp;
  /** It may reach from one clause into the next, so it is looked for in the whole text. */
  crosses: boolean;
}

/** For each sign the clauses in which it may occur, undefined for none. */
export type Candidates = readonly (number[] | undefined)[];

/** Many patterns that are looked for together: one pass over the text tells which are worth trying, and in which clauses. */
export class Signs {
  private readonly signs: Sign[] = [];
  private readonly words: Trie;
  /** For each word of the trie the signs that may occur where it stands. */
  private readonly lets: readonly number[][];

  /** @param sources as `pattern` of vocabulary.ts takes them; a sign is named by its place among them */
  constructor(sources: readonly string[]) {
    const lets = new Map<string, number[]>();
    for (const [sign, source] of sources.entries()) {
      const { words, crosses } = anchors(source);
      this.signs.push({ words: pattern(source), crosses });
      for (const word of words) {
        const of = lets.get(word);
        if (of === undefined) lets.set(word, [sign]);
        else of.push(sign);
      }
    }
    this.words = new Trie([...lets.keys()]);
    this.lets = [...lets.values()];
  }

  candidates(text: string, { clauses }: Context): Candidates {
    const of: (number[] | undefined)[] = new Array(this.signs.length).fill(undefined);
    let clause = 0;
    this.words.walk(text, (word, start) => {
      while (clauses[clause]!.end < start) clause += 1;
      for (const sign of this.lets[word]!) {
        const known = of[sign];
        if (known === undefined) of[sign] = [clause];
        else if (known.at(-1) !== clause) known.push(clause);
      }
    });
    return of;
  }

  /** Tells the clauses in which the sign stands. */
  findClauses(
    sign: number,
    text: string,
    context: Context,
    candidates: Candidates,
    tell: (clause: number) => void,
  ): void {
    const { words, crosses } = this.signs[sign]!;
    for (const clause of candidates[sign] ?? []) {
      const { start, end } = context.clauses[clause]!;
      words.lastIndex = start;
      if (words.test(crosses ? text : text.slice(0, end + 1)) && words.lastIndex <= end + 1) tell(clause);
    }
  }

  /** Tells where the sign stands, in the order of the text, until `tell` says false. */
  find(
    sign: number,
    text: string,
    { clauses }: Context,
    candidates: Candidates,
    tell: (start: number, end: number) => boolean,
  ): void {
    const { words, crosses } = this.signs[sign]!;
    if (crosses) tellMatches(words, text, 0, tell);
    else
      for (const clause of candidates[sign] ?? []) {
        const { start, end } = clauses[clause]!;
        // What stands before stays readable, and the space behind tells the end of a clause from that of the message.
        if (!tellMatches(words, text.slice(0, end + 1), start, tell)) return;
      }
  }
}

function tellMatches(
  words: RegExp,
  text: string,
  from: number,
  tell: (start: number, end: number) => boolean,
): boolean {
  words.lastIndex = from;
  for (let match = words.exec(text); match !== null; match = words.exec(text))
    if (!tell(match.index, match.index + match[0].length)) return false;
  return true;
}
