import { chinaDate } from "../../platform/clock.ts";
import { openOrNull } from "../../platform/seal.ts";
import type { Session } from "../session.ts";
import { staffNames } from "../staff/staff.ts";

export interface Cover {
  id: string;
  area_id: string;
  area: string;
  from_staff: string;
  from_name: string;
  to_staff: string;
  to_name: string;
  from_on: string;
  /** Null: for good. */
  until_on: string | null;
  reason: string | null;
  /** running and ahead can be ended; a hand-over for good is history. */
  state: "ahead" | "running" | "over" | "for_good";
}

/** Covers and hand-overs, what runs or comes first, then the newest. `limit` rows. */
export async function listCovers(session: Session, limit: number): Promise<Cover[]> {
  const { tx, scope, sealer, now } = session;
  const today = chinaDate(now);
  const { rows } = await tx.query<
    Omit<Cover, "from_name" | "to_name" | "reason" | "state"> & { reason_sealed: string | null; ended: boolean }
  >(
    `select c.id, c.area_id, a.name as area, c.from_staff, c.to_staff, c.from_on::text as from_on, c.until_on::text as until_on,
       c.reason_sealed, c.ended_at is not null as ended
     from grid_covers c join areas a on a.district_id = c.district_id and a.id = c.area_id
     where c.district_id = $1
     order by (c.ended_at is null and c.until_on >= $2) desc nulls last, c.created_at desc, c.id limit $3`,
    [scope.district_id, today, limit],
  );
  const names = await staffNames(
    session,
    rows.flatMap((row) => [row.from_staff, row.to_staff]),
  );
  return Promise.all(
    rows.map(async ({ reason_sealed, ended, ...row }) => ({
      ...row,
      from_name: names.get(row.from_staff)!,
      to_name: names.get(row.to_staff)!,
      reason: await openOrNull(sealer, reason_sealed, "grid_covers.reason"),
      state: stateOf(row, ended, today),
    })),
  );
}

function stateOf(row: { from_on: string; until_on: string | null }, ended: boolean, today: string): Cover["state"] {
  if (row.until_on === null) return "for_good";
  if (ended || row.until_on < today) return "over";
  return row.from_on > today ? "ahead" : "running";
}

/** Which worker has which grid of their own. */
export interface Held {
  area_id: string;
  area: string;
  staff_id: string;
  name: string;
}

/** Every grid with every worker who has it, also one who has left: their grids wait to be handed over. */
export async function listHeld(session: Session): Promise<Held[]> {
  const { tx, scope } = session;
  const { rows } = await tx.query<Omit<Held, "name">>(
    `select sa.area_id, a.name as area, sa.staff_id from staff_areas sa
     join areas a on a.district_id = sa.district_id and a.id = sa.area_id
     join staff s on s.district_id = sa.district_id and s.id = sa.staff_id
     where sa.district_id = $1 and a.level = 'grid' and s.role = 'grid_worker'
       and not exists (select from machine_tokens m where m.district_id = s.district_id and m.staff_id = s.id)
     order by a.name, s.created_at, s.id`,
    [scope.district_id],
  );
  const names = await staffNames(
    session,
    rows.map((row) => row.staff_id),
  );
  return rows.map((row) => ({ ...row, name: names.get(row.staff_id)! }));
}
