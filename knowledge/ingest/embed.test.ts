import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { ENGINES } from "../../platform/database/fresh.ts";
import type { Database } from "../../platform/database/port.ts";
import { type Embedder, openEmbedder, TEXTS_IN_A_REQUEST } from "../../platform/model/embedder.ts";
import { type FakeEndpoint, startFakeEndpoint } from "../../platform/model/fake/endpoint.ts";
import { scoped, systemScope } from "../../platform/scope.ts";
import { embedMissing } from "./embed.ts";
import { putSample, putSampleRegions, sampleText } from "./sample-document.ts";

const CLAUSES = TEXTS_IN_A_REQUEST + 10;
const law = (articles: readonly string[], id = "law"): string =>
  sampleText(
    { id, title: "探访办法", region: "000000", reliability: "law" },
    articles.map((words, i) => `第${i + 1}条 ${words}`).join("\n\n"),
  );
const articles = Array.from({ length: CLAUSES }, (_, i) => `独居老人每周探访${i + 1}次。`);

describe.each(ENGINES)("embedding on %s", (_, open) => {
  let database: Database;
  let endpoint: FakeEndpoint;
  const embedderOf = (model: string, dimensions = 3): Embedder =>
    openEmbedder({ base_url: endpoint.base_url, api_key: null, model, dimensions });
  const start = async (more: { model?: string; dimensions?: number; most_characters?: number } = {}): Promise<void> => {
    await endpoint?.close();
    endpoint = await startFakeEndpoint({
      api_key: null,
      model: "m",
      dimensions: 3,
      meaning: (text) => [1, text.length, 0],
      ...more,
    });
  };
  const stored = (district_id = 0): Promise<{ model: string; dimensions: number; n: number }[]> =>
    scoped(database, systemScope(district_id), async (tx) => {
      const { rows } = await tx.query<{ model: string; dimensions: number; n: number }>(
        `select model, dimensions, count(*)::int as n from chunk_embeddings where district_id = $1 group by 1, 2 order by 1`,
        [district_id],
      );
      return rows;
    });
  const clauses = async (): Promise<number> =>
    (await scoped(database, systemScope(0), (tx) => tx.query<{ n: number }>("select count(*)::int as n from chunks")))
      .rows[0]!.n;

  beforeAll(async () => {
    database = await open();
    await putSampleRegions(database);
    await scoped(database, systemScope(7), (tx) =>
      tx.query("insert into districts (id, name, adcode) values (7, '七区', '440606')"),
    );
    await putSample(database, law(articles));
  });
  afterAll(() => database.close());
  beforeEach(() => start());
  afterEach(() => endpoint.close());

  test("a run that ends half-way is gone on with, and no text is paid for twice", async () => {
    endpoint.trouble = { status: 400, after_requests: 1 };
    await expect(embedMissing(database, embedderOf("m"), { district_id: 0 })).rejects.toMatchObject({ status: 400 });
    expect(await stored()).toEqual([{ model: "m", dimensions: 3, n: TEXTS_IN_A_REQUEST }]);
    endpoint.trouble = {};
    const rest = (await clauses()) - TEXTS_IN_A_REQUEST;
    const told: [number, number][] = [];
    await embedMissing(database, embedderOf("m"), { district_id: 0, log: (done, of) => told.push([done, of]) });
    expect(told).toEqual([[rest, rest]]);
    expect(endpoint.embedded).toHaveLength(await clauses());
    expect(new Set(endpoint.embedded).size).toBe(endpoint.embedded.length);
    expect(endpoint.embedded[0]).toContain("探访办法\n");
    expect(await embedMissing(database, embedderOf("m"), { district_id: 0 })).toBe(0);
  });

  test("only what changed is embedded again, and the vector of a clause that is gone is gone", async () => {
    await putSample(database, law(["独居老人每天探访。", ...articles.slice(1, -1)]));
    expect(await embedMissing(database, embedderOf("m"), { district_id: 0 })).toBe(1);
    expect(endpoint.embedded.join()).toContain("每天探访");
    expect(await stored()).toEqual([{ model: "m", dimensions: 3, n: await clauses() }]);
  });

  test("another model takes the place of the one before, clause by clause", async () => {
    await start({ model: "n", dimensions: 2 });
    let asked = 0;
    await embedMissing(database, embedderOf("n", 2), { district_id: 0, isStopped: () => asked++ > 0 });
    expect((await stored()).map(({ model, n }) => [model, n])).toEqual([
      ["m", (await clauses()) - TEXTS_IN_A_REQUEST],
      ["n", TEXTS_IN_A_REQUEST],
    ]);
    await embedMissing(database, embedderOf("n", 2), { district_id: 0 });
    expect(await stored()).toEqual([{ model: "n", dimensions: 2, n: await clauses() }]);
  });

  test("a text that the model will not have is shortened, and holds up no other", async () => {
    await putSample(database, law([`${"很长的规定".repeat(250)}。`, "短的规定。"], "long"));
    await start({ model: "n", dimensions: 2, most_characters: 700 });
    const missing = await embedMissing(database, embedderOf("n", 2), { district_id: 0 });
    expect(missing).toBeGreaterThanOrEqual(2);
    expect(await stored()).toEqual([{ model: "n", dimensions: 2, n: await clauses() }]);
    expect(Math.max(...endpoint.embedded.map((text) => text.length))).toBeLessThanOrEqual(700);
  });

  test("a district's vectors are its own: not seen and not written from another", async () => {
    await putSample(database, law(["七区的老人每天探访。"], "own"), 7);
    await embedMissing(database, embedderOf("m"), { district_id: 7 });
    expect(await stored(7)).toEqual([{ model: "m", dimensions: 3, n: 1 }]);
    const other = { district_id: 8, staff_id: null, role: "system" } as const;
    await scoped(database, other, async (tx) => {
      expect((await tx.query("select from chunk_embeddings where district_id = 7")).rows).toEqual([]);
      expect((await tx.query("delete from chunk_embeddings where district_id in (0, 7)")).affected).toBe(0);
    });
    await expect(
      scoped(database, { district_id: 7, staff_id: null, role: "grid_worker" }, (tx) =>
        tx.query(
          `insert into chunk_embeddings (district_id, chunk_id, model, dimensions, embedding)
           select district_id, id, 'x', 1, '[1]' from chunks where district_id = 7`,
        ),
      ),
    ).rejects.toMatchObject({ code: "42501" });
  });
});
