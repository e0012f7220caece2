import { parse } from "csv-parse/sync";
import { cellText } from "./cell-text.ts";
import { openWorkbook, type Sheet } from "./open-workbook.ts";
import type { Progress, ReadText } from "./read.ts";
import { tableLines } from "./table-rows.ts";
import { Unreadable } from "./unreadable.ts";

const nameOf = (file: string): string => file.replace(/^.*[/\\]/, "").replace(/\.[^.]*$/, "");

/** Offices part cells by commas, by tabs, and some programs by semicolons: what the first lines have most of. */
function delimiterOf(text: string): string {
  const head = text.slice(0, 10_000).split("\n").slice(0, 5).join("\n");
  const count = (sign: string): number => head.split(sign).length;
  return [",", "\t", ";"].reduce((best, sign) => (count(sign) > count(best) ? sign : best));
}

/**
 * A table as text, one line a row with the names of its columns: 列名：值；列名：值. A heading from the words above the table, else
 * from the file's name.
 * @throws Unreadable naming the line that is no CSV
 */
export function readCsv(text: string, file: string): ReadText {
  let rows: string[][];
  try {
    rows = parse(text, {
      delimiter: delimiterOf(text),
      bom: true,
      relax_column_count: true,
      relax_quotes: true,
      skip_empty_lines: true,
    });
  } catch (error) {
    const { lines } = error as { lines?: number };
    throw new Unreadable(`表格第 ${lines ?? "?"} 行读不下去，多半是引号没有成对：请改好再放进来`);
  }
  const { captions, lines } = tableLines(rows);
  const [title = nameOf(file), ...remarks] = captions;
  return { text: [`# ${title}`, "", ...remarks, ...lines, ""].join("\n"), chrome: [], notes: [], complete: true };
}

/** A sheet wider or longer than this is data, not a document. */
const MOST_COLUMNS = 500;
const MOST_CELLS = 500_000;
/** Names that a program gave and nobody changed. */
const UNNAMED = /^(?:sheet|工作表|表)\s*\d*$/i;

/** The rows that hold something: a format that reaches down to the last row of the sheet is nothing. */
function rowsOf(sheet: Sheet, progress: Progress): string[][] {
  const rows: string[][] = [];
  let cells = 0;
  sheet.eachRow((row) => {
    const words: string[] = [];
    row.eachCell(({ master }, x) => {
      if (x > MOST_COLUMNS || ++cells > MOST_CELLS) {
        throw new Unreadable(
          `工作表“${sheet.name}”太大了：最多读 ${MOST_COLUMNS} 列、${MOST_CELLS / 10_000} 万格，请只留要查的行和列`,
        );
      }
      words[x - 1] = cellText(master);
    });
    rows.push(Array.from(words, (cell) => cell ?? ""));
    if (rows.length % 5_000 === 0) progress(`“${sheet.name}”已读 ${rows.length} 行`);
  });
  return rows;
}

/**
 * The sheets of a workbook as text, each under its name, as `readCsv` gives a table. Values as they are shown, dates as
 * 2026-11-21, a merged cell in every place it covers; hidden sheets are left out and named.
 * @throws Unreadable for a damaged, a huge or an empty workbook
 */
export async function readXlsx(bytes: Uint8Array, file: string, progress: Progress): Promise<ReadText> {
  const sheets = await openWorkbook(bytes);
  const shown = sheets.filter((sheet) => sheet.state === "visible");
  const notes = sheets
    .filter((sheet) => sheet.state !== "visible")
    .map((sheet) => `工作表“${sheet.name}”是隐藏的，没有读`);
  const parts: string[] = [];
  let title: string | null = null;
  for (const sheet of shown) {
    const { captions, lines } = tableLines(rowsOf(sheet, progress));
    if (lines.length === 0) continue;
    const [caption, ...remarks] = captions;
    title ??= caption ?? null;
    const heading = shown.length > 1 || !UNNAMED.test(sheet.name) ? [`## ${sheet.name}`, ""] : [];
    const above = caption && caption !== title ? [caption, ...remarks] : remarks;
    parts.push([...heading, ...above, ...lines].join("\n"));
  }
  if (parts.length === 0) throw new Unreadable("表格里没有内容");
  return { text: `# ${title ?? nameOf(file)}\n\n${parts.join("\n\n")}\n`, chrome: [], notes, complete: true };
}
