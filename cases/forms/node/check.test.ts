import { strToU8, zipSync } from "fflate";
import { expect, test } from "vitest";
import { FORM_KINDS } from "../kinds.ts";
import { LAYOUTS } from "../layouts.ts";
import { draw } from "../shipped/draw.ts";
import { docxOf, wordsIn } from "./docx-fixture.ts";
import { nodeForms } from "./make.ts";

test.each(FORM_KINDS)("the shipped template of %s is its layout drawn, and can be used", async (form) => {
  const shipped = await nodeForms.shipped(form);
  expect(await nodeForms.check(form, shipped)).toEqual([]);
  expect(wordsIn(shipped)).toBe(wordsIn(await draw(form)));
  for (const block of LAYOUTS[form]) if (block.kind === "box") expect(wordsIn(shipped)).toContain(`{${block.field}}`);
});

test.each([
  ["住址：{住止}", "住止", "是不是「住址」"],
  ["{内容}", "内容", "要写在清单里"],
  ["{#需求清单}{内容}", "需求清单", "清单没有结尾"],
  ["{#乱写}x{/乱写}", "#乱写", "没有「乱写」这个清单"],
  ["电话{电话", "电话", "少了后面的"],
  ["电话}", null, "少了前面的"],
  ["｛姓名｝", "｛姓名｝", "全角"],
  ["{@姓名}", "@姓名", "不能用「@」"],
  ["{constructor}", "constructor", "没有「constructor」"],
])("%s is named with its place", async (written, placeholder, why) => {
  const [fault, ...more] = await nodeForms.check("visit", docxOf("抬头", "", written));
  expect(more).toEqual([]);
  if (placeholder) expect(fault!.placeholder).toBe(placeholder);
  expect(fault!.place).toBe(`正文第 2 段「${written}」`);
  expect(fault!.why).toContain(why);
});

test("every wrong placeholder is named", async () => {
  const faults = await nodeForms.check("diary", docxOf("{甲}", "{姓名}", "{乙}"));
  expect(faults.map(({ placeholder, place }) => [placeholder, place])).toEqual([
    ["甲", "正文第 1 段「{甲}」"],
    ["乙", "正文第 3 段「{乙}」"],
  ]);
});

test("spaces in the braces and a field as a condition are fine", async () => {
  const file = docxOf("{ 姓名 }{#要留意}留意：{要留意}{/要留意}");
  expect(await nodeForms.check("visit", file)).toEqual([]);
  const filled = await nodeForms.fill("visit", file, { fields: { 姓名: "王某", 要留意: "" }, lists: {} });
  expect(wordsIn(filled)).toBe("王某");
});

test.each([
  ["no zip at all", new TextEncoder().encode("你好"), "不是 Word 文件"],
  ["a zip of something else", zipSync({ "a.txt": strToU8("x") }), "不是 Word 文件"],
  ["no placeholder", docxOf("空白表"), "一个占位符也没有"],
  ["macros", docxOf.with({ "word/vbaProject.bin": "x" }, "{姓名}"), "有宏"],
  [
    "a picture from elsewhere",
    docxOf.with(
      {
        "word/_rels/document.xml.rels":
          '<Relationships><Relationship Id="r1" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/image" Target="http://example.com/a.png" TargetMode="External"/></Relationships>',
      },
      "{姓名}",
    ),
    "从网上取",
  ],
  ["a bomb", docxOf.with({ "word/media/a.png": "0".repeat(30_000_000) }, "{姓名}"), "太大"],
])("%s is refused", async (_, file, why) => {
  const faults = await nodeForms.check("visit", file);
  expect(faults).toHaveLength(1);
  expect(faults[0]!.why).toContain(why);
});

test("what is filled in is words: no markup, no placeholder, no control character comes out of it", async () => {
  const words = "<w:b/>{姓名}\u0000&\n第二行";
  const filled = await nodeForms.fill("visit", docxOf("{原话}|{姓名}"), {
    fields: { 原话: words, 姓名: "王某" },
    lists: {},
  });
  expect(wordsIn(filled)).toBe("<w:b/>{姓名}&第二行|王某");
});
