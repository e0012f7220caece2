import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import * as z from "zod";

/**
 * For tests: an OpenAI-compatible endpoint with /v1/embeddings, and /v1/rerank, on loopback. It refuses what a strict one would
 * (path, method, key, model, body), and keeps what it was given. Its vectors are made by `meaning`, not by any model.
 */
export interface FakeEndpoint {
  base_url: string;
  /** Every text that came to be embedded, in order. */
  embedded: string[];
  reranked: { query: string; documents: string[] }[];
  /** Requests that were refused, with why. */
  refused: string[];
  /** Set to fail, or to take a request and never answer it: on one path, or after so many requests. */
  trouble: { status?: number; hangs?: boolean; path?: string; after_requests?: number };
  requests: number;
  close(): Promise<void>;
}

export interface FakeModel {
  api_key: string | null;
  model: string;
  /** Length of the vectors when no `dimensions` are asked for. */
  dimensions: number;
  /** Whether it takes `dimensions`; else it refuses them, as many do. */
  shortens?: boolean;
  meaning(text: string): number[];
  relevance?(query: string, document: string): number;
  /** Longer texts are refused, as by a model with a short window. */
  most_characters?: number;
}

const embeddings = z.strictObject({
  model: z.string(),
  input: z.array(z.string().min(1)).min(1).max(128),
  encoding_format: z.literal("float"),
  dimensions: z.number().int().positive().optional(),
});
const rerank = z.strictObject({
  model: z.string(),
  query: z.string().min(1),
  documents: z.array(z.string().min(1)).min(1),
  top_n: z.number().int().positive(),
});

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
  const answer = (path: string, body: string): unknown => {
    if (path === "/v1/rerank") {
      const { query, documents } = checked(rerank, body);
      endpoint.reranked.push({ query, documents });
      const relevance = fake.relevance ?? ((): number => 0);
      const results = documents.map((document, index) => ({ index, relevance_score: relevance(query, document) }));
      return { results: results.toSorted((a, b) => b.relevance_score - a.relevance_score) };
    }
    if (path !== "/v1/embeddings") throw new Refused(404, `no path ${path}`);
    const { input, dimensions } = checked(embeddings, body);
    if (dimensions !== undefined && !fake.shortens) throw new Refused(400, "this model takes no dimensions");
    if (input.some((text) => text.length > (fake.most_characters ?? Number.POSITIVE_INFINITY)))
      throw new Refused(400, "text too long");
    endpoint.embedded.push(...input);
    const length = dimensions ?? fake.dimensions;
    const vector = (text: string): number[] => {
      const meaning = fake.meaning(text);
      return Array.from({ length }, (_, i) => meaning[i] ?? 0);
    };
    const data = input.map((text, index) => ({ object: "embedding", index, embedding: vector(text) }));
    return { object: "list", model: fake.model, data: data.toReversed(), usage: { prompt_tokens: 1, total_tokens: 1 } };
  };

  const server = createServer((request, response) => {
    const parts: Buffer[] = [];
    request.on("data", (part: Buffer) => parts.push(part));
    request.on("end", () => {
      endpoint.requests += 1;
      const say = (status: number, body: unknown): void => {
        response.writeHead(status, { "content-type": "application/json", "retry-after-ms": "1" });
        response.end(JSON.stringify(body));
      };
      const { status, hangs, path, after_requests = 0 } = endpoint.trouble;
      const is_in_trouble = endpoint.requests > after_requests && (path === undefined || path === request.url);
      if (is_in_trouble && hangs) return;
      try {
        if (is_in_trouble && status !== undefined) throw new Refused(status, "in trouble");
        if (request.method !== "POST") throw new Refused(405, `${request.method}`);
        const key = fake.api_key === null ? undefined : `Bearer ${fake.api_key}`;
        if (request.headers.authorization !== key) throw new Refused(401, "wrong key");
        say(200, answer(request.url ?? "", Buffer.concat(parts).toString("utf8")));
      } catch (error) {
        const code = error instanceof Refused ? error.status : 500;
        endpoint.refused.push(`${code} ${request.url}: ${(error as Error).message}`);
        say(code, { error: { message: (error as Error).message } });
      }
    });
  });
  await new Promise<void>((listening) => server.listen(0, "127.0.0.1", listening));
  const endpoint: FakeEndpoint = {
    base_url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/v1`,
    embedded: [],
    reranked: [],
    refused: [],
    trouble: {},
    requests: 0,
    async close() {
      server.closeAllConnections();
      await new Promise((closed) => server.close(closed));
    },
  };
  return endpoint;
}
