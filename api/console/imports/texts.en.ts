import type { Wording } from "../../../bot/texts/in-language.ts";
import type { ImportTexts } from "./texts.ts";

export const english: Wording<ImportTexts> = {
  title: "Import a list of people",
  what: "The first row names the columns, then one person a row. Excel (.xlsx) or CSV, at most 5,000 people at once.",
  columns:
    "Needed: name (姓名) and grid (网格). Taken as well: 街道, 社区, 住址, 性别, 年龄 or 出生年份, 电话, 标签. Other columns are not kept, and no identity numbers.",
  whole:
    "If one row is wrong, none is imported: mend it and put the list in again. Nobody who has a file gets a second one.",
  file: "Choose a file",
  only_check: "Only check it, do not import",
  send: "Import",
  nothing: "Choose a file first.",
  too_large: (mb) => `The file is over ${mb} MB. Split it.`,
  node_only: "Excel and CSV cannot be read here: import on a server of your own.",
  no_column: (names) => `There is no column “${names}”. Name the columns in the first row.`,
  faulty: (n, all) => `${n} of ${all} rows are wrong; none was imported.`,
  fine: (n) => `All ${n} rows are fine. Nothing was imported yet: untick the box and put it in again.`,
  row: "Row",
  why: "What is wrong",
  more: (n) => `And ${n} more; mend these first.`,
  faults: {
    name_missing: "No name",
    name_wrong: "The name holds signs that no name has, or is too long",
    sex_wrong: "Sex is 男 or 女, or empty",
    age_wrong: "Age is a whole number from 0 to 130, or empty",
    grid_missing: "No grid",
    grid_unknown: "There is no such grid: compare street, community and grid",
    grid_unclear: "Several grids are called so: add street and community",
    phone_wrong: "The phone number has a wrong length",
    words_long: "Address or tag is too long",
  },
  twice: (row) => `The same person as in row ${row}`,
  done: (people, households, known) =>
    `${people} files and ${households} households were opened.${known > 0 ? ` ${known} had a file already; nothing of theirs was changed.` : ""}`,
  back: "Back to staff",
  entry: "Import a list of people",
};
