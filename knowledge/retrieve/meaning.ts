import type { QuestionModels } from "../../platform/model/models.ts";
import { NO_RELEVANCE, type Relevance, readRelevance } from "./rerank.ts";
import type { Clause } from "./search.ts";

/** What models make of a question. Worked out before the transaction that answers it, because a model may take its time. */
export interface Meaning {
  /** The words it was made of: it says nothing about others. */
  words: string;
  /** A pgvector literal, and the model by whose vectors it is to be compared; null when there is none. */
  vector: { model: string; literal: string } | null;
  relevance: Relevance;
}

/**
 * @param models may be given questions (platform/model/models.ts)
 * @param search the candidates for these words, in a transaction of its own; only called when there is a reranker
 * @returns null when no model gave anything: then the words decide alone
 */
export async function readMeaning(
  models: QuestionModels,
  words: string,
  search: (meaning: Meaning) => Promise<Clause[]>,
): Promise<Meaning | null> {
  const embedded = await models.embed(words);
  const vector = embedded && { model: models.embedding!.model, literal: JSON.stringify(embedded) };
  const meaning: Meaning = { words, vector, relevance: NO_RELEVANCE };
  const relevance = models.reranks ? await readRelevance(models, words, await search(meaning)) : NO_RELEVANCE;
  return vector || relevance.size > 0 ? { ...meaning, relevance } : null;
}
