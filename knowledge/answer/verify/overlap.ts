import { withPlainNumbers } from "./figures.ts";

/** A Han character, a number, or a Latin word: what is compared. Between two runs no pair is formed. */
export type Units = readonly (readonly string[])[];

const UNIT = /\p{Script=Han}|\d+(?:[.:/]\d+)*%?|[\p{Script=Latin}]+/gu;
/** Stands before a statement and states nothing: 首先, 因此, 1., (2). */
const OPENER =
  /^(?:(?:首先|其次|再次|最后|第[一二三四五六七八九十]|此外|另外|同时|因此|所以|总之|然而|但是|但|不过|而且|并且|而|例如|比如|实际上|事实上|一般来说|通常来说|总的来说|综上(?:所述)?|具体来说|具体而言|需要注意的是|值得注意的是|也就是说|换句话说|其中|然后|接着|接下来|另一方面|一方面|(?:简单|一般)来说|是的|不是的?)[,，:：、]?\s*|[(（]?\d{1,2}[.)）、]\s*)+/;

/** The units of a text, run by run: punctuation and spaces between Han end a run. */
export function unitsOf(text: string): Units {
  return withPlainNumbers(text)
    .split(/[^\p{Script=Han}\p{Script=Latin}\d.:/%\s-]+|(?<=\p{Script=Han})\s+(?=\p{Script=Han})|[.:](?!\d)|\n/u)
    .map((run) => run.match(UNIT) ?? [])
    .filter((run) => run.length > 0);
}

export const statedIn = (statement: string): string => statement.trim().replace(OPENER, "");

/** Runs of `n` neighbours. */
export function grams(units: Units, n: number): string[] {
  return units.flatMap((run) =>
    run.length < n ? [] : Array.from({ length: run.length - n + 1 }, (_, i) => run.slice(i, i + n).join("\u0001")),
  );
}

/** The share of `wanted` that is in `held`; 1 when nothing is wanted. */
export function share(wanted: readonly string[], held: ReadonlySet<string>): number {
  return wanted.length === 0 ? 1 : wanted.filter((gram) => held.has(gram)).length / wanted.length;
}

/** The longest sequence of units that both have in this order, with anything between them. */
export function sharedInOrder(statement: readonly string[], source: readonly string[]): number {
  let before = new Uint16Array(source.length + 1);
  for (const unit of statement) {
    const row = new Uint16Array(source.length + 1);
    for (let j = 0; j < source.length; j++)
      row[j + 1] = source[j] === unit ? before[j]! + 1 : Math.max(before[j + 1]!, row[j]!);
    before = row;
  }
  return before[source.length]!;
}
