import type { QuestionModels } from "../../platform/model/models.ts";
import type { Clause } from "./search.ts";

/** How well clauses answer, 0 to 1, by their chunk's id, as a reranker said; empty without one. */
export type Relevance = ReadonlyMap<string, number>;
export const NO_RELEVANCE: Relevance = new Map();

/** So many candidates are put to the reranker: what it lifts is seldom further down, and it is paid by the text. */
export const RERANKED = 24;
/** What it reads of each. */
const MOST_CHARACTERS = 1_500;

/** What the reranker says of these clauses; nothing when it fails or takes too long, and then their order stands. */
export async function readRelevance(
  models: Pick<QuestionModels, "rerank">,
  words: string,
  clauses: readonly Clause[],
): Promise<Relevance> {
  const texts = clauses.map(({ title, path, text }) => `${title}\n${path}\n${text}`.slice(0, MOST_CHARACTERS));
  const told = await models.rerank(words, texts);
  return told ? new Map([...told].map(([place, relevance]) => [clauses[place]!.chunk_id, relevance])) : NO_RELEVANCE;
}

/**
 * The clauses in the reranker's order, those it was not shown after them in their own. `fitness` follows the relevance, so that
 * what is nearly as good is told from what is not.
 */
export function orderByRelevance(clauses: readonly Clause[], relevance: Relevance): Clause[] {
  if (!clauses.some((clause) => relevance.has(clause.chunk_id))) return [...clauses];
  const told = clauses
    .flatMap((clause) => {
      const fitness = relevance.get(clause.chunk_id);
      return fitness === undefined ? [] : [{ ...clause, fitness, reranked: true }];
    })
    .toSorted((a, b) => b.fitness - a.fitness);
  const rest = clauses.filter((clause) => !relevance.has(clause.chunk_id));
  return [
    ...told,
    ...rest.map((clause, i) => ({ ...clause, fitness: told.at(-1)!.fitness / (i + 2), reranked: true })),
  ];
}
