import { chinaDate } from "../../platform/clock.ts";
import { decodeCursor, encodeCursor } from "../cursor.ts";
import { JOINED_COLUMNS, type JoinedPerson, type NamedPerson, namedPerson } from "../people/named.ts";
import type { Session } from "../session.ts";
import type { Priority } from "./due.ts";
import { CLOSED, type ReferralStatus } from "./moves.ts";

export interface ReferralFilter {
  status?: ReferralStatus | undefined;
  area_id?: string | undefined;
  overdue?: boolean | undefined;
  /** Only what this member of staff raised, or one of these. */
  raised_by?: string | string[] | undefined;
  /** Only what this member of staff raised or follows. */
  concerns?: string | undefined;
  priority?: Priority | undefined;
  /** Words of the service or organization that it goes to. */
  target?: string | undefined;
  /** Nobody on the receiving side has taken it. */
  unclaimed?: boolean | undefined;
  /** Returned by a supervisor and still open. */
  returned?: boolean | undefined;
  /** Raised on these days in China or between them (ISO dates). */
  from?: string | undefined;
  until?: string | undefined;
  unreviewed?: boolean | undefined;
  /** Refused, and no supervisor has looked at it yet. */
  denied?: boolean | undefined;
  cursor?: string | undefined;
  limit: number;
}

export interface ReferralRow {
  id: string;
  ref: string;
  status: ReferralStatus;
  priority: string;
  service_name: string;
  due_on: string | null;
  overdue: boolean;
  review: "approved" | "returned" | null;
  area: string | null;
  area_id: string | null;
  person: NamedPerson | null;
  raised_by: string;
  /** Who follows it on the receiving side. */
  owner_id: string | null;
  /** Raised by every change. */
  version: number;
  created_at: string;
}

/** The referrals these eyes may see, newest first, a page at a time. One index walk, whatever the filters. */
export async function listReferrals(
  { tx, scope, sealer, now }: Session,
  filter: ReferralFilter,
): Promise<{ rows: ReferralRow[]; next: string | null }> {
  const after = filter.cursor ? decodeCursor(filter.cursor) : null;
  const { rows } = await tx.query<Omit<ReferralRow, "person"> & JoinedPerson>(
    `select r.id, r.ref, r.status, r.priority, r.service_name, r.due_on, r.review, a.name as area, r.area_id, r.raised_by,
       r.owner_id, r.version, r.created_at::text as created_at, ${JOINED_COLUMNS},
       (r.due_on < $2::date and r.status <> all ($3::text[])) is true as overdue
     from (
       select * from referrals
       where district_id = $1
         and ($4::text is null or status = $4)
         and ($5::uuid is null or area_id = $5)
         and ($6::boolean is not true or (due_on < $2::date and status <> all ($3::text[])))
         and ($7::uuid[] is null or raised_by = any ($7))
         and ($8::boolean is not true or (review is null and status <> all ($3::text[])))
         and ($9::boolean is not true or (status = 'rejected' and coalesce(denial, 'open') = 'open'))
         and ($10::timestamptz is null or (created_at, id) < ($10, $11::uuid))
         and ($13::uuid is null or raised_by = $13 or owner_id = $13)
         and ($14::text is null or priority = $14)
         and ($15::text is null or service_name ilike $15
           or organization_id in (select id from organizations where district_id in (0, $1) and name ilike $15))
         and ($16::boolean is not true or (status in ('requested', 'received') and owner_id is null))
         and ($17::boolean is not true or (review = 'returned' and status <> all ($3::text[])))
         and ($18::date is null or created_at >= $18::date::timestamp at time zone 'Asia/Shanghai')
         and ($19::date is null or created_at < ($19::date + 1)::timestamp at time zone 'Asia/Shanghai')
       order by created_at desc, id desc limit $12
     ) r
     left join areas a on a.district_id = r.district_id and a.id = r.area_id
     left join people p on p.district_id = r.district_id and p.id = r.person_id
     order by r.created_at desc, r.id desc`,
    [
      scope.district_id,
      chinaDate(now),
      CLOSED,
      filter.status ?? null,
      filter.area_id ?? null,
      filter.overdue ?? null,
      filter.raised_by === undefined ? null : [filter.raised_by].flat(),
      filter.unreviewed ?? null,
      filter.denied ?? null,
      after?.at ?? null,
      after?.id ?? null,
      filter.limit + 1,
      filter.concerns ?? null,
      filter.priority ?? null,
      filter.target ? `%${filter.target.replace(/[\\%_]/g, "\\$&")}%` : null,
      filter.unclaimed ?? null,
      filter.returned ?? null,
      filter.from ?? null,
      filter.until ?? null,
    ],
  );
  const shown = await Promise.all(
    rows.slice(0, filter.limit).map(async ({ person_id, person_ref, name_sealed, ...row }) => ({
      ...row,
      person: await namedPerson(sealer, { person_id, person_ref, name_sealed }),
    })),
  );
  return { rows: shown, next: rows.length > filter.limit ? encodeCursor(shown.at(-1)!) : null };
}

/** How many referrals stand in each status, for the head of the log. */
export async function countReferrals({
  tx,
  scope,
  now,
}: Session): Promise<{ by_status: Record<string, number>; overdue: number }> {
  const { rows } = await tx.query<{ status: string; n: number; overdue: number }>(
    `select status, count(*) as n, count(*) filter (where due_on < $2::date and status <> all ($3::text[])) as overdue
     from referrals where district_id = $1 group by status`,
    [scope.district_id, chinaDate(now), CLOSED],
  );
  return {
    by_status: Object.fromEntries(rows.map((row) => [row.status, row.n])),
    overdue: rows.reduce((sum, row) => sum + row.overdue, 0),
  };
}
