/** A list as people keep it: the names of its columns, and its rows as their program counts them. */
export interface List {
  header: string[];
  rows: ListRow[];
}

export interface ListRow {
  row: number;
  /** Column name → words. */
  cells: Record<string, string>;
}

export const MOST_LIST_ROWS = 5_000;

/** Reads a file that people brought; handed in where there is Node, missing on Workers (read-list.ts). */
export type ListReader = (bytes: Uint8Array, name: string) => Promise<List>;
