import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { ENGINES } from "../../platform/database/fresh.ts";
import type { Database } from "../../platform/database/port.ts";
import { scoped, systemScope } from "../../platform/scope.ts";
import { putSample, putSampleRegions, SHUNDE, sampleText } from "../ingest/sample-document.ts";
import { readQuery } from "./query.ts";
import { type Clause, findClauses, searchClauses } from "./search.ts";
import { lookupTerm } from "./synonyms.ts";

const rule = (about: Record<string, string>, body: string): string =>
  sampleText({ region: "000000", reliability: "law", ...about }, body);

describe.each(ENGINES)("searching on %s", (_, open) => {
  let database: Database;
  const search = (
    words: string,
    {
      regions = SHUNDE,
      as_of = "2026-11-21",
      district_id = 0,
    }: { regions?: readonly string[]; as_of?: string; district_id?: number } = {},
  ): Promise<Clause[]> =>
    scoped(database, systemScope(district_id), (tx) => searchClauses(tx, { words, regions, as_of, limit: 20 }));
  const ids = async (...given: Parameters<typeof search>): Promise<string[]> => [
    ...new Set((await search(...given)).map((clause) => clause.document_id)),
  ];

  beforeAll(async () => {
    database = await open();
    await putSampleRegions(database);
    await scoped(database, systemScope(7), (tx) =>
      tx.query("insert into districts (id, name, adcode) values (7, '七区', '440606')"),
    );
    await scoped(database, systemScope(8), (tx) =>
      tx.query("insert into districts (id, name, adcode) values (8, '八区', '440606')"),
    );
    await putSample(database, rule({ id: "nation", title: "临时救助办法" }, "## 临时救助\n\n急难的可以先行救助。"));
    await putSample(
      database,
      rule({ id: "shanghai", title: "上海临时救助办法", region: "310000" }, "## 临时救助\n\n上海的临时救助另有规定。"),
    );
    await putSample(
      database,
      rule({ id: "foshan", title: "佛山临时救助办法", region: "440600" }, "## 临时救助\n\n佛山的临时救助另有规定。"),
    );
    await putSample(
      database,
      rule({ id: "own", title: "七区临时救助细则", region: "440606" }, "## 临时救助\n\n七区的临时救助细则。"),
      7,
    );
  });
  afterAll(() => database.close());

  test("the nation and the places around the asker, never another place's rule unless it is allowed", async () => {
    expect((await ids("临时救助怎么规定")).sort()).toEqual(["foshan", "nation"]);
    expect(await ids("临时救助怎么规定", { regions: [...SHUNDE, "310000"] })).toContain("shanghai");
  });

  test("a district sees the shared knowledge and its own, not its neighbour's", async () => {
    expect((await ids("临时救助", { district_id: 7 })).sort()).toEqual(["foshan", "nation", "own"]);
    expect((await ids("临时救助", { district_id: 8 })).sort()).toEqual(["foshan", "nation"]);
  });

  test("what matches better comes first, with what has to be said about it", async () => {
    await putSample(
      database,
      rule({ id: "other", title: "残疾人保障法", doc_no: "主席令第3号" }, "## 康复\n\n残疾人享有康复服务的权利。"),
    );
    const [first] = await search("残疾人有没有康复的权利");
    expect(first).toMatchObject({
      document_id: "other",
      version: 1,
      doc_no: "主席令第3号",
      path: "康复",
      reliability: "law",
    });
    expect(first?.coverage).toBeGreaterThan(0.8);
    expect(await search("今晚打老虎")).not.toContainEqual(expect.objectContaining({ document_id: "other" }));
  });

  test("Traditional words find a Simplified text, and a synonym finds the proper word", async () => {
    expect((await ids("臨時救助"))[0]).toMatch(/nation|foshan/);
    await putSample(database, rule({ id: "tekun", title: "特困人员供养" }, "## 对象\n\n特困供养的对象是老年人。"));
    expect(await ids("五保户归谁管")).not.toContain("tekun");
    await scoped(database, systemScope(0), (tx) =>
      tx.query("insert into synonyms (district_id, say, means, lookup) values (0, '五保', '{特困供养}', $1)", [
        lookupTerm("五保"),
      ]),
    );
    const [first] = await search("五保户归谁管");
    expect(first?.document_id).toBe("tekun");
  });

  test("a text holds from its start or its last amendment until the next one of its name", async () => {
    const law = (id: string, published: string, effective_from: string): Promise<unknown> =>
      putSample(
        database,
        rule(
          { id, title: id === "v2" ? "《中华人民共和国慈善法》（2023修正）" : "慈善法", published, effective_from },
          `## 募捐\n\n慈善募捐${id}。`,
        ),
      );
    await law("v3", "2027-01-10", "2027-03-01");
    await law("v1", "2016-03-16", "2016-09-01");
    await law("v2", "2023-12-29", "2016-09-01");
    const at = (as_of: string): Promise<string[]> => ids("慈善募捐", { as_of });
    expect(await at("2016-08-31")).toEqual([]);
    expect(await at("2016-09-01")).toEqual(["v1"]);
    expect(await at("2023-12-28")).toEqual(["v1"]);
    expect(await at("2023-12-29")).toEqual(["v2"]);
    expect(await at("2026-11-21")).toEqual(["v2"]);
    expect(await at("2027-03-01")).toEqual(["v3"]);
  });

  test("a text that another names as superseded ends, whichever came in first", async () => {
    await putSample(
      database,
      rule(
        { id: "new", title: "信访工作条例", supersedes: "old", effective_from: "2022-05-01" },
        "## 信访\n\n信访工作的新规定。",
      ),
    );
    await putSample(
      database,
      rule({ id: "old", title: "信访条例", effective_from: "2005-05-01" }, "## 信访\n\n信访工作的老规定。"),
    );
    expect(await ids("信访工作")).toEqual(["new"]);
    expect(await ids("信访工作", { as_of: "2022-04-30" })).toEqual(["old"]);
  });

  test("a text ends on the last day it states, and a report takes nothing from an older one", async () => {
    await putSample(
      database,
      rule({ id: "trial", title: "试行办法", effective_to: "2025-12-31" }, "## 试点\n\n托育试点办法。"),
    );
    expect(await ids("托育试点", { as_of: "2025-12-31" })).toEqual(["trial"]);
    expect(await ids("托育试点", { as_of: "2026-01-01" })).toEqual([]);
    const report = { title: "食堂报道", region: "000000", reliability: "media" };
    await putSample(
      database,
      sampleText({ ...report, id: "r1", published: "2024-01-01" }, "## 食堂\n\n长者食堂开张。"),
    );
    await putSample(
      database,
      sampleText({ ...report, id: "r2", published: "2025-01-01" }, "## 食堂\n\n长者食堂扩建。"),
    );
    expect((await ids("长者食堂")).sort()).toEqual(["r1", "r2"]);
  });

  test("a newer version of a document hides the old one's words", async () => {
    await putSample(database, rule({ id: "versions", title: "陪诊" }, "## 陪诊\n\n陪诊要提前预约。"));
    await putSample(database, rule({ id: "versions", title: "陪诊" }, "## 陪诊\n\n陪诊随时可以申请。"));
    const found = await search("陪诊提前预约");
    expect(found.filter((clause) => clause.document_id === "versions").map((clause) => clause.text)).toEqual([
      "陪诊随时可以申请。",
    ]);
  });

  test("looking up rare terms finds the same as weighing every clause", async () => {
    await scoped(database, systemScope(0), async (tx) => {
      const query = (await readQuery(tx, "残疾人康复服务的权利"))!;
      expect(query.rare).toBeNull();
      const where = { regions: SHUNDE, as_of: "2026-11-21", limit: 1, reports: false };
      const rare = [...query.vector.matchAll(/(\d+):/g)].map(([, term]) => Number(term));
      expect(await findClauses(tx, { ...query, rare }, where)).toEqual(await findClauses(tx, query, where));
      // A rare term that stands nowhere the asker may look does not hide what does.
      expect(await findClauses(tx, { ...query, rare: [1] }, where)).toEqual(await findClauses(tx, query, where));
    });
  });

  test("words without a term find nothing", async () => {
    expect(await search("？！😀")).toEqual([]);
    expect(await search("")).toEqual([]);
  });
});
