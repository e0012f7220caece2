import {
  AlignmentType,
  DeletedTextRun,
  Document,
  HeadingLevel,
  InsertedTextRun,
  LevelFormat,
  Packer,
  Paragraph,
  Table,
  TableCell,
  TableRow,
  TextRun,
} from "docx";
import { unzipSync, zipSync } from "fflate";
import { expect, test } from "vitest";
import { readDocx } from "./read-docx.ts";
import { docxOf } from "./sample-files.ts";
import { Unreadable } from "./unreadable.ts";

const packed = async (children: (Paragraph | Table)[]): Promise<Uint8Array> =>
  Packer.toBuffer(
    new Document({
      comments: { children: [{ id: 0, author: "甲", children: [new Paragraph("这是批注")] }] },
      numbering: {
        config: [
          {
            reference: "rule",
            levels: [
              { level: 0, format: LevelFormat.CHINESE_COUNTING, text: "第%1条", alignment: AlignmentType.LEFT },
              { level: 1, format: LevelFormat.CHINESE_COUNTING, text: "（%2）", alignment: AlignmentType.LEFT },
              { level: 2, format: LevelFormat.DECIMAL, text: "%1.%3", alignment: AlignmentType.LEFT },
            ],
          },
          {
            reference: "dots",
            levels: [{ level: 0, format: LevelFormat.BULLET, text: "•", alignment: AlignmentType.LEFT }],
          },
        ],
      },
      sections: [{ children }],
    }),
  );
const rule = (text: string, level = 0): Paragraph => new Paragraph({ text, numbering: { reference: "rule", level } });
const revised = { author: "甲", date: "2025-01-01T00:00:00Z" };

test("headings, paragraphs and bullets; the numbers that Word counts are text", async () => {
  const bytes = await packed([
    new Paragraph({ text: "居家养老补贴办法", heading: HeadingLevel.TITLE }),
    new Paragraph({ text: "第一章 总则", heading: HeadingLevel.HEADING_2 }),
    rule("为了规范补贴，制定本办法。"),
    rule("补贴对象："),
    rule("低保家庭；", 1),
    rule("特困人员。", 1),
    rule("含在机构的", 2),
    rule("按月发放。"),
    rule("下一条从头数：", 1),
    new Paragraph({ text: "带身份证", numbering: { reference: "dots", level: 0 } }),
  ]);
  expect((await readDocx(bytes)).text.split("\n").filter(Boolean)).toEqual([
    "# 居家养老补贴办法",
    "## 第一章 总则",
    "第一条 为了规范补贴，制定本办法。",
    "第二条 补贴对象：",
    "（一）低保家庭；",
    "（二）特困人员。",
    "二.1 含在机构的",
    "第三条 按月发放。",
    "（一）下一条从头数：",
    "- 带身份证",
  ]);
});

test("numbers past ten, and a list that belongs to a style and to its base", async () => {
  const w = (inside: string): string =>
    `<w:root xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main">${inside}</w:root>`;
  const level =
    '<w:lvl w:ilvl="0"><w:start w:val="1"/><w:numFmt w:val="chineseCountingThousand"/><w:suff w:val="nothing"/><w:lvlText w:val="%1、"/></w:lvl>';
  const paragraph = (text: string): string =>
    `<w:p><w:pPr><w:pStyle w:val="Child"/></w:pPr><w:r><w:t>${text}</w:t></w:r></w:p>`;
  const bytes = docxOf(Array.from({ length: 101 }, (_, i) => paragraph(`事项${i + 1}`)).join(""), {
    "word/numbering.xml": w(
      `<w:abstractNum w:abstractNumId="3">${level}</w:abstractNum><w:num w:numId="5"><w:abstractNumId w:val="3"/></w:num>`,
    ),
    "word/styles.xml": w(
      '<w:style w:type="paragraph" w:styleId="Base"><w:pPr><w:numPr><w:numId w:val="5"/></w:numPr></w:pPr></w:style>' +
        '<w:style w:type="paragraph" w:styleId="Child"><w:basedOn w:val="Base"/></w:style>',
    ),
  });
  const lines = (await readDocx(bytes)).text.split("\n");
  expect([0, 9, 10, 19, 20, 99, 100].map((i) => lines[i])).toEqual([
    "一、事项1",
    "十、事项10",
    "十一、事项11",
    "二十、事项20",
    "二十一、事项21",
    "一百、事项100",
    "一百零一、事项101",
  ]);
});

