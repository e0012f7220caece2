import type { Clause } from "../retrieve/search.ts";
import derived from "./confidence.json" with { type: "json" };

export type Found = Pick<Clause, "coverage" | "share">;

/**
 * What tells a clause that answers from one that only shares words, for the logistic in confidence.json: how much of the words it
 * holds, and of what they mean. Neither depends on how large the index is.
 */
export function evidence({ coverage, share }: Found): Record<string, number> {
  return { constant: 1, coverage, share: Math.log(Math.max(share, 0.001)) };
}

/** How likely the clause answers the question, 0 to 1. */
export function confidence(clause: Found): number {
  const seen = evidence(clause);
  const sum = Object.entries(derived.weights).reduce((total, [name, weight]) => total + weight * seen[name]!, 0);
  return 1 / (1 + Math.exp(-sum));
}

/**
 * From this confidence on a clause is shown. Derived by `evals/derive-confidence.ts`, not typed in: in a small index a near miss is
 * likelier than a hit, so it asks for more; between the sizes that were derived from it goes by their logarithm.
 * @param index_size clauses in the index
 */
export function showFrom(index_size: number): number {
  const [small, large] = derived.show_from as [Derived, Derived];
  const way = Math.log(Math.max(1, index_size) / small.clauses) / Math.log(large.clauses / small.clauses);
  return small.confidence + Math.min(1, Math.max(0, way)) * (large.confidence - small.confidence);
}

interface Derived {
  clauses: number;
  confidence: number;
}
