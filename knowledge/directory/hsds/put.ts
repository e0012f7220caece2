import type { Queryable } from "../../../platform/database/port.ts";
import { readTerms } from "../../terms.ts";
import { NEEDS_TAXONOMY_ID } from "../needs.ts";
import type { HsdsPackage, HsdsRow } from "./package.ts";
import { HSDS_COLUMNS, HSDS_TABLES, type Kind, RESOURCES, type Resource } from "./tables.ts";

const SQL_TYPE: Readonly<Record<Kind, string>> = {
  string: "text",
  enum: "text",
  email: "text",
  uri: "text",
  uuid: "uuid",
  number: "double precision",
  date: "date",
  datetime: "timestamptz",
  time: "time",
};

/** Rows that stand by themselves; all others belong to a service, a place or an organization and go with it. */
const OWN: readonly Resource[] = ["organization", "program", "service", "location", "taxonomy", "taxonomy_term"];
const BELONGING = RESOURCES.filter((resource) => !OWN.includes(resource));

/** What a table here has beside the standard's columns. */
type Beside = { columns: Record<string, string>; of: (row: HsdsRow) => Record<string, unknown> };

/** Everything a person may search a service by; organizations are found by their name too. */
function termsOf(...texts: unknown[]): number[] {
  return [...readTerms(texts.filter(Boolean).join("\n")).keys()];
}

function besideServices(rows: HsdsPackage): Beside {
  const names = new Map(rows.organization.map(({ values }) => [values.id, values.name]));
  const terms = new Map(rows.taxonomy_term.map(({ values }) => [values.id, values]));
  const of_service = Map.groupBy(rows.attribute, ({ values }) => values.link_id);
  return {
    columns: { need_codes: "text[]", name_terms: "integer[]", terms: "integer[]" },
    of: ({ values }) => {
      const linked = (of_service.get(values.id!) ?? []).map((row) => terms.get(row.values.taxonomy_term_id!));
      const named = linked.filter((term) => term !== undefined);
      const foreign = named.filter((term) => term.taxonomy_id !== NEEDS_TAXONOMY_ID).map((term) => term.name);
      return {
        need_codes: named.filter((term) => term.taxonomy_id === NEEDS_TAXONOMY_ID).map((term) => term.code),
        name_terms: termsOf(values.name, values.alternate_name),
        terms: termsOf(
          ...[values.name, values.alternate_name, names.get(values.organization_id!)],
          ...[values.description, values.eligibility_description, ...foreign],
        ),
      };
    },
  };
}

/** The line that is shown: the first physical address, without the city that everybody here lives in. */
function besideLocations(rows: HsdsPackage): Beside {
  const of_location = Map.groupBy(rows.address, ({ values }) => values.location_id);
  return {
    columns: { address: "text" },
    of: ({ values }) => {
      const all = of_location.get(values.id!) ?? [];
      const shown = (all.find((row) => row.values.address_type === "physical") ?? all[0])?.values;
      const lines = [shown?.address_1, shown?.address_2].filter(Boolean);
      return { address: lines.join(/\p{Script=Han}/u.test(lines.join("")) ? "" : ", ") || null };
    },
  };
}

async function upsert(
  tx: Queryable,
  district_id: number,
  resource: Resource,
  rows: readonly HsdsRow[],
  beside: Beside = { columns: {}, of: () => ({}) },
): Promise<void> {
  if (rows.length === 0) return;
  const columns: Record<string, string> = {
    ...Object.fromEntries(HSDS_COLUMNS[resource].map(({ name, kind }) => [name, SQL_TYPE[kind]])),
    ...beside.columns,
    extra: "jsonb",
  };
  const names = Object.keys(columns);
  await tx.query(
    `insert into ${HSDS_TABLES[resource].table} (district_id, ${names.join(", ")})
     select $2, ${names.join(", ")} from jsonb_to_recordset($1::jsonb) as row(${names.map((name) => `${name} ${columns[name]}`).join(", ")})
     on conflict (district_id, id) do update set ${names.map((name) => `${name} = excluded.${name}`).join(", ")}`,
    [JSON.stringify(rows.map((row) => ({ ...row.values, ...beside.of(row), extra: row.extra }))), district_id],
  );
}

/** Takes away what belongs to these services, places and organizations, and the places that only these services used. */
async function clear(tx: Queryable, district_id: number, rows: HsdsPackage): Promise<void> {
  const ids = (resource: Resource): unknown[] => rows[resource].map(({ values }) => values.id);
  const [services, locations, organizations] = [ids("service"), ids("location"), ids("organization")];
  const used = await tx.query<{ id: string; location_id: string }>(
    "select id, location_id from service_at_locations where district_id = $1 and service_id = any($2::uuid[])",
    [district_id, services],
  );
  const at = used.rows.map(({ id }) => id);
  for (const resource of BELONGING) {
    const names = new Set(HSDS_COLUMNS[resource].map(({ name }) => name));
    const own = ["service_id", "location_id", "service_at_location_id"].filter((name) => names.has(name));
    const belongs = [
      ...(names.has("service_id") ? ["service_id = any($2::uuid[])"] : []),
      ...(names.has("location_id") && resource !== "service_at_location" ? ["location_id = any($3::uuid[])"] : []),
      ...(names.has("service_at_location_id") ? ["service_at_location_id = any($5::uuid[])"] : []),
      // A row may name the organization beside its service: then it is the service's.
      ...(names.has("organization_id")
        ? [`(organization_id = any($4::uuid[])${own.map((name) => ` and ${name} is null`).join("")})`]
        : []),
      ...(resource === "attribute" ? ["link_id = any($2::uuid[] || $3::uuid[] || $4::uuid[] || $5::uuid[])"] : []),
      ...(resource === "metadata" ? ["resource_id = any($2::uuid[] || $3::uuid[] || $4::uuid[] || $5::uuid[])"] : []),
    ];
    if (belongs.length === 0) continue;
    await tx.query(
      `delete from ${HSDS_TABLES[resource].table} where district_id = $1
       and cardinality($2::uuid[] || $3::uuid[] || $4::uuid[] || $5::uuid[]) > 0 and (${belongs.join(" or ")})`,
      [district_id, services, locations, organizations, at],
    );
  }
  const left = await tx.query<{ id: string }>(
    `select id from locations l where district_id = $1 and id = any($2::uuid[]) and id <> all($3::uuid[])
       and not exists (select from service_at_locations s where s.district_id = l.district_id and s.location_id = l.id)`,
    [district_id, used.rows.map(({ location_id }) => location_id), locations],
  );
  for (const table of ["addresses", "phones", "schedules", "languages", "accessibility", "contacts"]) {
    await tx.query(`delete from ${table} where district_id = $1 and location_id = any($2::uuid[])`, [
      district_id,
      left.rows.map(({ id }) => id),
    ]);
  }
  await tx.query("delete from locations where district_id = $1 and id = any($2::uuid[])", [
    district_id,
    left.rows.map(({ id }) => id),
  ]);
}

/**
 * Puts a checked package into a district's directory. What is there already under the same id is replaced with all that
 * belongs to it; what the package does not name stays. The same package twice changes nothing.
 * @param tx in the scope of that district (supervisor, admin or system)
 * @throws DatabaseError 23503 when a service names an organization that is not there
 */
export async function putPackage(tx: Queryable, district_id: number, rows: HsdsPackage): Promise<void> {
  await clear(tx, district_id, rows);
  const beside: Partial<Record<Resource, Beside>> = { service: besideServices(rows), location: besideLocations(rows) };
  for (const resource of RESOURCES) await upsert(tx, district_id, resource, rows[resource], beside[resource]);
}
