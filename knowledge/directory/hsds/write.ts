import { strToU8, zipSync } from "fflate";
import type { HsdsPackage, HsdsValue } from "./package.ts";
import { type Column, HSDS_COLUMNS, HSDS_TABLES, linksOf, RESOURCES, type Resource } from "./tables.ts";

/** Files of a zip have a date of their own; a fixed one, so that the same directory gives the same bytes. */
const NO_DATE = "1980-01-01T00:00:00";

function cell(value: HsdsValue | undefined): string {
  const text = value === null || value === undefined ? "" : String(value);
  return /[",\r\n]|^\s|\s$/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}

function extraColumns(rows: HsdsPackage[Resource]): string[] {
  return [...new Set(rows.flatMap(({ extra }) => Object.keys(extra ?? {})))].sort();
}

function toCsv(resource: Resource, rows: HsdsPackage[Resource]): string {
  const own = HSDS_COLUMNS[resource].map(({ name }) => name);
  const extra = extraColumns(rows);
  const lines = rows.map((row) => [
    ...own.map((name) => cell(row.values[name])),
    ...extra.map((name) => cell(row.extra?.[name])),
  ]);
  return [[...own, ...extra].map(cell), ...lines].map((line) => `${line.join(",")}\n`).join("");
}

/** A field of the descriptor (specs.frictionlessdata.io/table-schema). */
function field({ name, kind, required, allowed }: Column): object {
  const type = kind === "number" || kind === "date" || kind === "datetime" || kind === "time" ? kind : "string";
  const format = kind === "uuid" || kind === "email" || kind === "uri" ? { format: kind } : {};
  const constraints = { required, unique: name === "id", ...(allowed.length > 0 ? { enum: allowed } : {}) };
  return { name, type, ...format, constraints };
}

function descriptor(rows: HsdsPackage, held: readonly Resource[]): object {
  return {
    name: "human_services_data",
    profile: "tabular-data-package",
    version: "3.0.0",
    homepage: "http://docs.openreferral.org",
    resources: held.map((resource) => ({
      name: resource,
      path: HSDS_TABLES[resource].file,
      profile: "tabular-data-resource",
      format: "csv",
      mediatype: "text/csv",
      encoding: "utf-8",
      schema: {
        primaryKey: "id",
        fields: [
          ...HSDS_COLUMNS[resource].map(field),
          ...extraColumns(rows[resource]).map((name) => ({ name, type: "string" })),
        ],
        foreignKeys: linksOf(resource)
          .filter(([, to]) => held.includes(to))
          .map(([fields, to]) => ({ fields, reference: { resource: to, fields: "id" } })),
      },
    })),
  };
}

/** The files of a tabular package: datapackage.json and a CSV file for every table that has a row. */
export function packageFiles(rows: HsdsPackage): Map<string, Uint8Array> {
  const held = RESOURCES.filter((resource) => rows[resource].length > 0);
  return new Map([
    ["datapackage.json", strToU8(`${JSON.stringify(descriptor(rows, held), null, 2)}\n`)],
    ...held.map((resource) => [HSDS_TABLES[resource].file, strToU8(toCsv(resource, rows[resource]))] as const),
  ]);
}

/** The same as one zip file. */
export function zipPackage(files: ReadonlyMap<string, Uint8Array>): Uint8Array {
  return zipSync(Object.fromEntries(files), { mtime: NO_DATE });
}
