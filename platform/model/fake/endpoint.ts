import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import * as z from "zod";
import { sayInPieces, sayWhole } from "./chat.ts";
import type { Script, Scripted } from "./script.ts";
import { type ChatAsked, chatRequest, embeddings, rerank, wrongConversation } from "./shapes.ts";

/**
 * For tests: an OpenAI-compatible endpoint on loopback with /v1/chat/completions (tools, streams), /v1/embeddings,
 * /v1/audio/transcriptions and /v1/rerank. It refuses what a strict one would (path, method, key, model, body), keeps what it was
 * given, and fails as the test says. What it says is the test's `script`, its vectors the test's `meaning`.
 */
export interface FakeEndpoint {
  base_url: string;
  /** By which the service chats with it. */
  settings: Record<string, string>;
  /** Every body that came, as text and in order, refused or not: nothing personal may be in it. */
  bodies: { path: string; body: string }[];
  /** Every chat request that was answered. */
  chats: ChatAsked[];
  /** Every text that came to be embedded, in order. */
  embedded: string[];
  reranked: { query: string; documents: string[] }[];
  transcribed: { name: string; type: string; bytes: Uint8Array }[];
  /** Requests that were refused, with why. */
  refused: string[];
  /** Set to fail, or to take a request and never answer it: on one path, or after so many requests. */
  trouble: { status?: number; hangs?: boolean; path?: string; after_requests?: number };
  /** What the chat model says; may be changed between requests. */
  script: Script;
  requests: number;
  /** Time it took to answer, all requests together; to be taken off where one's own time is measured. */
  busy_ms: number;
  close(): Promise<void>;
}

export interface FakeModel {
  api_key: string | null;
  /** The name of all its models. */
  model: string;
  /** Length of the vectors when no `dimensions` are asked for. */
  dimensions?: number;
  /** Whether it takes `dimensions`; else it refuses them, as many do. */
  shortens?: boolean;
  meaning?(text: string): number[];
  relevance?(query: string, document: string): number;
  /** Longer texts are refused, as by a model with a short window. */
  most_characters?: number;
  script?: Script;
  /** Settings of a chat that it refuses by name, such as stream_options. */
  refuses?: string[];
  /** Whether it says what a chat cost. */
  counts?: boolean;
  /** What it hears in every recording. */
  transcript?: string;
}

class Refused extends Error {
  readonly status: number;
  constructor(status: number, message: string) {
    super(message);
    this.status = status;
  }
}

