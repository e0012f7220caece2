import { afterAll, beforeAll, describe, expect, test } from "vitest";
import type { Database } from "../../platform/database/port.ts";
import { scoped, systemScope } from "../../platform/scope.ts";
import { putSample, sampleText } from "../ingest/sample-document.ts";
import { freshPglitePack } from "../pack/fresh.ts";
import { namedRegions } from "../regions/named.ts";
import { ancestors, loadRegions } from "../regions/regions.ts";
import { type Answer, answerQuestion } from "./answer.ts";

let database: Database;

/** Asks from a place as the conversation does. */
const ask = (words: string, { from = "440605", as_of = "2026-11-21" } = {}): Promise<Answer> =>
  scoped(database, systemScope(0), async (tx) => {
    const regions = await loadRegions(tx);
    const named = namedRegions(regions, words);
    const allowed = [from, ...named.map((place) => place.adcode)].flatMap((code) => ancestors(regions, code));
    return answerQuestion(tx, { words, regions: [...new Set(allowed)], named, as_of, district_id: 0 });
  });

const originalOf = (document_id: string): Promise<string> =>
  scoped(database, systemScope(0), async (tx) => {
    const { rows } = await tx.query<{ original: string }>("select original from documents where id = $1 and current", [
      document_id,
    ]);
    return rows[0]!.original;
  });

beforeAll(async () => {
  database = await freshPglitePack();
  const shanghai = {
    id: "sh",
    title: "上海市陪诊服务办法",
    region: "310000",
    reliability: "law",
    effective_from: "2024-01-01",
  };
  await putSample(
    database,
    sampleText(shanghai, "## 陪诊服务收费\n\n陪诊服务每小时收费80元。\n\n## 陪诊服务申请\n\n陪诊服务向社区申请。"),
  );
  const foshan = {
    id: "fs",
    title: "佛山市托养服务办法",
    doc_no: "佛民〔2025〕8号",
    region: "440600",
    reliability: "official",
    effective_from: "2025-03-01",
  };
  await putSample(
    database,
    sampleText(
      foshan,
      "## 托养补助标准\n\n残疾人托养补助每人每月600元。\n\n## 托养怎么申请\n\n残疾人托养到镇街窗口申请。",
    ),
  );
  const nation = {
    id: "zn",
    title: "志愿者注册办法",
    region: "000000",
    reliability: "law",
    effective_from: "2020-01-01",
  };
  await putSample(
    database,
    sampleText(
      nation,
      `## 志愿者注册\n\n志愿者注册联系电话0371-53306911。志愿者注册应当年满十八周岁。${"另行规定的，从其规定；".repeat(30)}`,
    ),
  );
});
afterAll(() => database.close());

describe("quoting", () => {
  test.each([
    ["低宝怎么申请", "pack-dibao-apply", ["户籍", "乡镇", "公示"]],
    ["人身保护令几天下来", "pack-protection-order", ["72小时", "24小时"]],
    ["两项补贴可以同时领不", "pack-subsidies-both", ["可以同时"]],
    ["网格员可不可以给患者评等级", "pack-danger-levels", ["精防医生评"]],
  ])("%s", async (words, document_id, must) => {
    const answer = await ask(words);
    expect(answer.verdict).toBe("quoted");
    expect(answer.citations[0]?.document_id).toBe(document_id);
    for (const word of must) expect(answer.text).toContain(word);
  });

  test("every quote stands word for word in its document, and in the answer", async () => {
    for (const words of [
      "精障患者多久随访一次",
      "能不能强制送医",
      "精康转介要几天",
      "工作群里能发名单吗",
      "走失了先做什么",
    ]) {
      const { citations, text } = await ask(words);
      expect(citations.length).toBeGreaterThan(0);
      for (const { document_id, quote } of citations) {
        expect(await originalOf(document_id)).toContain(quote);
        expect(text).toContain(quote);
      }
    }
  });

  test("the source line names document, number, place and date", async () => {
    const { text, citations } = await ask("残疾人托养怎么申请");
    expect(text.split("\n").at(-1)).toBe(
      "依据 [1]《佛山市托养服务办法》，佛民〔2025〕8号，佛山市，2025-03-01 起施行，官方文件",
    );
    expect(text).toMatch(/^佛山市的规定：/);
    expect(citations[0]).toMatchObject({ doc_no: "佛民〔2025〕8号", region: "佛山市", effective_from: "2025-03-01" });
  });

  test("a long clause is trimmed to the sentences that answer", async () => {
    const { text } = await ask("志愿者注册要满几岁");
    expect(text).toContain("应当年满十八周岁");
    expect(text.split("依据")[0]!.length).toBeLessThan(200);
  });

  test("a phone number that is not curated is never shown", async () => {
    const { text } = await ask("志愿者注册联系电话");
    expect(text).not.toContain("0371");
  });

  test("working advice comes with its caution behind it, so that what to do stands first", async () => {
    const { text } = await ask("楼道里一股煤气味怎么办");
    expect(text).toMatch(/^先退到户外/);
    expect(text).toContain("没有对到正式文件");
  });
});

