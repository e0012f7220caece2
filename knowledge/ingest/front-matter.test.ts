import { expect, test } from "vitest";
import { readFrontMatter } from "./front-matter.ts";
import { Unreadable } from "./read.ts";

test("values and where the body begins", () => {
  const text = `---\ntitle: "低保怎么申请"\nregion: 440606\neffective_from: 2014-05-01\ndoc_no: null\nquestions:\n  - "低宝咋办"\n---\n\n## 去哪儿\n`;
  const { stated, body_start } = readFrontMatter(text);
  expect(stated).toEqual({
    title: "低保怎么申请",
    region: "440606",
    effective_from: "2014-05-01",
    doc_no: null,
    questions: ["低宝咋办"],
  });
  expect(text.slice(body_start)).toBe("\n## 去哪儿\n");
});

test("the code of the whole nation, written as a number, keeps its zeros", () => {
  expect(readFrontMatter("---\nregion: 000000\n---\n").stated.region).toBe("000000");
});

test("a text without front matter has none, and a rule under its title is no fence", () => {
  expect(readFrontMatter("# 标题\n---\n正文")).toEqual({ stated: {}, body_start: 0 });
});

test.each([
  ["---\ntitle: [没写完\n---\n正文", "第 2 行"],
  ["---\neffective_from: 2014年5月1日\n---\n", "effective_from 应写成 2026-11-21"],
  ["---\nefective_from: 2014-05-01\n---\n", "不认得 efective_from"],
  ["---\nregion: 佛山\n---\n", "region 应是六位行政区划代码"],
  ["---\nreliability: 可靠\ncomplete: 大概\n---\n", "complete 应是 true 或 false"],
  ["---\ntitle: 低保\n正文没有结束线", "缺结尾的 ---"],
])("what is wrong is named: %j", (text, reason) => {
  expect(() => readFrontMatter(text)).toThrow(Unreadable);
  expect(() => readFrontMatter(text)).toThrow(reason);
});
