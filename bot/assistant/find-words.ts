import type { Span } from "../../cases/visits/draft.ts";
import { fold } from "../understand/fold.ts";

/**
 * Where a model's words stand in a note: as written, or in the other script or width, since a model may answer 繁 in 简. Of several
 * places the one nearest to `near`. Null when the note does not hold them: then they are nobody's.
 */
export function findWords(note: string, words: string, near = 0): Span | null {
  const folded = fold(note);
  const wanted = fold(words.trim());
  if (wanted === "") return null;
  let best: Span | null = null;
  for (let at = folded.indexOf(wanted); at >= 0; at = folded.indexOf(wanted, at + 1)) {
    if (best === null || Math.abs(at - near) < Math.abs(best.start - near))
      best = { start: at, end: at + wanted.length };
  }
  return best;
}

export const overlap = (a: Span, b: Span): boolean => a.start < b.end && b.start < a.end;
