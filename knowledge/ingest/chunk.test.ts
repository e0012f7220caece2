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
  expect(annexed.filter((chunk) => chunk.path === "附件").length).toBeGreaterThan(10);
  expect(annexed.find((chunk) => chunk.path.endsWith("第九条之一"))?.text).toBe("第九条之一 例外由省规定。");
  for (const chunk of annexed) expect(chunk.text.length).toBeLessThanOrEqual(400);
});

test("a character of two halves is never parted", () => {
  for (const chunk of cut("𠮷".repeat(1_000))) expect(chunk.text).toMatch(/^(?:𠮷)+$/u);
});

test("articles without a blank behind their number are found when they count on; a sentence about an article is none", () => {
  const text = "第一条为了救助。\n第二条适用本市。\n第一条规定的救助由民政部门实施。\n第三条自2025年起施行。";
  expect(cut(text).map(({ path, text }) => [path, text])).toEqual([
    ["第一条", "第一条为了救助。"],
    ["第二条", "第二条适用本市。\n第一条规定的救助由民政部门实施。"],
    ["第三条", "第三条自2025年起施行。"],
  ]);
});

test("parts with their names on the next line, and a 分编 inside a 编", () => {
  const text = "第一编\n总则\n第一分编 通则\n第一章\n基本规定\n第一条 甲。\n第二条 乙。\n第二编 物权\n第三条 丙。";
  expect(cut(text).map(({ path }) => path)).toEqual([
    "第一编 总则 › 第一分编 通则 › 第一章 基本规定 › 第一条",
    "第一编 总则 › 第一分编 通则 › 第一章 基本规定 › 第二条",
    "第二编 物权 › 第三条",
  ]);
});

test("the notice that issues a rule is found too, its letterhead is not", () => {
  const text = `某区民政局文件\n某民发〔2025〕8号\n各街道办事处：\n现将《某区临时救助办法》印发给你们，请结合实际认真贯彻执行。\n${LAW.replace(/^#+ /gm, "")}`;
  expect(cut(text)[0]).toMatchObject({
    path: "标题",
    text: "现将《某区临时救助办法》印发给你们，请结合实际认真贯彻执行。",
  });
});

test("a notice is cut by 一、 and （一）, whether they stand alone or open a sentence", () => {
  const text = [
    "某区民政局文件",
    "某民发〔2025〕8号",
    "标题",
    "各街道办事处：",
    "一、补贴对象",
    "（一）生活补贴。低保家庭中的残疾人。",
    "（二）护理补贴",
    "一级、二级的重度残疾人。",
    "二、申请材料",
    "（一）身份证；",
    "（二）残疾人证。",
    "三、附则",
    "1.标准",
    "每月200元。",
    "附件：申请表",
    "姓名要写全。",
  ].join("\n");
  expect(cut(text).map(({ path, text }) => [path, text])).toEqual([
    ["标题", "各街道办事处："],
    ["一、补贴对象 › （一）生活补贴", "（一）生活补贴。低保家庭中的残疾人。"],
    ["一、补贴对象 › （二）护理补贴", "一级、二级的重度残疾人。"],
    ["二、申请材料", "（一）身份证；\n（二）残疾人证。"],
    ["三、附则 › 1.标准", "每月200元。"],
    ["附件：申请表", "姓名要写全。"],
  ]);
});

test("items that follow each other are a list and no headings, and none is lost", () => {
  const text = "一、要带什么\n（一）身份证\n（二）户口本\n二、去哪儿\n（一）街道窗口\n（二）网上";
  expect(cut(text).map(({ path, text }) => [path, text])).toEqual([
    ["一、要带什么", "（一）身份证\n（二）户口本"],
    ["二、去哪儿", "（一）街道窗口\n（二）网上"],
  ]);
});

test("a Markdown table that is parted names its columns in the path of each part", () => {
  const rows = Array.from({ length: 40 }, (_, i) => `| 大良街道第${i}号助餐点 | 建设路${i}号，周一到周五供应午餐 |`);
  const chunks = cut(`# 标题\n\n## 助餐点\n\n| 名称 | 地址 |\n| --- | --- |\n${rows.join("\n")}\n`);
  expect(chunks.length).toBeGreaterThan(2);
  expect(chunks[0]?.path).toBe("助餐点");
  for (const chunk of chunks.slice(1)) {
    expect(chunk.path).toBe("助餐点 › 名称 | 地址");
    expect(chunk.text).toMatch(/^\| .*\|$/s);
  }
});
