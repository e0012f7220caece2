import type { Queryable } from "../../../platform/database/port.ts";
import { idFrom } from "../../../platform/id.ts";
import { foldText } from "../../terms.ts";
import { rowsOf } from "../hsds/belonging.ts";
import { dumpPackage } from "../hsds/dump.ts";
import { emptyPackage, type HsdsPackage } from "../hsds/package.ts";
import { RESOURCES, type Resource } from "../hsds/tables.ts";
import { type DirectoryData, placeOf, toPackage } from "../import.ts";
import type { FieldName, Mapping } from "./fields.ts";
import type { List } from "./list.ts";
import { type ReadRow, type RowProblem, readRow } from "./read-row.ts";

export interface ListPlan {
  /** What would be written: rows with problems are left out. */
  package: HsdsPackage;
  services: {
    row: number;
    id: string;
    name: string;
    organization: string;
    is_new: boolean;
    unsure: string[];
    data: ReadRow["service"];
  }[];
  problems: RowProblem[];
  /** In the directory under an organization of this list, and not in it any more: reported, never deleted. */
  missing: { id: string; name: string; organization: string }[];
}

export interface ListOptions {
  mapping: Mapping;
  /** For rows that name none. */
  organization: string | null;
  /** ISO date on which all of the list was made sure; rows that name their own keep it. */
  assured_date: string | null;
}

/** Columns of a service, and tables of its own, that a mapped column replaces; what no column holds stays as it was. */
const SERVICE_COLUMNS: Partial<Record<FieldName, readonly string[]>> = {
  name: ["name"],
  alternate_name: ["alternate_name"],
  description: ["description"],
  notes: ["description"],
  eligibility: ["eligibility_description"],
  application: ["application_process"],
  fees: ["fees_description"],
  email: ["email"],
  url: ["url"],
  status: ["status"],
};
const OWN_TABLES: Partial<Record<FieldName, readonly Resource[]>> = {
  phone: ["phone"],
  contact: ["contact"],
  hours: ["schedule"],
  papers: ["required_document"],
  languages: ["language"],
  needs: ["attribute", "taxonomy", "taxonomy_term"],
  address: ["location", "address", "service_at_location"],
};

const keyOf = (...parts: (string | null)[]): string =>
  parts.map((part) => foldText(part ?? "").replace(/\s/g, "")).join("|");

/**
 * What a list would change in a district's directory; writes nothing. A service is known again by its name and its
 * organization (and its address, where a list has the two more than once), so that next month's list updates it.
 * @param tx in the scope of that district
 */
