import { zipSync } from "fflate";
import type { SheetCell } from "./cell-text.ts";
import { inflate } from "./inflate.ts";
import { Unreadable } from "./unreadable.ts";

/** The parts that hold words; pictures, macros and drawings are never inflated. */
const PARTS =
  /^(?:\[Content_Types\]\.xml|_rels\/\.rels|xl\/(?:workbook|styles|sharedStrings)\.xml|xl\/_rels\/workbook\.xml\.rels|xl\/worksheets\/[^/]+\.xml)$/;

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

/**
 * The sheets of an XLSX file.
 * @throws Unreadable for a damaged file and for one that inflates beyond reason
 */
export async function openWorkbook(bytes: Uint8Array): Promise<Sheet[]> {
  const parts = inflate(bytes, (name) => PARTS.test(name));
  const { default: excel } = await import("exceljs");
  const workbook = new excel.Workbook();
  try {
    // Packed anew without compression, so that what is parsed is what was measured.
    await workbook.xlsx.load(zipSync(Object.fromEntries(parts), { level: 0 }).buffer as ArrayBuffer);
  } catch {
    throw new Unreadable("表格文件损坏了，打不开：请用 Excel 或 WPS 重新另存一份");
  }
  return workbook.worksheets as unknown as Sheet[];
}
