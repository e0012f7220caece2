import { describe, expect, test } from "vitest";
import { chromiumPath, launchChromium } from "../../platform/chromium-fixture.ts";
import { readPdf } from "./read-pdf.ts";
import { type PdfText, pdfOf, ucs2 } from "./sample-files.ts";
import { Unreadable } from "./unreadable.ts";

if (!chromiumPath) console.log("left out: PDFs printed by a browser, no Chromium");

const read = (bytes: Uint8Array) => readPdf(bytes, () => {});
const LEFT = 72;
/** Lines of text from the top of a page, as a press sets them. */
const set = (lines: readonly string[], { x = LEFT, from = 740 } = {}): PdfText[] =>
  lines.map((line, i) => ({ x: line.startsWith("　") ? x + 24 : x, y: from - i * 20, hex: ucs2(line.trimStart()) }));
/** A full line has 36 characters. */
const full = (words: string): string => words.repeat(36).slice(0, 36);

test.each([
  ["UniGB-UCS2-H", ucs2("低保到窗口申请。")],
  ["UniGB-UTF16-H", ucs2("低保到窗口申请。")],
  // 低保，申请 in GBK
  ["GBK-EUC-H", "b5cdb1a3a3acc9eac7eb"],
])("a font that is not embedded is read by its CMap: %s", async (cmap, hex) => {
  const { text } = await read(pdfOf([[{ x: 72, y: 700, hex }]], { cmap }));
  expect(text).toMatch(/^低保/);
  expect(text).toContain("申请");
});

test("radicals are read as the characters they stand for", async () => {
  const { text } = await read(pdfOf([set(["⻓期护理⽼⼈的⻔诊"])]));
  expect(text).toBe("长期护理老人的门诊\n");
});

test("paragraphs go on over lines and pages; what each page repeats is chrome and cuts no paragraph", async () => {
  const page = (number: number, lines: string[]): PdfText[] => [
    { x: 240, y: 800, size: 9, hex: ucs2("某区民政局文件汇编") },
    ...set(lines, { from: lines.length > 3 ? 160 : 740 }),
    { x: 280, y: 40, size: 9, hex: ucs2(`— ${number} —`) },
  ];
  const { text, chrome } = await read(
    pdfOf([
      page(1, ["　第一条 这是第一条。", `　${full("甲").slice(2)}`, full("乙"), full("丙")]),
      page(2, ["丁到这里为止。", "　第二条 这是第二条。"]),
      page(3, ["　第三条 这是第三条。"]),
    ]),
  );
  const kept = text.split("\n").filter((line) => !/汇编|—/.test(line) && line !== "");
  expect(kept).toEqual([
    "第一条 这是第一条。",
    `${full("甲").slice(2)}${full("乙")}${full("丙")}丁到这里为止。`,
    "第二条 这是第二条。",
    "第三条 这是第三条。",
  ]);
  const named = chrome.map(({ start, end }) => text.slice(start, end));
  expect(named).toEqual(["某区民政局文件汇编", "— 1 —", "某区民政局文件汇编", "— 2 —", "某区民政局文件汇编", "— 3 —"]);
  expect(text.split("某区民政局文件汇编")).toHaveLength(4);
});

test("a sentence that a page repeats in its body is no running head", async () => {
  const page = (): PdfText[] => set(["　办理地点是街道窗口。", "　带上身份证。"], { from: 500 });
  const { chrome } = await read(pdfOf([page(), page(), page()]));
  expect(chrome).toEqual([]);
});

test("two columns are read one after the other", async () => {
  const column = (word: string): string[] =>
    Array.from({ length: 12 }, (_, i) => word.repeat(17) + "、。"[i === 11 ? 1 : 0]);
  const { text } = await read(pdfOf([[...set(column("左"), { x: 60 }), ...set(column("右"), { x: 320 })]]));
  expect(text).toMatch(/^[左、\n]+。\n?[右、\n]+。\n$/);
});

test("cells beside each other are a table with its header in each row", async () => {
  const row = (y: number, cells: string[]): PdfText[] =>
    cells.map((cell, i) => ({ x: 72 + i * 150, y, hex: ucs2(cell) }));
  const { text } = await read(
    pdfOf([
      [
        ...set(["　补贴标准如下："]),
        ...row(700, ["类别", "等级", "标准"]),
        ...row(680, ["护理补贴", "一级", "298元"]),
        ...row(660, ["生活补贴", "二级", "221元"]),
      ],
    ]),
  );
  expect(text).toBe(
    "补贴标准如下：\n类别：护理补贴；等级：一级；标准：298元\n类别：生活补贴；等级：二级；标准：221元\n",
  );
});

