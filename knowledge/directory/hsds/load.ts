import type { Queryable } from "../../../platform/database/port.ts";
import { readRow } from "./dump.ts";
import { emptyPackage, type HsdsPackage, type HsdsRow, type HsdsValue } from "./package.ts";
import { HSDS_COLUMNS, HSDS_TABLES, type Resource } from "./tables.ts";

/** Tables whose rows belong to a service, a place or an organization by a column of that name. */
const LINKED = [
  ...(["contact", "phone", "schedule", "language", "service_area", "required_document", "cost_option"] as const),
  ...(["funding", "address", "accessibility", "organization_identifier", "program"] as const),
];

const idsOf = (rows: readonly HsdsRow[], column = "id"): HsdsValue[] => [
  ...new Set(rows.map(({ values }) => values[column] ?? null).filter((id) => id !== null)),
];

/** Rows of one table by ids in one of its columns, by id. */
export async function rowsWhere(
  tx: Queryable,
  resource: Resource,
  column: string,
  ids: readonly HsdsValue[],
): Promise<HsdsRow[]> {
  if (ids.length === 0) return [];
  const { rows } = await tx.query<{ row: Record<string, unknown> }>(
    `select to_jsonb(t) as row from ${HSDS_TABLES[resource].table} t where ${column} = any($1::uuid[]) order by id`,
    [ids],
  );
  return rows.map(({ row }) => readRow(resource, row));
}

/** Children of services, their places and their organizations; a row that has several parents comes once. */
async function children(
  tx: Queryable,
  resource: Resource,
  of: { services: HsdsValue[]; at: HsdsValue[]; locations: HsdsValue[]; organizations: HsdsValue[] },
): Promise<HsdsRow[]> {
  const names = new Set(HSDS_COLUMNS[resource].map(({ name }) => name));
  const parents = [
    ["service_id", of.services],
    ["service_at_location_id", of.at],
    ["location_id", of.locations],
  ] as const;
  const has = parents.filter(([name]) => names.has(name));
  const { rows } = await tx.query<{ row: Record<string, unknown> }>(
    `select to_jsonb(t) as row from ${HSDS_TABLES[resource].table} t where false
     ${has.map(([name], i) => `or ${name} = any($${i + 1}::uuid[])`).join(" ")}
     ${names.has("organization_id") ? `or (organization_id = any($${has.length + 1}::uuid[])${has.map(([name]) => ` and ${name} is null`).join("")})` : ""}
     order by id`,
    [...has.map(([, ids]) => ids), ...(names.has("organization_id") ? [of.organizations] : [])],
  );
  return rows.map(({ row }) => readRow(resource, row));
}

/** These services and organizations with everything that belongs to them, as far as the scope of `tx` shows it. */
export async function loadPackage(
  tx: Queryable,
  given: { services: readonly string[]; organizations?: readonly string[] },
): Promise<HsdsPackage> {
  const found = emptyPackage();
  found.service = await rowsWhere(tx, "service", "id", given.services);
  const services = idsOf(found.service);
  found.service_at_location = await rowsWhere(tx, "service_at_location", "service_id", services);
  const at = idsOf(found.service_at_location);
  found.location = await rowsWhere(tx, "location", "id", idsOf(found.service_at_location, "location_id"));
  const locations = idsOf(found.location);
  const organizations = [...new Set([...idsOf(found.service, "organization_id"), ...(given.organizations ?? [])])];
  found.organization = await rowsWhere(tx, "organization", "id", organizations);
  for (const resource of LINKED)
    found[resource] = await children(tx, resource, { services, at, locations, organizations });
  const all = [...services, ...at, ...locations, ...organizations];
  found.attribute = await rowsWhere(tx, "attribute", "link_id", all);
  found.metadata = await rowsWhere(tx, "metadata", "resource_id", all);
  found.taxonomy_term = await rowsWhere(tx, "taxonomy_term", "id", idsOf(found.attribute, "taxonomy_term_id"));
  found.taxonomy = await rowsWhere(tx, "taxonomy", "id", idsOf(found.taxonomy_term, "taxonomy_id"));
  return found;
}
