import { expect, test } from "vitest";
import { citationLines } from "./citations.ts";
import { SAMPLE_CITATION } from "./sample-reply.ts";

test("names document, number, region and date, and quotes below", () => {
  expect(citationLines({ text: "先申请。", citations: [SAMPLE_CITATION] })).toEqual([
    "依据: [1] 《上海市社会救助条例》 沪人大〔2018〕10号 上海市 自2019-05-01",
    "“申请最低生活保障的家庭,应当向户籍所在地的乡镇人民政府或者街道办事处提出申请。”",
  ]);
});

test("leaves out what the document does not state, and shortens a long quote", () => {
  const bare = { ...SAMPLE_CITATION, title: "《残疾人保障法》", doc_no: null, effective_from: null, region: "全国" };
  const lines = citationLines({
    text: "先申请。",
    citations: [SAMPLE_CITATION, { ...bare, quote: "第一款\n".repeat(40) }],
  });
  expect(lines[2]).toBe("[2] 《残疾人保障法》 全国");
  expect(lines[3]).toMatch(/^“第一款 第一款.*…”$/);
  expect(lines[3]?.length).toBeLessThanOrEqual(62);
});

test("no citations, no lines; none either when the text names its sources", () => {
  expect(citationLines({ text: "先申请。", citations: [] })).toEqual([]);
  const text = "先申请。\n依据 [1]《上海市社会救助条例》，上海市";
  expect(citationLines({ text, citations: [SAMPLE_CITATION] })).toEqual([]);
});
