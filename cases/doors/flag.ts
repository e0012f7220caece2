import { addDays, chinaDate, isDay } from "../../platform/clock.ts";
import { newId } from "../../platform/id.ts";
import { audit } from "../audit/append.ts";
import { leads } from "../leads.ts";
import { householdAt } from "../people/household.ts";
import { Refusal } from "../refusal.ts";
import type { Session, StaffSession } from "../session.ts";
import { findStaff } from "../staff/staff.ts";

/** So long (days) a flag holds when nobody says; what was true of a door in spring need not be in autumn. */
export const HOLDS_DAYS = 90;
const LONGEST_DAYS = 180;

export interface DoorFlag {
  id: string;
  area_id: string;
  area: string;
  address: string;
  reason: string;
  /** ISO day, included. */
  until_on: string;
}

export interface NewDoorFlag {
  area_id: string;
  /** Normalised: 5栋2单元401. */
  address: string;
  reason: string;
  /** Null: the usual time. */
  until_on: string | null;
}

/**
 * Nobody goes to this door alone, until a day. Said by a worker of the grid or a supervisor; a new one takes the place of an old one.
 * @returns the last day
 * @throws Refusal `door_unknown` without an address or a reason, or beyond one's own grids; `door_days`
 */
export async function flagDoor(session: StaffSession, flag: NewDoorFlag): Promise<string> {
  const { tx, scope, sealer, now } = session;
  const reason = flag.reason.trim();
  if (flag.address.trim() === "" || reason === "" || !(await mayFlag(session, flag.area_id)))
    throw new Refusal("door_unknown");
  const today = chinaDate(now);
  const until_on = flag.until_on ?? addDays(today, HOLDS_DAYS);
  if (!isDay(until_on) || until_on <= today || until_on > addDays(today, LONGEST_DAYS)) throw new Refusal("door_days");
  const household_id = await householdAt(session, flag.area_id, flag.address);
  await tx.query(
    "update door_flags set lifted_at = $3, lifted_by = $4 where district_id = $1 and household_id = $2 and lifted_at is null",
    [scope.district_id, household_id, now, scope.staff_id],
  );
  const id = newId(now);
  await tx.query(
    `insert into door_flags (district_id, id, area_id, household_id, reason_sealed, until_on, set_by, created_at)
     values ($1, $2, $3, $4, $5, $6, $7, $8)`,
    [
      ...[scope.district_id, id, flag.area_id, household_id, await sealer.seal(reason, "door_flags.reason")],
      ...[until_on, scope.staff_id, now],
    ],
  );
  await audit(session, { action: "door.flagged", entity: "household", entity_id: household_id, detail: { until_on } });
  return until_on;
}

/** Takes a flag away before its day. @throws Refusal `not_found` */
export async function liftDoorFlag(session: StaffSession, id: string): Promise<void> {
  const { tx, scope, now } = session;
  const { rows } = await tx.query<{ household_id: string }>(
    `update door_flags set lifted_at = $3, lifted_by = $4
     where district_id = $1 and id = $2 and lifted_at is null returning household_id`,
    [scope.district_id, id, now, scope.staff_id],
  );
  if (!rows[0]) throw new Refusal("not_found");
  await audit(session, { action: "door.lifted", entity: "household", entity_id: rows[0].household_id });
}

async function mayFlag(session: StaffSession, area_id: string): Promise<boolean> {
  const { tx, scope } = session;
  if (scope.role === "grid_worker")
    return (await findStaff(session, scope.staff_id))?.areas.some(({ id }) => id === area_id) ?? false;
  if (!leads(scope)) return false;
  const { rows } = await tx.query("select from areas where district_id = $1 and id = $2 and level = 'grid'", [
    scope.district_id,
    area_id,
  ]);
  return rows.length > 0;
}

/** Which doors the flags are wanted of; nothing: every one that these eyes may see. */
export interface OfDoors {
  /** Of these people's homes. */
  people?: string[];
  /** Of these addresses, in a grid or, with null, in any. */
  at?: { area_id: string | null; address: string }[];
}

/** The flags that hold today, by grid and address. */
export async function doorFlags({ tx, scope, sealer, now }: Session, of: OfDoors = {}): Promise<DoorFlag[]> {
  const indexes = of.at && (await Promise.all(of.at.map(({ address }) => sealer.indexes("address", address))));
  const { rows } = await tx.query<
    Omit<DoorFlag, "address" | "reason"> & { address_sealed: string; reason_sealed: string; address_index: string }
  >(
    `select f.id, f.area_id, a.name as area, h.address_sealed, h.address_index, f.reason_sealed, f.until_on::text as until_on
     from door_flags f
     join areas a on a.district_id = f.district_id and a.id = f.area_id
     join households h on h.district_id = f.district_id and h.id = f.household_id
     where f.district_id = $1 and f.lifted_at is null and f.until_on >= $2
       and ($3::uuid[] is null or exists (select from people p
         where p.district_id = $1 and p.household_id = f.household_id and p.id = any ($3)))
       and ($4::text[] is null or h.address_index = any ($4))
     order by a.name, f.created_at, f.id`,
    [scope.district_id, chinaDate(now), of.people ?? null, indexes?.flat() ?? null],
  );
  const wanted = rows.filter(
    (row) =>
      !of.at ||
      of.at.some(
        ({ area_id }, i) => indexes?.[i]?.includes(row.address_index) && (area_id === null || area_id === row.area_id),
      ),
  );
  return Promise.all(
    wanted.map(async ({ address_sealed, reason_sealed, address_index: _, ...row }) => ({
      ...row,
      address: await sealer.open(address_sealed, "households.address"),
      reason: await sealer.open(reason_sealed, "door_flags.reason"),
    })),
  );
}
