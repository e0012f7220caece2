import type { Context } from "./context.ts";
import type { Normalised } from "./normalise.ts";

/** A stretch of the normalised text, end exclusive. */
export interface Passage {
  start: number;
  end: number;
}

/** The longest messages the model has learned from, in characters; a longer one is read in passages. */
export const SHORT = 40;
const PASSAGE = 34;

/**
 * Cuts a long message into stretches of whole clauses of at most 34 characters, each starting one clause later than the one
 * before; a short message is one passage.
 */
export function passages(message: Normalised, context: Context): Passage[] {
  const { clauses } = context;
  if (message.text.length <= SHORT) return [{ start: 0, end: message.text.length }];
  const found: Passage[] = [];
  for (let i = 0, last = -1; i < clauses.length; i++) {
    const start = clauses[i]!.start;
    let j = i;
    while (j + 1 < clauses.length && clauses[j + 1]!.end - start <= PASSAGE) j++;
    // A clause longer than a passage is cut in overlapping halves.
    for (let from = start; ; from += PASSAGE / 2) {
      const end = Math.min(clauses[j]!.end, from + PASSAGE);
      if (end > last) found.push({ start: from, end });
      last = Math.max(last, end);
      if (end >= clauses[j]!.end) break;
    }
  }
  return found;
}

/**
 * What the linear model sees: the characters, the pairs of neighbouring characters, and how the context reads them.
 * `^` and `$` stand for the ends, `_` for a break between clauses; flags start with `#`, which no text does.
 */
export function features(message: Normalised, context: Context, { start, end }: Passage): Set<string> {
  const seen = new Set<string>(flags(message, context, start, end));
  const framed = `^${message.plain.slice(start, end).replaceAll(" ", "_")}$`;
  for (let i = 0; i < framed.length; i++) {
    seen.add(framed[i]!);
    if (i > 0) seen.add(framed.slice(i - 1, i + 1));
  }
  return seen;
}

function flags(message: Normalised, context: Context, start: number, end: number): string[] {
  const { found, over, well } = context.settled;
  const clauses = context.clauses.filter((clause) => clause.start < end && clause.end > start);
  const text = message.text.slice(start, end);
  const told: readonly (readonly [string, boolean])[] = [
    ["#asked", context.asked],
    ["#legal", context.legal],
    ["#drill", context.drill],
    ["#joke", context.joke],
    ["#found", found > start],
    ["#over", over > start],
    ["#well", well > start],
    ["#past", clauses.some((clause) => clause.past)],
    ["#story", clauses.some((clause) => clause.story)],
    ["#trifle", clauses.some((clause) => clause.trifle)],
    ["#topic", clauses.some((clause) => clause.topic)],
    ["#present", clauses.some((clause) => clause.present)],
    ["#idiom", text.includes("□")],
    ["#harmless", text.includes("○")],
  ];
  return told.filter(([, is]) => is).map(([flag]) => flag);
}
