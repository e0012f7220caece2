import type { ModelConfig } from "../config.ts";
import type { Log } from "../log.ts";
import { DimensionMismatch, type Embedder, openEmbedder } from "./embedder.ts";
import { inTime, WAIT_MS } from "./in-time.ts";
import { openReranker } from "./reranker.ts";

/** Models that may read what a person asks. Both give null when there is none, it fails, or it takes too long. */
export interface QuestionModels {
  /** The embedding model by whose vectors `embed` is to be compared; null when none is configured. */
  embedding: Pick<Embedder, "model" | "dimensions"> | null;
  embed(words: string): Promise<number[] | null>;
  /** Whether there is a reranker, so that candidates need to be looked for. */
  reranks: boolean;
  /** How well each document answers, by its place in `documents` (platform/model/reranker.ts). */
  rerank(words: string, documents: readonly string[]): Promise<ReadonlyMap<number, number> | null>;
}

export interface Models {
  /** Embeds documents; null when none is configured. */
  documents: Embedder | null;
  /** Null unless the endpoints are the operator's own: then no question goes anywhere. */
  questions: QuestionModels | null;
}

/**
 * Opens what is configured, without asking it anything. Here it is decided what may leave: a question can hold anything about
 * anybody and is not masked yet, so it goes to no endpoint but the operator's own; what is external embeds documents only.
 */
export function openModels({ trust, embedding, rerank }: ModelConfig, log: Log): Models {
  const documents = embedding && openEmbedder(embedding);
  if (trust !== "internal") {
    if (documents || rerank)
      log.warn(
        { trust },
        "MODEL_TRUST is external: documents are embedded, questions stay here and are searched by words. " +
          "Set MODEL_TRUST=internal when the endpoints are your own",
      );
    return { documents, questions: null };
  }
  if (!documents && !rerank) return { documents, questions: null };
  const embed = inTime("embedding", log, async (signal, words: string) => {
    const [vector] = await documents!.embed([words], { timeout_ms: WAIT_MS, retries: 0, signal });
    return vector!;
  });
  const reranker = rerank && openReranker(rerank);
  const order = inTime("rerank", log, (signal, words: string, texts: readonly string[]) =>
    reranker!.rerank(words, texts, signal),
  );
  return {
    documents,
    questions: {
      embedding: documents && { model: documents.model, dimensions: documents.dimensions },
      embed: async (words) => (documents ? embed(words) : null),
      reranks: reranker !== null,
      rerank: async (words, texts) => (reranker && texts.length > 0 ? order(words, texts) : null),
    },
  };
}

const PROBE = "家门口";

/**
 * Asks the embedding model for one vector. An endpoint that does not answer is logged and no reason not to start: everything
 * works without it.
 * @throws DimensionMismatch when its vectors are not as long as OPENAI_EMBEDDING_DIMENSIONS says
 */
export async function probeModels({ documents }: Models, log: Log): Promise<void> {
  if (!documents) return;
  try {
    await documents.embed([PROBE], { timeout_ms: 5_000, retries: 1 });
  } catch (err) {
    if (err instanceof DimensionMismatch) throw err;
    log.warn({ model: documents.model, err }, "embedding model does not answer: searching by words until it does");
  }
}
