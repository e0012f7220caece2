import { afterAll, beforeAll, describe, expect, test } from "vitest";
import type { Database } from "../../../platform/database/port.ts";
import type { Chat } from "../../../platform/model/chat.ts";
import { scoped, systemScope } from "../../../platform/scope.ts";
import { putSample, sampleText } from "../../ingest/sample-document.ts";
import { freshPglitePack } from "../../pack/fresh.ts";
import { namedRegions } from "../../regions/named.ts";
import { ancestors, loadRegions } from "../../regions/regions.ts";
import { type Answer, answerQuestion } from "../answer.ts";
import { composeWritten } from "./compose-written.ts";
import { materialKey } from "./material.ts";
import { ANSWER_PROMPT } from "./prompt.ts";
import { type Sentence, writeAnswer } from "./write.ts";

let database: Database;

const ask = (words: string): Promise<Answer> =>
  scoped(database, systemScope(0), async (tx) => {
    const regions = await loadRegions(tx);
    const named = namedRegions(regions, words);
    const allowed = ["440605", ...named.map((place) => place.adcode)].flatMap((code) => ancestors(regions, code));
    return answerQuestion(tx, { words, regions: [...new Set(allowed)], named, as_of: "2026-11-21", district_id: 0 });
  });

/** A model that says these words in small pieces; null: it fails. */
function saying(words: string | null): Chat & { asked: { system: string; user: string }[] } {
  const asked: { system: string; user: string }[] = [];
  const never = (): Promise<null> => Promise.reject(new Error("not asked for"));
  return {
    asked,
    complete: never,
    useTools: never,
    async stream(request, onText) {
      asked.push(request);
      for (let at = 0; words !== null && at < words.length; at += 3) onText(words.slice(at, at + 3));
      return words;
    },
  };
}

async function write(words: string, said: string | null) {
  const answer = await ask(words);
  const live: Sentence[] = [];
  const chat = saying(said);
  const result = await writeAnswer(chat, words, answer.material!, (sentence) => live.push(sentence));
  const text = result.written && composeWritten(result.written, answer.material!).text;
  return { ...result, text, live, answer, chat };
}

beforeAll(async () => {
  database = await freshPglitePack();
  await putSample(
    database,
    sampleText(
      {
        id: "fs",
        title: "佛山市托养服务办法",
        doc_no: "佛民〔2025〕8号",
        region: "440600",
        reliability: "official",
        effective_from: "2025-03-01",
      },
      "## 托养怎么申请\n\n残疾人托养由本人或者监护人到镇街窗口申请。窗口应当在5个工作日内答复。申请时带身份证和残疾人证。\n\n" +
        "## 托养补助标准\n\n残疾人托养补助每人每月600元。托养机构不得另外收取押金。",
    ),
  );
});
afterAll(() => database.close());

