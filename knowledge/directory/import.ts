import * as z from "zod";
import type { Queryable } from "../../platform/database/port.ts";
import { idFrom } from "../../platform/id.ts";
import { NEED_CODES, type NeedCode } from "../../platform/need-codes.ts";
import { emptyPackage, type HsdsPackage, type HsdsValue } from "./hsds/package.ts";
import { putPackage } from "./hsds/put.ts";
import { HSDS_COLUMNS, type Resource } from "./hsds/tables.ts";
import { NEEDS_TAXONOMY_ID, NEEDS_TAXONOMY_NAME, needTermId } from "./needs.ts";

const words = z.string().trim().min(1);
const clock_time = z.string().regex(/^([01]\d|2[0-3]):[0-5]\d$|^24:00$/, "a time as HH:MM");
const day = z.iso.date();

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
  url: z.url().nullish(),
  email: z.email().nullish(),
  interpretation_services: words.nullish(),
  minimum_age: z.number().min(0).max(150).nullish(),
  maximum_age: z.number().min(0).max(150).nullish(),
  /** A word of warning that stands above all else. */
  alert: words.nullish(),
  status: z.enum(["active", "inactive", "defunct", "temporarily closed"]),
  assured_date: day.nullable(),
  need_codes: z.array(z.string().refine((code) => Object.hasOwn(NEED_CODES, code), "a need code, 01 to 15")),
  /** Where its clients live; null for everywhere. */
  area_adcode: z
    .string()
    .regex(/^\d{6}$/)
    .nullable(),
  /** 粤语, 手语 */
  languages: z.array(words).optional(),
  contact: z.object({ name: words.nullable(), title: words.nullable() }).nullish(),
  phones: z.array(z.object({ number: words, extension: words.nullable(), description: words.nullable() })),
  schedules: z.array(
    z.object({
      /** Null when only `description` says when. */
      freq: z.enum(["WEEKLY", "MONTHLY"]).nullable(),
      byday: z
        .string()
        .regex(/^[+-]?\d?(MO|TU|WE|TH|FR|SA|SU)(,[+-]?\d?(MO|TU|WE|TH|FR|SA|SU))*$/, "days as MO,TU or 1MO,-1FR")
        .nullable(),
      bymonthday: z
        .string()
        .regex(/^-?\d{1,2}(,-?\d{1,2})*$/, "days of the month as 1,15")
        .nullish(),
      /** Every how many weeks or months, counted from `dtstart`. */
      interval: z.int().min(1).nullish(),
      dtstart: day.nullish(),
      until: day.nullish(),
      valid_from: day.nullish(),
      valid_to: day.nullish(),
      opens_at: clock_time.nullable(),
      closes_at: clock_time.nullable(),
      description: words.nullable(),
      /** 节假日休息, 节假日照常 */
      notes: words.nullish(),
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
export type ServiceData = DirectoryData["services"][number];

/** Where a district lies, for the columns of an address that the standard requires. */
export interface Place {
  state_province: string;
  city: string;
  region: string | null;
}

/** No post office has it: what is written where nobody said the postal code, because the standard requires one. */
const UNKNOWN_POSTAL_CODE = "000000";
/** China stands eight hours before UTC. */
const TIMEZONE = 8;

/** The province, city and district of a district, by its adcode. */
export async function placeOf(tx: Queryable, district_id: number): Promise<Place> {
  const { rows } = await tx.query<{ name: string }>(
    `with recursive up (adcode, name, parent, n) as (
       select r.adcode, r.name, r.parent, 1 from regions r join districts d on d.adcode = r.adcode where d.id = $1
       union all select r.adcode, r.name, r.parent, n + 1 from up join regions r on r.adcode = up.parent where up.n < 6
     ) select name from up where adcode <> '000000' order by n desc`,
    [district_id],
  );
  const names = rows.map((row) => row.name);
  if (names.length === 0) {
    const own = await tx.query<{ name: string }>("select name from districts where id = $1", [district_id]);
    names.push(own.rows[0]?.name ?? "中国");
  }
  return { state_province: names[0]!, city: names[1] ?? names[0]!, region: names[2] ?? null };
}

function columns(resource: Resource, values: Record<string, HsdsValue | undefined>): HsdsPackage[Resource][number] {
  return {
    values: Object.fromEntries(HSDS_COLUMNS[resource].map(({ name }) => [name, values[name] ?? null])),
    extra: null,
  };
}

const SERVICE_COLUMNS = HSDS_COLUMNS.service.map(({ name }) => name);

/** The same as the tables of a package. Ids follow from the service's, so that the same data makes the same rows. */
export async function toPackage({ organizations, services }: DirectoryData, place: Place): Promise<HsdsPackage> {
  const rows = emptyPackage();
  const add = (resource: Resource, values: Record<string, HsdsValue | undefined>) =>
    rows[resource].push(columns(resource, values));
  for (const organization of organizations) add("organization", organization);
  const codes = new Set(services.flatMap(({ need_codes }) => need_codes));
  if (codes.size > 0) {
    add("taxonomy", { id: NEEDS_TAXONOMY_ID, name: NEEDS_TAXONOMY_NAME, description: "走访和转介用的事项代码" });
    for (const code of [...codes].sort()) {
      const [id, name] = [needTermId(code), NEED_CODES[code as NeedCode]];
      add("taxonomy_term", { id, code, name, description: name, taxonomy_id: NEEDS_TAXONOMY_ID });
    }
  }
  for (const one of services) {
    const service_id = one.id;
    // Ends with the position, so that reading by id gives the order of the list.
    const ids = async (kind: string): Promise<(i: number) => string> => {
      const start = (await idFrom(`${kind} of service ${one.id}`)).slice(0, 32);
      return (i) => start + i.toString(16).padStart(4, "0");
    };
    const { location, contact, area_adcode } = one;
    const [area, at, phone] = [await ids("area"), await ids("place"), await ids("phone")];
    const [schedule, paper, language] = [await ids("schedule"), await ids("paper"), await ids("language")];
    const need = await ids("need");
    add(
      "service",
      Object.fromEntries(SERVICE_COLUMNS.map((name) => [name, (one as Record<string, unknown>)[name] as HsdsValue])),
    );
    if (area_adcode) add("service_area", { id: area(0), service_id, extent: area_adcode, extent_type: "adcode" });
    if (location) {
      const location_id = await idFrom(`location of service ${one.id}`);
      add("location", { ...location, id: location_id, location_type: "physical" });
      const address_1 = location.address;
      const rest = { postal_code: UNKNOWN_POSTAL_CODE, country: "CN", address_type: "physical" };
      add("address", { id: await idFrom(`address of service ${one.id}`), location_id, address_1, ...place, ...rest });
      add("service_at_location", { id: at(0), service_id, location_id });
    }
    if (contact?.name || contact?.title)
      add("contact", { id: await idFrom(`contact of service ${one.id}`), service_id, ...contact });
    for (const [i, row] of one.phones.entries()) add("phone", { id: phone(i), service_id, ...row });
    for (const [i, row] of one.schedules.entries()) {
      const closes_at = row.closes_at === "24:00" ? "23:59" : row.closes_at;
      add("schedule", { id: schedule(i), service_id, timezone: TIMEZONE, ...row, closes_at });
    }
    for (const [i, document] of one.required_documents.entries())
      add("required_document", { id: paper(i), service_id, document });
    for (const [i, name] of (one.languages ?? []).entries()) add("language", { id: language(i), service_id, name });
    for (const [i, code] of one.need_codes.entries())
      add("attribute", {
        id: need(i),
        link_id: service_id,
        link_entity: "service",
        taxonomy_term_id: needTermId(code),
      });
  }
  return rows;
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
  const read = directoryData.parse(data);
  await putPackage(tx, district_id, await toPackage(read, await placeOf(tx, district_id)));
  return { organizations: read.organizations.length, services: read.services.length };
}
