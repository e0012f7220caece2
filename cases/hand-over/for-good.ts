import type { Session } from "../session.ts";
import type { NewCover } from "./cover.ts";

/**
 * Moves what is open in a grid from one worker to another: the grid itself, the tasks, the needs, the crisis list. Whoever raised or
 * wrote something stays named in it. Referrals follow by the cover's own row (acting.ts), and so do those that came to the first by
 * an earlier hand-over.
 */
export async function handOverForGood(service: Session, cover: NewCover, by: string | null): Promise<void> {
  const { tx, scope, now } = service;
  const { area_id, from_staff, to_staff } = cover;
  const hands = [scope.district_id, area_id, from_staff, to_staff];
  await tx.query(
    "delete from staff_areas where district_id = $1 and area_id = $2 and staff_id = $3",
    hands.slice(0, 3),
  );
  await tx.query(
    "insert into staff_areas (district_id, area_id, staff_id) values ($1, $2, $3) on conflict do nothing",
    [scope.district_id, area_id, to_staff],
  );
  await tx.query(
    `update follow_ups set owner_id = $4
     where district_id = $1 and area_id = $2 and owner_id = $3 and closed_at is null`,
    hands,
  );
  await tx.query(
    `update needs n set owner_id = $4 from visits v
     where n.district_id = $1 and n.owner_id = $3 and n.closed_at is null
       and v.district_id = $1 and v.id = n.visit_id and v.area_id = $2`,
    hands,
  );
  await tx.query(
    "update crisis_roster set staff_id = $4 where district_id = $1 and area_id = $2 and staff_id = $3",
    hands,
  );
  // Who stood in for the first on leave, and whom the first stood in for in that grid: both are over.
  await tx.query(
    `update grid_covers set ended_at = $5, ended_by = $6
     where district_id = $1 and area_id = $2 and ended_at is null and until_on is not null
       and (from_staff = $3 or to_staff in ($3, $4))`,
    [...hands, now, by],
  );
  await tx.query(
    `with before as (
       update grid_covers set ended_at = $5, ended_by = $6
       where district_id = $1 and area_id = $2 and to_staff = $3 and ended_at is null and until_on is null
       returning from_staff, from_on)
     insert into grid_covers (district_id, id, area_id, from_staff, to_staff, from_on, created_by, created_at)
     select $1, gen_random_uuid(), $2, from_staff, $4, from_on, $6, $5 from before where from_staff <> $4`,
    [...hands, now, by],
  );
}
