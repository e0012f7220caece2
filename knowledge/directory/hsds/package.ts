import { RESOURCES, type Resource } from "./tables.ts";

export type HsdsValue = string | number | null;

/** One row of a table: every column of the standard, and beside them what the standard does not know. */
export interface HsdsRow {
  values: Record<string, HsdsValue>;
  extra: Record<string, string> | null;
}

/** Everything that a package holds, table by table, in the order of its files. */
export type HsdsPackage = Record<Resource, HsdsRow[]>;

export function emptyPackage(): HsdsPackage {
  return Object.fromEntries(RESOURCES.map((resource) => [resource, [] as HsdsRow[]])) as HsdsPackage;
}

/** What is wrong with a file, where, and what is expected there. `row` counts as a spreadsheet does: the header is 1. */
export interface Problem {
  file: string;
  row: number | null;
  column: string | null;
  expected: string;
}

/** services.csv 第 3 行 status:只能是 active、inactive,现在是「开」 */
export function sayProblem({ file, row, column, expected }: Problem): string {
  const where = [file, row === null ? null : `第 ${row} 行`, column].filter(Boolean).join(" ");
  return `${where}:${expected}`;
}

/** A file that cannot be taken at all; `message` says what to do. */
export class UnreadablePackage extends Error {
  override readonly name = "UnreadablePackage";
}
