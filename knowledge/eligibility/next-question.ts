import type { Card, Condition } from "./card.ts";
import { evaluate, type Place, type Verdict } from "./evaluate.ts";
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
import { answersLeft, TOGETHER, unsettled } from "./together.ts";

/** A question with the answers it can have, besides that nobody knows. */
export interface Question {
  /** What it settles: several that are told in one breath, or one. */
  facts: Fact[];
  options: Known[];
}

/** What a card is nearer to its verdict by one answer, when more than one is missing. */
const NEARER = 0.5;
/** How much a card counts that may not even be about such people. */
const MAYBE_BESIDE = 0.3;

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

/** What can be asked next: those of TOGETHER that are not settled, then every other fact by itself. */
function candidates(of: Known, open: readonly Card[]): Question[] {
  const together = TOGETHER.map(({ facts, answers }): Question => {
    const left = unsettled(facts, of);
    const [only] = left;
    const alone = left.length === 1 && only !== undefined;
    return {
      facts: left,
      options: alone ? optionsOf(only, of, open).map((value) => ({ [only]: value })) : answersLeft(answers, of),
    };
  });
  const grouped = TOGETHER.flatMap(({ facts }) => facts);
  const single = FACT_NAMES.filter((fact) => isAsked(fact) && !grouped.includes(fact)).map(
    (fact): Question => ({ facts: [fact], options: optionsOf(fact, of, open).map((value) => ({ [fact]: value })) }),
  );
  return [...together, ...single].filter(({ facts, options }) => facts.length > 0 && options.length > 1);
}

/** All that an answer tells, beside what is known. */
export function withAnswer(of: Known, answer: Known): Known {
  const all: Known = { ...of };
  for (const [fact, value] of Object.entries(answer) as [Fact, Value][]) all[fact] = narrow(of[fact], value);
  return all;
}

/**
 * The question that decides most of the cards that are still open, on the average of its answers; of equal ones the first of
 * TOGETHER and FACTS. What was asked before, and what nobody knows, is not asked again.
 * @returns null when no answer could decide anything more
 */
export function nextQuestion(cards: readonly Card[], of: Known, place: Place, asked: readonly Fact[]): Question | null {
  const verdicts = cards.map((card) => evaluate(card, of, place)).filter(({ state }) => state === "open");
  const open = verdicts.map(({ card }) => card);
  const implied = withImplied(of);
  let best: Question | null = null;
  let best_worth = 0;
  for (const question of candidates(of, open)) {
    const { facts, options } = question;
    if (facts.some((fact) => asked.includes(fact))) continue;
    const isTouched = (missing: readonly Fact[]): boolean =>
      missing.some((one) => facts.includes(firstToAsk(one, implied) ?? one));
    const touched = verdicts.filter(({ missing }) => isTouched(missing));
    if (touched.length === 0) continue;
    const weight = ({ concerns }: Verdict): number => (concerns ? 1 : MAYBE_BESIDE);
    const decided = options.map((option) => {
      const then = withAnswer(of, option);
      return verdicts
        .filter(({ card }) => isSettled(evaluate(card, then, place)))
        .reduce((sum, verdict) => sum + weight(verdict), 0);
    });
    const average = decided.reduce((sum, n) => sum + n, 0) / decided.length;
    // A card that waits for its place's own rule as well is never decided by an answer alone, but it may be ruled out by one.
    const nearer = touched.reduce((sum, one) => sum + (weight(one) * NEARER) / one.missing.length, 0);
    const worth = average + nearer;
    if (average === 0 && touched.every(({ missing, local }) => missing.length === 1 && local.length > 0)) continue;
    if (worth > best_worth) {
      best = question;
      best_worth = worth;
    }
  }
  return best;
}

/** Nothing that could be asked is left: it is decided, or a paper has to be got first. */
const isSettled = ({ state, missing, obtain }: Verdict): boolean =>
  state !== "open" || (missing.length === 0 && obtain.length > 0);
