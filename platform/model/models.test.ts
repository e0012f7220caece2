import { afterEach, beforeEach, describe, expect, test } from "vitest";
import type { ModelConfig } from "../config.ts";
import { createLog } from "../log.ts";
import { DimensionMismatch } from "./embedder.ts";
import { type FakeEndpoint, startFakeEndpoint } from "./fake/endpoint.ts";
import { masked } from "./fake/masking.ts";
import { inTime } from "./in-time.ts";
import { openModels, probeModels } from "./models.ts";

let endpoint: FakeEndpoint;
let logged: string[];
const log = createLog("info", (line) => logged.push(line));
const WORDS = "王秀英家揭不开锅了怎么办";

function config(trust: "internal" | "external", dimensions = 2): ModelConfig {
  const at = { base_url: endpoint.base_url, api_key: "key", model: "m" };
  return {
    trust,
    chat: { ...at, tokens_per_day: 1_000 },
    transcription: at,
    embedding: { ...at, dimensions },
    rerank: at,
  };
}

beforeEach(async () => {
  logged = [];
  endpoint = await startFakeEndpoint({
    api_key: "key",
    model: "m",
    dimensions: 2,
    meaning: (text) => [text.length, 1],
    relevance: (_, document) => document.length,
  });
});
afterEach(() => endpoint.close());

describe("models", () => {
  test("of somebody else are given documents, what is masked and no voice, and the log says so once", async () => {
    const models = openModels(config("external"), log);
    await probeModels(models, log);
    expect(endpoint.embedded).toEqual(["家门口"]);
    expect([models.questions, models.transcriber]).toEqual([null, null]);
    expect(models.chat).not.toBeNull();
    expect(logged).toHaveLength(1);
    expect(logged[0]).toContain("MODEL_TRUST is external");

    const questions = models.maskedQuestions!(masked(["王秀英"]));
    await questions.embed(WORDS);
    await questions.rerank(WORDS, ["王秀英条例"]);
    expect(endpoint.embedded.at(-1)).toBe("某人家揭不开锅了怎么办");
    expect(endpoint.reranked).toEqual([{ query: "某人家揭不开锅了怎么办", documents: ["王秀英条例"] }]);
  });

  test("are not given what cannot be masked, and are not left alone for it", async () => {
    const { maskedQuestions } = openModels(config("external"), log);
    const questions = maskedQuestions!(masked([], "13800138000"));
    expect(await questions.embed("打 13800138000")).toBeNull();
    expect(endpoint.requests).toBe(0);
    expect(await questions.embed("低保")).toEqual([2, 1]);
    expect(logged.join()).not.toContain("138");
  });

  test("of one's own are given questions; logits come as shares in the same order", async () => {
    const { questions } = openModels(config("internal"), log);
    expect(await questions!.embed("一二")).toEqual([2, 1]);
    const relevance = await questions!.rerank("一", ["长一点的", "短", "中等"]);
    expect([...relevance!.entries()].sort((a, b) => b[1] - a[1]).map(([place]) => place)).toEqual([0, 2, 1]);
    expect(Math.max(...relevance!.values())).toBeLessThan(1);
    expect(logged).toEqual([]);
  });

  test("that were not configured are not there", () => {
    const none = { chat: null, transcription: null, embedding: null, rerank: null };
    expect(openModels({ trust: "internal", ...none }, log)).toEqual({
      ...{ documents: null, questions: null, maskedQuestions: null, chat: null, transcriber: null },
    });
    expect(openModels({ trust: "external", ...none }, log).chat).toBeNull();
    expect(logged).toEqual([]);
  });

  test("with vectors of the wrong length end the start; that nobody answers does not", async () => {
    await expect(probeModels(openModels(config("internal", 3), log), log)).rejects.toThrow(DimensionMismatch);
    endpoint.trouble = { status: 401 };
    await probeModels(openModels(config("internal"), log), log);
    expect(logged).toHaveLength(1);
  });

  test.each([{ status: 500 }, { hangs: true }])(
    "in trouble (%j) give nothing, are left alone for a while, and are logged once without words",
    async (trouble) => {
      const { questions } = openModels(config("internal"), log);
      endpoint.trouble = trouble;
      expect(await questions!.embed(WORDS)).toBeNull();
      expect(await questions!.rerank(WORDS, ["文"])).toBeNull();
      endpoint.trouble = {};
      expect(await questions!.embed(WORDS)).toBeNull();
      expect(endpoint.requests).toBe(2);
      expect(logged).toHaveLength(2);
      expect(logged.join()).not.toContain("王秀英");
    },
  );

  test("that come back are asked again, and a second outage is logged again", async () => {
    let now = 0;
    let works = false;
    const ask = inTime(
      "m",
      log,
      async () => (works ? "answer" : Promise.reject(new Error("down"))),
      () => now,
    );
    expect(await ask()).toBeNull();
    works = true;
    expect(await ask()).toBeNull();
    now += 60_000;
    expect(await ask()).toBe("answer");
    works = false;
    expect(await ask()).toBeNull();
    now += 60_000;
    expect(await ask()).toBeNull();
    expect(logged.map((line) => JSON.parse(line).msg)).toEqual([
      "model does not answer: answers go out without it",
      "model is back",
      "model does not answer: answers go out without it",
    ]);
  });
});
