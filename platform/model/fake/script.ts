import type { ChatAsked } from "./shapes.ts";

/** What goes wrong with an answer. */
export type Fault =
  /** The connection is lost before anything is answered. */
  | "down"
  /** Too many requests; `retry_after_s` may say for how long. */
  | "429"
  | "500"
  /** Nothing comes until the client gives up. */
  | "slow"
  /** Half of the answer (`content`, or some) comes, then the connection is lost. */
  | "cut"
  /** Half of a stream comes, then it ends as if nothing were missing. */
  | "ends_early"
  /** 200, and a body that is no JSON. */
  | "invalid_json"
  /** 200, and no choices. */
  | "no_choices";

/** What the fake model says to one request. */
export type Scripted =
  | {
      content: string | null;
      finish_reason?: "stop" | "length";
      /** What some models think aloud, beside the answer. */
      reasoning_content?: string;
      tool_calls?: undefined;
      fault?: undefined;
    }
  | {
      /** Arguments that are a string are sent as they are, valid or not. */
      tool_calls: { name: string; arguments: object | string }[];
      content?: string;
      fault?: undefined;
    }
  | { fault: Fault; retry_after_s?: number; content?: string; tool_calls?: undefined };

/** Called with what came, as it came: masked. `turn` counts the chat requests from 0. */
export type Script = (request: ChatAsked, turn: number) => Scripted;

/** Every fault that a chat model can have, by name: to be run through one after the other. */
export const FAULTS: Record<string, Scripted> = {
  "an endpoint that is down": { fault: "down" },
  "429": { fault: "429" },
  "429 for an hour": { fault: "429", retry_after_s: 3_600 },
  "500": { fault: "500" },
  "an endpoint that is slow": { fault: "slow" },
  "an answer that is cut": { fault: "cut" },
  "a stream that ends early": { fault: "ends_early" },
  "a body that is no JSON": { fault: "invalid_json" },
  "no choices": { fault: "no_choices" },
  "an empty answer": { content: "" },
  "no content": { content: null },
  "a tool that does not exist": { tool_calls: [{ name: "delete_everything", arguments: {} }] },
  "arguments of the wrong type": {
    tool_calls: [{ name: "search_clauses", arguments: { words: 7, question: ["?"], limit: "many" } }],
  },
  "arguments that are no JSON": { tool_calls: [{ name: "search_clauses", arguments: '{"words": "低保' }] },
  "an answer in another language": { content: "I'm sorry, but I can't help with that request right now." },
};
