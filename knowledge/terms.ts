import { simplifiedFromTaiwan as toSimplified } from "../platform/simplified.ts";
import { withoutRadicals } from "./radicals.ts";

/** Term ids stay inside int4 and inside pgvector's largest sparsevec. */
export const TERM_SPACE = 1_000_000_000;

/**
 * One spelling for the index: radicals (U+2E80–2FD5), NFKC (full-width digits), Traditional to Simplified, lower case.
 * What is shown stays as it was written.
 */
export function foldText(text: string): string {
  return toSimplified(withoutRadicals(text).normalize("NFKC")).toLowerCase();
}

/** FNV-1a with a final mix: the same word has the same id in every process and every version. */
export function termId(word: string): number {
  let hash = 0x811c9dc5;
  for (let i = 0; i < word.length; i++) hash = Math.imul(hash ^ word.charCodeAt(i), 0x01000193);
  hash = Math.imul(hash ^ (hash >>> 16), 0x85ebca6b);
  hash = Math.imul(hash ^ (hash >>> 13), 0xc2b2ae35);
  return (((hash ^ (hash >>> 16)) >>> 0) % TERM_SPACE) + 1;
}

/** A run of Han characters, a phone number with its dashes (landline, mobile, 400), a number, or a Latin word. */
const TOKEN = /\p{Script=Han}+|0\d{2,3}-\d{7,8}|\d{3}-\d{3,4}-\d{4}|\d+(?:\.\d+)?|\p{Script=Latin}+/gu;

/**
 * The terms of a text, as words: Han characters and pairs of neighbours, Latin words, numbers, and phone numbers whole
 * (0757-22320251 → 075722320251). Pairs never cross punctuation.
 */
export function readWords(text: string): string[] {
  const words: string[] = [];
  for (const [token] of foldText(text).matchAll(TOKEN)) {
    if (/^\d/.test(token)) words.push(token.replaceAll("-", ""));
    else if (/^\p{Script=Han}/u.test(token)) {
      const characters = Array.from(token);
      characters.forEach((character, i) => {
        words.push(character);
        if (i > 0) words.push(characters[i - 1]! + character);
      });
    } else words.push(token);
  }
  return words;
}

/**
 * Counts the terms of a text.
 * @returns term id (1…1,000,000,000) → how often it occurs
 */
export function readTerms(text: string): Map<number, number> {
  const counts = new Map<number, number>();
  for (const word of readWords(text)) {
    const id = termId(word);
    counts.set(id, (counts.get(id) ?? 0) + 1);
  }
  return counts;
}

/** How many terms a text has, repetitions counted: the length in BM25. */
export function termLength(terms: ReadonlyMap<number, number>): number {
  let length = 0;
  for (const count of terms.values()) length += count;
  return length;
}
