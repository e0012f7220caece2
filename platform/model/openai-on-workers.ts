import { sendingAgain } from "./send-again.ts";

/**
 * Stands for the openai package on Workers (wrangler.toml, `alias`): the three requests that are made with it, as it makes them, with errors
 * of the same names and statuses. The package knows a hundred more and would be 85 KiB of the compressed Worker. openai-on-workers.test.ts
 * runs the suites of everything that uses the package with this in its place.
 */
interface Settings {
  baseURL: string;
  apiKey: string;
  fetch?: typeof fetch;
  /** For one attempt. */
  timeout?: number;
  /** After lost connections, 408, 429 and 5xx. */
  maxRetries?: number;
  /** Authorization null: none is sent. */
  defaultHeaders?: Record<string, string | null>;
}

interface Asking {
  signal?: AbortSignal | null | undefined;
  timeout?: number;
  maxRetries?: number;
}

/** As the package has them by default. */
const TIMEOUT_MS = 600_000;
const RETRIES = 2;

/** An answer that is none. */
class Answered extends Error {
  override readonly name = "APIError";
  readonly status: number;
  constructor(status: number) {
    super(`status ${status}`);
    this.status = status;
  }
}

/** Nothing was answered. */
class NotAnswered extends Error {
  override readonly name: "APIConnectionError" | "APIConnectionTimeoutError";
  constructor(cause: unknown, is_late: boolean) {
    super(is_late ? "the time was up" : "the connection failed", { cause });
    this.name = is_late ? "APIConnectionTimeoutError" : "APIConnectionError";
  }
}

export default class OpenAI {
  readonly #settings: Settings;

  constructor(settings: Settings) {
    this.#settings = settings;
  }

  readonly chat = {
    completions: {
      create: async (body: { stream?: boolean }, asking: Asking = {}) => {
        const response = await this.#post("/chat/completions", body, asking);
        return body.stream ? eventsOf(response) : response.json();
      },
    },
  };

  readonly embeddings = {
    create: async (body: object, asking: Asking = {}) => (await this.#post("/embeddings", body, asking)).json(),
  };

  readonly audio = {
    transcriptions: {
      create: async ({ model, file }: { model: string; file: File }, asking: Asking = {}) => {
        const form = new FormData();
        form.append("file", file);
        form.append("model", model);
        return (await this.#post("/audio/transcriptions", form, asking)).json();
      },
    },
  };

  async #post(path: string, body: object, asking: Asking): Promise<Response> {
    const { baseURL, apiKey, defaultHeaders, ...settings } = this.#settings;
    const { timeout = settings.timeout ?? TIMEOUT_MS, maxRetries = settings.maxRetries ?? RETRIES } = asking;
    const send = settings.fetch ?? ((...sent: Parameters<typeof fetch>) => fetch(...sent));
    const headers = new Headers({ accept: "application/json" });
    if (defaultHeaders?.Authorization !== null) headers.set("authorization", `Bearer ${apiKey}`);
    if (!(body instanceof FormData)) headers.set("content-type", "application/json");
    const in_time: typeof fetch = async (input, init) => {
      const late = AbortSignal.timeout(timeout);
      try {
        const signal = asking.signal ? AbortSignal.any([asking.signal, late]) : late;
        return await send(input, { ...init, signal });
      } catch (error) {
        throw new NotAnswered(error, late.aborted);
      }
    };
    const sent = body instanceof FormData ? body : JSON.stringify(body);
    const response = await sendingAgain(in_time, maxRetries)(`${baseURL}${path}`, {
      ...{ method: "POST", headers, body: sent, signal: asking.signal ?? null },
    });
    if (response.ok) return response;
    await response.body?.cancel();
    throw new Answered(response.status);
  }
}

/** The data of server-sent events as JSON, until [DONE] or the end; what is none of it (comments, names of events) is passed over. */
async function* eventsOf({ body }: Response): AsyncGenerator<unknown> {
  let held = "";
  for await (const piece of body!.pipeThrough(new TextDecoderStream())) {
    const lines = (held + piece).split(/\r?\n/);
    held = lines.pop()!;
    for (const line of lines) {
      const data = /^data: ?(.*)$/.exec(line)?.[1];
      if (data === "[DONE]") return;
      if (data === undefined) continue;
      const event = JSON.parse(data) as { error?: unknown };
      if (event.error) throw new Answered(500);
      yield event;
    }
  }
}
