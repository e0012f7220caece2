/** What leaves for a model, from the message to the endpoint: the whole service, and a fake endpoint that keeps what it was given. */
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import type { Environment } from "../platform/config.ts";
import { type FakeEndpoint, startFakeEndpoint } from "../platform/model/fake-endpoint.ts";
import { embedAllDistricts } from "./housekeeping.ts";
import { type RunningApp, runApp } from "./running.ts";

const QUESTION = "低保怎么申请";
const PROBE = "家门口";
let endpoint: FakeEndpoint;
let service: RunningApp | null = null;

const environment = (trust: "internal" | "external", more: Environment = {}): Environment => ({
  OPENAI_BASE_URL: endpoint.base_url,
  OPENAI_API_KEY: "key",
  OPENAI_EMBEDDING_MODEL: "m",
  OPENAI_EMBEDDING_DIMENSIONS: "3",
  RERANK_BASE_URL: endpoint.base_url,
  RERANK_API_KEY: "key",
  RERANK_MODEL: "m",
  MODEL_TRUST: trust,
  ...more,
});
const run = async (...given: Parameters<typeof environment>): Promise<RunningApp> => {
  service = await runApp({ env: environment(...given) });
  return service;
};
const say = async (text: string): Promise<{ kind: string; text: string; citations: { document_id: string }[] }[]> => {
  const { json } = await service!.ask("grid_worker", "/api/v1/messages", { text });
  return (json as { replies: never[] }).replies;
};
/** One batch of the pack: all of it takes a while on PGlite. */
const embedSome = (parts: RunningApp["parts"]): Promise<void> => embedAllDistricts(parts, () => asked().length > 0);
/** What came to be embedded, without the probe at the start. */
const asked = (): string[] => endpoint.embedded.filter((text) => text !== PROBE);

beforeEach(async () => {
  endpoint = await startFakeEndpoint({
    api_key: "key",
    model: "m",
    dimensions: 3,
    meaning: (text) => [/低保/.test(text) ? 1 : 0, /残疾/.test(text) ? 1 : 0, 0.1],
    relevance: (query, document) => (document.includes(query.slice(0, 2)) ? 0.9 : 0.1),
  });
});
afterEach(async () => {
  await service?.close();
  service = null;
  await endpoint.close();
});

describe("models in the service", () => {
  test("the operator's own are given questions, and nothing else that people write", async () => {
    const { parts } = await run("internal");
    await embedSome(parts);
    const documents = asked().length;
    expect(documents).toBeGreaterThan(10);
    await say("今天去3号楼看了王大爷，腿脚不好，儿子在外地，说没钱买药");
    await say("你好");
    await say("今天我该看谁");
    await say("有人要跳楼");
    expect(asked().slice(documents)).toEqual([]);
    expect(endpoint.reranked).toEqual([]);

    const [answer] = await say(QUESTION);
    expect(answer!.kind).toBe("answer");
    expect(asked().slice(documents)).toEqual([QUESTION]);
    expect(endpoint.reranked.map(({ query }) => query)).toEqual([QUESTION]);
    const { json } = await service!.ask("grid_worker", `/api/v1/search?q=${encodeURIComponent("残疾人补贴")}&k=3`);
    expect((json as { clauses: object[] }).clauses).toHaveLength(3);
    expect(asked().slice(documents)).toEqual([QUESTION, "残疾人补贴"]);
    expect(endpoint.refused).toEqual([]);
  });

  test("who spoke of their own distress is asked about by no model in the hours after", async () => {
    await run("internal");
    await say("我自己不想活了");
    await say(QUESTION);
    expect(asked()).toEqual([]);
    expect(endpoint.reranked).toEqual([]);
  });

  test("somebody else's are given documents and never a question", async () => {
    const { parts, logged } = await run("external");
    await embedSome(parts);
    const documents = asked().length;
    const [answer] = await say(QUESTION);
    expect(answer!.kind).toBe("answer");
    await service!.ask("grid_worker", `/api/v1/search?q=${encodeURIComponent(QUESTION)}`);
    expect(documents).toBeGreaterThan(10);
    expect(asked()).toHaveLength(documents);
    expect(endpoint.reranked).toEqual([]);
    expect(logged.filter((line) => line.includes("MODEL_TRUST is external"))).toHaveLength(1);
  });

  test("an endpoint that is down changes no answer", async () => {
    const { parts, logged } = await run("internal");
    await embedSome(parts);
    endpoint.trouble = { status: 503 };
    const [without] = await say(QUESTION);
    await service!.close();
    service = await runApp();
    const [never] = await say(QUESTION);
    expect(without!.text).toBe(never!.text);
    expect(logged.filter((line) => line.includes("model does not answer"))).toHaveLength(2);
    expect(logged.join()).not.toContain("低保");
  });

  test("vectors of another length than was said end the start, by name", async () => {
    await expect(run("internal", { OPENAI_EMBEDDING_DIMENSIONS: "1024" })).rejects.toThrow(
      "OPENAI_EMBEDDING_DIMENSIONS: is 1024, but m gives vectors of 3",
    );
  });
});
