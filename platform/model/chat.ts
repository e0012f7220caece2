import type { Masking } from "./masking.ts";
import type { ToolsRequest } from "./tools.ts";

/**
 * How long models may take over one message, all their steps together, whatever they do: somebody stands at a door, and the same
 * answer quoted is there without them.
 */
export const MESSAGE_MS = 7_500;

/** A chat model on any OpenAI-compatible endpoint. */
export interface ChatPort {
  /** The model for one message: all its calls together may take MESSAGE_MS from now on, and what they cost is the district's. */
  forMessage(masking: Masking, who: { district_id: number }): Chat;
}

export interface ChatRequest {
  system: string;
  user: string;
  /** Asks for a JSON object, where the endpoint knows how to. */
  json?: boolean;
  /** Length of the answer at most, in tokens. */
  max_tokens?: number;
}

/**
 * Each of these gives null when there is no budget, the endpoint rests from a failure, it fails or takes too long; that is logged
 * once, without words. None of them throws because of a model.
 */
export interface Chat {
  /** The whole answer. */
  complete(request: ChatRequest): Promise<string | null>;
  /**
   * The whole answer too, and its pieces as they come. An answer that breaks off gives null: pieces that were shown by then stand on
   * their own.
   */
  stream(request: Omit<ChatRequest, "json">, onText: (piece: string) => void): Promise<string | null>;
  /** What the model says last, empty when it only called tools. What a tool throws counts as a failure of the model. */
  useTools(request: ToolsRequest): Promise<string | null>;
}
