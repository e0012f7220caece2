import { parse } from "csv-parse/sync";
import { emptyPackage, type HsdsPackage, type HsdsRow, type Problem } from "./package.ts";
import { HSDS_COLUMNS, HSDS_TABLES, linksOf, RESOURCES, type Resource } from "./tables.ts";
import { readValue } from "./values.ts";

export interface Checked {
  package: HsdsPackage;
  /** Nothing may be written while there is one. */
  problems: Problem[];
  /** What is not taken, or is kept without meaning anything here. */
  notices: string[];
}

/** The words of a CSV or JSON file: UTF-8, or GB18030 as Excel in China writes it. */
export function decodeText(bytes: Uint8Array): string {
  try {
    return new TextDecoder("utf-8", { fatal: true }).decode(bytes).replace(/^\uFEFF/, "");
  } catch {
    return new TextDecoder("gb18030").decode(bytes);
  }
}

const BYDAY = /^[+-]?\d?(MO|TU|WE|TH|FR|SA|SU)(,[+-]?\d?(MO|TU|WE|TH|FR|SA|SU))*$/;

/** What a value must be beyond its kind. */
const LIMITS: Readonly<Record<string, { holds: (value: unknown) => boolean; expected: string }>> = {
  "location.latitude": { holds: (v) => Math.abs(Number(v)) <= 90, expected: "纬度要在 -90 到 90 之间" },
  "location.longitude": { holds: (v) => Math.abs(Number(v)) <= 180, expected: "经度要在 -180 到 180 之间" },
  "schedule.byday": { holds: (v) => BYDAY.test(String(v)), expected: "要像 MO,TU 或 1MO,-1FR" },
  "schedule.interval": { holds: (v) => Number.isInteger(v) && Number(v) > 0, expected: "要是 1 以上的整数" },
};

