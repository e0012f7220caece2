import * as z from "zod";
import type { Queryable } from "../../platform/database/port.ts";
import { idFrom } from "../../platform/id.ts";
import { readTerms } from "../terms.ts";

const words = z.string().trim().min(1);
const clock_time = z.string().regex(/^([01]\d|2[0-3]):[0-5]\d$|^24:00$/, "a time as HH:MM");

/** HSDS 3.x names; one service with everything that belongs to it. */
const service = z.object({
  id: z.uuid(),
  organization_id: z.uuid(),
  name: words,
  alternate_name: words.nullable(),
  description: words.nullable(),
  eligibility_description: words.nullable(),
  application_process: words.nullable(),
  fees_description: words.nullable(),
  status: z.enum(["active", "inactive", "defunct", "temporarily closed"]),
  assured_date: z.iso.date().nullable(),
  need_codes: z.array(z.string().regex(/^\d{2}$/)),
  /** Where its clients live; null for everywhere. */
  area_adcode: z
    .string()
    .regex(/^\d{6}$/)
    .nullable(),
  phones: z.array(z.object({ number: words, extension: words.nullable(), description: words.nullable() })),
  schedules: z.array(
    z.object({
      freq: z.enum(["WEEKLY", "MONTHLY"]),
      byday: z
        .string()
        .regex(/^[+-]?\d?(MO|TU|WE|TH|FR|SA|SU)(,[+-]?\d?(MO|TU|WE|TH|FR|SA|SU))*$/, "days as MO,TU or 1MO,-1FR")
        .nullable(),
      opens_at: clock_time.nullable(),
      closes_at: clock_time.nullable(),
      description: words.nullable(),
    }),
  ),
  location: z
    .object({
      name: words,
      address: words,
      latitude: z.number().min(-90).max(90).nullable(),
      longitude: z.number().min(-180).max(180).nullable(),
    })
    .nullable(),
  required_documents: z.array(words),
});

export const directoryData = z.object({
  organizations: z.array(z.object({ id: z.uuid(), name: words, description: words.nullable() })),
  services: z.array(service),
});
export type DirectoryData = z.infer<typeof directoryData>;

/** Rows as one JSON parameter: a statement per table, however many services there are. */
function insert(
  tx: Queryable,
  table: string,
  columns: string,
  rows: readonly object[],
  conflict = "",
): Promise<unknown> {
  const names = Array.from(columns.matchAll(/(\w+) [\w[\]() ]+/g), (match) => match[1]).join(", ");
  return tx.query(
    `insert into ${table} (${names}) select ${names} from jsonb_to_recordset($1::jsonb) as row(${columns}) ${conflict}`,
    [JSON.stringify(rows)],
  );
}

/** Everything a person may search a service by; organizations are found by their name too. */
function termsOf(...texts: (string | null | undefined)[]): number[] {
  return [...readTerms(texts.filter(Boolean).join("\n")).keys()];
}

/**
 * Puts organizations and services into a district's directory. A service that is there already is replaced with all that
 * belongs to it; services not named stay. The same data twice changes nothing.
 * @param tx in the scope of that district (supervisor, admin or system)
 * @throws ZodError when the data has another shape, DatabaseError 23503 when a service names an unknown organization
 */
export async function putDirectory(
  tx: Queryable,
  district_id: number,
  data: unknown,
): Promise<{ organizations: number; services: number }> {
  const { organizations, services } = directoryData.parse(data);
  const organization_names = new Map(organizations.map(({ id, name }) => [id, name]));
  const ids = services.map(({ id }) => id);
  const location_ids = new Map(
    await Promise.all(ids.map(async (id) => [id, await idFrom(`location of service ${id}`)] as const)),
  );
  const children = async <T extends object>(kind: string, of: (one: (typeof services)[number]) => readonly T[]) => {
    const rows = services.map(async (one) => {
      // Ends with the position, so that reading by id gives the order of the list.
      const id = (await idFrom(`${kind} of service ${one.id}`)).slice(0, 32);
      return of(one).map((child, i) => ({
        ...child,
        district_id,
        service_id: one.id,
        id: id + i.toString(16).padStart(4, "0"),
      }));
    });
    return (await Promise.all(rows)).flat();
  };

  await insert(
    tx,
    "organizations",
    "district_id integer, id uuid, name text, description text",
    organizations.map((organization) => ({ district_id, ...organization })),
    "on conflict (district_id, id) do update set name = excluded.name, description = excluded.description",
  );
  await insert(
    tx,
    "services",
    `district_id integer, id uuid, organization_id uuid, name text, alternate_name text, description text,
      eligibility_description text, application_process text, fees_description text, status text, assured_date date,
      need_codes text[], name_terms integer[], terms integer[]`,
    services.map((one) => {
      const names = [one.name, one.alternate_name, organization_names.get(one.organization_id)];
      return {
        district_id,
        ...one,
        name_terms: termsOf(one.name, one.alternate_name),
        terms: termsOf(...names, one.description, one.eligibility_description),
      };
    }),
    `on conflict (district_id, id) do update set organization_id = excluded.organization_id, name = excluded.name,
      alternate_name = excluded.alternate_name, description = excluded.description,
      eligibility_description = excluded.eligibility_description, application_process = excluded.application_process,
      fees_description = excluded.fees_description, status = excluded.status, assured_date = excluded.assured_date,
      need_codes = excluded.need_codes, name_terms = excluded.name_terms, terms = excluded.terms`,
  );

  for (const table of ["service_areas", "service_at_locations", "phones", "schedules", "required_documents"]) {
    await tx.query(`delete from ${table} where district_id = $1 and service_id = any($2)`, [district_id, ids]);
  }
  await tx.query("delete from locations where district_id = $1 and id = any($2)", [
    district_id,
    [...location_ids.values()],
  ]);

  await insert(
    tx,
    "service_areas",
    "district_id integer, id uuid, service_id uuid, extent char(6)",
    await children("area", ({ area_adcode }) => (area_adcode ? [{ extent: area_adcode }] : [])),
  );
  await insert(
    tx,
    "locations",
    "district_id integer, id uuid, name text, address text, latitude double precision, longitude double precision",
    services.flatMap(({ id, location }) => (location ? [{ ...location, district_id, id: location_ids.get(id) }] : [])),
  );
  await insert(
    tx,
    "service_at_locations",
    "district_id integer, id uuid, service_id uuid, location_id uuid",
    await children("place", ({ id, location }) => (location ? [{ location_id: location_ids.get(id) }] : [])),
  );
  await insert(
    tx,
    "phones",
    "district_id integer, id uuid, service_id uuid, number text, extension text, description text",
    await children("phone", ({ phones }) => phones),
  );
  await insert(
    tx,
    "schedules",
    "district_id integer, id uuid, service_id uuid, freq text, byday text, opens_at time, closes_at time, description text",
    await children("schedule", ({ schedules }) => schedules),
  );
  await insert(
    tx,
    "required_documents",
    "district_id integer, id uuid, service_id uuid, document text",
    await children("paper", ({ required_documents }) => required_documents.map((document) => ({ document }))),
  );
  return { organizations: organizations.length, services: services.length };
}
