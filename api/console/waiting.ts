import { CLOSED, type ReferralStatus } from "../../cases/referrals/moves.ts";
import type { StaffSession } from "../../cases/session.ts";
import { chinaDate } from "../../platform/clock.ts";

export interface WaitingCrisis {
  id: string;
  ref: string;
  level: "red" | "orange";
  /** Null when it is the reporter's own distress: of that nobody learns more than the wish for a call. */
  kind: string | null;
  reported_by: string | null;
  created_at: string;
}

export interface ReturnedReferral {
  id: string;
  ref: string;
  status: ReferralStatus;
  service_name: string;
  area: string | null;
}

export interface Waiting {
  crises: WaitingCrisis[];
  overdue: number;
  unreviewed: number;
  /** Returned by a supervisor and still open: the newest of them, and how many there are. */
  returned: { rows: ReturnedReferral[]; total: number };
}

const CRISES = 50;
const RETURNED = 20;

/**
 * What needs a person now, among what these eyes may see. Somebody who raises referrals sees as returned only their own.
 * The reporter's own distress is not held up to them.
 */
export async function readWaiting({ tx, scope, now }: StaffSession): Promise<Waiting> {
  const crises = await tx.query<WaitingCrisis>(
    `select id, ref, level, case when words_sealed is not null then kind end as kind, reported_by,
       created_at::text as created_at
     from crises
     where district_id = $1 and acknowledged_at is null and closed_at is null
       and not (words_sealed is null and reported_by = $2)
     order by created_at desc, id desc limit $3`,
    [scope.district_id, scope.staff_id, CRISES],
  );
  const counts = await tx.query<{ overdue: number; unreviewed: number }>(
    `select count(*) filter (where due_on < $2::date) as overdue, count(*) filter (where review is null) as unreviewed
     from referrals where district_id = $1 and status <> all ($3::text[])`,
    [scope.district_id, chinaDate(now), CLOSED],
  );
  const supervises = scope.role === "supervisor" || scope.role === "admin";
  const returned = await tx.query<ReturnedReferral & { total: number }>(
    `select r.id, r.ref, r.status, r.service_name, a.name as area, count(*) over () as total
     from referrals r left join areas a on a.district_id = r.district_id and a.id = r.area_id
     where r.district_id = $1 and r.review = 'returned' and r.status <> all ($2::text[])
       and ($3::uuid is null or r.raised_by = $3)
     order by r.created_at desc, r.id desc limit $4`,
    [scope.district_id, CLOSED, supervises ? null : scope.staff_id, RETURNED],
  );
  return {
    crises: crises.rows,
    ...counts.rows[0]!,
    returned: {
      rows: returned.rows.map(({ total: _, ...row }) => row),
      total: returned.rows[0]?.total ?? 0,
    },
  };
}
