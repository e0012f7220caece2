import { randomUUID } from "node:crypto";
import { type FakeAnswer, type FakeRequest, type Fault, faultQueue, startFakeServer } from "../fake-server.ts";
import { lineSchemaCheck } from "./fake-line-checks.ts";
import { messageProblems } from "./fake-line-limits.ts";

/** A LINE Messaging API server for tests: real HTTP, strict about every call, with faults on demand. */

export interface SentToLine {
  via: "reply" | "push";
  chat_id: string;
  messages: Record<string, unknown>[];
}

export interface FakeLine {
  api_root: string;
  /** Content is given here only, as LINE has it on a host of its own. */
  data_api_root: string;
  access_token: string;
  /** What LINE took, in order; a doubled delivery stands here twice. */
  sent: SentToLine[];
  /** Chats in which the loading dots were shown. */
  loading: string[];
  /** What real LINE would have refused. A test ends with this empty. */
  violations: string[];
  /** `on` is the end of a path, e.g. `message/push`. */
  fail(fault: Fault): void;
  /** A reply token as a webhook event would carry it: usable once, for answers to `chat_id`. */
  issueReplyToken(chat_id: string): string;
  /** What somebody sent with a message; `preparing` is how often it is not ready yet. */
  hold(message_id: string, bytes: Uint8Array, preparing?: number): void;
  /** Messages whose content was given, in order. */
  downloaded: string[];
  /** Makes an issued token too old to be used. */
  expireReplyToken(token: string): void;
  close(): Promise<void>;
}

const MESSAGES: Record<number, string> = {
  400: "The request body has 1 error(s)",
  401: "Authentication failed. Confirm that the access token in the authorization header is valid.",
  403: "Not authorized to use this API",
  429: "The API rate limit has been exceeded. Try again later.",
};
const UUID = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/i;
const CHAT_ID = /^[UCR][0-9a-f]{32}$/;
const USER_ID = /^U[0-9a-f]{32}$/;

type Body = Record<string, unknown>;

