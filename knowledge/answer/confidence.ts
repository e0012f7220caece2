import type { Clause } from "../retrieve/search.ts";
import derived from "./confidence.json" with { type: "json" };

export type Found = Pick<Clause, "score" | "coverage" | "share" | "lead">;

/** What tells a clause that answers from one that only shares words, for the logistic in confidence.json. */
export function evidence({ score, coverage, share, lead }: Found, index_size: number): Record<string, number> {
  return {
    constant: 1,
    // By the logarithm of the index's size, so that it means the same in a small index and a large one.
    strength: Math.log(Math.max(score, 0.01) / Math.log(1 + index_size)),
    coverage,
    share: Math.log(Math.max(share, 0.001)),
    lead: Math.log(Math.max(lead, 1)),
  };
}

/** How likely the clause answers the question, 0 to 1. */
export function confidence(clause: Found, index_size: number): number {
  const seen = evidence(clause, index_size);
  const sum = Object.entries(derived.weights).reduce((total, [name, weight]) => total + weight * seen[name]!, 0);
  return 1 / (1 + Math.exp(-sum));
}

/** From this confidence on a clause is shown. Derived by `evals/derive-confidence.ts`, not typed in. */
export const SHOW_FROM: number = derived.show_from;
