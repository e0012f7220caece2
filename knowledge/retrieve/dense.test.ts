import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { ENGINES } from "../../platform/database/fresh.ts";
import type { Database, Queryable } from "../../platform/database/port.ts";
import { createLog } from "../../platform/log.ts";
import { type FakeEndpoint, startFakeEndpoint } from "../../platform/model/fake/endpoint.ts";
import { openModels } from "../../platform/model/models.ts";
import { scoped, systemScope } from "../../platform/scope.ts";
import { answerQuestion } from "../answer/answer.ts";
import { embedMissing } from "../ingest/embed.ts";
import { putSample, putSampleRegions, SHUNDE, sampleText } from "../ingest/sample-document.ts";
import { readMeaning } from "./meaning.ts";
import { RERANKED } from "./rerank.ts";
import { type Clause, searchClauses } from "./search.ts";

const rule = (about: Record<string, string>, body: string): string =>
  sampleText({ region: "000000", reliability: "law", ...about }, body);
const DAY = "2026-11-21";
const HUNGRY = "屋里头揭不开锅";

/** What the model of these tests knows: being in need, being ill, keeping dogs, and kinds by their number. */
const TOPICS = [/揭不开锅|救助|急难/, /看病|医疗/, /养犬|狗/];
const meaning = (text: string): number[] => [
  ...TOPICS.map((topic) => (topic.test(text) ? 1 : 0)),
  0.2 + Number(/第(\d+)种/.exec(text)?.[1] ?? 0) / 1_000,
];