export async function startFakeEndpoint(fake: FakeModel): Promise<FakeEndpoint> {
  const checked = <T extends { model: string }>(shape: z.ZodType<T>, body: string): T => {
    const parsed = shape.safeParse(JSON.parse(body));
    if (!parsed.success) throw new Refused(400, z.prettifyError(parsed.error));
    if (parsed.data.model !== fake.model) throw new Refused(404, `no model ${parsed.data.model}`);
    return parsed.data;
  };

  const answerChat = (body: string, response: ServerResponse): void => {
    const asked = checked(chatRequest, body);
    const refused = fake.refuses?.find((setting) => setting in asked);
    if (refused !== undefined) throw new Refused(400, `Unsupported parameter: ${refused}`);
    const wrong = wrongConversation(asked);
    if (wrong !== null) throw new Refused(400, wrong);
    const scripted = endpoint.script(asked, endpoint.chats.push(asked) - 1);
    if (failed(response, scripted)) return;
    (asked.stream ? sayInPieces : sayWhole)(response, asked, scripted, fake.counts ?? true);
  };

  const answer = (path: string, body: string): unknown => {
    if (path === "/v1/rerank") {
      const { query, documents } = checked(rerank, body);
      endpoint.reranked.push({ query, documents });
      const relevance = fake.relevance ?? ((): number => 0);
      const results = documents.map((document, index) => ({ index, relevance_score: relevance(query, document) }));
      return { results: results.toSorted((a, b) => b.relevance_score - a.relevance_score) };
    }
    if (path !== "/v1/embeddings" || !fake.meaning) throw new Refused(404, `no path ${path}`);
    const { input, dimensions } = checked(embeddings, body);
    if (dimensions !== undefined && !fake.shortens) throw new Refused(400, "this model takes no dimensions");
    if (input.some((text) => text.length > (fake.most_characters ?? Number.POSITIVE_INFINITY)))
      throw new Refused(400, "text too long");
    endpoint.embedded.push(...input);
    const length = dimensions ?? fake.dimensions ?? 4;
    const vector = (text: string): number[] => {
      const meaning = fake.meaning!(text);
      return Array.from({ length }, (_, i) => meaning[i] ?? 0);
    };
    const data = input.map((text, index) => ({ object: "embedding", index, embedding: vector(text) }));
    return { object: "list", model: fake.model, data: data.toReversed(), usage: { prompt_tokens: 1, total_tokens: 1 } };
  };

  const hear = async (request: IncomingMessage, body: Buffer): Promise<unknown> => {
    const headers = { "content-type": request.headers["content-type"] ?? "" };
    const form = await new Request("http://fake", { method: "POST", headers, body: new Uint8Array(body) }).formData();
    const file = form.get("file");
    if (!(file instanceof File) || file.size === 0) throw new Refused(400, "no file");
    if (form.get("model") !== fake.model) throw new Refused(404, "no such model");
    endpoint.transcribed.push({ name: file.name, type: file.type, bytes: new Uint8Array(await file.arrayBuffer()) });
    return { text: fake.transcript ?? "" };
  };

  const server = createServer(async (request, response) => {
    const parts: Buffer[] = [];
    for await (const part of request) parts.push(part as Buffer);
    const body = Buffer.concat(parts);
    const path = request.url ?? "";
    const at = performance.now();
    endpoint.requests += 1;
    endpoint.bodies.push({ path, body: body.toString("utf8") });
    const say = (status: number, said: unknown): void => {
      response.writeHead(status, { "content-type": "application/json", "retry-after-ms": "1" });
      response.end(JSON.stringify(said));
    };
    const { status, hangs, path: on_path, after_requests = 0 } = endpoint.trouble;
    const is_in_trouble = endpoint.requests > after_requests && (on_path === undefined || on_path === path);
    if (is_in_trouble && hangs) return;
    try {
      if (is_in_trouble && status !== undefined) throw new Refused(status, "in trouble");
      if (request.method !== "POST") throw new Refused(405, `${request.method}`);
      const key = fake.api_key === null ? undefined : `Bearer ${fake.api_key}`;
      if (request.headers.authorization !== key) throw new Refused(401, "wrong key");
      if (path === "/v1/chat/completions") answerChat(body.toString("utf8"), response);
      else if (path === "/v1/audio/transcriptions") say(200, await hear(request, body));
      else say(200, answer(path, body.toString("utf8")));
    } catch (error) {
      const code = error instanceof Refused ? error.status : 500;
      endpoint.refused.push(`${code} ${path}: ${(error as Error).message}`);
      say(code, { error: { message: (error as Error).message } });
    }
    endpoint.busy_ms += performance.now() - at;
  });
  await new Promise<void>((listening) => server.listen(0, "127.0.0.1", listening));
  const base_url = `http://127.0.0.1:${(server.address() as AddressInfo).port}/v1`;
  const endpoint: FakeEndpoint = {
    base_url,
    settings: {
      OPENAI_BASE_URL: base_url,
      ...(fake.api_key !== null && { OPENAI_API_KEY: fake.api_key }),
      OPENAI_MODEL: fake.model,
    },
    ...{ bodies: [], chats: [], embedded: [], reranked: [], transcribed: [], refused: [] },
    trouble: {},
    script: fake.script ?? (() => ({ content: "好的。" })),
    requests: 0,
    busy_ms: 0,
    async close() {
      server.closeAllConnections();
      await new Promise((closed) => server.close(closed));
    },
  };
  return endpoint;
}

/** Fails as scripted before a word is said; false when there is something to say. */
function failed(response: ServerResponse, scripted: Scripted): boolean {
  switch (scripted.fault) {
    case undefined:
      return false;
    case "slow":
      return true;
    case "down":
      response.destroy();
      return true;
    case "429":
    case "500": {
      const after = scripted.retry_after_s;
      response.writeHead(Number(scripted.fault), {
        "content-type": "application/json",
        ...(after === undefined ? {} : { "retry-after": String(after) }),
      });
      response.end('{"error": {"message": "in trouble"}}');
      return true;
    }
    case "invalid_json":
      response.writeHead(200, { "content-type": "application/json" }).end('{"choices": [{"mess');
      return true;
    case "no_choices":
      response.writeHead(200, { "content-type": "application/json" }).end('{"choices": []}');
      return true;
    case "cut":
    case "ends_early":
      scripted.content ??= "先帮他把身份证找出来，再去社区窗口。";
      return false;
  }
}
