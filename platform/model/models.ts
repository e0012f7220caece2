import type { ModelConfig } from "../config.ts";
import type { Database } from "../database/port.ts";
import type { Log } from "../log.ts";
import { openBudget } from "./budget.ts";
import type { ChatPort } from "./chat.ts";
import { DimensionMismatch, type Embedder, openEmbedder } from "./embedder.ts";
import { inTime, WAIT_MS } from "./in-time.ts";
import { type Masking, UNMASKED } from "./masking.ts";
import { openChat } from "./open-chat.ts";
import { openReranker } from "./reranker.ts";
import type { RunTools } from "./tools.ts";
import { openTranscriber, type Transcriber } from "./transcriber.ts";

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
  /** Given questions as they are. Null unless the endpoints are the operator's own. */
  questions: QuestionModels | null;
  /** The same for one message whose words go out masked, whosever the endpoints are. */
  maskedQuestions: ((masking: Masking) => QuestionModels) | null;
  /** Given what people write, masked; null when none is configured. */
  chat: ChatPort | null;
  /** Given recordings, which nothing can mask. Null unless the endpoint is the operator's own. */
  transcriber: Transcriber | null;
}

/**
 * Opens what is configured, without asking it anything. Here it is decided what may leave: published documents, and what people write
 * when it is masked (platform/model/choke-point). Voices, and questions as they are, go to no endpoint but the operator's own.
 * @param database where the budget of the day is kept; without, it is this process's own
 * @param openTools as openChat takes it
 */
export function openModels(
  { trust, chat, transcription, embedding, rerank }: ModelConfig,
  log: Log,
  database: Database | null = null,
  openTools?: () => Promise<RunTools>,
): Models {
  const is_own = trust === "internal";
  if (!is_own && (chat || transcription || embedding || rerank))
    log.info(
      { trust },
      "MODEL_TRUST is external: what people write goes out masked, recordings and pictures stay here. " +
        "Set MODEL_TRUST=internal when the endpoints are your own",
    );
  const documents = embedding && openEmbedder(embedding);
  const maskedQuestions = documents || rerank ? openQuestions(documents, rerank, log) : null;
  return {
    documents,
    maskedQuestions,
    questions: is_own && maskedQuestions ? maskedQuestions(UNMASKED) : null,
    chat:
      chat &&
      openChat(chat, { log, budget: openBudget({ database, tokens_a_day: chat.tokens_per_day, log }), openTools }),
    transcriber: is_own && transcription ? openTranscriber(transcription, log) : null,
  };
}

function openQuestions(
  documents: Embedder | null,
  rerank: ModelConfig["rerank"],
  log: Log,
): (masking: Masking) => QuestionModels {
  const embed = inTime("embedding", log, async (signal, words: string, masking: Masking) => {
    const [vector] = await documents!.embed([words], { timeout_ms: WAIT_MS, retries: 0, signal }, masking);
    return vector!;
  });
  const reranker = rerank && openReranker(rerank);
  const order = inTime("rerank", log, (signal, words: string, texts: readonly string[], masking: Masking) =>
    reranker!.rerank(masking, words, texts, signal),
  );
  return (masking) => ({
    embedding: documents && { model: documents.model, dimensions: documents.dimensions },
    embed: async (words) => (documents ? embed(words, masking) : null),
    reranks: reranker !== null,
    rerank: async (words, texts) => (reranker && texts.length > 0 ? order(words, texts, masking) : null),
  });
}

const PROBE = "家门口";

/**
 * Asks the embedding model for one vector. An endpoint that does not answer is logged and no reason not to start: everything
 * works without it.
 * @throws DimensionMismatch when its vectors are not as long as OPENAI_EMBEDDING_DIMENSIONS says
 */
export async function probeModels({ documents }: Pick<Models, "documents">, log: Log): Promise<void> {
  if (!documents) return;
  try {
    await documents.embed([PROBE], { timeout_ms: 5_000, retries: 1 });
  } catch (err) {
    if (err instanceof DimensionMismatch) throw err;
    log.warn({ model: documents.model, err }, "embedding model does not answer: searching by words until it does");
  }
}
