import Docxtemplater from "docxtemplater";
import PizZip from "pizzip";
import type { WritePack } from "./pack.ts";

const W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main";
const HEAD = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>';
const PACKAGE = "http://schemas.openxmlformats.org/package/2006";

const run = (words: string, more = ""): string =>
  `<w:r><w:rPr><w:rFonts w:eastAsia="仿宋" w:ascii="Times New Roman"/>${more}</w:rPr><w:t xml:space="preserve">${words}</w:t></w:r>`;
const paragraph = (words: string, style = "", more = ""): string =>
  `<w:p><w:pPr>${style}</w:pPr>${run(words, more)}</w:p>`;
const cell = (words: string, width: number): string =>
  `<w:tc><w:tcPr><w:tcW w:w="${width}" w:type="dxa"/></w:tcPr>${paragraph(words)}</w:tc>`;
/** In twentieths of a point; they fill the width between the margins. */
const WIDTHS = [1200, 2900, 1700, 2100, 2200, 3900] as const;
const row = (cells: readonly string[], more = ""): string =>
  `<w:tr><w:trPr>${more}</w:trPr>${cells.map((words, i) => cell(words, WIDTHS[i]!)).join("")}</w:tr>`;
const borders = ["top", "left", "bottom", "right", "insideH", "insideV"]
  .map((side) => `<w:${side} w:val="single" w:sz="4" w:color="808080"/>`)
  .join("");

/** The template, in the marks of docxtemplater: A4 across, a table for each cause, then the decisions that are open. */
const DOCUMENT = `${HEAD}<w:document xmlns:w="${W}"><w:body>
${paragraph("{title}", '<w:jc w:val="center"/>', '<w:b/><w:sz w:val="36"/>')}
${paragraph("{note}")}
${paragraph("{#groups}")}
${paragraph("{name}", "<w:keepNext/>", '<w:b/><w:sz w:val="28"/>')}
<w:tbl><w:tblPr><w:tblW w:w="14000" w:type="dxa"/><w:tblBorders>${borders}</w:tblBorders><w:tblLayout w:type="fixed"/></w:tblPr>
<w:tblGrid>${WIDTHS.map((width) => `<w:gridCol w:w="${width}"/>`).join("")}</w:tblGrid>
${row(["{heads.ref}", "{heads.service}", "{heads.area}", "{heads.due}", "{heads.needs}", "{heads.decision}"], "<w:tblHeader/>")}
${row(["{#rows}{ref}", "{service}", "{area}", "{due}", "{needs}", "{/rows}"], "<w:cantSplit/>")}
</w:tbl>
${paragraph("{/groups}")}
${paragraph("{tasks_title}", "<w:keepNext/>", '<w:b/><w:sz w:val="28"/>')}
${paragraph("{#tasks}")}
${paragraph("{line}")}
${paragraph("{/tasks}")}
<w:sectPr><w:pgSz w:w="16838" w:h="11906" w:orient="landscape"/><w:pgMar w:top="1134" w:right="1134" w:bottom="1134" w:left="1134" w:header="600" w:footer="600" w:gutter="0"/></w:sectPr>
</w:body></w:document>`;

const PARTS: Record<string, string> = {
  "[Content_Types].xml": `${HEAD}<Types xmlns="${PACKAGE}/content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Default Extension="xml" ContentType="application/xml"/><Override PartName="/word/document.xml" ContentType="application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"/></Types>`,
  "_rels/.rels": `${HEAD}<Relationships xmlns="${PACKAGE}/relationships"><Relationship Id="r1" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument" Target="word/document.xml"/></Relationships>`,
  "word/document.xml": DOCUMENT,
};

/** Dotted names are looked up by hand: the marks are ours and need no expressions. */
const lookUp = (tag: string) => ({
  get(scope: Record<string, unknown>): unknown {
    return tag.split(".").reduce<unknown>((at, key) => (at as Record<string, unknown> | undefined)?.[key], scope);
  },
});

/** The pack as a Word file. */
export const writePack: WritePack = (pack) => {
  const zip = new PizZip();
  for (const [name, content] of Object.entries(PARTS)) zip.file(name, content);
  const made = new Docxtemplater(zip, { paragraphLoop: true, linebreaks: true, parser: lookUp });
  // The heads stand in every table: a group is asked for them, not what it stands in.
  made.render({ ...pack, groups: pack.groups.map((group) => ({ ...group, heads: pack.heads })) });
  return new Uint8Array(made.getZip().generate({ type: "uint8array", compression: "DEFLATE" }));
};