test("300 pages are read, and it is said how far", async () => {
  const pages = Array.from({ length: 300 }, (_, i) => [
    ...set([`　第${i + 1}条 这一条说的是第${i + 1}件事。`, "　还有一款。"]),
    { x: 280, y: 40, size: 9, hex: ucs2(`第 ${i + 1} 页 共 300 页`) },
  ]);
  const heard: string[] = [];
  const { text, chrome } = await readPdf(pdfOf(pages), (far) => heard.push(far));
  expect(text.match(/^第\d+条 /gm)).toHaveLength(300);
  expect(chrome).toHaveLength(300);
  expect(heard).toEqual(["已读 50/300 页", "已读 100/300 页", "已读 150/300 页", "已读 200/300 页", "已读 250/300 页"]);
});

const PICTURE = {
  cmap: "UniGB-UCS2-H",
  objects: [
    "<< /Type /XObject /Subtype /Image /Width 1 /Height 1 /ColorSpace /DeviceGray /BitsPerComponent 8 /Length 1 >>\nstream\n@\nendstream",
  ],
  resources: "/XObject << /Im1 6 0 R >>",
  drawing: "q 500 0 0 700 40 60 cm /Im1 Do Q",
};

test("a scan without text is refused; a page of it between others is named, and the text is not whole", async () => {
  await expect(read(pdfOf([[], []], PICTURE))).rejects.toThrow(/扫描件.*OCR/);
  expect(await read(pdfOf([set(["护理补贴到窗口申请。"]), []], PICTURE))).toMatchObject({
    notes: [expect.stringContaining("第 2 页没有文字")],
    complete: false,
  });
});

test("an empty page is no scan", async () => {
  expect(await read(pdfOf([set(["护理补贴到窗口申请。"]), []]))).toMatchObject({ notes: [], complete: true });
});

test("a PDF with a password is refused with what to do", async () => {
  const secret = "0".repeat(64);
  const encrypted = {
    cmap: "UniGB-UCS2-H",
    trailer: `/Encrypt << /Filter /Standard /V 1 /R 2 /O <${secret}> /U <${secret}> /P -44 >> /ID [<00><00>]`,
  };
  await expect(read(pdfOf([set(["护理补贴"])], encrypted))).rejects.toThrow("密码");
});

test("a damaged PDF is refused as a whole", async () => {
  await expect(read(new TextEncoder().encode("%PDF-1.7"))).rejects.toThrow("损坏");
  const whole = pdfOf(Array.from({ length: 20 }, () => set(["护理补贴到窗口申请。"])));
  await expect(read(whole.subarray(0, whole.length / 2))).rejects.toThrow(Unreadable);
});

test("glyphs that no font explains are refused, not indexed as noise", async () => {
  const hex = Array.from({ length: 60 }, (_, i) => (0xe000 + i).toString(16)).join("");
  await expect(read(pdfOf([[{ x: 72, y: 700, hex }]]))).rejects.toThrow(/乱码|没有文字/);
});

describe.skipIf(!chromiumPath)("printed by a browser", () => {
  test("every paragraph is whole and spelled as it was written", async () => {
    const articles = ["一", "二", "三", "四", "五"].flatMap((number) =>
      Array.from(
        { length: 6 },
        (_, i) =>
          `第${number}百${i + 1}条 ${"网格员走访独居老人和长期患病的人，记下他们的需要，再转给能办的单位；".repeat(2 + i)}`,
      ),
    );
    const browser = await launchChromium();
    try {
      const page = await browser.newPage();
      await page.setContent(
        `<style>body{font-size:16px;line-height:1.6}p{text-indent:2em;margin:0;text-align:justify}h1{text-align:center}</style>
         <h1>关于做好困难老人走访和长期护理服务转介工作的若干具体办法（试行）</h1>${articles.map((words) => `<p>${words}</p>`).join("")}`,
      );
      const bytes = await page.pdf({
        format: "A4",
        displayHeaderFooter: true,
        margin: { top: "25mm", bottom: "25mm", left: "25mm", right: "25mm" },
        headerTemplate: '<div style="font-size:9px;width:100%;text-align:center">某区文件</div>',
        footerTemplate:
          '<div style="font-size:9px;width:100%;text-align:center">— <span class="pageNumber"></span> —</div>',
      });
      const { text, chrome } = await read(bytes);
      const outside = new Set(chrome.map((span) => text.slice(span.start, span.end)));
      const lines = text.split("\n").filter((line) => line !== "" && !outside.has(line));
      const tight = (words: string): string => words.replace(/\s/g, "");
      expect(lines.map(tight)).toEqual(
        ["关于做好困难老人走访和长期护理服务转介工作的若干具体办法（试行）", ...articles].map(tight),
      );
      expect([...outside]).toContain("某区文件");
    } finally {
      await browser.close();
    }
  });
});
