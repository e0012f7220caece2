import { readFile } from "node:fs/promises";
import Docxtemplater from "docxtemplater";
import excel from "exceljs";
import { safeCell } from "../cell.ts";
import type { FormData, FormKind } from "../kinds.ts";
import { BadTemplate, type FormMaker } from "../maker.ts";
import { brokenTags, checkTemplate, READING } from "./check.ts";
import { openTemplate } from "./open-template.ts";

/** A cell of Excel holds at most so many characters. */
const CELL_LIMIT = 32_767;
const WIDEST = 60;

const shipped = async (form: FormKind): Promise<Uint8Array> =>
  new Uint8Array(await readFile(new URL(`../shipped/${form}.docx`, import.meta.url)));

/** What XML cannot hold is left out: a stray control character from a keyboard must not cost the whole form. */
function plain(words: string): string {
  // biome-ignore lint/suspicious/noControlCharactersInRegex: they are what is taken out
  return words.replace(/[\u0000-\u0008\u000b\u000c\u000e-\u001f\ufffe\uffff]/g, "").replace(/\r\n?/g, "\n");
}

function plainRow(row: Record<string, string>): Record<string, string> {
  return Object.fromEntries(Object.entries(row).map(([name, words]) => [name, plain(words)]));
}

function fill(template: Uint8Array, { fields, lists }: FormData): Uint8Array {
  const zip = openTemplate(template);
  const rows = Object.entries(lists).map(([name, list]) => [name, list.map(plainRow)] as const);
  try {
    const document = new Docxtemplater(zip, { ...READING, nullGetter: () => "" });
    document.render({ ...plainRow(fields), ...Object.fromEntries(rows) });
    return document.toUint8Array({ compression: "DEFLATE" });
  } catch (error) {
    throw new BadTemplate(brokenTags(zip, error));
  }
}

/** On average a Han character is as wide as two digits. */
const widthOf = (words: string): number =>
  Math.max(...words.split("\n").map((line) => [...line].reduce((sum, c) => sum + (c > "\u2e7f" ? 2 : 1), 0)));

async function workbook(
  title: string,
  columns: readonly string[],
  rows: readonly Record<string, string>[],
): Promise<Uint8Array> {
  const book = new excel.Workbook();
  const sheet = book.addWorksheet(title, { views: [{ state: "frozen", ySplit: 1 }] });
  sheet.addRow([...columns]).font = { bold: true };
  // Every cell is words: nothing turns a reference into a date, and nothing counts.
  for (const row of rows) sheet.addRow(columns.map((column) => safeCell(row[column] ?? "").slice(0, CELL_LIMIT)));
  for (const [i, column] of columns.entries()) {
    const widest = Math.max(widthOf(column), ...rows.map((row) => widthOf(row[column] ?? "")));
    const at = sheet.getColumn(i + 1);
    at.width = Math.min(WIDEST, widest + 2);
    at.alignment = { wrapText: true, vertical: "top" };
    at.numFmt = "@";
  }
  sheet.pageSetup = { paperSize: 9, orientation: "landscape", fitToPage: true, fitToWidth: 1, fitToHeight: 0 };
  return new Uint8Array(await book.xlsx.writeBuffer());
}

/** Makes Word and Excel files where there is Node. */
export const nodeForms: FormMaker = {
  shipped,
  check: async (form, file) => checkTemplate(form, file),
  fill: async (form, template, data) => fill(template ?? (await shipped(form)), data),
  workbook,
};
