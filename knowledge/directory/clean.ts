import { sentencesOf } from "../sentences.ts";
import { isSteering, withoutSteering } from "../steering.ts";
import type { Phone } from "./service.ts";

/** Eleven digits as a mobile's, in a range that no mobile has: 10000000000. */
const NO_MOBILE = /(?<!\d)1[0-2]\d{9}(?!\d)/;

/** An entry's own words as they may be shown: without what speaks to the assistant, links, images, and numbers nobody can have. */
export function shownWords(words: string): string {
  const plain = withoutSteering(words);
  if (!NO_MOBILE.test(plain)) return plain;
  return sentencesOf(plain)
    .map(({ start, end }) => plain.slice(start, end))
    .filter((sentence) => !NO_MOBILE.test(sentence))
    .join("");
}

/** Null when nothing of it may be shown. */
export const shownOrNull = (words: string | null): string | null => (words && shownWords(words)) || null;

/** Numbers that can be called; what an entry says about one only as it may be shown. */
export function shownPhones(phones: readonly Phone[]): Phone[] {
  return phones
    .filter(
      ({ number }) => /\d{3}/.test(number) && !NO_MOBILE.test(number.replace(/[\s-]/g, "")) && !isSteering(number),
    )
    .map((phone) => ({ ...phone, description: shownOrNull(phone.description) }));
}