describe("places", () => {
  test("another place's rule is not given unless it is named, and then it is labelled", async () => {
    expect(JSON.stringify(await ask("陪诊服务怎么申请"))).not.toContain("上海");
    const named = await ask("上海陪诊服务怎么申请");
    expect(named.text).toMatch(/^上海市的规定：/);
    expect(named.citations[0]?.region).toBe("上海市");
  });

  test("a named place without a rule of its own gets the nation's, and is told so", async () => {
    const { text, citations } = await ask("漯河低保怎么申请");
    expect(citations[0]?.region).toBe("全国");
    expect(text).toContain("手头没有漯河市自己的规定");
  });

  test("a rule that does not hold yet is not quoted", async () => {
    expect((await ask("残疾人托养怎么申请", { as_of: "2025-02-28" })).citations).not.toContainEqual(
      expect.objectContaining({ document_id: "fs" }),
    );
  });

  test("a report from elsewhere is shown only as that", async () => {
    const { text, citations } = await ask("挂图作战咋弄的");
    expect(text).toMatch(/^你们这里的资料没有写/);
    expect(text).toContain("据漯河市源汇区2025年8月的报道");
    expect(citations[0]?.region).toBe("漯河市源汇区");
  });

  test("a source in doubt says so, with the reason", async () => {
    const answer = await ask("安康家园是不是41个区县都有了");
    expect(answer.doubt).toContain("文库转载");
    expect(answer.text).toMatch(/^这份材料来源存疑（.*），引用前请核实/);
  });
});

describe("amounts", () => {
  test("the asker's own place's amount is given", async () => {
    const { verdict, text } = await ask("残疾人托养补助每月多少钱");
    expect(verdict).toBe("quoted");
    expect(text).toContain("600元");
  });

  test("without a local document it is set locally, and no other place's amount is given", async () => {
    for (const words of [
      "我们街道护理补贴到底多少钱一个月",
      "我们这边残疾人托养补助每月多少钱",
      "本区陪诊服务收费多少钱",
    ]) {
      const { verdict, text } = await ask(words, { from: "610900" });
      expect(verdict).toBe("not_found");
      expect(text).not.toMatch(/\d+\s*元/);
      expect(text).toMatch(/各地|手头没有/);
    }
  });

  test("another place's amount only when it is named", async () => {
    const { text } = await ask("上海护理补贴多少钱一个月");
    expect(text).toMatch(/^上海市/);
    expect(text).toContain("350元");
    expect(text).toContain("2025-07-01");
  });
});

describe("not found", () => {
  test.each([
    ["公积金怎么提出来", "公积金"],
    ["今晚停电几时来", "12345"],
    ["加班工资一小时怎么算", "人力资源社会保障"],
    ["我们区康复站中午休息不 几点开门", "残联"],
    ["氯氮平一天吃几片", "医生"],
    ["张三的低保批下来没", "社会救助窗口"],
    ["😀？", "12345"],
  ])("%s: says so, shortly, and names who knows", async (words, channel) => {
    const answer = await ask(words);
    expect(answer).toMatchObject({ verdict: "not_found", citations: [] });
    expect(answer.text).toContain(channel);
    expect(answer.text.length).toBeLessThan(80);
  });
});
