/** What is masked, by kind: `surname` is the 王 of 王大爷, `number` a long number of no kind that can be told. */
export const KINDS = [
  "person",
  "surname",
  "address",
  "phone",
  "identity",
  "card",
  "plate",
  "account",
  "number",
  "literal",
] as const;

export type Kind = (typeof KINDS)[number];

/** Something personal in a text, as UTF-16 offsets. */
export interface Found {
  start: number;
  end: number;
  kind: Kind;
}

/** True when nothing of `taken` shares a character with [start, end). */
export function isFree(taken: readonly Found[], start: number, end: number): boolean {
  return taken.every((other) => other.end <= start || other.start >= end);
}

/** Every match of a pattern as a span; with a group `it`, only that part of it. The pattern needs the flags g and d. */
export function spansOf(text: string, pattern: RegExp, kind: Kind): Found[] {
  return Array.from(text.matchAll(pattern), (match) => {
    const [start, end] = match.indices?.groups?.it ?? [match.index, match.index + match[0].length];
    return { start, end, kind };
  });
}
