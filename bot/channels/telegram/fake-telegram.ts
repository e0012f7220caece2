import { type FakeAnswer, type Fault, faultQueue, startFakeServer } from "../fake-server.ts";
import { botApiChecks, FAKED_METHODS } from "./fake-telegram-checks.ts";

/** A Telegram Bot API server for tests: real HTTP, strict about every call, with faults on demand. */

export interface SentMessage {
  message_id: number;
  chat_id: number;
  text: string;
  reply_markup: unknown;
}

export interface FakeTelegram {
  api_root: string;
  token: string;
  /** Messages Telegram took, in order; a doubled delivery stands here twice. */
  sent: SentMessage[];
  /** Every well-formed call that was taken. */
  calls: { method: string; body: Record<string, unknown> }[];
  /** What real Telegram would have refused. A test ends with this empty. */
  violations: string[];
  /** `on` names a method. */
  fail(fault: Fault): void;
  /** Puts updates up for getUpdates; see `sampleUpdates`. */
  offer(...updates: { update_id: number }[]): void;
  /** A file that people sent, as getFile and its path then give it. */
  hold(file_id: string, bytes: Uint8Array): void;
  /** Paths of files that were downloaded, in order. */
  downloaded: string[];
  /** How many updates have not been confirmed by a higher offset. */
  unconfirmed(): number;
  close(): Promise<void>;
}

/** What getFile hands out at most. */
const MOST_FILE_BYTES = 20 * 1024 * 1024;

const DESCRIPTIONS: Record<number, string> = {
  400: "Bad Request: chat not found",
  401: "Unauthorized",
  403: "Forbidden: bot was blocked by the user",
  409: "Conflict: terminated by other getUpdates request; make sure that only one bot instance is running",
  429: "Too Many Requests: retry after 1",
};

/** `specs` as from `specsFolder()`; null checks the essentials only. */
export async function startFakeTelegram(options: { specs: string | null; token?: string }): Promise<FakeTelegram> {
  const { specs, token = "12345:test-token" } = options;
  const checks = botApiChecks(specs);
  const faults = faultQueue();
  const sent: SentMessage[] = [];
  const calls: FakeTelegram["calls"] = [];
  const violations: string[] = [];
  const files = new Map<string, Uint8Array>();
  const downloaded: string[] = [];
  let webhook_url = "";
  let updates: { update_id: number }[] = [];
  /** The long poll that is being held; a second one ends it with 409, as Telegram does. */
  let poll: { done: (answer: FakeAnswer) => void } | null = null;

  const server = await startFakeServer(async ({ method: verb, path, headers, body: raw, gone }) => {
    const refuse = (status: number, problem: string) => {
      violations.push(problem);
      return failed(status, problem);
    };
    const file = /^\/file\/bot([^/]+)\/(files\/.+)$/.exec(path);
    if (file) {
      if (file[1] !== token) return refuse(401, "wrong token");
      if (verb !== "GET") return refuse(405, `file: ${verb} instead of GET`);
      return giveFile(path, file[2]!);
    }
    const [, given_token, method = ""] = /^\/bot([^/]+)\/(\w+)$/.exec(path) ?? [];
    if (given_token !== token) return refuse(401, "wrong token");
    if (!FAKED_METHODS.has(method)) return refuse(404, `unknown method ${method}`);
    if (verb !== "POST") return refuse(405, `${method}: ${verb} instead of POST`);
    if (!headers["content-type"]?.startsWith("application/json")) return refuse(400, `${method}: content type`);
    const body = decoded(raw);
    const problems = checks.call(method, body);
    if (problems.length > 0) return refuse(400, problems.join("; "));
    const fault = faults.next(path);
    if (fault?.status === "reset") return "reset";
    if (typeof fault?.status === "number") return failed(fault.status, fault.description, fault.retry_after_s);
    calls.push({ method, body });
    const answer = method === "getUpdates" ? await longPoll(body, gone) : take(method, body);
    return fault?.status === "timeout_after_accept" ? "silence" : answer;
  });

  function take(method: string, body: Record<string, unknown>): FakeAnswer {
    if (method === "getMe") return ok({ id: 12345, is_bot: true, first_name: "家门口", username: "doorstep_test_bot" });
    if (method === "getFile") {
      const file_id = String(body.file_id);
      const bytes = files.get(file_id);
      if (!bytes) return failed(400, "Bad Request: wrong file_id or the file is temporarily unavailable");
      if (bytes.length > MOST_FILE_BYTES) return failed(400, "Bad Request: file is too big");
      return ok({ file_id, file_unique_id: `u${file_id}`, file_size: bytes.length, file_path: `files/${file_id}` });
    }
    if (method === "setWebhook") webhook_url = String(body.url);
    if (method === "deleteWebhook") webhook_url = "";
    if (method !== "sendMessage") return ok(true);
    const chat_id = Number(body.chat_id);
    const message = {
      message_id: 1000 + sent.length,
      chat_id,
      text: String(body.text),
      reply_markup: body.reply_markup,
    };
    sent.push(message);
    return ok({ message_id: message.message_id, date: 1, chat: { id: chat_id, type: "private" }, text: message.text });
  }

  function giveFile(path: string, file_path: string): FakeAnswer {
    const fault = faults.next(path);
    if (fault?.status === "reset") return "reset";
    if (fault?.status === "timeout_after_accept") return "silence";
    if (fault) return failed(fault.status);
    const bytes = files.get(file_path.slice("files/".length));
    if (!bytes) return failed(404, "Not Found");
    downloaded.push(file_path);
    return { status: 200, bytes };
  }

  function longPoll(body: Record<string, unknown>, gone: AbortSignal): Promise<FakeAnswer> {
    if (webhook_url !== "") {
      const description = "Conflict: can't use getUpdates method while webhook is active; use deleteWebhook first";
      return Promise.resolve(failed(409, description));
    }
    poll?.done(failed(409));
    const offset = Number(body.offset ?? 0);
    updates = updates.filter((update) => update.update_id >= offset);
    return new Promise((resolve) => {
      const timer = setTimeout(() => held.done(ok([])), Number(body.timeout ?? 0) * 1000);
      const held = {
        done(answer: FakeAnswer) {
          clearTimeout(timer);
          if (poll === held) poll = null;
          resolve(answer);
        },
      };
      poll = held;
      gone.addEventListener("abort", () => held.done("silence"));
      if (updates.length > 0) held.done(ok(updates));
    });
  }

  return {
    api_root: server.root,
    token,
    sent,
    calls,
    violations,
    fail: faults.fail,
    offer(...more) {
      updates.push(...more);
      poll?.done(ok(updates));
    },
    hold: (file_id, bytes) => void files.set(file_id, bytes),
    downloaded,
    unconfirmed: () => updates.length,
    close: server.close,
  };
}

function ok(result: unknown): FakeAnswer {
  return { status: 200, json: { ok: true, result } };
}

function failed(status: number, description = DESCRIPTIONS[status] ?? "Internal Server Error", retry_after_s = 1) {
  const parameters = status === 429 ? { parameters: { retry_after: retry_after_s } } : {};
  return { status, json: { ok: false, error_code: status, description, ...parameters } };
}

function decoded(raw: string): Record<string, unknown> {
  try {
    return JSON.parse(raw);
  } catch {
    return {};
  }
}