/** `specs` as from `specsFolder()`; null checks the essentials only. */
export async function startFakeLine(options: { specs: string | null; access_token?: string }): Promise<FakeLine> {
  const { specs, access_token = "test-access-token" } = options;
  const schema = lineSchemaCheck(specs, "messaging-api.yml");
  const faults = faultQueue();
  const sent: SentToLine[] = [];
  const loading: string[] = [];
  const violations: string[] = [];
  const reply_tokens = new Map<string, string>();
  /** Retry key → id of the request that was accepted under it. */
  const accepted = new Map<string, string>();

  function refuse(status: number, message: string, property?: string): FakeAnswer {
    violations.push(message);
    return failed(status, message, property);
  }

  /** What is wrong with a request, the first thing only; null when LINE would take it. */
  const checks: Record<string, (headers: FakeRequest["headers"], body: Body) => string | null> = {
    "/v2/bot/message/reply"(headers, body) {
      if (headers["x-line-retry-key"] !== undefined) return "X-Line-Retry-Key: a reply takes none";
      return [...schema("ReplyMessageRequest", body), ...messageProblems(body)][0] ?? null;
    },
    "/v2/bot/message/push"(headers, body) {
      const key = headers["x-line-retry-key"];
      if (key !== undefined && !UUID.test(String(key))) return "X-Line-Retry-Key: not a UUID";
      if (!CHAT_ID.test(String(body.to))) return "to: the property in the request body is invalid";
      return [...schema("PushMessageRequest", body), ...messageProblems(body)][0] ?? null;
    },
    "/v2/bot/chat/loading/start"(_, body) {
      if (!USER_ID.test(String(body.chatId))) return "chatId: not a user";
      const seconds = body.loadingSeconds ?? 20;
      if (typeof seconds !== "number" || seconds % 5 !== 0) return "loadingSeconds: 5–60 in steps of 5";
      return schema("ShowLoadingAnimationRequest", body)[0] ?? null;
    },
  };

  function answer(path: string, headers: FakeRequest["headers"], body: Body): FakeAnswer {
    if (path.endsWith("/loading/start")) {
      loading.push(String(body.chatId));
      return { status: 202, json: {} };
    }
    if (path.endsWith("/reply")) {
      const chat_id = reply_tokens.get(String(body.replyToken));
      if (chat_id === undefined) return failed(400, "Invalid reply token");
      reply_tokens.delete(String(body.replyToken));
      return take("reply", chat_id, body);
    }
    const key = headers["x-line-retry-key"];
    if (key === undefined) return take("push", String(body.to), body);
    const earlier = accepted.get(String(key));
    if (earlier !== undefined) {
      const conflict = failed(409, "The retry key is already accepted");
      return { ...conflict, headers: { "x-line-accepted-request-id": earlier } };
    }
    accepted.set(String(key), randomUUID());
    return take("push", String(body.to), body);
  }

  function take(via: SentToLine["via"], chat_id: string, body: Body): FakeAnswer {
    const messages = body.messages as Body[];
    sent.push({ via, chat_id, messages });
    return { status: 200, json: { sentMessages: messages.map((_, index) => ({ id: `${sent.length}${index}` })) } };
  }

  const server = await startFakeServer(async ({ method, path, headers, body: raw }) => {
    const check = checks[path];
    if (!check) return refuse(404, `unknown path ${path}`);
    if (method !== "POST") return refuse(405, `${path}: ${method} instead of POST`);
    if (headers.authorization !== `Bearer ${access_token}`) return refuse(401, "wrong access token");
    if (!headers["content-type"]?.startsWith("application/json")) return refuse(400, `${path}: content type`);
    const body = decoded(raw);
    const problem = check(headers, body);
    if (problem !== null) return refuse(400, problem, problem.split(":")[0]);
    const fault = faults.next(path);
    if (fault?.status === "reset") return "reset";
    if (typeof fault?.status === "number") return failed(fault.status, fault.description);
    const given = answer(path, headers, body);
    return fault?.status === "timeout_after_accept" ? "silence" : given;
  });

  const contents = new Map<string, { bytes: Uint8Array; preparing: number }>();
  const downloaded: string[] = [];
  const data_server = await startFakeServer(async ({ method, path, headers }) => {
    const message_id = /^\/v2\/bot\/message\/(\d+)\/content$/.exec(path)?.[1];
    if (message_id === undefined) return refuse(404, `unknown path ${path}`);
    if (method !== "GET") return refuse(405, `${path}: ${method} instead of GET`);
    if (headers.authorization !== `Bearer ${access_token}`) return refuse(401, "wrong access token");
    const fault = faults.next(path);
    if (fault?.status === "reset") return "reset";
    if (fault?.status === "timeout_after_accept") return "silence";
    if (fault) return failed(fault.status, fault.description);
    const content = contents.get(message_id);
    if (!content) return failed(404, "Not found");
    if (content.preparing-- > 0) return { status: 202, json: {} };
    downloaded.push(message_id);
    return { status: 200, bytes: content.bytes };
  });

  return {
    api_root: server.root,
    data_api_root: data_server.root,
    hold: (message_id, bytes, preparing = 0) => void contents.set(message_id, { bytes, preparing }),
    downloaded,
    access_token,
    sent,
    loading,
    violations,
    fail: faults.fail,
    issueReplyToken(chat_id) {
      const token = randomUUID().replaceAll("-", "");
      reply_tokens.set(token, chat_id);
      return token;
    },
    expireReplyToken: (token) => void reply_tokens.delete(token),
    async close() {
      await server.close();
      await data_server.close();
    },
  };
}

/** LINE's ErrorResponse. */
function failed(status: number, message = MESSAGES[status] ?? "Internal Server Error", property?: string) {
  return { status, json: { message, ...(property ? { details: [{ message, property }] } : {}) } };
}

function decoded(raw: string): Body {
  try {
    return JSON.parse(raw);
  } catch {
    return {};
  }
}
