import type OpenAI from "openai";
import type * as z from "zod";

/** Something that a model may call while it works on a message. */
export interface Tool<Given = unknown> {
  name: string;
  description: string;
  /** What the model has to give; anything else is told to it as a mistake, and `use` is not called. */
  schema: z.ZodType<Given>;
  /** Nothing is asked after a call of this one. */
  ends?: boolean;
  /** What the model is told of the call. */
  use(given: Given): Promise<string>;
}

/** A tool beside others: what it takes is checked by its own schema before it is called. */
export const tool = <Given>(one: Tool<Given>): Tool => one as Tool;

export interface ToolsRequest {
  system: string;
  user: string;
  tools: readonly Tool[];
  /** Answers of the model at most. */
  most_steps: number;
}

/** The endpoint as the message's masked fetch reaches it; nothing of it is tried again by the client. */
export interface ToolsEndpoint {
  client: OpenAI;
  base_url: string;
  model: string;
  fetch: typeof fetch;
  timeout_ms: number;
}

/**
 * Lets a model call tools, answer by answer, until it calls none, calls one that ends it, or has answered `most_steps` times.
 * @returns the words of its last answer; empty when it only called tools
 * @throws what the client throws
 */
export type RunTools = (at: ToolsEndpoint, request: ToolsRequest, signal: AbortSignal) => Promise<string>;
