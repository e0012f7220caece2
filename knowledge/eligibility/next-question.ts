import type { Card, Condition } from "./card.ts";
import { evaluate, type Place } from "./evaluate.ts";
import {
  FACT_NAMES,
  type Fact,
  firstToAsk,
  isAsked,
  type Known,
  narrow,
  possible,
  type Value,
  withImplied,
} from "./facts.ts";

/** A question with the answers it can have, besides that nobody knows. */
export interface Question {
  fact: Fact;
  options: Value[];
}

/** What a card is nearer to its verdict by one answer, when more than one is missing. */
const NEARER = 0.5;

function conditionsOf({ benefit }: Card): Condition[] {
  return [
    ...benefit.about.flat(),
    ...benefit.held,
    ...benefit.requires.flatMap(({ any }) => any.flatMap(({ all }) => all)),
  ];
}

/** The answers that tell open cards apart: each value, or the stretches between the numbers that conditions name. */
export function optionsOf(fact: Fact, of: Known, open: readonly Card[]): Value[] {
  const may = possible(fact, withImplied(of));
  if (Array.isArray(may)) return may.map((one) => [one]);
  const cuts = open
    .flatMap(conditionsOf)
    .flatMap((c) =>
      "fact" in c && c.fact === fact && !("is" in c)
        ? [c.at_least ?? null, c.at_most === undefined ? null : c.at_most + 1]
        : [],
    )
    .filter((cut) => cut !== null && cut > may.from && cut <= may.to) as number[];
  const starts = [...new Set([may.from, ...cuts])].sort((a, b) => a - b);
  return starts.map((from, i) => ({ from, to: (starts[i + 1] ?? may.to + 1) - 1 }));
}

/**
 * The question that decides most of the cards that are still open, on the average of its answers; of equal ones the first of
 * FACTS. What was asked before, and what nobody knows, is not asked again.
 * @returns null when no answer could decide anything more
 */
export function nextQuestion(cards: readonly Card[], of: Known, place: Place, asked: readonly Fact[]): Question | null {
  const verdicts = cards.map((card) => evaluate(card, of, place)).filter(({ state }) => state === "open");
  const open = verdicts.map(({ card }) => card);
  const implied = withImplied(of);
  let best: Question | null = null;
  let best_worth = 0;
  for (const fact of FACT_NAMES) {
    if (!isAsked(fact) || asked.includes(fact)) continue;
    const touched = verdicts.filter(({ missing }) => missing.some((one) => firstToAsk(one, implied) === fact));
    if (touched.length === 0) continue;
    const options = optionsOf(fact, of, open);
    if (options.length < 2) continue;
    const decided = options.map((option) => {
      const then: Known = { ...of, [fact]: narrow(of[fact], option) };
      return open.filter((card) => evaluate(card, then, place).state !== "open").length;
    });
    const average = decided.reduce((sum, n) => sum + n, 0) / decided.length;
    // A card that waits for its place's own rule as well is never decided by an answer alone, but it may be ruled out by one.
    const nearer = touched.reduce((sum, { missing }) => sum + NEARER / missing.length, 0);
    const worth = average + nearer;
    if (average === 0 && touched.every(({ missing, local }) => missing.length === 1 && local.length > 0)) continue;
    if (worth > best_worth) {
      best = { fact, options };
      best_worth = worth;
    }
  }
  return best;
}