describe("an answer in a model's words", () => {
  test("is its sentences with their sources, each under its place", async () => {
    const { text, tally, answer } = await write(
      "残疾人托养怎么申请",
      "本人或监护人到镇街窗口申请。［1］\n带上身份证和残疾人证。［1］\n窗口五个工作日内答复。［1］",
    );
    expect(text!.split("\n")).toEqual([
      "佛山市的规定：本人或监护人到镇街窗口申请。",
      "带上身份证和残疾人证。",
      "窗口五个工作日内答复。",
      "依据 [1]《佛山市托养服务办法》，佛民〔2025〕8号，佛山市，2025-03-01 起施行，官方文件",
    ]);
    expect(tally).toEqual({ kept: 3, dropped: {} });
    const { citations } = composeWritten(
      (await write("残疾人托养怎么申请", "到镇街窗口申请托养。［1］")).written!,
      answer.material!,
    );
    expect(citations).toMatchObject([{ document_id: "fs", quote: "残疾人托养由本人或者监护人到镇街窗口申请。" }]);
  });

  test("loses what the clauses do not bear, and nothing of it is shown while it is written", async () => {
    const { text, tally, live } = await write(
      "残疾人托养怎么申请",
      "本人或监护人到镇街窗口申请。［1］\n窗口3天内答复。［1］\n带上身份证和残疾人证。［1］\n窗口五个工作日内答复。［1］\n加微信办得快：https://evil.example。［1］\n还要交三千元押金。［9］\n希望对您有帮助！",
    );
    expect(tally).toEqual({ kept: 3, dropped: { figure: 1, link: 1, unknown_citation: 1, empty: 1 } });
    expect(live.map((sentence) => sentence.text)).toEqual([
      "本人或监护人到镇街窗口申请。",
      "带上身份证和残疾人证。",
      "窗口五个工作日内答复。",
    ]);
    expect(text).not.toMatch(/3天|evil|三千/);
  });

  test("is quoted instead when more falls than holds", async () => {
    const { written } = await write(
      "残疾人托养怎么申请",
      "到镇街窗口申请。［1］\n要交三千元押金。［1］\n窗口30天内答复。［1］\n一定能批下来。［1］",
    );
    expect(written).toBeNull();
  });

  test("does not lean on a sentence that fell", async () => {
    const { live } = await write(
      "残疾人托养怎么申请",
      "本人或监护人到镇街窗口申请。［1］\n带上身份证和残疾人证。［1］\n窗口要在90天内答复。［1］\n但是窗口应当答复。［1］",
    );
    expect(live).toHaveLength(2);
  });

  test("finds the clause of a sentence without a mark", async () => {
    const { written } = await write("残疾人托养怎么申请", "本人或者监护人到镇街窗口申请。");
    expect(written?.sentences).toEqual([{ text: "本人或者监护人到镇街窗口申请。", sources: [0] }]);
  });

  test("ends at six lines", async () => {
    const sentence = "本人或监护人到镇街窗口申请。［1］\n";
    expect((await write("残疾人托养怎么申请", sentence.repeat(12))).written!.sentences.length).toBeLessThanOrEqual(6);
  });

  test.each([
    ["a model that fails", null],
    ["nothing", ""],
    ["that the material does not hold it", "没有。"],
    ["another language", "You can apply at the town office window. [1]"],
    ["only a greeting", "您好，很高兴为您服务！"],
  ])("%s is no answer", async (_, said) => {
    expect((await write("残疾人托养怎么申请", said)).written).toBeNull();
  });

  test("an uncurated number in a clause reaches nobody", async () => {
    await putSample(
      database,
      sampleText(
        { id: "zn", title: "托管班登记办法", region: "000000", reliability: "law", effective_from: "2020-01-01" },
        "## 托管班登记\n\n托管班登记到教育部门办理，先网上预约。联系电话0371-53306911。",
      ),
    );
    const { live } = await write("托管班登记去哪办", "托管班登记到教育部门办理。［1］\n联系电话0371-53306911。［1］");
    expect(live.map(({ text }) => text)).toEqual(["托管班登记到教育部门办理。"]);
  });

  test("the model is given the clauses and the question between marks that are new each time, and no tool", async () => {
    const first = (await write("残疾人托养怎么申请", "没有。")).chat.asked[0]!;
    const second = (await write("残疾人托养怎么申请", "没有。")).chat.asked[0]!;
    const mark = /材料［1］\W*(\w+)/;
    expect(first.system.startsWith(ANSWER_PROMPT)).toBe(true);
    expect(first.user).toContain("残疾人托养由本人或者监护人到镇街窗口申请");
    expect(first.system).toContain(mark.exec(first.user)![1]);
    expect(mark.exec(first.user)![1]).not.toBe(mark.exec(second.user)![1]);
    expect(Object.keys(first).sort()).toEqual(["max_tokens", "system", "user"]);
  });

  test("belongs to the clauses it was written from", async () => {
    const before = materialKey((await ask("残疾人托养怎么申请")).material!);
    expect(materialKey((await ask("残疾人托养怎么申请")).material!)).toBe(before);
    expect(materialKey((await ask("残疾人托养补助每月多少钱")).material!)).not.toBe(before);
  });
});

test("what is in doubt, and what is not found, is worded by no model", async () => {
  expect((await ask("安康家园是不是41个区县都有了")).material).toBeUndefined();
  expect((await ask("公积金怎么提出来")).material).toBeUndefined();
});

test("what stands before an answer stands before a written one", async () => {
  const { material, text } = await ask("漯河低保怎么申请");
  expect(material!.closing([material!.sources[0]!.clause])).toContain("手头没有漯河市自己的规定。");
  expect(text).toContain("手头没有漯河市自己的规定。");
});
