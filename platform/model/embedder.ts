import OpenAI from "openai";
import { ConfigError, type ModelConfig } from "../config.ts";
import { maskingFetch, NO_KEY } from "./choke-point/masking-fetch.ts";
import { isRefused } from "./circuit.ts";
import { type Masking, UNMASKED } from "./masking.ts";

export { isRefused };

export type EmbeddingConfig = NonNullable<ModelConfig["embedding"]>;

/** How long and how often an endpoint is asked. */
export interface Patience {
  /** For one attempt. */
  timeout_ms: number;
  /** Further attempts after 408, 409, 429, 5xx and lost connections, with growing, jittered pauses (the SDK's own). */
  retries: number;
  /** Ends all of it. */
  signal?: AbortSignal;
}

export interface Embedder {
  model: string;
  dimensions: number;
  /**
   * One vector a text, in the order of the texts; in requests of at most TEXTS_IN_A_REQUEST.
   * @param masking of the message that the texts are from; without it they leave as they are, as published clauses may
   * @throws DimensionMismatch, or what the SDK throws
   */
  embed(texts: readonly string[], patience: Patience, masking?: Masking): Promise<number[][]>;
}

/** The model's vectors are not as long as was configured. */
export class DimensionMismatch extends ConfigError {
  constructor(model: string, wanted: number, got: number) {
    super(
      `OPENAI_EMBEDDING_DIMENSIONS: is ${wanted}, but ${model} gives vectors of ${got}. Set it to ${got}, ` +
        "or to a length that the model can be shortened to",
    );
  }
}

/** Every hosted endpoint takes as many; some refuse more. */
export const TEXTS_IN_A_REQUEST = 64;

/** The answer cannot be used: not one usable vector a text. */
class UnusableEmbedding extends Error {
  override readonly name = "UnusableEmbedding";
}

/** An OpenAI-compatible `POST {base_url}/embeddings`. Nothing of the environment is read, and nothing is logged here. */
export function openEmbedder({ base_url, api_key, model, dimensions }: EmbeddingConfig): Embedder {
  const clientFor = (masking: Masking): OpenAI =>
    new OpenAI({
      ...{ baseURL: base_url, apiKey: NO_KEY, fetch: maskingFetch({ base_url, api_key, masking }) },
      ...{ adminAPIKey: null, organization: null, project: null, webhookSecret: null, logLevel: "off" },
    });
  const unmasked = clientFor(UNMASKED);
  // Many endpoints refuse `dimensions`; those that shorten on demand are told only when their own length is another.
  let shortens = false;

  const request = async (
    client: OpenAI,
    input: readonly string[],
    { timeout_ms, retries, signal }: Patience,
    shorten: boolean,
  ): Promise<number[][]> => {
    const response = await client.embeddings.create(
      // Without `float` the SDK asks for base64, which not every endpoint knows.
      { model, input: [...input], encoding_format: "float", ...(shorten ? { dimensions } : {}) },
      { timeout: timeout_ms, maxRetries: retries, signal },
    );
    const vectors: number[][] = new Array(input.length);
    for (const { index, embedding } of response.data) vectors[index] = embedding;
    for (let i = 0; i < input.length; i++) {
      const vector = vectors[i];
      if (!Array.isArray(vector) || !vector.every(Number.isFinite) || vector.every((value) => value === 0))
        throw new UnusableEmbedding(`no usable vector for text ${i + 1} of ${input.length}`);
    }
    return vectors;
  };
  const wrongLength = (vectors: number[][]): number | undefined =>
    vectors.find((vector) => vector.length !== dimensions)?.length;

  const embedBatch = async (client: OpenAI, input: readonly string[], patience: Patience): Promise<number[][]> => {
    const vectors = await request(client, input, patience, shortens);
    const own = wrongLength(vectors);
    if (own === undefined) return vectors;
    const shortened = await request(client, input, patience, true).catch((error: unknown) => {
      throw isRefused(error) ? new DimensionMismatch(model, dimensions, own) : error;
    });
    if (wrongLength(shortened) !== undefined) throw new DimensionMismatch(model, dimensions, own);
    shortens = true;
    return shortened;
  };

  return {
    model,
    dimensions,
    async embed(texts, patience, masking) {
      const client = masking ? clientFor(masking) : unmasked;
      const vectors: number[][] = [];
      for (let at = 0; at < texts.length; at += TEXTS_IN_A_REQUEST)
        vectors.push(...(await embedBatch(client, texts.slice(at, at + TEXTS_IN_A_REQUEST), patience)));
      return vectors;
    },
  };
}
