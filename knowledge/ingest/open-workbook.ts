import { zipSync } from "fflate";
import type { SheetCell } from "./cell-text.ts";
import { inflate } from "./inflate.ts";
import { Unreadable } from "./unreadable.ts";

/** The parts that hold words; pictures, macros and drawings are never inflated. */
const PARTS =
  /^(?:\[Content_Types\]\.xml|_rels\/\.rels|xl\/(?:workbook|styles|sharedStrings)\.xml|xl\/_rels\/workbook\.xml\.rels|xl\/worksheets\/[^/]+\.xml)$/;

/** What a sheet says of its looks and of what may be typed into it: exceljs spreads each over every cell that it names. */
const NOT_WORDS = [
  "cols",
  "dataValidations",
  "conditionalFormatting",
  "hyperlinks",
  "autoFilter",
  "drawing",
  "tableParts",
];
/** The last row that Excel has, and how many cells may be merged in one sheet. */
const LAST_ROW = 1_048_576;
const MOST_MERGED = 200_000;
const TAG = /<(row|mergeCell)\b((?:[^>"']|"[^"]*"|'[^']*')*)>/g;

const TOO_WIDE = "表里的行号或者合并的格子多得不像是人做的，没有读：请只留要用的行和列，另存一份";

/** A cell with the one whose value it shows, when several are merged. */
export type MergedCell = SheetCell & { master: SheetCell };

/** A sheet as exceljs gives it; rows and columns count from 1. */
export interface Sheet {
  name: string;
  /** `visible`, or hidden in some way. */
  state: string;
  rowCount: number;
  columnCount: number;
  getRow(row: number): { getCell(column: number): MergedCell };
  /** Visits the rows and cells that hold something. */
  eachRow(
    visit: (row: { eachCell(visit: (cell: MergedCell, column: number) => void): void }, row_at: number) => void,
  ): void;
}

/** How many cells A1:C5 names; too many for what cannot be told. */
function cellsIn(range: string): number {
  const [, left, top, right, bottom] = /^\$?([A-Z]{1,3})\$?(\d{1,7}):\$?([A-Z]{1,3})\$?(\d{1,7})$/.exec(range) ?? [];
  if (!left || !right) return range.includes(":") ? Number.POSITIVE_INFINITY : 1;
  const column = (letters: string): number =>
    Array.from(letters).reduce((n, one) => n * 26 + one.charCodeAt(0) - 64, 0);
  return (Math.abs(column(right) - column(left)) + 1) * (Math.abs(Number(bottom) - Number(top)) + 1);
}

/** @throws Unreadable when a few bytes of a sheet name more rows or merged cells than anybody makes: each would be made */
function checkReach(sheet: string): void {
  let merged = 0;
  for (const [, tag, attributes] of sheet.matchAll(TAG)) {
    const said = (name: string): string =>
      new RegExp(`\\s${name}\\s*=\\s*["']\\s*([^"']*)`).exec(attributes!)?.[1] ?? "";
    if (tag === "row" && (said("r").includes("&") || Number.parseInt(said("r"), 10) > LAST_ROW))
      throw new Unreadable(TOO_WIDE);
    if (tag === "mergeCell") merged += cellsIn(said("ref").trim());
    if (merged > MOST_MERGED) throw new Unreadable(TOO_WIDE);
  }
}

/**
 * The sheets of an XLSX file.
 * @throws Unreadable for a damaged file and for one that inflates beyond reason
 */
export async function openWorkbook(bytes: Uint8Array): Promise<Sheet[]> {
  const parts = inflate(bytes, (name) => PARTS.test(name));
  for (const [name, part] of parts) if (name.startsWith("xl/worksheets/")) checkReach(new TextDecoder().decode(part));
  const { default: excel } = await import("exceljs");
  const workbook = new excel.Workbook();
  try {
    // Packed anew without compression, so that what is parsed is what was measured.
    const measured = zipSync(Object.fromEntries(parts), { level: 0 }).buffer as ArrayBuffer;
    await workbook.xlsx.load(measured, { ignoreNodes: NOT_WORDS });
  } catch {
    throw new Unreadable("表格文件损坏了，打不开：请用 Excel 或 WPS 重新另存一份");
  }
  return workbook.worksheets as unknown as Sheet[];
}
