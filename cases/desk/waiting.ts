import { chinaDate } from "../../platform/clock.ts";
import { leads } from "../leads.ts";
import { CLOSED, type ReferralStatus } from "../referrals/moves.ts";
import type { StaffSession } from "../session.ts";

/** Counted no further: nobody works through a thousand, and counting them all would cost more than showing the page. */
export const COUNTED_TO = 1_000;

export interface ReturnedReferral {
  id: string;
  ref: string;
  status: ReferralStatus;
  service_name: string;
  area: string | null;
}

/** How many referrals wait for somebody, for each reason; COUNTED_TO + 1 stands for more than that. */
export interface Waiting {
  overdue: number;
  unreviewed: number;
  /** Refused, and no supervisor has looked at it. */
  denied: number;
  /** Nobody on the receiving side has taken it. */
  unclaimed: number;
  /** Returned by a supervisor and still open: the newest of them, and how many there are. */
  returned: { rows: ReturnedReferral[]; total: number };
}

const RETURNED = 20;
/** As the partial indexes have it: the planner compares the words. */
const OPEN = `status not in (${CLOSED.map((status) => `'${status}'`).join(", ")})`;

/**
 * What needs a person now, among what these eyes may see. Somebody who raises referrals sees as returned only their own.
 */
export async function readWaiting(session: StaffSession): Promise<Waiting> {
  const { tx, scope, now } = session;
  const count = async (condition: string, ...params: unknown[]): Promise<number> => {
    const { rows } = await tx.query<{ n: number }>(
      `select count(*)::int as n from (select from referrals where district_id = $1 and ${condition} limit ${COUNTED_TO + 1}) counted`,
      [scope.district_id, ...params],
    );
    return rows[0]!.n;
  };
  const own = leads(scope) ? null : scope.staff_id;
  const is_returned = `review = 'returned' and ${OPEN} and ($2::uuid is null or raised_by = $2)`;
  const returned = await tx.query<ReturnedReferral>(
    `select r.id, r.ref, r.status, r.service_name, a.name as area
     from (select * from referrals where district_id = $1 and ${is_returned} order by created_at desc, id desc limit $3) r
     left join areas a on a.district_id = r.district_id and a.id = r.area_id
     order by r.created_at desc, r.id desc`,
    [scope.district_id, own, RETURNED],
  );
  return {
    overdue: await count(`due_on < $2::date and ${OPEN}`, chinaDate(now)),
    unreviewed: await count(`review is null and ${OPEN}`),
    denied: await count("status = 'rejected' and coalesce(denial, 'open') = 'open'"),
    unclaimed: await count("status in ('requested', 'received') and owner_id is null"),
    returned: { rows: returned.rows, total: await count(is_returned, own) },
  };
}
