import { readFile } from "node:fs/promises";
import { parse } from "csv-parse/sync";
import ExcelJS from "exceljs";

/** One row of a list as people keep it: column name → cell text, and where it stands, counted as the program shows it. */
export interface TableRow {
  row: number;
  cells: Record<string, string>;
}

/** A file that is no list; `message` says what to do. */
export class UnreadableTable extends Error {
  override readonly name = "UnreadableTable";
}

/** CSV from Excel in China is often GB18030; UTF-8 that does not decode is taken for it. */
function decode(bytes: Uint8Array): string {
  try {
    return new TextDecoder("utf-8", { fatal: true }).decode(bytes);
  } catch {
    return new TextDecoder("gb18030").decode(bytes);
  }
}

function fromLines(lines: { row: number; cells: string[] }[], path: string): TableRow[] {
  const [head, ...rest] = lines;
  if (!head) throw new UnreadableTable(`${path}: 是空的。第一行写列名,下面一行一条。`);
  const names = head.cells.map((name) => name.trim());
  return rest
    .filter((line) => line.cells.some((cell) => cell.trim() !== ""))
    .map(({ row, cells }) => ({
      row,
      cells: Object.fromEntries(names.map((name, i) => [name, (cells[i] ?? "").trim()])),
    }));
}

/**
 * The rows of a CSV file (UTF-8 or GB18030) or of the first sheet of an XLSX file; the first row names the columns.
 * @throws UnreadableTable
 */
export async function readTable(path: string): Promise<TableRow[]> {
  const bytes = await readFile(path).catch(() => {
    throw new UnreadableTable(`${path}: 找不到这个文件。`);
  });
  if (/\.csv$/i.test(path)) {
    try {
      const lines: string[][] = parse(decode(bytes), { bom: true, relax_column_count: true, skip_empty_lines: false });
      return fromLines(
        lines.map((cells, i) => ({ row: i + 1, cells })),
        path,
      );
    } catch {
      throw new UnreadableTable(`${path}: 不是能读的 CSV。请在 Excel 里另存为「CSV UTF-8」。`);
    }
  }
  if (/\.xlsx$/i.test(path)) {
    const workbook = new ExcelJS.Workbook();
    await workbook.xlsx
      .load(bytes.buffer.slice(bytes.byteOffset, bytes.byteOffset + bytes.byteLength) as ArrayBuffer)
      .catch(() => {
        throw new UnreadableTable(`${path}: 不是能读的 XLSX。请在 Excel 里打开后重新另存。`);
      });
    const sheet = workbook.worksheets[0];
    if (!sheet) throw new UnreadableTable(`${path}: 里面没有工作表。`);
    const lines: { row: number; cells: string[] }[] = [];
    sheet.eachRow((row, number) => {
      const cells = Array.from({ length: sheet.columnCount }, (_, i) => row.getCell(i + 1).text ?? "");
      lines.push({ row: number, cells });
    });
    return fromLines(lines, path);
  }
  throw new UnreadableTable(`${path}: 请给 .xlsx 或 .csv 文件。`);
}
