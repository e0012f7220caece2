import { type Masking, Unmaskable } from "../masking.ts";
import { maskRequest, NotSent } from "./request.ts";
import { restoreCompletion, tokensOf } from "./response.ts";
import { restoreStream } from "./stream.ts";

/** The way out to one endpoint for the words of one message. */
export interface WayOut {
  /** The endpoint's address, without a slash at its end; nothing else is reached through this fetch. */
  base_url: string;
  /** Put in here and known to no client, so that none gets by. */
  api_key: string | null;
  masking: Masking;
  /** Told after each response what it cost in tokens, estimated where the endpoint does not say. */
  onTokens?: (tokens: number) => void;
  /** What sends; the platform's own by default. */
  fetch?: typeof fetch;
}

/** What a client holds in place of the key. */
export const NO_KEY = "put-in-by-the-masking-fetch";

/** The status and code with which a request comes back that may not leave. No client tries a 400 again. */
export const NOT_SENT = { status: 400, code: "not_sent" } as const;

/**
 * The one `fetch` that every client of a model is given: what goes out is masked and what comes back has its words again, in JSON and in
 * streams. A request of an unknown path or shape, or one that cannot be masked, is answered here (NOT_SENT) and not sent; so is
 * every header but the ones set here.
 */
export function maskingFetch({ base_url, api_key, masking, onTokens, fetch: send = fetch }: WayOut): typeof fetch {
  return async (input, init) => {
    let sent: string;
    const url = String(input instanceof Request ? "" : input);
    const path = url.startsWith(`${base_url}/`) ? url.slice(base_url.length) : "";
    try {
      if (init?.method !== "POST" && init?.method !== "post") throw new NotSent("not a POST");
      sent = JSON.stringify(maskRequest(path, parsed(init.body), masking));
    } catch (error) {
      if (error instanceof NotSent || error instanceof Unmaskable) return notSent(error);
      throw error;
    }
    const headers = new Headers({ "content-type": "application/json" });
    if (api_key !== null) headers.set("authorization", `Bearer ${api_key}`);
    // A redirect would carry the words to somebody else.
    const response = await send(url, {
      method: "POST",
      headers,
      body: sent,
      signal: init.signal ?? null,
      redirect: "manual",
    });
    if (path !== "/chat/completions" || !response.ok) return response;

    const asked = estimateTokens(sent);
    const { status } = response;
    if (response.body && response.headers.get("content-type")?.startsWith("text/event-stream")) {
      const events = counting(response.body, masking, asked, onTokens);
      return new Response(events, { status, headers: { "content-type": "text/event-stream" } });
    }
    const text = await response.text();
    const body: unknown = JSON.parse(text);
    onTokens?.(tokensOf(body) ?? asked + estimateTokens(text));
    return Response.json(restoreCompletion(body, masking), { status });
  };
}

function parsed(body: unknown): unknown {
  if (typeof body !== "string") throw new NotSent("the body is not text");
  try {
    return JSON.parse(body);
  } catch {
    throw new NotSent("the body is not JSON");
  }
}

function notSent(error: NotSent | Unmaskable): Response {
  return Response.json({ error: { message: `${error.name}: ${error.message}`, code: NOT_SENT.code } }, NOT_SENT);
}

/** Tells the cost once, at the stream's end, also when it breaks off or nobody reads on. */
function counting(
  body: ReadableStream<Uint8Array>,
  masking: Masking,
  asked: number,
  onTokens: WayOut["onTokens"],
): ReadableStream<Uint8Array> {
  let characters = 0;
  let said: number | null = null;
  let told = false;
  const tell = (): void => {
    if (!told) onTokens?.(said ?? asked + characters);
    told = true;
  };
  const reader = restoreStream(body, masking, {
    characters: (count) => {
      characters += count;
    },
    tokens: (count) => {
      said = count;
    },
  }).getReader();
  return new ReadableStream({
    async pull(out) {
      try {
        const { done, value } = await reader.read();
        if (!done) return out.enqueue(value);
        tell();
        out.close();
      } catch (error) {
        tell();
        out.error(error);
      }
    },
    async cancel(reason) {
      tell();
      await reader.cancel(reason);
    },
  });
}

/** About how many tokens a text has: one a Han character, one for four others. High rather than low, for a budget. */
export function estimateTokens(text: string): number {
  const han = text.match(/\p{Script=Han}/gu)?.length ?? 0;
  return han + Math.ceil((text.length - han) / 4);
}
