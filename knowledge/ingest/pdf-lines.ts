import { withoutRadicals } from "../radicals.ts";

/** A run of glyphs as pdf.js gives it; `transform` ends with x and y in points from the lower left corner. */
export interface Glyphs {
  str: string;
  transform: number[];
  width: number;
  height: number;
}

/** A line of a page; coordinates in points, y upwards. */
export interface Line {
  text: string;
  left: number;
  right: number;
  y: number;
  /** Size of the letters. */
  size: number;
  /** 0 for a line over the whole page, 1 and 2 for the left and the right column of one that is parted. */
  column: number;
}

export interface PageLines {
  lines: Line[];
  top: number;
  bottom: number;
}

interface Run {
  text: string;
  left: number;
  right: number;
  y: number;
  size: number;
}

const HAN = /[\p{Script=Han}\u3000-\u303f\uff00-\uffef“”‘’…—]/u;

/** What stands between two runs of a line: nothing inside a word, a blank between Latin words, a tab between cells. */
function gap(before: Run, after: Run): string {
  const space = after.left - before.right;
  const size = Math.max(before.size, after.size);
  if (space > size * 1.6) return "\t";
  const is_han = HAN.test(before.text.at(-1) ?? "") || HAN.test(after.text[0] ?? "");
  return space > size * (is_han ? 0.6 : 0.2) ? " " : "";
}

function lineOf(runs: readonly Run[], column: number): Line {
  let text = "";
  runs.forEach((run, i) => {
    const before = runs[i - 1];
    text += (before ? gap(before, run) : "") + run.text;
  });
  const sizes = runs.map((run) => run.size * run.text.length).reduce((sum, size) => sum + size, 0);
  return {
    text: spread(text.replace(/ {2,}/g, " ").trim()),
    left: Math.min(...runs.map((run) => run.left)),
    right: Math.max(...runs.map((run) => run.right)),
    y: runs[0]!.y,
    column,
    size: sizes / runs.reduce((sum, run) => sum + run.text.length, 0),
  };
}

/** 单 时 ， 汇 率: a justified line whose characters are parted by blanks. */
const spread = (text: string): string =>
  /(?:\p{Script=Han} ){3}\p{Script=Han}/u.test(text)
    ? text.replace(/(?<=[\p{Script=Han}\p{P}]) (?=[\p{Script=Han}\p{P}])/gu, "")
    : text;

/** Runs that stand on one baseline, in the order of the page: from the top, from the left. */
function rowsOf(runs: readonly Run[]): Run[][] {
  const rows: Run[][] = [];
  for (const run of [...runs].sort((a, b) => b.y - a.y)) {
    const row = rows.at(-1);
    // A raised note number belongs to its line.
    if (row && Math.abs(row[0]!.y - run.y) < Math.max(row[0]!.size, run.size) * 0.45) row.push(run);
    else rows.push([run]);
  }
  return rows.map((row) => row.sort((a, b) => a.left - b.left));
}

/** Fewer lines beside each other than this are no columns. */
const LEAST_COLUMN_LINES = 8;

/**
 * Where the page is parted into two columns of prose, if it is: an upright strip near the middle that hardly a row crosses, with
 * long lines at both sides. A table has short cells.
 */
function gutterOf(rows: readonly Run[][], left: number, right: number): number | null {
  const middle = (left + right) / 2;
  const reach = (right - left) * 0.08;
  let both = 0;
  let crossing = 0;
  let characters = 0;
  for (const row of rows) {
    const ends = Math.max(...row.filter((run) => (run.left + run.right) / 2 < middle).map((run) => run.right), left);
    const starts = Math.min(...row.filter((run) => (run.left + run.right) / 2 >= middle).map((run) => run.left), right);
    if (row.some((run) => run.left < middle - reach && run.right > middle + reach)) crossing += 1;
    else if (ends > left && starts < right && starts - ends > 6 && Math.abs((starts + ends) / 2 - middle) < reach * 2) {
      both += 1;
      characters += row.reduce((sum, run) => sum + run.text.length, 0);
    }
  }
  const is_prose = characters / Math.max(1, both) > 24;
  return both >= LEAST_COLUMN_LINES && both > crossing * 2 && is_prose ? middle : null;
}

/** The rows above the columns, the left column, the right one, what follows; a row across the gutter ends the columns above it. */
function inColumns(rows: readonly Run[][], gutter: number): Line[] {
  const ordered: Line[] = [];
  let left: Line[] = [];
  let right: Line[] = [];
  const flush = (): void => {
    ordered.push(...left, ...right);
    left = [];
    right = [];
  };
  for (const row of rows) {
    if (row.some((run) => run.left < gutter && run.right > gutter)) {
      flush();
      ordered.push(lineOf(row, 0));
      continue;
    }
    const here = row.filter((run) => run.right <= gutter);
    const there = row.filter((run) => run.left >= gutter);
    if (here.length > 0) left.push(lineOf(here, 1));
    if (there.length > 0) right.push(lineOf(there, 2));
  }
  flush();
  return ordered;
}

/**
 * The lines of a page in the order they are read.
 * @param items what pdf.js found on the page, marks without text among them
 * @param view the page's box: left, bottom, right, top
 */
export function linesOf(items: readonly Glyphs[], [, bottom, , top]: [number, number, number, number]): PageLines {
  const runs = items.flatMap((item): Run[] => {
    // Marked content has no text; rotated runs are stamps and watermarks.
    if (typeof item.str !== "string" || item.str.trim() === "") return [];
    const [a, b, , , x, y] = item.transform as [number, number, number, number, number, number];
    if (Math.abs(b) > Math.abs(a) * 0.1) return [];
    const text = withoutRadicals(item.str);
    const lead = text.length - text.trimStart().length;
    return [
      {
        text: text.trim(),
        left: x + (item.width * lead) / text.length,
        right: x + item.width,
        y,
        size: item.height || Math.abs(a),
      },
    ];
  });
  if (runs.length === 0) return { lines: [], top, bottom };
  const rows = rowsOf(runs);
  const gutter = gutterOf(rows, Math.min(...runs.map((run) => run.left)), Math.max(...runs.map((run) => run.right)));
  return { lines: gutter === null ? rows.map((row) => lineOf(row, 0)) : inColumns(rows, gutter), top, bottom };
}
