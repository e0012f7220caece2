import fc from "fast-check";
import { strToU8, unzipSync, zipSync } from "fflate";
import { docxOf, pdfOf, ucs2 } from "../../../knowledge/ingest/sample-files.ts";
import { nearlyBytes } from "./mutate.ts";

/** Small files of every kind that is read, and what their formats are made of. */

const bytes = (text: string): Uint8Array => strToU8(text);
const HTML = `<!doctype html><html><head><title>关于做好救助工作的通知</title></head><body><div class="nav"><a href="/">首页</a></div>
<h1>关于做好救助工作的通知</h1><p>民发〔2026〕3号</p><p>第一条 为了做好救助,制定本办法。</p><ul><li>一是<b>低保</b></li><li>二是特困</li></ul>
<table><tr><th>标准</th><th colspan="2">金额</th></tr><tr><td rowspan="2">一级</td><td>100元</td></tr><tr><td>200元</td></tr></table>
<p>本办法自2026年3月1日起施行,有效期至2031年2月28日。</p><script>var a = "<p>";</script></body></html>`;
const MARKDOWN = `---\ntitle: "救助办法"\nissuer: 民政局\nregion: "000000"\neffective_from: 2026-01-01\nbenefit:\n  all:\n    - age: 60\n---\n
# 救助办法\n\n第一章 总则\n\n第一条 为了**救助**困难群众。\n\n- 一\n- 二\n\n| 级别 | 金额 |\n|---|---|\n| 一级 | 100元 |\n\n第二条 《旧办法》同时废止。\n`;
const TEXT =
  "顺德区民政局关于印发《救助办法》的通知\n\n顺民发〔2026〕3号\n\n第一条 为了救助困难群众,制定本办法。\n(一)低保\n(二)特困\n第二条 本办法自2026年3月1日起施行。\n\n顺德区民政局\n2026年2月1日\n";
const CSV =
  '机构,电话,地址,开放时间\n大良社工站,0757-22221111,"大良街道1号,2楼",周一至周五 9:00-17:00\n助餐点,,容桂,每天\n';
const W = (text: string): string => `<w:p><w:pPr><w:pStyle w:val="1"/></w:pPr><w:r><w:t>${text}</w:t></w:r></w:p>`;
const NUMBERING = `<w:numbering xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"><w:abstractNum w:abstractNumId="0"><w:lvl w:ilvl="0"><w:start w:val="1"/><w:numFmt w:val="chineseCounting"/><w:lvlText w:val="第%1条"/></w:lvl><w:lvl w:ilvl="1"><w:start w:val="3"/><w:numFmt w:val="upperRoman"/><w:lvlText w:val="%2."/></w:lvl></w:abstractNum><w:num w:numId="1"><w:abstractNumId w:val="0"/></w:num></w:numbering>`;
const DOCX = docxOf(
  `${W("救助办法")}<w:p><w:pPr><w:numPr><w:ilvl w:val="1"/><w:numId w:val="1"/></w:numPr></w:pPr><w:ins w:author="甲"><w:r><w:t>为了救助</w:t></w:r></w:ins></w:p><w:tbl><w:tr><w:tc><w:tcPr><w:gridSpan w:val="2"/></w:tcPr>${W("标准")}</w:tc></w:tr><w:tr><w:tc>${W("一级")}</w:tc><w:tc>${W("100元")}</w:tc></w:tr></w:tbl>`,
  { "word/numbering.xml": NUMBERING },
);
const MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main";
const OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";
const PACKAGE = "http://schemas.openxmlformats.org/package/2006";
const TYPE = "application/vnd.openxmlformats-officedocument.spreadsheetml";
const XLSX = zipSync({
  "[Content_Types].xml": bytes(
    `<Types xmlns="${PACKAGE}/content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Override PartName="/xl/workbook.xml" ContentType="${TYPE}.sheet.main+xml"/><Override PartName="/xl/worksheets/sheet1.xml" ContentType="${TYPE}.worksheet+xml"/><Override PartName="/xl/styles.xml" ContentType="${TYPE}.styles+xml"/></Types>`,
  ),
  "_rels/.rels": bytes(
    `<Relationships xmlns="${PACKAGE}/relationships"><Relationship Id="rId1" Type="${OFFICE}/officeDocument" Target="xl/workbook.xml"/></Relationships>`,
  ),
  "xl/workbook.xml": bytes(
    `<workbook xmlns="${MAIN}" xmlns:r="${OFFICE}"><sheets><sheet name="名单" sheetId="1" r:id="rId1"/></sheets></workbook>`,
  ),
  "xl/_rels/workbook.xml.rels": bytes(
    `<Relationships xmlns="${PACKAGE}/relationships"><Relationship Id="rId1" Type="${OFFICE}/worksheet" Target="worksheets/sheet1.xml"/><Relationship Id="rId2" Type="${OFFICE}/styles" Target="styles.xml"/></Relationships>`,
  ),
  "xl/styles.xml": bytes(
    `<styleSheet xmlns="${MAIN}"><numFmts count="1"><numFmt numFmtId="164" formatCode="0.00&quot;元&quot;"/></numFmts><fonts count="1"><font/></fonts><fills count="1"><fill/></fills><borders count="1"><border/></borders><cellXfs count="2"><xf numFmtId="0"/><xf numFmtId="164" applyNumberFormat="1"/></cellXfs></styleSheet>`,
  ),
  "xl/worksheets/sheet1.xml": bytes(
    `<worksheet xmlns="${MAIN}"><cols><col min="1" max="2" width="9"/></cols><sheetData><row r="1"><c r="A1" t="inlineStr"><is><t>名称</t></is></c><c r="B1" t="inlineStr"><is><t>金额</t></is></c></row><row r="2"><c r="A2" t="inlineStr"><is><t>低保</t></is></c><c r="B2" s="1"><v>100</v></c></row><row r="3"><c r="A3"><f>SUM(B2)</f><v>100</v></c></row></sheetData><mergeCells count="1"><mergeCell ref="A4:B5"/></mergeCells><dataValidations count="1"><dataValidation type="list" sqref="A2:A9"><formula1>"a,b"</formula1></dataValidation></dataValidations></worksheet>`,
  ),
});
const PDF = pdfOf([
  [
    { x: 200, y: 780, size: 18, hex: ucs2("救助办法") },
    { x: 80, y: 740, hex: ucs2("第一条 为了救助困难群众,制定本办法。") },
    { x: 80, y: 720, hex: ucs2("第二条 本办法自2026年3月1日起施行。") },
  ],
]);