test("tracked changes are read as accepted, deleted words and comments are not read, and it is said", async () => {
  const bytes = await packed([
    new Paragraph({
      children: [
        new TextRun("每月"),
        new DeletedTextRun({ text: "100", id: 1, ...revised }),
        new InsertedTextRun({ text: "200", id: 2, ...revised }),
        new TextRun("元。"),
      ],
    }),
    new Paragraph({ children: [new DeletedTextRun({ text: "这一段删了。", id: 3, ...revised })] }),
  ]);
  expect(await readDocx(bytes)).toMatchObject({ text: "每月200元。", notes: ["有 3 处修订，按接受后的文字读"] });
});

test("a moved sentence is read once, at its new place", async () => {
  const marks = 'w:author="甲" w:date="2025-01-01T00:00:00Z"';
  const bytes = docxOf(
    `<w:p><w:moveFrom w:id="1" ${marks}><w:r><w:t>先到窗口。</w:t></w:r></w:moveFrom><w:r><w:t>带身份证。</w:t></w:r></w:p>` +
      `<w:p><w:moveTo w:id="2" ${marks}><w:r><w:t>先到窗口。</w:t></w:r></w:moveTo></w:p>`,
  );
  expect(await readDocx(bytes)).toMatchObject({
    text: "带身份证。\n先到窗口。",
    notes: ["有 1 处修订，按接受后的文字读"],
  });
});

test("a table has its header in each row, merged cells in every row they cover", async () => {
  const cell = (text: string, merged: { rowSpan?: number; columnSpan?: number } = {}): TableCell =>
    new TableCell({ children: [new Paragraph(text)], ...merged });
  const table = new Table({
    rows: [
      new TableRow({ children: [cell("类别"), cell("等级"), cell("标准")] }),
      new TableRow({ children: [cell("护理补贴", { rowSpan: 2 }), cell("一级"), cell("298元")] }),
      new TableRow({ children: [cell("二级"), cell("200元")] }),
      new TableRow({ children: [cell("以上每月发放", { columnSpan: 3 })] }),
    ],
  });
  expect((await readDocx(await packed([new Paragraph("标准如下："), table]))).text.split("\n").filter(Boolean)).toEqual(
    [
      "标准如下：",
      "类别：护理补贴；等级：一级；标准：298元",
      "类别：护理补贴；等级：二级；标准：200元",
      "以上每月发放",
    ],
  );
});

test("a package that inflates without end is refused before it is parsed, also when it lies about its sizes", async () => {
  const bomb = zipSync({ "word/document.xml": new Uint8Array(60 * 1024 * 1024) });
  await expect(readDocx(bomb)).rejects.toThrow("压缩炸弹");

  // The inflated size stands at 22 in the local header and at 24 in the central one.
  const lying = Buffer.from(bomb);
  lying.writeUInt32LE(1_000, 22);
  lying.writeUInt32LE(1_000, lying.indexOf("PK\u0001\u0002") + 24);
  await expect(readDocx(lying)).rejects.toThrow("压缩炸弹");

  const many = Object.fromEntries(Array.from({ length: 10_001 }, (_, i) => [`${i}.xml`, new Uint8Array(1)]));
  await expect(readDocx(zipSync(many))).rejects.toThrow("压缩炸弹");
});

test("what is not read is not inflated: pictures may be large", async () => {
  const text = docxOf("<w:p><w:r><w:t>护理补贴</w:t></w:r></w:p>");
  const bytes = zipSync({ ...unzipSync(text), "word/media/image1.bmp": new Uint8Array(100 * 1024 * 1024) });
  expect((await readDocx(bytes)).text).toBe("护理补贴");
});

test("XML that nests without end or declares entities, and a damaged package, are refused", async () => {
  await expect(readDocx(docxOf(`${"<w:p>".repeat(5_000)}${"</w:p>".repeat(5_000)}`))).rejects.toThrow("套得太深");
  const entities = docxOf("", { "word/document.xml": '<!DOCTYPE a [<!ENTITY b "bbbb">]><a>&b;</a>' });
  await expect(readDocx(entities)).rejects.toThrow(Unreadable);
  await expect(readDocx(docxOf("<w:p><w:r></w:p>"))).rejects.toThrow("损坏");
  const cut = docxOf("<w:p/>");
  await expect(readDocx(cut.subarray(0, cut.length - 30))).rejects.toThrow("损坏");
});
