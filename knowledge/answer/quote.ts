import type { Query } from "../retrieve/query.ts";
import { type Span, sentencesOf } from "../sentences.ts";
import { readTerms } from "../terms.ts";
import type { QuestionKind } from "./question-kinds.ts";

/** Part of a clause, word for word. `is_cut_before` and `is_cut_after` say that the clause goes on. */
export interface Quote {
  text: string;
  is_cut_before: boolean;
  is_cut_after: boolean;
}

/** The first sentence of a clause is what it is about: it goes before another that holds a little more of the question. */
const FIRST_SENTENCE_BONUS = 0.1;
/** Where a figure is asked for, the sentence with one goes before the sentence that only repeats the subject. */
const FIGURE_BONUS = 0.15;
/** Where it is known what the answer holds, nothing goes before that. */
const HOLDING_BONUS = 0.6;
/** A sentence that holds what is asked for (a day, a place, a paper) goes before one that repeats the words. */
const KIND_BONUS = 0.2;
/** Of two runs of sentences that hold the same, the longer one leaves out less. */
const LENGTH_BONUS = 0.05;

/** A caption says what follows, not what is so. */
const isCaption = (words: string): boolean => !/[。！？!?；;.…：:]/.test(words);

/** What is wanted of a quote. */
export interface Wanted {
  query: Query;
  /** Characters. */
  max: number;
  /** The answer is a figure. */
  figure: boolean;
  /** What is asked for: how long, where, which papers. */
  kinds?: readonly Pick<QuestionKind, "holds">[];
  /** What the sentence that answers holds, when that is known. */
  holding?: RegExp | undefined;
  /** False for words that must not be shown, such as a phone number nobody has checked. */
  usable(words: string): boolean;
}

/** A number with its unit, or digits. */
export const FIGURE = /\d|[一二三四五六七八九十百千万]+(?:小时|个?工作日|日|天|周|个?月|年|元|倍|次|人|级)/;

/** Neighbouring pieces that fit and hold most of what was asked; `whole` when the pieces are sentences. */
function bestRun(text: string, pieces: readonly Span[], wanted: Wanted, whole: boolean): Span | null {
  let best: Span | null = null;
  let best_value = -1;
  for (let first = 0; first < pieces.length; first++) {
    for (let last = first; last < pieces.length; last++) {
      const run = { start: pieces[first]!.start, end: pieces[last]!.end };
      const words = text.slice(run.start, run.end);
      if (words.length > wanted.max || !wanted.usable(words)) break;
      if (whole && pieces.length > 1 && isCaption(words)) continue;
      const value =
        wanted.query.coverage(new Set(readTerms(words).keys())) +
        (first === 0 ? FIRST_SENTENCE_BONUS : 0) +
        (wanted.holding?.test(words) ? HOLDING_BONUS : 0) +
        (wanted.kinds?.some(({ holds }) => holds.test(words)) ? KIND_BONUS : 0) +
        (wanted.figure && FIGURE.test(words) ? FIGURE_BONUS : 0) +
        (LENGTH_BONUS * words.length) / wanted.max;
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
 * @returns null when nothing of it can be shown
 */
export function quoteFrom(text: string, wanted: Wanted): Quote | null {
  const sentences = sentencesOf(text);
  const parts = (): Span[] => sentences.flatMap((sentence) => partsOf(text, sentence));
  const run = bestRun(text, sentences, wanted, true) ?? bestRun(text, parts(), wanted, false);
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
