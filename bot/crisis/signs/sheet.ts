import type { CrisisKind } from "../verdict.ts";

/**
 * Signs of one kind that count together, for the many ways of saying it that no rule has foreseen. Each sign counts once;
 * what stands in a story, in the past or under a negation counts nothing. A word of everyday life takes `calm` points away.
 */
export interface SignSheet {
  kind: CrisisKind;
  /** Must each be told as well: a child for `child`; a person and that they are gone for `missing`. */
  needs?: readonly string[];
  /** Points from which it is orange, and red. */
  orange: number;
  red: number;
  /** name → points and pattern (vocabulary.ts). */
  signs: Readonly<Record<string, readonly [points: number, words: string]>>;
  /** Each different word found takes two points. */
  calm: string;
  example: string;
  counterexample: string;
}
