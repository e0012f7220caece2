import { asDigits } from "./numbers.ts";

/** The kinds of numbers that are still readable in a masked text; `message` for whoever runs the service, never the number. */
const SHAPES: readonly (readonly [string, RegExp])[] = [
  ["identity number", /[1-9][0-9]{5}(?:19|20)[0-9]{2}(?:0[1-9]|1[0-2])(?:0[1-9]|[12][0-9]|3[01])[0-9]{3}[0-9Xx]/],
  ["phone", /(?<![0-9])(?:86)?1[3-9][0-9]{9}(?![0-9])/],
  ["bank card", /(?<![0-9])[3-9][0-9]{15,18}(?![0-9])/],
];
/** Whatever may have been put between the digits of one number. */
const BETWEEN = /(?<=[0-9])[^0-9\p{Script=Han}A-Za-z]{1,3}(?=[0-9Xx])/gu;

/**
 * A second look at a masked text, blunter than the first: every sign between digits is taken out, and what then reads as a phone, an
 * identity number or a bank card is one, wherever it stands.
 * @param allowed digits of numbers that may stay readable
 * @returns the kind that is left, or null
 */
export function leftNumber(masked: string, allowed: ReadonlySet<string>): string | null {
  const joined = asDigits(masked.normalize("NFKC")).replace(BETWEEN, "");
  for (const [kind, pattern] of SHAPES)
    for (const [number] of joined.matchAll(new RegExp(pattern, "g"))) if (!allowed.has(number)) return kind;
  return null;
}
