import type { Session, StaffSession } from "../session.ts";

/** Who looks after a referral in its raiser's place now: on leave the stand-in of its grid, after a hand-over the grid's new worker. */
const ACTING = `select c.to_staff from grid_covers c
  join referrals r on r.district_id = c.district_id and r.area_id = c.area_id and r.raised_by = c.from_staff
  where c.district_id = $1 and r.id = $2 and c.ended_at is null
    and c.from_on <= app_today() and (c.until_on is null or app_today() <= c.until_on)
  order by c.until_on nulls last, c.created_at desc limit 1`;

/** @param session one that sees the district: tell somebody in a raiser's place as the service */
export async function actsFor({ tx, scope }: Session, referral_id: string): Promise<string | null> {
  const { rows } = await tx.query<{ to_staff: string }>(ACTING, [scope.district_id, referral_id]);
  return rows[0]?.to_staff ?? null;
}

/** In whose place the asking person looks after a grid today; of what these raised, they see what lies in it. */
export async function standsInFor({ tx }: StaffSession): Promise<string[]> {
  const { rows } = await tx.query<{ from_staff: string }>("select distinct from_staff from app_stands_in()");
  return rows.map((row) => row.from_staff);
}
