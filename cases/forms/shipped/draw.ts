import {
  AlignmentType,
  Document,
  HeightRule,
  Packer,
  Paragraph,
  Table,
  TableCell,
  TableRow,
  TextRun,
  VerticalAlignTable,
  WidthType,
} from "docx";
import { FORMS, type FormKind } from "../kinds.ts";
import { type Block, LAYOUTS } from "../layouts.ts";

/** A4 between margins of 18 mm, in twentieths of a point. */
const WIDTH = 9864;
const LABEL = 1300;
const LINE_HEIGHT = 420;
/** Font sizes count half points: 宋体 10.5 pt is 五号. */
const FONT = { ascii: "Times New Roman", eastAsia: "SimSun", hAnsi: "Times New Roman" };

const text = (words: string, more: { bold?: boolean; size?: number } = {}): Paragraph =>
  new Paragraph({ children: [new TextRun({ text: words, ...more })] });

/** Columns need not agree from one line to the next: every block is a table of its own, one right below the other. */
function table(widths: number[], rows: TableRow[]): Table {
  return new Table({ columnWidths: widths, width: { size: WIDTH, type: WidthType.DXA }, rows });
}

function cell(words: string, width: number, more: { bold?: boolean; span?: number } = {}): TableCell {
  return new TableCell({
    width: { size: width, type: WidthType.DXA },
    verticalAlign: VerticalAlignTable.CENTER,
    margins: { top: 60, bottom: 60, left: 100, right: 100 },
    ...(more.span ? { columnSpan: more.span } : {}),
    children: [text(words, { bold: more.bold ?? false })],
  });
}

const row = (cells: TableCell[], lines = 1, head = false): TableRow =>
  new TableRow({
    children: cells,
    height: { value: LINE_HEIGHT * lines, rule: HeightRule.ATLEAST },
    tableHeader: head,
    cantSplit: lines === 1,
  });

/** Number columns are narrow, sentences wide. */
const weight = (column: string): number =>
  column === "序号" ? 1 : /内容|描述|住址|地点|措施/.test(column) ? 5 : column === "电话" ? 3 : 2;

function draws(block: Block): (Paragraph | Table)[] {
  if (block.kind === "heading") return [text(block.words, { bold: true, size: 24 })];
  if (block.kind === "note") return [text(block.words, { size: 18 })];
  if (block.kind === "cut") {
    const line = "- - - - - - - - - - - - - - - -";
    return [
      new Paragraph({
        alignment: AlignmentType.CENTER,
        spacing: { before: 240, after: 240 },
        children: [new TextRun({ text: `${line} ${block.words} ${line}`, size: 18 })],
      }),
    ];
  }
  if (block.kind === "box") {
    const widths = [LABEL, WIDTH - LABEL];
    return [
      table(widths, [
        row([cell(block.label, LABEL, { bold: true }), cell(`{${block.field}}`, widths[1]!)], block.lines),
      ]),
    ];
  }
  if (block.kind === "line") {
    const value = Math.floor((WIDTH - LABEL * block.cells.length) / block.cells.length);
    const cells = block.cells.flatMap(([label, field]) => [
      cell(label, LABEL, { bold: true }),
      cell(`{${field}}`, value),
    ]);
    return [
      table(
        block.cells.flatMap(() => [LABEL, value]),
        [row(cells)],
      ),
    ];
  }
  if (block.kind === "blank") {
    const width = Math.floor(WIDTH / block.cells.length);
    return [
      table(
        block.cells.map(() => width),
        [
          row(
            block.cells.map((words) => cell(`${words}：`, width)),
            2,
          ),
        ],
      ),
    ];
  }
  const total = block.columns.reduce((sum, column) => sum + weight(column), 0);
  const widths = block.columns.map((column) => Math.floor((WIDTH * weight(column)) / total));
  // The row is repeated for each one of the list: the loop opens in its first cell and closes in its last.
  const filled = block.columns.map((column, i) => {
    const open = i === 0 ? `{#${block.list}}` : "";
    const close = i === block.columns.length - 1 ? `{/${block.list}}` : "";
    return cell(`${open}{${column}}${close}`, widths[i]!);
  });
  return [
    table(widths, [
      row([cell(block.label, WIDTH, { bold: true, span: block.columns.length })]),
      row(
        block.columns.map((column, i) => cell(column, widths[i]!, { bold: true })),
        1,
        true,
      ),
      row(filled),
    ]),
  ];
}

/** Between two tables Word wants a paragraph, or it makes one table of them; this one is as low as can be. */
function apart(drawn: (Paragraph | Table)[]): (Paragraph | Table)[] {
  const thin = () =>
    new Paragraph({ spacing: { before: 0, after: 0, line: 20 }, children: [new TextRun({ size: 2 })] });
  return drawn.flatMap((one) => (one instanceof Table ? [one, thin()] : [one]));
}

/** The Word template of a form, drawn from its layout. */
export async function draw(form: FormKind): Promise<Uint8Array> {
  const title = new Paragraph({
    alignment: AlignmentType.CENTER,
    spacing: { after: 200 },
    children: [new TextRun({ text: FORMS[form].title, bold: true, size: 32 })],
  });
  const end = new Paragraph({
    alignment: AlignmentType.RIGHT,
    spacing: { before: 120 },
    children: [new TextRun({ text: "{脱敏说明}　{填表人} {填表日期}", size: 18 })],
  });
  const document = new Document({
    title: FORMS[form].title,
    creator: "",
    lastModifiedBy: "",
    styles: { default: { document: { run: { font: FONT, size: 21 } } } },
    sections: [
      {
        properties: {
          page: { size: { width: 11906, height: 16838 }, margin: { top: 1021, bottom: 1021, left: 1021, right: 1021 } },
        },
        children: [title, ...apart(LAYOUTS[form].flatMap(draws)), end],
      },
    ],
  });
  return new Uint8Array(await Packer.toBuffer(document));
}
