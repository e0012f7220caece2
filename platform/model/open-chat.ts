import OpenAI from "openai";
import type { ModelEndpoint } from "../config.ts";
import type { Log } from "../log.ts";
import type { Budget } from "./budget.ts";
import { type Chat, type ChatPort, type ChatRequest, MESSAGE_MS } from "./chat.ts";
import { jsonWithin } from "./choke-point/json-words.ts";
import { maskingFetch, NO_KEY } from "./choke-point/masking-fetch.ts";
import { openCircuit, statusOf, UnusableAnswer } from "./circuit.ts";
import { withoutRefusedSettings } from "./refused-settings.ts";
import { runTools } from "./run-tools.ts";
import { sendingAgain } from "./send-again.ts";
import type { RunTools } from "./tools.ts";

/** Messages one after the other that got no answer, until the endpoint is left alone for a while. */
const OPENS_AFTER = 2;
/** Of an answer, unless the caller says otherwise: a phone shows less. */
const MOST_TOKENS = 1_000;

/**
 * The chat model of an OpenAI-compatible endpoint. Asks nothing by itself.
 * @param made `openTools` gives what runs a model with tools, when it is first needed; else it is done here, without LangChain
 */
export function openChat(
  endpoint: ModelEndpoint,
  made: {
    log: Log;
    budget: Budget;
    openTools?: (() => Promise<RunTools>) | undefined;
    now?: () => number;
    message_ms?: number;
  },
): ChatPort {
  const { log, budget, openTools = async () => runTools, now = Date.now, message_ms = MESSAGE_MS } = made;
  const { base_url, model } = endpoint;
  const circuit = openCircuit({ name: "chat", log, opens_after: OPENS_AFTER, isOutage, now });
  const send = sendingAgain(withoutRefusedSettings((...sent) => fetch(...sent)));
  return {
    forMessage(masking, { district_id }) {
      const deadline = now() + message_ms;
      let unpaid = 0;
      const masked = maskingFetch({
        ...endpoint,
        masking,
        fetch: send,
        onTokens: (tokens) => {
          unpaid += tokens;
        },
      });
      const attempt = async <T>(ask: (signal: AbortSignal) => Promise<T>): Promise<T | null> => {
        const left_ms = deadline - now();
        if (left_ms <= 0 || !(await budget.allows(district_id))) return null;
        try {
          return await circuit.attempt(left_ms, ask);
        } finally {
          const spent = unpaid;
          unpaid = 0;
          await budget.spend(district_id, spent);
        }
      };
      const client = new OpenAI({
        ...{ baseURL: base_url, apiKey: NO_KEY, fetch: masked, maxRetries: 0, timeout: message_ms },
        ...{ adminAPIKey: null, organization: null, project: null, webhookSecret: null, logLevel: "off" },
      });
      const chat: Chat = {
        complete: (request) => attempt((signal) => complete(client, model, request, signal)),
        stream: (request, onText) => attempt((signal) => stream(client, model, request, onText, signal)),
        async useTools(request) {
          // Not on the model's time.
          const run = await openTools();
          return attempt((signal) =>
            run({ client, base_url, model, fetch: masked, timeout_ms: message_ms }, request, signal),
          );
        },
      };
      return chat;
    },
  };
}

const asked = (model: string, { system, user, max_tokens = MOST_TOKENS }: ChatRequest) => ({
  ...{ model, temperature: 0, max_tokens },
  messages: [
    { role: "system" as const, content: system },
    { role: "user" as const, content: user },
  ],
});

async function complete(client: OpenAI, model: string, request: ChatRequest, signal: AbortSignal): Promise<string> {
  const format = request.json ? { response_format: { type: "json_object" as const } } : {};
  const answer = await client.chat.completions.create({ ...asked(model, request), ...format }, { signal });
  const choice = answer.choices?.[0];
  if (!choice) throw new UnusableAnswer("no choices");
  return usable(choice.message?.content ?? "", choice.finish_reason, request.json ?? false);
}

async function stream(
  client: OpenAI,
  model: string,
  request: Omit<ChatRequest, "json">,
  onText: (piece: string) => void,
  signal: AbortSignal,
): Promise<string> {
  const pieces = await client.chat.completions.create(
    { ...asked(model, request), stream: true, stream_options: { include_usage: true } },
    { signal },
  );
  let text = "";
  let finish: string | null = null;
  for await (const { choices } of pieces) {
    // What comes after the wait is over is nobody's any more.
    signal.throwIfAborted();
    const choice = choices?.[0];
    const piece = choice?.delta?.content;
    if (piece) {
      text += piece;
      onText(piece);
    }
    finish = choice?.finish_reason ?? finish;
  }
  if (finish === null) throw new UnusableAnswer("the stream broke off");
  return usable(text, finish, false);
}

/** An answer that was cut at its length is as good as its whole sentences; JSON that was cut is not. */
function usable(content: string, finish: string | null, json: boolean): string {
  const text = content.trim();
  if (text === "") throw new UnusableAnswer("empty");
  if (json) {
    const within = jsonWithin(text);
    if (!within) throw new UnusableAnswer(finish === "length" ? "JSON cut at its length" : "not JSON");
    return text.slice(within.start, within.end);
  }
  if (finish !== "length") return text;
  const whole = /^[\s\S]*[。！？!?\n]/.exec(text)?.[0].trim();
  if (!whole) throw new UnusableAnswer("cut at its length");
  return whole;
}

const LOST = new Set(["TimeoutError", "AbortError", "APIConnectionError", "APIConnectionTimeoutError"]);

/** The endpoint's fault, not that of one question: nobody answers, it is busy, or it does not want us. */
function isOutage(error: unknown): boolean {
  const status = statusOf(error);
  if (status !== undefined) return status >= 500 || [401, 402, 403, 404, 408, 429].includes(status);
  return error instanceof Error && (LOST.has(error.name) || LOST.has(error.constructor.name));
}
