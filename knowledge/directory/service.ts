import { chinaDate } from "../../platform/clock.ts";
import type { Queryable } from "../../platform/database/port.ts";
import { shownOrNull, shownPhones, shownWords } from "./clean.ts";
import { type Opening, openingAt, type Schedule } from "./open.ts";

export interface Phone {
  number: string;
  extension: string | null;
  description: string | null;
}

/** What somebody at a door may find wrong with an entry. */
export const CORRECTION_KINDS = ["phone", "moved", "closed", "unreachable", "hours", "other"] as const;
export type CorrectionKind = (typeof CORRECTION_KINDS)[number];

/** All that is shown of a service. */
export interface FoundService {
  id: string;
  name: string;
  organization_id: string;
  organization_name: string;
  description: string | null;
  eligibility: string | null;
  how_to_apply: string | null;
  fees: string | null;
  required_documents: string[];
  phones: Phone[];
  /** 王主任 */
  contact: string | null;
  /** 手语, 粤语; nothing said is Mandarin. */
  languages: string[];
  /** A word of warning that the list itself gives. */
  alert: string | null;
  schedules: Schedule[];
  /** At the moment of the question; null when nobody knows the hours. */
  open_now: boolean | null;
  opening: Opening;
  address: string | null;
  /** As the crow flies; null without `near` or without a place. */
  distance_m: number | null;
  /** ISO date on which somebody last made sure that all this is true. */
  assured_date: string | null;
  /** Never assured, or more than 180 days ago. */
  stale: boolean;
  /** What was reported from a door and is not decided yet. */
  reported: CorrectionKind[];
}

export const STALE_AFTER_DAYS = 180;

/** Never assured, or longer ago than entries are believed. `as_of` is an ISO date. */
export function isStale(assured_date: string | null, as_of: string): boolean {
  return assured_date === null || (Date.parse(as_of) - Date.parse(assured_date)) / 86_400_000 > STALE_AFTER_DAYS;
}

// A phone or a schedule may belong to the service, to its place, or to the service at that place.
const DETAILS = `
  with at as (
    select sl.district_id, sl.id, sl.service_id, sl.location_id from service_at_locations sl where sl.service_id = any($1::uuid[])
  )
  select s.id, s.name, s.organization_id, o.name as organization_name, s.description, s.eligibility_description as eligibility,
    s.application_process as how_to_apply, s.fees_description as fees, s.assured_date, s.alert,
    array(select d.document from required_documents d where d.district_id = s.district_id and d.service_id = s.id
      and d.document is not null order by d.id) as required_documents,
    array(select l.name from languages l where l.district_id = s.district_id and l.name is not null
      and (l.service_id = s.id or l.location_id in (select at.location_id from at where at.service_id = s.id))
      order by l.id) as languages,
    (select nullif(concat_ws(' ', c.department, c.name, c.title), '') from contacts c
      where c.district_id = s.district_id and c.service_id = s.id order by c.id limit 1) as contact,
    (select coalesce(json_agg(json_build_object('number', p.number, 'extension', p.extension, 'description', p.description)
      order by p.id), '[]') from phones p where p.district_id = s.district_id and (p.service_id = s.id
        or (p.service_id is null and exists (select from at where at.district_id = s.district_id and at.service_id = s.id
          and (p.service_at_location_id = at.id or p.location_id = at.location_id))))) as phones,
    (select coalesce(json_agg(json_build_object('freq', c.freq, 'byday', c.byday, 'bymonthday', c.bymonthday,
      'interval', c.interval, 'count', c.count, 'dtstart', c.dtstart, 'until', c.until, 'valid_from', c.valid_from,
      'valid_to', c.valid_to, 'opens_at', to_char(c.opens_at, 'HH24:MI'), 'closes_at', to_char(c.closes_at, 'HH24:MI'),
      'description', c.description, 'notes', c.notes) order by c.id), '[]')
      from schedules c where c.district_id = s.district_id and (c.service_id = s.id
        or (c.service_id is null and exists (select from at where at.district_id = s.district_id and at.service_id = s.id
          and (c.service_at_location_id = at.id or c.location_id = at.location_id))))) as schedules,
    (select l.address from at join locations l on l.district_id = at.district_id and l.id = at.location_id
      where at.district_id = s.district_id and at.service_id = s.id
      order by power(l.latitude - $2::float8, 2) + power((l.longitude - $3::float8) * cos(radians($2::float8)), 2), l.id
      limit 1) as address,
    array(select distinct r.kind from directory_corrections r where r.district_id = s.district_id and r.service_id = s.id
      and r.status = 'open' order by r.kind) as reported
  from services s join organizations o on o.district_id = s.district_id and o.id = s.organization_id
  where s.id = any($1::uuid[])`;

/**
 * These services with all that is shown of them, in no order; the address is the nearest to `near`.
 * @param at the moment of the question: open or not and stale depend on it
 */
export async function readServices(
  tx: Queryable,
  ids: readonly string[],
  { at, near }: { at: Date; near?: { latitude: number; longitude: number } },
): Promise<FoundService[]> {
  if (ids.length === 0) return [];
  const { rows } = await tx.query<Omit<FoundService, "open_now" | "opening" | "stale" | "distance_m">>(DETAILS, [
    ids,
    near?.latitude ?? null,
    near?.longitude ?? null,
  ]);
  const today = chinaDate(at);
  return rows.map((row) => {
    const opening = openingAt(row.schedules, at);
    const open_now = opening.state === "open" ? true : opening.state === "closed" ? false : null;
    return { ...row, ...shown(row), distance_m: null, opening, open_now, stale: isStale(row.assured_date, today) };
  });
}

/** Entries come from lists that others keep: their words are shown, never followed. */
function shown(row: Pick<FoundService, "name" | "organization_name" | "description" | "phones" | "schedules"> & Words) {
  return {
    name: shownOrNull(row.name) ?? shownOrNull(row.organization_name) ?? "没有名称",
    organization_name: shownOrNull(row.organization_name) ?? "没有名称",
    description: shownOrNull(row.description),
    eligibility: shownOrNull(row.eligibility),
    how_to_apply: shownOrNull(row.how_to_apply),
    fees: shownOrNull(row.fees),
    contact: shownOrNull(row.contact),
    alert: shownOrNull(row.alert),
    address: shownOrNull(row.address),
    required_documents: row.required_documents.map(shownWords).filter((words) => words !== ""),
    languages: row.languages.map(shownWords).filter((words) => words !== ""),
    phones: shownPhones(row.phones),
    schedules: row.schedules.map((one) => ({ ...one, description: shownOrNull(one.description) })),
  };
}

type Words = Pick<
  FoundService,
  "eligibility" | "how_to_apply" | "fees" | "contact" | "alert" | "address" | "required_documents" | "languages"
>;
