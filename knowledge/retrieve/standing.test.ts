import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { ENGINES } from "../../platform/database/fresh.ts";
import type { Database } from "../../platform/database/port.ts";
import { scoped, systemScope } from "../../platform/scope.ts";
import { putSample, putSampleRegions, SHUNDE, sampleText } from "../ingest/sample-document.ts";
import { loadRegions } from "../regions/regions.ts";
import { findNamedRules } from "./named-rules.ts";
import { searchClauses } from "./search.ts";
import { onlyHolding, readRule, type Text } from "./standing.ts";
import { findArticleOf } from "./within.ts";

const TODAY = "2026-11-21";
const rule = (about: Record<string, string>, body: string): string =>
  sampleText({ region: "000000", reliability: "law", ...about }, body);

describe.each(ENGINES)("what holds when, on %s", (_, open) => {
  let database: Database;
  const inDistrict = <T>(district_id: number, work: Parameters<typeof scoped<T>>[2]): Promise<T> =>
    scoped(database, systemScope(district_id), work);
  const texts = (name: string, district_id = 0): Promise<Text[]> =>
    inDistrict(district_id, (tx) => readRule(tx, [name], SHUNDE));
  const ends = async (name: string, district_id = 0): Promise<(string | null)[]> =>
    (await texts(name, district_id)).map((text) => text.ends);
  /** The documents whose clauses are found and hold. */
  const found = (words: string, { as_of = TODAY, district_id = 0 } = {}): Promise<string[]> =>
    inDistrict(district_id, async (tx) => {
      const clauses = await searchClauses(tx, { words, regions: SHUNDE, as_of, limit: 20 });
      return [...new Set((await onlyHolding(tx, clauses, as_of)).map((clause) => clause.document_id))].sort();
    });

  beforeAll(async () => {
    database = await open();
    await putSampleRegions(database);
    for (const id of [7, 8])
      await inDistrict(id, (tx) =>
        tx.query("insert into districts (id, name, adcode) values ($1, $2, '440606')", [id, `${id}`]),
      );
  });
  afterAll(() => database.close());

  test("a text that says that another is repealed ends it, by its title or its number, whichever came in first", async () => {
    await putSample(
      database,
      rule(
        { id: "new-pay", title: "护理补贴新通知", effective_from: "2025-05-01" },
        "## 护理\n\n护理补贴按月发。《护理补贴老通知》（顺民发〔2021〕3号）和《护理补贴细则》同时废止。",
      ),
    );
    await putSample(
      database,
      rule(
        { id: "old-pay", title: "原来那份通知", doc_no: "顺民发[2021]3号", effective_from: "2021-01-01" },
        "## 护理\n\n护理补贴按季发。",
      ),
    );
    await putSample(
      database,
      rule({ id: "old-detail", title: "护理补贴细则", effective_from: "2021-01-01" }, "## 护理\n\n护理补贴细则。"),
    );
    expect(await found("护理补贴")).toEqual(["new-pay"]);
    expect(await found("护理补贴", { as_of: "2025-04-30" })).toEqual(["old-detail", "old-pay"]);
    expect((await texts("原来那份通知"))[0]).toMatchObject({
      ends: "2025-04-30",
      ended_by: { document_id: "new-pay" },
    });
  });

  test("a text that is put again without its claim gives the other one back", async () => {
    const claim = { id: "claim", title: "巡访新办法", effective_from: "2025-01-01" };
    await putSample(
      database,
      rule({ id: "claimed", title: "老人探望制度", effective_from: "2020-01-01" }, "## 探望\n\n每月探望一次。"),
    );
    await putSample(database, rule({ ...claim, supersedes: "老人探望制度" }, "## 巡访\n\n每周巡访一次。"));
    expect(await ends("老人探望制度")).toEqual(["2024-12-31"]);
    expect(await found("每月探望")).not.toContain("claimed");
    await putSample(database, rule(claim, "## 巡访\n\n每周巡访一次。"));
    expect(await ends("老人探望制度")).toEqual([null]);
    expect(await found("每月探望")).toContain("claimed");
  });

  test("a law ends the regulation on the same matter, a regulation does not end a law", async () => {
    await putSample(
      database,
      rule({ id: "aid-law", title: "中华人民共和国援助法", effective_from: "2022-01-01" }, "## 援助\n\n七日内答复。"),
    );
    await putSample(
      database,
      rule({ id: "aid-old", title: "援助条例", effective_from: "2003-09-01" }, "## 援助\n\n五日内答复。"),
    );
    await putSample(
      database,
      rule({ id: "aid-later", title: "援助办法", effective_from: "2023-01-01" }, "## 援助\n\n办法。"),
    );
    expect(await ends("援助条例")).toEqual(["2021-12-31"]);
    expect(await ends("援助法")).toEqual([null]);
  });

  test("（一） and （二） are two rules, a year in the title is not", async () => {
    for (const [number, day] of [
      ["一", "2021-01-01"],
      ["二", "2025-01-01"],
    ])
      await putSample(
        database,
        rule({ id: `part-${number}`, title: `若干问题的规定（${number}）`, effective_from: day! }, "## 一\n\n规定。"),
      );
    expect(await ends("若干问题的规定(一)")).toEqual([null]);
    for (const year of ["2024", "2025"])
      await putSample(
        database,
        rule(
          { id: `line-${year}`, title: `关于${year}年度低保标准的通知`, effective_from: `${year}-01-01` },
          `## 标准\n\n${year}年的标准。`,
        ),
      );
    expect(await ends("关于低保标准的通知")).toEqual([null, "2024-12-31"]);
  });

  test("an amended text holds from the day its decision names, put before or after it", async () => {
    const law = { title: "慈善法", published: "2023-12-29", effective_from: "2016-09-01" };
    const decision = {
      id: "decision",
      title: "关于修改《中华人民共和国慈善法》的决定",
      published: "2023-12-29",
      effective_from: "2024-09-05",
    };
    await putSample(
      database,
      rule(
        { id: "charity-1", title: "慈善法", published: "2016-03-16", effective_from: "2016-09-01" },
        "## 一\n\n满二年。",
      ),
    );
    await putSample(database, rule({ ...law, id: "charity-2" }, "## 一\n\n满一年。"));
    expect(await ends("慈善法")).toEqual([null, "2023-12-28"]);
    await putSample(database, rule(decision, "第一条 修改。"));
    expect(await ends("慈善法")).toEqual([null, "2024-09-04"]);
    await putSample(database, rule({ ...law, id: "charity-2" }, "## 一\n\n满一年，重排。"));
    expect(await ends("慈善法")).toEqual([null, "2024-09-04"]);
  });

  test("a district's own text takes a shared one's place for that district alone", async () => {
    const about = { title: "高龄津贴办法", region: "440606", reliability: "official" };
    await putSample(
      database,
      sampleText({ ...about, id: "age", effective_from: "2020-01-01" }, "## 高龄津贴\n\n高龄津贴一百元。"),
    );
    await putSample(
      database,
      sampleText({ ...about, id: "age-own", effective_from: "2025-07-01" }, "## 高龄津贴\n\n高龄津贴一百八十元。"),
      7,
    );
    const ages = async (where: { as_of?: string; district_id?: number }): Promise<string[]> =>
      (await found("高龄津贴", where)).filter((id) => id.startsWith("age"));
    expect(await ages({ district_id: 7 })).toEqual(["age-own"]);
    expect(await ages({ district_id: 7, as_of: "2025-06-30" })).toEqual(["age"]);
    expect(await ages({ district_id: 8 })).toEqual(["age"]);
    // A newer shared text takes the district's place in turn.
    await putSample(
      database,
      sampleText({ ...about, id: "age-newest", effective_from: "2026-01-01" }, "## 高龄津贴\n\n高龄津贴两百元。"),
    );
    expect(await ages({ district_id: 7 })).toEqual(["age-newest"]);
  });

  test("a rule is named by its name, its number, a short form, and without its own place", async () => {
    await putSample(
      database,
      rule(
        { id: "minors", title: "中华人民共和国未成年人保护法", effective_from: "2021-06-01" },
        ["第一条 甲。", "第二条 乙。", "第一百一十七条 丙。"].join("\n\n"),
      ),
    );
    await putSample(
      database,
      rule(
        { id: "home", title: "佛山市养老服务条例", region: "440600", effective_from: "2021-06-01" },
        "## 一\n\n养老。",
      ),
    );
    const named = (words: string): Promise<string[]> =>
      inDistrict(0, async (tx) =>
        (await findNamedRules(tx, words, SHUNDE, await loadRegions(tx))).map(({ rule_name }) => rule_name),
      );
    expect(await named("《未成年人保护法》第117条讲啥")).toEqual(["未成年人保护法"]);
    expect(await named("未保法管不管")).toEqual(["未成年人保护法"]);
    expect(await named("养老服务条例怎么说")).toEqual(["佛山市养老服务条例"]);
    expect(await named("顺民发〔2021〕3号还有效吗")).toEqual(["原来那份通知"]);
    expect(await named("有啥办法没有，这样违不违法")).toEqual([]);
    await inDistrict(0, async (tx) => {
      const [text] = await readRule(tx, ["未成年人保护法"], SHUNDE);
      for (const number of ["117", "一百一十七"])
        expect((await findArticleOf(tx, text!, number)).map((clause) => clause.text)).toEqual(["第一百一十七条 丙。"]);
      expect(await findArticleOf(tx, text!, "17")).toEqual([]);
    });
  });
});
