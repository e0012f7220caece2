import { isDay } from "../../platform/clock.ts";
import { newId } from "../../platform/id.ts";
import { audit } from "../audit/append.ts";
import { assertLeads } from "../leads.ts";
import { Refusal } from "../refusal.ts";
import type { Session } from "../session.ts";
import { staffNames } from "../staff/staff.ts";

/** What a supervisor writes down: who is told of which crises where, and when. */
export interface RosterDraft {
  /** Null: the whole district. */
  area_id: string | null;
  /** Null: every kind. */
  kinds: string[] | null;
  /** 1–9: 1 is told at once, the others in turn; people of one place are told together. */
  place: number;
  staff_id: string;
  stand_in_id: string | null;
  /** ISO days, both included; null: open on that side. */
  away_from: string | null;
  away_until: string | null;
  /** 1 is Monday. */
  weekdays: number[];
  /** HH:MM by the clock of China; both null: the whole day; `duty_until` before `duty_from` passes midnight. */
  duty_from: string | null;
  duty_until: string | null;
  active: boolean;
}

export interface RosterEntry extends RosterDraft {
  id: string;
  area: string | null;
  staff_name: string;
  stand_in_name: string | null;
}

/** The whole list of the district: the whole district first, then by area, kind and place. */
export async function listRoster(session: Session): Promise<RosterEntry[]> {
  const { tx, scope } = session;
  const { rows } = await tx.query<Omit<RosterEntry, "staff_name" | "stand_in_name">>(
    `select r.id, r.area_id, a.name as area, r.kinds, r.place, r.staff_id, r.stand_in_id, r.away_from::text as away_from,
       r.away_until::text as away_until, r.weekdays, to_char(r.duty_from, 'HH24:MI') as duty_from,
       to_char(r.duty_until, 'HH24:MI') as duty_until, r.active
     from crisis_roster r left join areas a on a.district_id = r.district_id and a.id = r.area_id
     where r.district_id = $1
     order by a.name nulls first, r.kinds nulls first, r.place, r.created_at, r.id`,
    [scope.district_id],
  );
  const names = await staffNames(
    session,
    rows.flatMap((row) => [row.staff_id, ...(row.stand_in_id ? [row.stand_in_id] : [])]),
  );
  return rows.map((row) => ({
    ...row,
    staff_name: names.get(row.staff_id)!,
    stand_in_name: row.stand_in_id ? names.get(row.stand_in_id)! : null,
  }));
}

/**
 * Puts a line onto the list, or changes the one with `id`.
 * @returns its id
 * @throws Refusal `supervisors_only`; `not_found` for an unknown line; `roster_staff`, `roster_stand_in`, `roster_area`,
 *   `roster_kind`, `roster_place`, `roster_days`, `roster_hours`, `roster_away` for what is wrong in it
 */
export async function putRosterEntry(session: Session, draft: RosterDraft, id: string | null = null): Promise<string> {
  const { tx, scope, now } = session;
  assertLeads(session);
  await check(session, draft);
  const values = [
    scope.district_id,
    id ?? newId(now),
    draft.area_id,
    draft.kinds,
    draft.place,
    draft.staff_id,
    draft.stand_in_id,
    draft.away_from,
    draft.away_until,
    [...new Set(draft.weekdays)].sort(),
    draft.duty_from,
    draft.duty_until,
    draft.active,
  ];
  const { affected } = id
    ? await tx.query(
        `update crisis_roster set area_id = $3, kinds = $4, place = $5, staff_id = $6, stand_in_id = $7, away_from = $8,
           away_until = $9, weekdays = $10, duty_from = $11, duty_until = $12, active = $13
         where district_id = $1 and id = $2`,
        values,
      )
    : await tx.query(
        `insert into crisis_roster (district_id, id, area_id, kinds, place, staff_id, stand_in_id, away_from, away_until,
           weekdays, duty_from, duty_until, active, created_at)
         values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14)`,
        [...values, now],
      );
  if (affected === 0) throw new Refusal("not_found");
  const put = values[1] as string;
  await audit(session, {
    action: "crisis.roster_put",
    entity: "crisis_roster",
    entity_id: put,
    detail: { staff_id: draft.staff_id, place: draft.place },
  });
  return put;
}

/**
 * Takes a line off the list.
 * @throws Refusal `supervisors_only`, `not_found`
 */
export async function dropRosterEntry(session: Session, id: string): Promise<void> {
  assertLeads(session);
  const { affected } = await session.tx.query("delete from crisis_roster where district_id = $1 and id = $2", [
    session.scope.district_id,
    id,
  ]);
  if (affected === 0) throw new Refusal("not_found");
  await audit(session, { action: "crisis.roster_dropped", entity: "crisis_roster", entity_id: id });
}

const TIME = /^([01]\d|2[0-3]):[0-5]\d$/;

async function check({ tx, scope }: Session, draft: RosterDraft): Promise<void> {
  const { rows } = await tx.query<{ id: string }>(
    "select id from staff where district_id = $1 and active and id = any ($2::uuid[])",
    [scope.district_id, [draft.staff_id, draft.stand_in_id].filter((id) => id !== null)],
  );
  const active = rows.map((row) => row.id);
  if (!active.includes(draft.staff_id)) throw new Refusal("roster_staff");
  if (draft.stand_in_id !== null && (!active.includes(draft.stand_in_id) || draft.stand_in_id === draft.staff_id))
    throw new Refusal("roster_stand_in");
  if (draft.area_id !== null) {
    const area = await tx.query("select from areas where district_id = $1 and id = $2", [
      scope.district_id,
      draft.area_id,
    ]);
    if (area.rows.length === 0) throw new Refusal("roster_area");
  }
  if (draft.kinds !== null && (draft.kinds.length === 0 || draft.kinds.some((kind) => !/^[a-z_]{1,24}$/.test(kind))))
    throw new Refusal("roster_kind");
  if (!Number.isInteger(draft.place) || draft.place < 1 || draft.place > 9) throw new Refusal("roster_place");
  if (draft.weekdays.length === 0 || draft.weekdays.some((day) => !Number.isInteger(day) || day < 1 || day > 7))
    throw new Refusal("roster_days");
  const hours = [draft.duty_from, draft.duty_until].filter((time) => time !== null);
  if (hours.length === 1 || hours.some((time) => !TIME.test(time)) || (hours.length === 2 && hours[0] === hours[1]))
    throw new Refusal("roster_hours");
  const days = [draft.away_from, draft.away_until].filter((day) => day !== null);
  if (days.some((day) => !isDay(day)) || (days.length === 2 && days[0]! > days[1]!)) throw new Refusal("roster_away");
}
