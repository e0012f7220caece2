/**
 * What the model port asks of masking: words go out through `mask` and come back through `restore`. One of these belongs to one
 * message, so that a placeholder of one message means nothing in another. `chat` gives placeholders that can be restored,
 * `embedding` the fixed words for a kind, so that the same question has the same vector whoever it is about.
 */
export interface Masking {
  /** @throws Unmaskable when a number of a guarded kind is still readable: then the text must not be sent */
  mask(text: string, use: "chat" | "embedding"): string;
  /** The words again for this message's placeholders; everything else as it was. */
  restore(text: string): string;
  /** The same for text that comes in pieces, a placeholder across their borders included. */
  restoring(): { push(chunk: string): string; end(): string };
  /** Public numbers of retrieved records, which may stay readable. */
  allow(numbers: readonly string[]): void;
}

/** Leaves everything as it is: for published clauses, and for questions to an endpoint of the operator's own. */
export const UNMASKED: Masking = {
  mask: (text) => text,
  restore: (text) => text,
  restoring: () => ({ push: (chunk) => chunk, end: () => "" }),
  allow: () => {},
};

/** A number of a guarded kind would still be readable after masking. `message` holds its kind, never the number. */
export class Unmaskable extends Error {
  override readonly name = "Unmaskable";
}
