import type { Query } from "../retrieve/query.ts";
import { type Span, sentencesOf } from "../sentences.ts";
import { readTerms } from "../terms.ts";

/** Part of a clause, word for word. `is_cut_before` and `is_cut_after` say that the clause goes on. */
export interface Quote {
  text: string;
  is_cut_before: boolean;
  is_cut_after: boolean;
}

/** The first sentence of a clause is what it is about: it goes before another that holds a little more of the question. */
const FIRST_SENTENCE_BONUS = 0.1;
/** Of two runs of sentences that hold the same, the longer one leaves out less. */
const LENGTH_BONUS = 0.05;

/** A caption says what follows, not what is so. */
const isCaption = (words: string): boolean => !/[。！？!?；;.…：:]/.test(words);

/** Neighbouring pieces that fit into `max` characters and hold most of what was asked. */
function bestRun(
  text: string,
  pieces: readonly Span[],
  query: Query,
  max: number,
  usable: (words: string) => boolean,
): Span | null {
  let best: Span | null = null;
  let best_value = -1;
  for (let first = 0; first < pieces.length; first++) {
    for (let last = first; last < pieces.length; last++) {
      const run = { start: pieces[first]!.start, end: pieces[last]!.end };
      const words = text.slice(run.start, run.end);
      if (words.length > max || !usable(words)) break;
      if (pieces.length > 1 && isCaption(words)) continue;
      const held = query.coverage(new Set(readTerms(words).keys()));
      const value = held + (first === 0 ? FIRST_SENTENCE_BONUS : 0) + (LENGTH_BONUS * words.length) / max;
      if (value > best_value) {
        best = run;
        best_value = value;
      }
    }
  }
  return best;
}

/** The same sentence in its parts, when it is too long as a whole. */
function partsOf(text: string, span: Span): Span[] {
  return [...text.slice(span.start, span.end).matchAll(/[^，,：:]+[，,：:]?/g)].map((part) => ({
    start: span.start + part.index,
    end: span.start + part.index + part[0].length,
  }));
}

/**
 * What of a clause answers: all of it when it is short, else the neighbouring sentences that hold most of what was asked.
 * @param max characters
 * @param usable false for words that must not be shown, such as a phone number nobody has checked
 * @returns null when nothing of it can be shown
 */
export function quoteFrom(text: string, query: Query, max: number, usable: (words: string) => boolean): Quote | null {
  const sentences = sentencesOf(text);
  const run =
    bestRun(text, sentences, query, max, usable) ??
    bestRun(
      text,
      sentences.flatMap((sentence) => partsOf(text, sentence)),
      query,
      max,
      usable,
    );
  if (!run) return null;
  return {
    text: text
      .slice(run.start, run.end)
      .trim()
      .replace(/[，：,:]$/, ""),
    is_cut_before: run.start > sentences[0]!.start,
    is_cut_after: run.end < sentences.at(-1)!.end,
  };
}