describe.each(ENGINES)("searching by meaning on %s", (_, open) => {
  let database: Database;
  let endpoint: FakeEndpoint;
  const models = (what: { rerank?: boolean; embeds?: boolean } = {}) => {
    const at = { base_url: endpoint.base_url, api_key: null, model: "m" };
    return openModels(
      {
        ...{ trust: "internal", chat: null, transcription: null },
        embedding: what.embeds === false ? null : { ...at, dimensions: 4 },
        rerank: what.rerank ? at : null,
      },
      createLog("silent"),
    );
  };
  type Where = { regions?: readonly string[]; as_of?: string; district_id?: number; limit?: number };
  const find = async (words: string, using = models(), where: Where = {}): Promise<Clause[]> => {
    const { district_id = 0, ...there } = where;
    const search = (limit: number, read: Awaited<ReturnType<typeof readMeaning>>): Promise<Clause[]> =>
      scoped(database, systemScope(district_id), (tx) =>
        searchClauses(tx, { words, regions: SHUNDE, as_of: DAY, limit, ...there, meaning: read }),
      );
    return search(20, await readMeaning(using.questions!, words, (read) => search(RERANKED, read)));
  };
  const ids = async (...given: Parameters<typeof find>): Promise<string[]> =>
    (await find(...given)).map((clause) => clause.document_id);
  const byWords = (words: string): Promise<Clause[]> =>
    scoped(database, systemScope(0), (tx) => searchClauses(tx, { words, regions: SHUNDE, as_of: DAY, limit: 20 }));

  beforeAll(async () => {
    database = await open();
    await putSampleRegions(database);
    for (const id of [7, 8])
      await scoped(database, systemScope(id), (tx) =>
        tx.query("insert into districts (id, name, adcode) values ($1, '某区', '440606')", [id]),
      );
    const put = (about: Record<string, string>, body: string, district_id = 0): Promise<unknown> =>
      putSample(database, rule(about, body), district_id);
    await put({ id: "aid", title: "临时救助办法" }, "## 对象\n\n遇到急难的人可以先行得到帮助。");
    await put({ id: "dogs", title: "养犬办法" }, "## 条件\n\n屋里头可以有一条，先登记。");
    await put({ id: "pots", title: "厨房用具标准" }, "## 锅\n\n锅盖揭开以后放在里头。");
    await put({ id: "sh", title: "上海临时救助办法", region: "310000" }, "## 对象\n\n急难的人。");
    await put({ id: "later", title: "新救助办法", effective_from: "2027-01-01" }, "## 对象\n\n急难的人。");
    await put({ id: "own", title: "七区救助细则", region: "440606" }, "## 对象\n\n急难的人。", 7);
    endpoint = await startFakeEndpoint({ api_key: null, model: "m", dimensions: 4, meaning });
    for (const district_id of [0, 7, 8]) await embedMissing(database, models().documents!, { district_id });
    await endpoint.close();
  });
  afterAll(() => database.close());
  beforeEach(async () => {
    endpoint = await startFakeEndpoint({
      api_key: null,
      model: "m",
      dimensions: 4,
      meaning,
      relevance: (_, document) => (document.includes("养犬") ? 0.9 : document.includes("锅盖") ? 0.5 : 0.1),
    });
  });
  afterEach(() => endpoint.close());

  test("brings up the clause that no word leads to, with the score of its words", async () => {
    expect((await byWords(HUNGRY)).map((clause) => clause.document_id)).not.toContain("aid");
    const found = await find(HUNGRY);
    const aid = found.find((clause) => clause.document_id === "aid");
    expect(aid).toMatchObject({ score: 0, coverage: 0, share: 0 });
    expect(found.indexOf(aid!)).toBeLessThan(found.findIndex((clause) => clause.document_id === "dogs"));
  });

  test("a clause that words bring keeps the evidence that its words give", async () => {
    const evidence = (clauses: Clause[]) =>
      new Map(clauses.map(({ chunk_id, score, coverage, share }) => [chunk_id, { score, coverage, share }]));
    const both = evidence(await find(HUNGRY));
    const words = evidence(await byWords(HUNGRY));
    expect(words.size).toBeGreaterThan(0);
    for (const [id, told] of words) expect(both.get(id)).toEqual(told);
  });

  test("place, day and district are looked at inside, whatever is near", async () => {
    expect(await ids(HUNGRY)).not.toEqual(expect.arrayContaining([expect.stringMatching(/^(sh|later|own)$/)]));
    expect(await ids(HUNGRY, models(), { regions: ["310000"] })).toEqual(["sh"]);
    expect(await ids(HUNGRY, models(), { as_of: "2027-01-01" })).toContain("later");
    expect(await ids(HUNGRY, models(), { district_id: 7 })).toContain("own");
    expect(await ids(HUNGRY, models(), { district_id: 8 })).not.toContain("own");
  });

  test("a clause of another model, or without a vector, is found by its words", async () => {
    await scoped(database, systemScope(0), (tx) =>
      tx.query("update chunk_embeddings set model = 'before' where district_id = 0"),
    );
    const found = await find(HUNGRY);
    expect(found.map((clause) => clause.chunk_id)).toEqual((await byWords(HUNGRY)).map((clause) => clause.chunk_id));
    await scoped(database, systemScope(0), (tx) =>
      tx.query("update chunk_embeddings set model = 'm' where district_id = 0"),
    );
  });

  test.each([{ status: 500 }, { hangs: true }])(
    "without an answer of the model (%j) words decide, as ever",
    async (trouble) => {
      endpoint.trouble = trouble;
      expect(await find(HUNGRY)).toEqual(await byWords(HUNGRY));
      expect(endpoint.requests).toBe(1);
    },
  );

  test("what a reranker has read comes in its order, with or without vectors", async () => {
    expect(await ids(HUNGRY, models({ rerank: true }))).toEqual(["dogs", "pots", "aid"]);
    const [{ query, documents }] = endpoint.reranked as [{ query: string; documents: string[] }];
    expect(query).toBe(HUNGRY);
    expect(documents.toSorted()[0]).toMatch(/^临时救助办法\n/);
    expect(await ids(HUNGRY, models({ rerank: true, embeds: false }))).toEqual(["dogs", "pots"]);
    endpoint.trouble = { status: 500, path: "/v1/rerank" };
    expect(await find(HUNGRY, models({ rerank: true }))).toEqual(await find(HUNGRY));
  });

  test("nothing is shown that only its vector speaks for", async () => {
    const question = { words: HUNGRY, regions: SHUNDE, named: [], as_of: DAY, district_id: 0 };
    const read = await readMeaning(models().questions!, HUNGRY, async () => []);
    const answer = await scoped(database, systemScope(0), (tx) => answerQuestion(tx, { ...question, meaning: read }));
    expect(read).not.toBeNull();
    expect(answer.citations.map((citation) => citation.document_id)).not.toContain("aid");
  });

  test("the index is read on until enough clauses pass, however many nearer ones may not be shown", async () => {
    const nearer = Array.from({ length: 300 }, (_, i) => `第${i + 1}条 急难的第${i + 400}种。`).join("\n\n");
    await putSample(database, rule({ id: "many", title: "救助细则" }, nearer));
    await embedMissing(database, models().documents!, { district_id: 0 });
    const near = (tx: Queryable) =>
      tx.query<{ id: string; similarity: number }>(
        `select d.id, similarity from search_dense($1::vector, 'm', '{310000}', $2, false, 2)
         join chunks c on c.id = chunk_id join documents d on d.id = c.document_id`,
        [JSON.stringify(meaning("急难的第550种")), DAY],
      );
    const compared = await scoped(database, systemScope(0), near);
    expect(compared.rows).toMatchObject([{ id: "sh" }]);
    await scoped(database, systemScope(0), (tx) => tx.query("select index_embeddings(4)"));
    await scoped(database, systemScope(0), async (tx) => {
      // Small as all this is, comparing would be cheaper.
      await tx.query("select set_config('enable_sort', 'off', true)");
      expect((await near(tx)).rows).toEqual(compared.rows);
    });
    await expect(database.query("select index_embeddings(2001)")).rejects.toMatchObject({ code: "22023" });
  });
});
