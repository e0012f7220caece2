/** Numbers, dates and amounts are values; the name of a column is a word. */
const VALUE = /^[\d\s.,:：%％¥￥$元+\-—/年月日]*$/;
const LONGEST_NAME = 40;

const isName = (cell: string): boolean => cell.length <= LONGEST_NAME && !VALUE.test(cell);
const filled = (row: readonly string[]): string[] => row.filter((cell) => cell !== "");

/** One cell for the whole row: a caption, a remark, the name of a part (城市低保). */
function spansRow(row: readonly string[], width: number): boolean {
  return new Set(filled(row)).size === 1 && (filled(row).length === 1 || filled(row).length >= width * 0.6);
}

/** The row that names the columns: the first with several different words, nearly one a column, and rows below it. */
function headerAt(rows: readonly string[][], width: number): number {
  const at = rows.findIndex((row) => !spansRow(row, width));
  const row = rows[at];
  if (!row || at === rows.length - 1) return -1;
  const names = filled(row);
  return names.length >= Math.max(2, width * 0.6) && names.every(isName) ? at : -1;
}

/** 补贴标准 over 一级 and 二级: the row below a name that was drawn over several columns names them one by one. */
function isSecondHeader(header: readonly string[], below: readonly string[] | undefined): boolean {
  if (!below || !filled(below).every(isName)) return false;
  const shared = header.map((name, i) => name !== "" && (name === header[i - 1] || name === header[i + 1]));
  return (
    shared.includes(true) &&
    header.every((name, i) => (shared[i] ? below[i] !== "" && below[i] !== name : below[i] === name || below[i] === ""))
  );
}

/**
 * A table as lines that can each be read alone: 列名：值；列名：值. Captions and rows drawn over the whole width stay what they
 * are; empty cells and rows are left out; a header that is repeated further down is no row.
 * @param table rows of cells; a merged cell has its words in every place it covers
 * @returns the words above the table, and one line a row; without a header the cells of a row are parted by blanks
 */
export function tableLines(table: readonly (readonly string[])[]): { captions: string[]; lines: string[] } {
  const rows = table
    .map((row) => row.map((cell) => cell.replace(/\s+/g, " ").trim()))
    .filter((row) => filled(row).length > 0);
  const width = Math.max(0, ...rows.map((row) => row.findLastIndex((cell) => cell !== "") + 1));
  const at = headerAt(rows, width);
  if (at < 0) return { captions: [], lines: rows.map((row) => distinct(row).join(" ")) };

  const first = rows[at]!;
  const is_double = isSecondHeader(first, rows[at + 1]) && rows.length > at + 2;
  const below = is_double ? rows[at + 1]! : [];
  const header = first.map((name, i) => (below[i] && below[i] !== name ? `${name}·${below[i]}` : name));
  const body = rows.slice(at + (is_double ? 2 : 1));
  return {
    captions: rows.slice(0, at).map((row) => filled(row)[0]!),
    lines: body
      .filter((row) => row.join("\n") !== first.join("\n") && row.join("\n") !== below.join("\n"))
      .map((row) =>
        spansRow(row, width) && filled(row).length !== 1
          ? filled(row)[0]!
          : row.flatMap((cell, i) => (cell === "" ? [] : header[i] ? [`${header[i]}：${cell}`] : [cell])).join("；"),
      ),
  };
}

/** A merged cell once. */
const distinct = (row: readonly string[]): string[] => row.filter((cell, i) => cell !== "" && cell !== row[i - 1]);
