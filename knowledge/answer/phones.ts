import type { Queryable } from "../../platform/database/port.ts";

/** A landline, a mobile, a 400 line, or digits behind the word for a phone. Three to five digits (12345) are nobody's own line. */
const PHONE =
  /(?<!\d)(?:0\d{2,3}[-—–\s]?\d{7,8}|1[3-9]\d{9}|[48]00-?\d{3}-?\d{4}|(?<=(?:电话|热线|手机|微信)[:：\s为是]{0,3})\d{7,8})(?!\d)/g;

const digits = (number: string): string => number.replace(/\D/g, "");

/**
 * Says of words whether they may be shown: help lines come only from the curated table, so words with any other phone number
 * may not (docs/rules.md 2).
 * @param texts everything that is going to be judged
 */
export async function readPhoneCheck(tx: Queryable, texts: readonly string[]): Promise<(words: string) => boolean> {
  if (!texts.some((text) => text.normalize("NFKC").search(PHONE) >= 0)) return () => true;
  const { rows } = await tx.query<{ number: string }>("select number from hotlines");
  const curated = new Set(rows.map((row) => digits(row.number)));
  return (words) => [...words.normalize("NFKC").matchAll(PHONE)].every(([number]) => curated.has(digits(number)));
}
