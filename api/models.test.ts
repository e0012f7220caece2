/** What leaves for a model, from the message to the endpoint: the whole service, and a fake endpoint that keeps what it was given. */
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import type { Environment } from "../platform/config.ts";
import { type FakeEndpoint, startFakeEndpoint } from "../platform/model/fake/endpoint.ts";
import { FAULTS } from "../platform/model/fake/script.ts";
import { embedAllDistricts } from "./housekeeping.ts";
import { type RunningApp, runApp } from "./running.ts";

const QUESTION = "低保怎么申请";
const PROBE = "家门口";
const PHONE = "13800138000";
/** Of Li Xiulan, as it would be readable in what left. */
const PERSONAL = /秀兰|1380013|138 0013|一三八零|幸福路12号|3栋401/;
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

  test("somebody else's are given documents, and what people ask only masked", async () => {
    const { parts, logged } = await run("external");
    await embedSome(parts);
    const documents = asked().length;
    expect(documents).toBeGreaterThan(10);
    await say(`李秀兰（${PHONE}）住幸福路12号3栋401，${QUESTION}`);
    expect(asked()).toHaveLength(documents + 1);
    expect(asked().at(-1)).toContain(QUESTION);
    expect(endpoint.reranked).toHaveLength(1);
    expect(endpoint.bodies.map(({ body }) => body).join()).not.toMatch(PERSONAL);
    // What comes by this way has nobody to mask it.
    await service!.ask("grid_worker", `/api/v1/search?q=${encodeURIComponent(QUESTION)}`);
    expect(asked()).toHaveLength(documents + 1);
    expect(logged.filter((line) => line.includes("MODEL_TRUST is external"))).toHaveLength(1);
  });

  test.each(["internal", "external"] as const)(
    "that chat (%s) are given nothing of anybody, however a day's work is worded",
    async (trust) => {
      const { logged } = await run(trust, { OPENAI_MODEL: "m", OPENAI_TRANSCRIPTION_MODEL: "m" });
      endpoint.script = () => ({ content: "可以申请低保［1］。" });
      for (const words of [
        `李秀兰（${PHONE}）住幸福路12号3栋401，${QUESTION}`,
        `今天去幸福路12号3栋401看了李秀兰，电话${PHONE.replace(/(...)(....)/, "$1 $2 ")}，她儿子不在家，药快没了，下周三再去`,
        `那个李秀兰她家里`,
        `一三八零零一三八零零零这个号码是李秀兰的，${QUESTION}`,
      ])
        await say(words);
      const sent = endpoint.bodies.map(({ body }) => body).join();
      expect(endpoint.chats.length).toBeGreaterThan(1);
      expect(sent).not.toMatch(PERSONAL);
      expect(endpoint.refused).toEqual([]);
      expect(logged.join()).not.toMatch(PERSONAL);
      expect(service!.parts.models!.transcriber === null).toBe(trust === "external");
    },
  );

  test("that chat are not asked by somebody who spoke of their own distress, nor about a crisis", async () => {
    await run("internal", { OPENAI_MODEL: "m" });
    await say("王大爷说他不想活了，把药都藏起来了");
    await say("我自己不想活了");
    await say("今天去看了王大爷，腿脚不好");
    expect(endpoint.chats).toEqual([]);
  });

  test("that chat and fail, however they do, leave every answer as it is without them", async () => {
    await run("external", { OPENAI_MODEL: "m", OPENAI_EMBEDDING_MODEL: "", RERANK_MODEL: "", RERANK_BASE_URL: "" });
    endpoint.script = () => ({ content: "没有" });
    const [quoted] = await say(QUESTION);
    expect(quoted!.kind).toBe("answer");
    // What is slow ends with the wait of a message (platform/model/open-chat.test.ts).
    for (const [name, fault] of Object.entries(FAULTS).filter(([, { fault }]) => fault !== "slow")) {
      endpoint.script = () => fault;
      const chats = endpoint.chats.length;
      const [answer] = await say(QUESTION);
      expect(endpoint.chats.length, name).toBeGreaterThan(chats);
      expect(answer, name).toMatchObject({ kind: "answer", text: quoted!.text, citations: quoted!.citations });
      // An answer in between, so that the endpoint is not left alone for a while.
      endpoint.script = () => ({ content: "没有" });
      await say(QUESTION);
    }
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
