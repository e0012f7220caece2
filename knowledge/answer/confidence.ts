import type { Clause } from "../retrieve/search.ts";
import derived from "./confidence.json" with { type: "json" };

/**
 * What tells a clause that answers from one that only shares words, for the logistic in confidence.json.
 * Strength is BM25 by the logarithm of the index's size, so that it means the same in a small index and a large one.
 */
export function evidence(
  clause: Pick<Clause, "score" | "coverage">,
  index_size: number,
): [strength: number, coverage: number] {
  return [Math.log(Math.max(clause.score, 0.01) / Math.log(1 + index_size)), clause.coverage];
}

/** How likely the clause answers the question, 0 to 1. */
export function confidence(clause: Pick<Clause, "score" | "coverage">, index_size: number): number {
  const [strength, coverage] = evidence(clause, index_size);
  const { constant, strength: by_strength, coverage: by_coverage } = derived.weights;
  return 1 / (1 + Math.exp(-(constant + by_strength * strength + by_coverage * coverage)));
}

/** From this confidence on a clause is shown. Derived by `evals/abstention.ts`, not typed in. */
export const SHOW_FROM: number = derived.show_from;
