import { addDays, chinaDate, isDay } from "../../platform/clock.ts";
import { newId } from "../../platform/id.ts";
import { sealOrNull } from "../../platform/seal.ts";
import { audit } from "../audit/append.ts";
import { assertLeads } from "../leads.ts";
import { Refusal } from "../refusal.ts";
import { asService, type Session, type StaffSession } from "../session.ts";
import { draftsGoAlong } from "./drafts-go-along.ts";
import { handOverForGood } from "./for-good.ts";

export interface NewCover {
  area_id: string;
  /** Who has the grid. */
  from_staff: string;
  /** Who looks after it instead. */
  to_staff: string;
  /** ISO days in China, both included; until null: for good. */
  from_on: string;
  until_on: string | null;
  reason: string | null;
}

export interface Covered {
  id: string;
  area: string;
  /** Unsaved drafts that went along. */
  drafts: number;
}

/** A cover may be written down so long (days) ahead. */
const AHEAD_DAYS = 366;

/**
 * Somebody looks after a grid in another's place, from a day to a day or for good. In that time they see what the grid has, and
 * the other's tasks, referrals, crises on that grid's list and unsaved drafts there are theirs; with the last day they lose sight
 * of it by themselves. For good, what is open changes hands at once.
 * @throws Refusal `supervisors_only`, `cover_grid`, `cover_people`, `cover_days`, `cover_overlaps`
 */
export async function coverGrid(session: StaffSession, cover: NewCover): Promise<Covered> {
  const { scope, sealer, now } = session;
  assertLeads(session);
  const today = chinaDate(now);
  const area = await check(session, cover, today);
  const id = newId(now);
  const reason_sealed = await sealOrNull(sealer, cover.reason, "grid_covers.reason");
  const begun = cover.from_on <= today;
  const drafts = await asService(session, async (service) => {
    if (cover.until_on === null) await handOverForGood(service, cover, scope.staff_id);
    else await coverRoster(service, cover);
    await service.tx.query(
      `insert into grid_covers (district_id, id, area_id, from_staff, to_staff, from_on, until_on, reason_sealed, created_by, created_at)
       values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)`,
      [
        ...[scope.district_id, id, cover.area_id, cover.from_staff, cover.to_staff, cover.from_on, cover.until_on],
        ...[reason_sealed, scope.staff_id, now],
      ],
    );
    return begun ? draftsGoAlong(service, cover) : 0;
  });
  await audit(session, {
    action: cover.until_on === null ? "grid.handed_over" : "grid.covered",
    entity: "area",
    entity_id: cover.area_id,
    detail: {
      from_staff: cover.from_staff,
      to_staff: cover.to_staff,
      from_on: cover.from_on,
      until_on: cover.until_on,
    },
  });
  return { id, area, drafts };
}

/**
 * Ends a cover before its last day: the stand-in loses sight at once.
 * @throws Refusal `supervisors_only`; `not_found` for one that is unknown, ended, or for good
 */
export async function endCover(
  session: StaffSession,
  id: string,
): Promise<{ area: string; to_staff: string; from_staff: string }> {
  const { tx, scope, now } = session;
  assertLeads(session);
  const { rows } = await tx.query<{ area_id: string; area: string; to_staff: string; from_staff: string }>(
    `update grid_covers c set ended_at = $3, ended_by = $4
     from areas a
     where c.district_id = $1 and c.id = $2 and c.ended_at is null and c.until_on >= $5 and a.district_id = $1 and a.id = c.area_id
     returning c.area_id, a.name as area, c.to_staff, c.from_staff`,
    [scope.district_id, id, now, scope.staff_id, chinaDate(now)],
  );
  const ended = rows[0];
  if (!ended) throw new Refusal("not_found");
  await tx.query(
    `update crisis_roster set stand_in_id = null, away_from = null, away_until = null
     where district_id = $1 and area_id = $2 and staff_id = $3 and stand_in_id = $4`,
    [scope.district_id, ended.area_id, ended.from_staff, ended.to_staff],
  );
  await audit(session, {
    action: "grid.cover_ended",
    entity: "area",
    entity_id: ended.area_id,
    detail: { from_staff: ended.from_staff, to_staff: ended.to_staff },
  });
  return ended;
}

/** @returns the grid's name */
async function check({ tx, scope }: Session, cover: NewCover, today: string): Promise<string> {
  const { area_id, from_staff, to_staff, from_on, until_on } = cover;
  const days = [from_on, ...(until_on === null ? [] : [until_on])];
  if (!days.every(isDay) || days.some((day) => day < today || day > addDays(today, AHEAD_DAYS)))
    throw new Refusal("cover_days");
  if (until_on === null ? from_on !== today : until_on < from_on) throw new Refusal("cover_days");
  const area = await tx.query<{ name: string }>(
    "select name from areas where district_id = $1 and id = $2 and level = 'grid'",
    [scope.district_id, area_id],
  );
  if (!area.rows[0]) throw new Refusal("cover_grid");
  const staff = await tx.query<{ id: string; has: boolean }>(
    `select s.id, exists (select from staff_areas sa where sa.district_id = $1 and sa.staff_id = s.id and sa.area_id = $4) as has
     from staff s where s.district_id = $1 and s.role = 'grid_worker' and (s.id = $2 or s.id = $3 and s.active)`,
    [scope.district_id, from_staff, to_staff, area_id],
  );
  const has = new Map(staff.rows.map((row) => [row.id, row.has]));
  if (from_staff === to_staff || has.get(from_staff) !== true || !has.has(to_staff)) throw new Refusal("cover_people");
  const overlapping = await tx.query(
    `select from grid_covers where district_id = $1 and area_id = $2 and from_staff = $3 and ended_at is null
       and until_on is not null and until_on >= $4 and from_on <= coalesce($5::date, 'infinity')`,
    [scope.district_id, area_id, from_staff, from_on, until_on],
  );
  if (overlapping.rows.length > 0) throw new Refusal("cover_overlaps");
  return area.rows[0].name;
}

/** On the crisis list of that grid the stand-in is told while the other is away. */
async function coverRoster({ tx, scope }: Session, cover: NewCover): Promise<void> {
  await tx.query(
    `update crisis_roster set stand_in_id = $4, away_from = $5, away_until = $6
     where district_id = $1 and area_id = $2 and staff_id = $3`,
    [scope.district_id, cover.area_id, cover.from_staff, cover.to_staff, cover.from_on, cover.until_on],
  );
}
