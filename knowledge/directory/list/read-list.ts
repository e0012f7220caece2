import { parse } from "csv-parse/sync";
import { cellText } from "../../ingest/cell-text.ts";
import { decode } from "../../ingest/decode.ts";
import { openWorkbook } from "../../ingest/open-workbook.ts";
import { Unreadable } from "../../ingest/unreadable.ts";
import { type List, type ListRow, MOST_LIST_ROWS } from "./list.ts";

const MOST_COLUMNS = 200;

function csvRows(bytes: Uint8Array): string[][] {
  const text = decode(bytes);
  const head = text.slice(0, 4000);
  const delimiter = [",", "\t", ";"].reduce((best, sign) =>
    head.split(sign).length > head.split(best).length ? sign : best,
  );
  try {
    return parse(text, { bom: true, delimiter, relax_column_count: true, relax_quotes: true });
  } catch (error) {
    const { lines } = error as { lines?: number };
    throw new Unreadable(`第 ${lines ?? "?"} 行读不下去,多半是引号没有成对。`);
  }
}

async function xlsxRows(bytes: Uint8Array): Promise<string[][]> {
  const sheet = (await openWorkbook(bytes)).find((one) => one.state === "visible");
  if (!sheet) throw new Unreadable("里面没有工作表。");
  if (sheet.columnCount > MOST_COLUMNS || sheet.rowCount > MOST_LIST_ROWS + 20)
    throw new Unreadable(`表有 ${sheet.rowCount} 行 ${sheet.columnCount} 列,太大了。请只留要用的部分。`);
  return Array.from({ length: sheet.rowCount }, (_, y) =>
    Array.from({ length: sheet.columnCount }, (_, x) => cellText(sheet.getRow(y + 1).getCell(x + 1).master)),
  );
}

/** The row that names the columns: the first, below a title, in which most cells say something different. */
function headerAt(rows: readonly string[][]): number {
  const width = Math.max(0, ...rows.map((row) => row.filter((cell) => cell !== "").length));
  return rows.findIndex((row) => {
    const said = row.filter((cell) => cell !== "");
    return said.length >= Math.max(2, width * 0.6) && new Set(said).size === said.length;
  });
}

/**
 * The rows of a list: CSV in UTF-8 or GB18030, or the first sheet of a workbook; a title above the header is passed over.
 * Node only, because exceljs is.
 * @throws Unreadable with what to do
 */
export async function readList(bytes: Uint8Array, name: string): Promise<List> {
  const is_workbook = bytes[0] === 0x50 && bytes[1] === 0x4b;
  if (!is_workbook && /\.xlsx?$/i.test(name))
    throw new Unreadable("不是能读的 XLSX。旧的 .xls 请在 Excel 里另存为 .xlsx。");
  const rows = (is_workbook ? await xlsxRows(bytes) : csvRows(bytes)).map((row) =>
    row.map((cell) => cell.replace(/\r\n?/g, "\n").trim()),
  );
  const at = headerAt(rows);
  if (at < 0) throw new Unreadable("没有找到列名。第一行写列名,下面一行一条。");
  const header = rows[at]!.map((cell) => cell.replace(/\s+/g, ""));
  const found: ListRow[] = rows
    .slice(at + 1)
    .map((cells, i) => ({ row: at + i + 2, cells: Object.fromEntries(header.map((one, x) => [one, cells[x] ?? ""])) }))
    .filter(({ cells }) => Object.values(cells).some((cell) => cell !== ""));
  if (found.length === 0) throw new Unreadable("列名下面没有内容。");
  if (found.length > MOST_LIST_ROWS)
    throw new Unreadable(`有 ${found.length} 行,一次最多 ${MOST_LIST_ROWS} 行。请分几次放。`);
  return { header, rows: found };
}