/** Which file holds which table: what datapackage.json says, else the standard's own names. */
function fileNames(
  files: ReadonlyMap<string, Uint8Array>,
  problems: Problem[],
  notices: string[],
): Map<Resource, string> {
  const names = new Map(RESOURCES.map((resource): [Resource, string] => [resource, HSDS_TABLES[resource].file]));
  const descriptor = files.get("datapackage.json");
  if (!descriptor) {
    notices.push("没有 datapackage.json,按标准文件名读。");
    return names;
  }
  const wrong = (expected: string) => problems.push({ file: "datapackage.json", row: null, column: null, expected });
  let resources: unknown;
  try {
    resources = (JSON.parse(decodeText(descriptor)) as { resources?: unknown } | null)?.resources;
  } catch {
    wrong("不是 JSON");
    return names;
  }
  if (!Array.isArray(resources)) {
    wrong("要有 resources 列表");
    return names;
  }
  for (const { name, path } of resources as { name?: unknown; path?: unknown }[]) {
    if (typeof name !== "string" || typeof path !== "string") wrong("resources 里每一项都要有 name 和 path");
    else if (!Object.hasOwn(HSDS_TABLES, name)) notices.push(`${path}:标准里没有「${name}」这张表,没有读。`);
    else names.set(name as Resource, path.replace(/^\.\//, ""));
  }
  return names;
}

/** In which row of its file something stands. */
const stands = new WeakMap<HsdsRow, number>();

function readTable(resource: Resource, file: string, text: string, problems: Problem[], notices: string[]): HsdsRow[] {
  let lines: string[][];
  try {
    lines = parse(text, { relax_column_count: true, skip_empty_lines: false });
  } catch (error) {
    const row = (error as { lines?: number }).lines ?? null;
    problems.push({ file, row, column: null, expected: "不是能读的 CSV,引号没有配对" });
    return [];
  }
  const [head = [], ...body] = lines;
  const names = head.map((name) => name.trim());
  const columns = HSDS_COLUMNS[resource];
  for (const { name } of columns.filter((column) => column.required && !names.includes(column.name)))
    problems.push({ file, row: 1, column: name, expected: "缺这一列" });
  const unknown = names.filter((name) => name !== "" && !columns.some((column) => column.name === name));
  if (unknown.length > 0) notices.push(`${file}:标准里没有 ${unknown.join("、")} 列,照样存着,导出时带上。`);

  return body.flatMap((cells, i) => {
    if (cells.every((cell) => cell.trim() === "")) return [];
    const row = i + 2;
    if (cells.length > names.length)
      problems.push({ file, row, column: null, expected: `有 ${cells.length} 格,列名只有 ${names.length} 个` });
    const cell = (name: string): string => cells[names.indexOf(name)]?.trim() ?? "";
    const values: HsdsRow["values"] = {};
    for (const column of columns) {
      const { name } = column;
      const text = cell(name);
      values[name] = null;
      if (text === "") {
        if (column.required && names.includes(name)) problems.push({ file, row, column: name, expected: "不能空" });
        continue;
      }
      const read = readValue(column, text);
      const limit = LIMITS[`${resource}.${name}`];
      if ("expected" in read) problems.push({ file, row, column: name, expected: read.expected });
      else if (limit && !limit.holds(read.value)) problems.push({ file, row, column: name, expected: limit.expected });
      else values[name] = read.value;
    }
    const kept = unknown.flatMap((name) => (cell(name) === "" ? [] : [[name, cell(name)] as const]));
    const found: HsdsRow = { values, extra: kept.length > 0 ? Object.fromEntries(kept) : null };
    stands.set(found, row);
    return [found];
  });
}

/**
 * Reads and checks the files of a tabular package: required, kind, unique ids, and that every id leads to a row of the package.
 * @param files name → bytes
 */
export function checkPackage(files: ReadonlyMap<string, Uint8Array>): Checked {
  const problems: Problem[] = [];
  const notices: string[] = [];
  const names = fileNames(files, problems, notices);
  const rows = emptyPackage();
  for (const [resource, file] of names) {
    const bytes = files.get(file);
    if (bytes) rows[resource] = readTable(resource, file, decodeText(bytes), problems, notices);
  }
  const known = new Set(["datapackage.json", ...names.values()]);
  for (const file of files.keys()) if (!known.has(file)) notices.push(`${file}:不是这个标准的表,没有读。`);
  if (rows.service.length === 0 && rows.organization.length === 0 && problems.length === 0)
    problems.push({ file: names.get("service")!, row: null, column: null, expected: "一条服务、一个机构都没有" });
  checkIds(rows, names, problems);
  return { package: rows, problems, notices };
}

function checkIds(rows: HsdsPackage, names: Map<Resource, string>, problems: Problem[]): void {
  const ids = Object.fromEntries(
    RESOURCES.map((resource) => [resource, new Set(rows[resource].map((row) => row.values.id))]),
  ) as Record<Resource, Set<unknown>>;
  for (const resource of RESOURCES) {
    const file = names.get(resource)!;
    const seen = new Set<unknown>();
    for (const one of rows[resource]) {
      const { values } = one;
      const row = stands.get(one) ?? null;
      const wrong = (column: string, expected: string) => problems.push({ file, row, column, expected });
      if (values.id !== null && seen.has(values.id)) wrong("id", "这个 id 前面已经有一行");
      seen.add(values.id);
      for (const [column, to] of linksOf(resource)) {
        if (values[column] !== null && !ids[to].has(values[column])) wrong(column, `${names.get(to)} 里没有这个 id`);
      }
      if (resource !== "attribute" || values.link_entity === null || values.link_id === null) continue;
      const entity = String(values.link_entity);
      if (!Object.hasOwn(ids, entity)) wrong("link_entity", "要是标准里的表名,如 service");
      else if (!ids[entity as Resource].has(values.link_id))
        wrong("link_id", `${names.get(entity as Resource)} 里没有这个 id`);
    }
  }
}
