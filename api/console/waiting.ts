import { CLOSED, type ReferralStatus } from "../../cases/referrals/moves.ts";
import type { StaffSession } from "../../cases/session.ts";
import { chinaDate } from "../../platform/clock.ts";

export interface ReturnedReferral {
  id: string;
  ref: string;
  status: ReferralStatus;
  service_name: string;
  area: string | null;
}

export interface Waiting {
  overdue: number;
  unreviewed: number;
  /** Returned by a supervisor and still open: the newest of them, and how many there are. */
  returned: { rows: ReturnedReferral[]; total: number };
}

const RETURNED = 20;

/**
 * What needs a person now, among what these eyes may see. Somebody who raises referrals sees as returned only their own.
 */
export async function readWaiting({ tx, scope, now }: StaffSession): Promise<Waiting> {
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
    ...counts.rows[0]!,
    returned: {
      rows: returned.rows.map(({ total: _, ...row }) => row),
      total: returned.rows[0]?.total ?? 0,
    },
  };
}
