import { tableLines } from "./table-rows.ts";
import { Unreadable } from "./unreadable.ts";

/** As much of a DOM as is read here; linkedom's nodes have it. */
export interface PageNode {
  nodeType: number;
  nodeName: string;
  textContent: string | null;
  firstChild: PageNode | null;
  nextSibling: PageNode | null;
  parentNode: PageNode | null;
  childNodes: Iterable<PageNode>;
  getAttribute?(name: string): string | null;
}

const TEXT = 3;
const ELEMENT = 1;
const NO_TEXT = new Set(
  "SCRIPT STYLE NOSCRIPT TEMPLATE SVG HEAD IFRAME OBJECT CANVAS SELECT TEXTAREA AUDIO VIDEO DEL".split(" "),
);
const BLOCKS = new Set(
  "P DIV SECTION ARTICLE MAIN ASIDE UL OL TABLE HEADER FOOTER NAV DL DT DD BLOCKQUOTE FORM FIELDSET FIGURE FIGCAPTION PRE HR ADDRESS CENTER DETAILS SUMMARY TR CAPTION".split(
    " ",
  ),
);
/** Deeper than this nests no editor. */
const DEEPEST = 400;
/** A cell with more than this is a part of the page, and its table a layout. */
const LONGEST_CELL = 400;

/** @throws Unreadable when elements nest so deep that whoever reads them by calling itself runs out of stack */
export function checkDepth(root: PageNode): void {
  let depth = 0;
  for (let node: PageNode | null = root; node; ) {
    if (node.firstChild) {
      node = node.firstChild;
      depth += 1;
      if (depth > DEEPEST) throw new Unreadable("网页的标签套得太深，没有读：请把正文复制成文字（.txt）再放进来");
      continue;
    }
    while (node && node !== root && !node.nextSibling) {
      node = node.parentNode;
      depth -= 1;
    }
    if (!node || node === root) return;
    node = node.nextSibling;
  }
}

function isHidden(node: PageNode): boolean {
  if (!node.getAttribute) return false;
  const style = node.getAttribute("style") ?? "";
  return node.getAttribute("hidden") !== null || /display\s*:\s*none|visibility\s*:\s*hidden/i.test(style);
}

/** Line breaks in the source are no blanks between Han characters. */
const inLine = (text: string): string =>
  text.replace(/(?<=[\p{Script=Han}，。；：、）》”])[^\S\n]*\n\s*(?=[\p{Script=Han}（《“])/gu, "").replace(/\s+/g, " ");

function count(node: PageNode, name: string): number {
  const value = Number(node.getAttribute?.(name) ?? 1);
  return Number.isInteger(value) && value >= 1 ? Math.min(value, 100) : 1;
}

function childElements(node: PageNode): PageNode[] {
  return [...node.childNodes].filter((child) => child.nodeType === ELEMENT && !isHidden(child));
}

function holds(node: PageNode, name: string): boolean {
  return childElements(node).some((child) => child.nodeName === name || holds(child, name));
}

/** The cells of a table, each in every place it covers; null for a table that only lays out the page. */
function gridOf(table: PageNode): string[][] | null {
  const rows = childElements(table).flatMap((child) =>
    child.nodeName === "TR"
      ? [child]
      : ["THEAD", "TBODY", "TFOOT"].includes(child.nodeName)
        ? childElements(child)
        : [],
  );
  const grid: string[][] = rows.map(() => []);
  for (const [y, row] of rows.entries()) {
    let x = 0;
    for (const cell of childElements(row)) {
      if (holds(cell, "TABLE")) return null;
      const words = textOf(cell).replaceAll("\n", " ");
      if (words.length > LONGEST_CELL) return null;
      while (grid[y]![x] !== undefined) x += 1;
      for (let down = 0; down < Math.min(count(cell, "rowspan"), rows.length - y); down++) {
        for (let right = 0; right < count(cell, "colspan"); right++) grid[y + down]![x + right] = words;
      }
    }
  }
  return grid.map((row) => Array.from(row, (cell) => cell ?? ""));
}

/**
 * The text of an element as it is read: a block a line, headings with #, list items with their mark, tables by
 * `tableLines`. Nothing of what is not shown: scripts, hidden elements, comments, deleted words.
 */
export function textOf(root: PageNode): string {
  const lines: string[] = [];
  let line = "";
  const end = (): void => {
    if (line.trim() !== "") lines.push(line.trim());
    line = "";
  };
  const inside = (node: PageNode): void => {
    for (const child of node.childNodes) visit(child);
  };
  const block = (node: PageNode, mark = ""): void => {
    end();
    line = mark;
    inside(node);
    if (line === mark) line = "";
    end();
  };
  const list = (node: PageNode): void => {
    end();
    let number = Number(node.getAttribute?.("start") ?? 1) || 1;
    for (const item of node.childNodes) {
      if (item.nodeName === "LI") block(item, node.nodeName === "OL" ? `${number++}. ` : "- ");
      else visit(item);
    }
  };
  const visit = (node: PageNode): void => {
    if (node.nodeType === TEXT) line += inLine(node.textContent ?? "");
    if (node.nodeType !== ELEMENT || NO_TEXT.has(node.nodeName.toUpperCase()) || isHidden(node)) return;
    const heading = /^H([1-6])$/.exec(node.nodeName)?.[1];
    if (node.nodeName === "BR") end();
    else if (heading) {
      end();
      // A heading is one line.
      const words = textOf(node).replaceAll("\n", " ");
      if (words !== "") lines.push("", `${"#".repeat(Number(heading))} ${words}`, "");
    } else if (node.nodeName === "TABLE") {
      end();
      const grid = gridOf(node);
      if (grid) {
        const { captions, lines: rows } = tableLines(grid);
        lines.push("", ...captions, ...rows, "");
      } else block(node);
    } else if (node.nodeName === "UL" || node.nodeName === "OL") list(node);
    else if (BLOCKS.has(node.nodeName) || node.nodeName === "TD" || node.nodeName === "TH") block(node);
    else inside(node);
  };
  inside(root);
  end();
  return lines
    .map((words) => words.replace(/ {2,}/g, " "))
    .join("\n")
    .replace(/\n{3,}/g, "\n\n")
    .trim();
}