const WIDE = [..."：；。《》（〔一第年月日#|<>&\"',\t\n\r \u3000\u200b\u0000"].concat([
  ...[
    "第一条 ",
    "\n\n",
    "<td>",
    "<p>",
    "</table>",
    "<table><tr><td>",
    "<!--",
    "&#x",
    "---\n",
    "| a ",
    "同时废止",
    "2026年2月30日",
    "自2026年13月1日起施行",
  ],
  ...[
    "\ufeff",
    "\ud83d",
    "colspan=99999",
    "- ",
    "1. ",
    "(一)",
    "国发〔9999〕0号",
    "{{",
    "'''",
    "title: [",
    "benefit: {",
    "region: 9",
  ],
]);
const XML = [
  ...[
    'w:val="999999999999"',
    'r="1048577"',
    'r="A99999999"',
    "<w:p>",
    "</w:p>",
    "<row>",
    "<!DOCTYPE a>",
    "&lol;",
    "&#0;",
    "<![CDATA[",
  ],
  ...[
    '<w:gridSpan w:val="99999999"/>',
    '<w:start w:val="99999999"/>',
    '<mergeCell ref="A1:XFD9"/>',
    'formatCode="0.000000000000000000000000000000000"',
  ],
  ...['w:ilvl="9"', 's="99"', "<v>1e999</v>", "<v>-99999999999</v>", 't="d"', 't="s"', 't="e"', "<c/>", 'xmlns="x"'],
];
const PDF_WORDS = [
  "<<",
  ">>",
  "[",
  "obj",
  "endobj",
  "stream\n",
  "/Kids [2 0 R]",
  "/Count 99999999",
  "/Length -1",
  "/Filter /FlateDecode",
  "Tf",
  "BT",
  "ET",
  "Tj",
  "/F1 1e99 Tf",
  "xref",
  "%%EOF",
  "/Encrypt 1 0 R",
  "<feff>",
];

/** A package whose parts are changed and packed anew, or the package itself. */
function nearlyZip(whole: Uint8Array): fc.Arbitrary<Uint8Array> {
  const parts = unzipSync(whole);
  const inside = Object.keys(parts).map((name) =>
    nearlyBytes([parts[name]!], XML).map((part) => zipSync({ ...parts, [name]: part }, { level: 1 })),
  );
  return fc.oneof({ weight: 3, arbitrary: fc.oneof(...inside) }, { weight: 1, arbitrary: nearlyBytes([whole], XML) });
}

const utf16 = (text: string): Uint8Array => Buffer.from(`\ufeff${text}`, "utf16le");
/** 救助办法 and a line of GB 18030, as offices save it. */
const GB = Uint8Array.from([
  0xbe, 0xc8, 0xd6, 0xfa, 0xb0, 0xec, 0xb7, 0xa8, 0x0a, 0xb5, 0xda, 0xd2, 0xbb, 0xcc, 0xf5, 0x20, 0x81, 0x30, 0x81,
  0x30, 0x0a,
]);

/** By the ending of the name under which it is read. */
export const FILES: Record<string, fc.Arbitrary<Uint8Array>> = {
  html: nearlyBytes([bytes(HTML)], WIDE),
  md: nearlyBytes([bytes(MARKDOWN)], WIDE),
  txt: nearlyBytes([bytes(TEXT), utf16(TEXT), Buffer.from(utf16(TEXT)).swap16(), GB], WIDE),
  csv: nearlyBytes([bytes(CSV), utf16(CSV), bytes(CSV.replaceAll(",", "\t"))], WIDE),
  docx: nearlyZip(DOCX),
  xlsx: nearlyZip(XLSX),
  pdf: nearlyBytes([PDF], PDF_WORDS),
};