export async function planList(
  tx: Queryable,
  district_id: number,
  list: List,
  options: ListOptions,
): Promise<ListPlan> {
  const { mapping } = options;
  const held = await dumpPackage(tx, district_id);
  const problems: RowProblem[] = [];
  const rows: ReadRow[] = [];
  for (const one of list.rows) {
    const read = readRow(one, mapping);
    if ("problems" in read) problems.push(...read.problems);
    else rows.push(read.read);
  }
  const organizationOf = (row: ReadRow): string => row.organization ?? options.organization ?? row.name;
  const times = Map.groupBy(rows, (row) => keyOf(row.name, organizationOf(row)));
  const rowKey = (row: ReadRow): string => {
    const key = keyOf(row.name, organizationOf(row));
    return times.get(key)!.length > 1
      ? keyOf(row.name, organizationOf(row), row.service.location?.address ?? null)
      : key;
  };
  const known = new Map<string, string>();
  const organization_names = new Map(held.organization.map(({ values }) => [values.id, String(values.name)]));
  const organization_ids = new Map(
    held.organization.map(({ values }) => [keyOf(String(values.name)), String(values.id)]),
  );
  const addresses = addressesOf(held);
  for (const { values } of held.service) {
    const [name, organization] = [String(values.name), organization_names.get(values.organization_id!) ?? ""];
    const id = String(values.id);
    for (const key of [keyOf(name, organization), keyOf(name, organization, addresses.get(id) ?? null)])
      if (!known.has(key)) known.set(key, id);
  }

  const data: DirectoryData = { organizations: [], services: [] };
  const services: ListPlan["services"] = [];
  const seen = new Map<string, number>();
  for (const row of rows) {
    const key = rowKey(row);
    if (seen.has(key)) {
      problems.push({ row: row.row, column: mapping.name!, expected: `和第 ${seen.get(key)} 行重复` });
      continue;
    }
    seen.set(key, row.row);
    const organization = organizationOf(row);
    const id = known.get(key) ?? (await idFrom(`listed service ${district_id} ${key}`));
    const organization_id =
      organization_ids.get(keyOf(organization)) ??
      (await idFrom(`listed organization ${district_id} ${keyOf(organization)}`));
    if (!data.organizations.some((one) => one.id === organization_id))
      data.organizations.push({ id: organization_id, name: organization, description: null });
    const service = { ...row.service, assured_date: row.service.assured_date ?? options.assured_date };
    data.services.push({ ...service, id, organization_id });
    const is_new = !held.service.some(({ values }) => values.id === id);
    services.push({ row: row.row, id, name: row.name, organization, is_new, unsure: row.unsure, data: service });
  }
  const fresh = await toPackage(data, await placeOf(tx, district_id));
  const named = new Set(data.services.map(({ id }) => id));
  const organizations = new Set(data.organizations.map(({ id }) => id));
  return {
    package: merge(held, fresh, mapping),
    services,
    problems: problems.sort((a, b) => a.row - b.row),
    missing: held.service.flatMap(({ values }) =>
      organizations.has(String(values.organization_id)) && !named.has(String(values.id)) && values.status === "active"
        ? [
            {
              id: String(values.id),
              name: String(values.name),
              organization: organization_names.get(values.organization_id!)!,
            },
          ]
        : [],
    ),
  };
}

function addressesOf(held: HsdsPackage): Map<string, string> {
  const lines = new Map(held.address.map(({ values }) => [values.location_id, String(values.address_1)]));
  return new Map(
    held.service_at_location.flatMap(({ values }) => {
      const line = lines.get(values.location_id!);
      return line === undefined ? [] : [[String(values.service_id), line] as const];
    }),
  );
}

/** The rows of what is held, with what the list has a column for in the place of what was there. */
function merge(held: HsdsPackage, fresh: HsdsPackage, mapping: Mapping): HsdsPackage {
  const fields = Object.keys(mapping) as FieldName[];
  const columns = new Set(fields.flatMap((field) => SERVICE_COLUMNS[field] ?? []));
  const tables = new Set(fields.flatMap((field) => OWN_TABLES[field] ?? []));
  const before = rowsOf(held, new Set(fresh.service.map(({ values }) => values.id)));
  const services = new Map(before.service.map((row) => [row.values.id, row]));
  const organizations = new Map(held.organization.map((row) => [row.values.id, row]));
  const found = emptyPackage();
  for (const resource of RESOURCES) {
    const kept = tables.has(resource) ? [] : before[resource];
    const held_ids = new Set(kept.map(({ values }) => values.id));
    const added = fresh[resource].filter((row) => {
      const service_id = row.values.service_id ?? row.values.link_id;
      // Without a column for it, what is there of a known service stays; a new one gets all.
      return !held_ids.has(row.values.id!) && (tables.has(resource) || !service_id || !services.has(service_id));
    });
    found[resource] = [...kept, ...added];
  }
  found.organization = fresh.organization.map((row) => organizations.get(row.values.id!) ?? row);
  found.service = fresh.service.map((row) => {
    const old = services.get(row.values.id!);
    if (!old) return row;
    const values = { ...old.values };
    for (const name of columns) values[name] = row.values[name]!;
    values.assured_date = row.values.assured_date ?? old.values.assured_date!;
    values.organization_id = row.values.organization_id!;
    return { values, extra: old.extra };
  });
  return found;
}
