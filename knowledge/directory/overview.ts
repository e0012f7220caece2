import type { Queryable } from "../../platform/database/port.ts";
import { isStale } from "./service.ts";

/** One service in the officer's list. */
export interface OverviewRow {
  id: string;
  name: string;
  organization_name: string;
  status: string;
  assured_date: string | null;
  stale: boolean;
  phone: string | null;
  /** Reports that nobody has decided. */
  open_corrections: number;
}

export interface Overview {
  rows: OverviewRow[];
  more: boolean;
  counts: { all: number; stale: number; reported: number };
}

/**
 * The services of a district, the longest unassured first; those with open reports before all others.
 * @param as_of ISO date by which an entry is old
 */
export async function directoryOverview(
  tx: Queryable,
  district_id: number,
  asked: { as_of: string; q: string; only: "stale" | "reported" | null; page: number; per_page: number },
): Promise<Overview> {
  const { rows } = await tx.query<Omit<OverviewRow, "stale">>(
    `select s.id, s.name, o.name as organization_name, s.status, s.assured_date,
       (select p.number from phones p where p.district_id = s.district_id and p.service_id = s.id order by p.id limit 1) as phone,
       (select count(*)::int from directory_corrections c where c.district_id = s.district_id and c.service_id = s.id
         and c.status = 'open') as open_corrections
     from services s join organizations o on o.district_id = s.district_id and o.id = s.organization_id
     where s.district_id = $1
     order by (s.status = 'active') desc, s.assured_date nulls first, s.name, s.id`,
    [district_id],
  );
  const all = rows.map((row) => ({ ...row, stale: row.status === "active" && isStale(row.assured_date, asked.as_of) }));
  const words = asked.q.trim().toLowerCase();
  const wanted = all
    .filter((row) => `${row.name} ${row.organization_name} ${row.phone ?? ""}`.toLowerCase().includes(words))
    .filter((row) => (asked.only === "stale" ? row.stale : asked.only === "reported" ? row.open_corrections > 0 : true))
    .toSorted((a, b) => Number(b.open_corrections > 0) - Number(a.open_corrections > 0));
  const from = (asked.page - 1) * asked.per_page;
  return {
    rows: wanted.slice(from, from + asked.per_page),
    more: wanted.length > from + asked.per_page,
    counts: {
      all: all.length,
      stale: all.filter((row) => row.stale).length,
      reported: all.filter((row) => row.open_corrections > 0).length,
    },
  };
}

/** Somebody made sure today that all of it is true. False when there is no such service. */
export async function assureService(
  tx: Queryable,
  district_id: number,
  { id, date }: { id: string; date: string },
): Promise<boolean> {
  const { affected } = await tx.query("update services set assured_date = $3 where district_id = $1 and id = $2", [
    district_id,
    id,
    date,
  ]);
  return affected === 1;
}

/** Columns of a service that its page lets a supervisor change and that no answer shows by themselves. */
export interface ServiceColumns {
  name: string;
  alternate_name: string | null;
  status: "active" | "inactive" | "defunct" | "temporarily closed";
  alert: string | null;
}

export async function readServiceColumns(
  tx: Queryable,
  district_id: number,
  id: string,
): Promise<ServiceColumns | null> {
  const { rows } = await tx.query<ServiceColumns>(
    "select name, alternate_name, status, alert from services where district_id = $1 and id = $2",
    [district_id, id],
  );
  return rows[0] ?? null;
}
