import type { ChatOpenAI } from "@langchain/openai";
import { NO_KEY } from "./choke-point/masking-fetch.ts";

/**
 * LangChain's client over a masking fetch. Loaded when first used, because it is large and many starts never need it. It tries nothing
 * again by itself: the fetch does.
 */
export async function openChatOpenAI(at: {
  base_url: string;
  model: string;
  fetch: typeof fetch;
  timeout_ms: number;
}): Promise<ChatOpenAI> {
  const { ChatOpenAI } = await import("@langchain/openai");
  return new ChatOpenAI({
    ...{ model: at.model, apiKey: NO_KEY, temperature: 0, timeout: at.timeout_ms, maxRetries: 0 },
    // The usage is read from the responses themselves, and only Chat Completions is known everywhere.
    ...{ streamUsage: false, useResponsesApi: false },
    configuration: { baseURL: at.base_url, fetch: at.fetch, organization: null, project: null, logLevel: "off" },
  });
}
