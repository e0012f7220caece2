import { type Span, sentencesOf } from "../../sentences.ts";
import { grams, share, unitsOf } from "../verify/overlap.ts";

/** So many sentences of a clause are quoted for one written sentence, at most. */
const MOST_SENTENCES = 3;
/** A further sentence is quoted when it holds this much more of what was written. */
const ADDS_FROM = 0.08;

/** Where in a clause the words of a sentence stand: neighbouring sentences of it, as few as hold them. */
export function bearingSpan(clause: string, sentence: string): Span {
  const wanted = grams(unitsOf(sentence), 2);
  const sentences = sentencesOf(clause);
  let best: Span = sentences[0] ?? { start: 0, end: clause.length };
  let most = -1;
  for (let first = 0; first < sentences.length; first++) {
    for (let last = first; last < Math.min(sentences.length, first + MOST_SENTENCES); last++) {
      const span = { start: sentences[first]!.start, end: sentences[last]!.end };
      const held = share(wanted, new Set(grams(unitsOf(clause.slice(span.start, span.end)), 2)));
      const value = held - ADDS_FROM * (last - first);
      if (value <= most) continue;
      most = value;
      best = span;
    }
  }
  return best;
}
