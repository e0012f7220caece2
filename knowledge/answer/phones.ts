import type { Queryable } from "../../platform/database/port.ts";
import { isSteering } from "../steering.ts";

/**
 * A landline, a mobile, a 400 line, or digits behind the word for a phone or for calling, in one piece or two. Three to five digits
 * (12345) are nobody's own line.
 */
const PHONE =
  /(?<!\d)(?:0\d{2,3}[-—–\s]?\d{7,8}|1\d{10}|[48]00-?\d{3}-?\d{4}|(?<=(?:电话|热线|手机|微信|[拨致]打?|打)[:：\s为是]{0,3})(?:\d{7,8}|\d{3,4}[-—–]\d{3,8}))(?!\d)/g;

const digits = (number: string): string => number.replace(/\D/g, "");

/** Every number in a text that is or may be a telephone's, as it is written; three to five digits too. */
export function phonesIn(text: string): string[] {
  const folded = text.normalize("NFKC");
  return [
    ...new Set([...folded.matchAll(PHONE), ...folded.matchAll(/(?<!\d)\d{3,5}(?!\d)/g)].map(([number]) => number)),
  ];
}

/**
 * Says of words whether they may be shown: help lines come only from the curated table, so words with any other phone number
 * may not (docs/rules.md 2); nor words that want to steer whoever answers (steering.ts).
 * @param texts everything that is going to be judged
 */
export async function readPhoneCheck(tx: Queryable, texts: readonly string[]): Promise<(words: string) => boolean> {
  const steers = texts.some(isSteering);
  const allowed = (words: string): boolean => !steers || !isSteering(words);
  if (!texts.some((text) => text.normalize("NFKC").search(PHONE) >= 0)) return allowed;
  const { rows } = await tx.query<{ number: string }>("select number from hotlines");
  const curated = new Set(rows.map((row) => digits(row.number)));
  return (words) =>
    allowed(words) && [...words.normalize("NFKC").matchAll(PHONE)].every(([number]) => curated.has(digits(number)));
}
