import type { Queryable } from "../../../platform/database/port.ts";
import { emptyPackage, type HsdsPackage, type HsdsRow, type HsdsValue } from "./package.ts";
import { type Column, HSDS_COLUMNS, HSDS_TABLES, RESOURCES, type Resource } from "./tables.ts";

function readStored({ kind }: Column, stored: unknown): HsdsValue {
  if (stored === null || stored === undefined) return null;
  if (kind === "datetime") return new Date(String(stored)).toISOString();
  if (kind !== "number") return String(stored);
  const number = Number(stored);
  // Nothing that is stored is dropped: an extension 转3 fails the check with its name.
  return Number.isNaN(number) ? String(stored) : number;
}

/** A row of the database (`to_jsonb`) as the standard has it. */
export function readRow(resource: Resource, row: Record<string, unknown>): HsdsRow {
  const values = Object.fromEntries(
    HSDS_COLUMNS[resource].map((column) => [column.name, readStored(column, row[column.name])]),
  );
  if (resource === "organization") values.description ??= values.name!;
  return { values, extra: (row.extra as Record<string, string> | null) ?? null };
}

/**
 * A district's whole directory as the tables of a package, by id. An organization that nobody described repeats its name,
 * because the standard requires a description.
 * @param tx in the scope of that district
 */
export async function dumpPackage(tx: Queryable, district_id: number): Promise<HsdsPackage> {
  const found = emptyPackage();
  for (const resource of RESOURCES) {
    const { rows } = await tx.query<{ row: Record<string, unknown> }>(
      `select to_jsonb(t) as row from ${HSDS_TABLES[resource].table} t where district_id = $1 order by id`,
      [district_id],
    );
    found[resource] = rows.map(({ row }) => readRow(resource, row));
  }
  return found;
}
