import { expect, test } from "vitest";
import { foldText } from "../terms.ts";
import { type Chunk, chunkDocument } from "./chunk.ts";
import { findNoise } from "./clean.ts";

const cut = (text: string, title = "标题"): (Chunk & { text: string })[] =>
  chunkDocument(text, 0, title, findNoise(text, foldText).lines).map((chunk) => ({
    ...chunk,
    text: text.slice(chunk.start, chunk.end),
  }));

const LAW = `# 某某救助办法

2014年2月21日 某令第649号公布

## 第一章　总　则

第一条 为了保障公民的基本生活，制定本办法。

第二条 救助坚持托底线。

依照第一条的规定办理：

（一）及时；

（二）公开。

## 第三章 最低生活保障

### 第一节 申请

第九条 国家对共同生活的家庭成员给予最低生活保障。

第九条之一 例外由省规定。
`;

test("a law is one chunk an article, with the parts around it", () => {
  expect(cut(LAW).map(({ path }) => path)).toEqual([
    "第一章 总则 › 第一条",
    "第一章 总则 › 第二条",
    "第三章 最低生活保障 › 第一节 申请 › 第九条",
    "第三章 最低生活保障 › 第一节 申请 › 第九条之一",
  ]);
  expect(cut(LAW)[1]?.text).toBe("第二条 救助坚持托底线。\n\n依照第一条的规定办理：\n\n（一）及时；\n\n（二）公开。");
});

test("a law without Markdown is read by its lines", () => {
  const plain = LAW.replace(/^#+ /gm, "");
  expect(cut(plain).map(({ path }) => path)).toEqual(cut(LAW).map(({ path }) => path));
});

test("sections are one chunk each, with the headings above them", () => {
  const text =
    "# 护理补贴\n\n总的一句。\n\n## 谁能领\n\n一级、二级。\n\n### 三级呢\n\n看当地。\n\n## 去哪儿\n\n窗口。\n";
  expect(cut(text, "护理补贴").map(({ path, text }) => [path, text])).toEqual([
    ["护理补贴", "总的一句。"],
    ["谁能领", "一级、二级。"],
    ["谁能领 › 三级呢", "看当地。"],
    ["去哪儿", "窗口。"],
  ]);
});

test("a plain article is grouped at sentence ends, and a caption opens a group", () => {
  const sentence = (word: string): string => `${word.repeat(59)}。`;
  const text = [sentence("甲").repeat(9), "资源下沉，织密一张网", sentence("乙").repeat(2), sentence("丙")].join("\n");
  const chunks = cut(text);
  for (const chunk of chunks) {
    expect(chunk.path).toBe("标题");
    expect(chunk.text.length).toBeLessThanOrEqual(400);
    expect(chunk.text).toMatch(/。$/);
  }
  expect(chunks.map((chunk) => chunk.text).join("")).toContain("资源下沉，织密一张网\n乙");
  expect(chunks.find((chunk) => chunk.text.includes("资源下沉"))?.text.startsWith("资源下沉")).toBe(true);
  expect(chunks.flatMap((chunk) => chunk.text.match(/[甲乙丙]+。/g) ?? [])).toHaveLength(12);
});

test("page chrome is in no chunk and parts what it stands between", () => {
  const text = "第一段说办理的地方。\n报纸广告热线：0371-53306913\n第二段说要带的材料。";
  expect(cut(text).map((chunk) => chunk.text)).toEqual(["第一段说办理的地方。", "第二段说要带的材料。"]);
});

test("offsets are exact with Windows line ends", () => {
  expect(cut("## 谁\r\n\r\n一级。\r\n\r\n## 哪\r\n窗口。\r\n").map((chunk) => chunk.text)).toEqual([
    "一级。",
    "窗口。",
  ]);
});

test("text without an end mark is parted, and so is an annex behind the last article", () => {
  const table = Array.from({ length: 3_000 }, (_, i) => `第${i}户`).join("、");
  for (const chunk of cut(table)) expect(chunk.text.length).toBeLessThanOrEqual(400);
  expect(
    cut(table)
      .map((chunk) => chunk.text)
      .join(""),
  ).toBe(table);
  const annexed = cut(`${LAW}\n附件\n\n${table}\n`);
  expect(annexed.filter((chunk) => chunk.path.endsWith("第九条之一")).length).toBeGreaterThan(10);
  for (const chunk of annexed) expect(chunk.text.length).toBeLessThanOrEqual(400);
});

test("a character of two halves is never parted", () => {
  for (const chunk of cut("𠮷".repeat(1_000))) expect(chunk.text).toMatch(/^(?:𠮷)+$/u);
});
