import * as z from "zod";
import type { ModelEndpoint } from "../config.ts";
import { maskingFetch } from "./choke-point/masking-fetch.ts";
import type { Masking } from "./masking.ts";

export interface Reranker {
  /**
   * How well each document answers the query, by its place in `documents`: 0 to 1, comparable within one call. Documents that
   * the endpoint leaves out have no entry.
   * @param masking of the message that the query is from; documents are published and leave as they are
   * @throws when the endpoint fails, answers something else, or `signal` ends
   */
  rerank(
    masking: Masking,
    query: string,
    documents: readonly string[],
    signal: AbortSignal,
  ): Promise<Map<number, number>>;
}

const answer = z.object({
  results: z.array(z.object({ index: z.number().int().nonnegative(), relevance_score: z.number() })),
});

/** `POST {base_url}/rerank` as Jina, Cohere and vLLM have it. */
export function openReranker({ base_url, api_key, model }: ModelEndpoint): Reranker {
  return {
    async rerank(masking, query, documents, signal) {
      const send = maskingFetch({ base_url, api_key, masking });
      const body = JSON.stringify({ model, query, documents, top_n: documents.length });
      const response = await send(`${base_url}/rerank`, { method: "POST", body, signal });
      if (!response.ok) {
        await response.body?.cancel();
        throw Object.assign(new Error("rerank"), { status: response.status });
      }
      const { results } = answer.parse(await response.json());
      const told = results.filter(({ index }) => index < documents.length);
      // Some models give logits, others probabilities; both keep their order.
      const is_logit = told.some(({ relevance_score: score }) => score < 0 || score > 1);
      return new Map(
        told.map(({ index, relevance_score: score }) => [index, is_logit ? 1 / (1 + Math.exp(-score)) : score]),
      );
    },
  };
}
