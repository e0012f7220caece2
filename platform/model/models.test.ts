import { afterEach, beforeEach, describe, expect, test } from "vitest";
import type { ModelConfig } from "../config.ts";
import { createLog } from "../log.ts";
import { DimensionMismatch } from "./embedder.ts";
import { type FakeEndpoint, startFakeEndpoint } from "./fake-endpoint.ts";
import { inTime } from "./in-time.ts";
import { openModels, probeModels } from "./models.ts";

let endpoint: FakeEndpoint;
let logged: string[];
const log = createLog("info", (line) => logged.push(line));
const WORDS = "王秀英家揭不开锅了怎么办";

function config(trust: "internal" | "external", dimensions = 2): ModelConfig {
  const at = { base_url: endpoint.base_url, api_key: "key", model: "m" };
  return { trust, embedding: { ...at, dimensions }, rerank: at };
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
  test("of somebody else are given documents and no question, and the log says so once", async () => {
    const models = openModels(config("external"), log);
    await probeModels(models, log);
    expect(models.questions).toBeNull();
    expect(models.documents).not.toBeNull();
    expect(endpoint.embedded).toEqual(["家门口"]);
    expect(logged).toHaveLength(1);
    expect(logged[0]).toContain("MODEL_TRUST is external");
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
    expect(openModels({ trust: "internal", embedding: null, rerank: null }, log)).toEqual({
      documents: null,
      questions: null,
    });
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
