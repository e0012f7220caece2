import { afterEach, describe, expect, test } from "vitest";
import { DimensionMismatch, isRefused, openEmbedder, TEXTS_IN_A_REQUEST } from "./embedder.ts";
import { type FakeEndpoint, type FakeModel, startFakeEndpoint } from "./fake/endpoint.ts";

const PATIENCE = { timeout_ms: 5_000, retries: 2 };
const meaning = (text: string): number[] => [1, text.length];
let endpoint: FakeEndpoint;
const start = async (fake: Partial<FakeModel> = {}, asked: { dimensions?: number; api_key?: string | null } = {}) => {
  endpoint = await startFakeEndpoint({ api_key: "key", model: "m", dimensions: 4, meaning, ...fake });
  return openEmbedder({ base_url: endpoint.base_url, api_key: "key", model: "m", dimensions: 4, ...asked });
};

describe("an embedding endpoint", () => {
  afterEach(() => endpoint.close());

  test("gives one vector a text in the order of the texts, in requests it can take", async () => {
    const embedder = await start();
    const texts = Array.from({ length: TEXTS_IN_A_REQUEST + 3 }, (_, i) => "字".repeat(i + 1));
    const vectors = await embedder.embed(texts, PATIENCE);
    expect(vectors).toEqual(texts.map((text) => [1, text.length, 0, 0]));
    expect(endpoint.requests).toBe(2);
    expect(endpoint.refused).toEqual([]);
  });

  test("is given no key when there is none", async () => {
    const embedder = await start({ api_key: null }, { api_key: null });
    expect(await embedder.embed(["一"], PATIENCE)).toEqual([[1, 1, 0, 0]]);
  });

  test("whose vectors are of another length is asked to shorten them, and from then on at once", async () => {
    const embedder = await start({ dimensions: 8, shortens: true });
    expect((await embedder.embed(["一"], PATIENCE))[0]).toHaveLength(4);
    await embedder.embed(["二"], PATIENCE);
    expect(endpoint.requests).toBe(3);
  });

  test.each([8, 2])(
    "with vectors of %i that it cannot change is refused by the setting's name and both numbers",
    async (own) => {
      const embedder = await start({ dimensions: own });
      const error = await embedder.embed(["一"], PATIENCE).catch((e: unknown) => e);
      expect(error).toBeInstanceOf(DimensionMismatch);
      expect((error as Error).message).toMatch(new RegExp(`OPENAI_EMBEDDING_DIMENSIONS: is 4.*vectors of ${own}`));
    },
  );

  test("that is busy is asked again; one that refuses the text is not", async () => {
    const embedder = await start();
    endpoint.trouble = { status: 503 };
    await expect(embedder.embed(["一"], PATIENCE)).rejects.toMatchObject({ status: 503 });
    expect(endpoint.requests).toBe(3);
    endpoint.trouble = { status: 413 };
    const error = await embedder.embed(["一"], PATIENCE).catch((e: unknown) => e);
    expect(isRefused(error)).toBe(true);
    expect(endpoint.requests).toBe(4);
  });

  test("that gives nothing to go by, such as a vector of zeros, is not believed", async () => {
    const embedder = await start({ meaning: () => [] });
    await expect(embedder.embed(["一"], PATIENCE)).rejects.toThrow("no usable vector for text 1 of 1");
  });
});
