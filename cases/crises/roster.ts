import { chinaDate } from "../../platform/clock.ts";
import type { Session } from "../session.ts";
import { staffNames, staffWithRole } from "../staff/staff.ts";
import type { RosterDraft } from "./keep-roster.ts";
import type { Told } from "./told.ts";

/** Where somebody stands on the list: the people of one place are told together. */
export interface RosterPlace {
  /** How the place came about; the supervisors are always the last. */
  by: "roster" | "supervisors";
  /** The area whose list it is; null for the whole district. */
  area_id: string | null;
  people: Told[];
}

export interface RosterQuestion {
  /** Where it happens; null when nobody knows: only the lists of the whole district count. */
  area_id: string | null;
  /** One of the screen's kinds. */
  kind: string;
  at: Date;
  /** Left out: whoever reported it. */
  without?: string | null;
}

interface Entry extends Omit<RosterDraft, "kinds" | "active"> {
  distance: number;
  of_kind: boolean;
}

/**
 * Who is told of a crisis, in order: the list of the grid, then of its community, street and district; within an area the lists
 * of that kind before those of every kind. Only who is on duty at that moment by the clock of China; the stand-in while
 * somebody is away; nobody who left; everybody once. The supervisors come last, whatever the lists say.
 */
export async function rosterFor(session: Session, question: RosterQuestion): Promise<RosterPlace[]> {
  const { tx, scope } = session;
  const { rows } = await tx.query<Entry>(
    `with recursive up as (
       select id, parent_id, level, 0 as distance from areas where district_id = $1 and id = $2
       union all
       select a.id, a.parent_id, a.level, up.distance + 1 from up join areas a on a.district_id = $1 and a.id = up.parent_id
     )
     select r.area_id, case when r.area_id is null then 99 else coalesce(up.distance, 98) end as distance,
       r.kinds is not null as of_kind, r.place, r.staff_id, r.stand_in_id,
       r.away_from::text as away_from, r.away_until::text as away_until, r.weekdays,
       to_char(r.duty_from, 'HH24:MI') as duty_from, to_char(r.duty_until, 'HH24:MI') as duty_until
     from crisis_roster r
     left join up on up.id = r.area_id
     where r.district_id = $1 and r.active and (r.kinds is null or $3 = any (r.kinds))
       and (r.area_id is null or up.id is not null
         or r.area_id in (select id from areas where district_id = $1 and level = 'district'))
     order by distance, of_kind desc, r.place, r.created_at, r.id`,
    [scope.district_id, question.area_id, question.kind],
  );
  const on_duty = rows.filter((entry) => isOnDuty(entry, question.at));
  const people = on_duty.map((entry) => whoAnswers(entry, question.at));
  const supervisors = await staffWithRole(session, ["supervisor"]);
  const active = await activeStaff(
    session,
    people.flatMap((id) => id ?? []),
  );
  const names = await staffNames(session, [...active, ...supervisors]);

  const placed = new Set<string>(question.without ? [question.without] : []);
  const take = (ids: (string | null | undefined)[]): Told[] =>
    ids.flatMap((staff_id) => {
      if (!staff_id || placed.has(staff_id)) return [];
      placed.add(staff_id);
      return [{ staff_id, name: names.get(staff_id)! }];
    });
  const places: (RosterPlace & { key: string })[] = [];
  for (const [i, entry] of on_duty.entries()) {
    const id = people[i];
    if (!id || !active.has(id)) continue;
    const told = take([id]);
    if (told.length === 0) continue;
    const key = `${entry.distance}:${entry.of_kind}:${entry.place}`;
    const last = places.at(-1);
    if (last?.key === key) last.people.push(...told);
    else places.push({ key, by: "roster", area_id: entry.area_id, people: told });
  }
  const rest = take(supervisors);
  return [
    ...places.map(({ key: _, ...place }) => place),
    ...(rest.length > 0 ? [{ by: "supervisors" as const, area_id: null, people: rest }] : []),
  ];
}

async function activeStaff({ tx, scope }: Session, ids: string[]): Promise<Set<string>> {
  const { rows } = await tx.query<{ id: string }>(
    "select id from staff where district_id = $1 and active and id = any ($2::uuid[])",
    [scope.district_id, ids],
  );
  return new Set(rows.map((row) => row.id));
}

/** The one who answers on that day: the stand-in while the first is away, nobody when there is none. */
function whoAnswers(entry: Entry, at: Date): string | null {
  const today = chinaDate(at);
  const { away_from, away_until } = entry;
  const is_away =
    (away_from !== null || away_until !== null) &&
    (away_from === null || away_from <= today) &&
    (away_until === null || today <= away_until);
  return is_away ? entry.stand_in_id : entry.staff_id;
}

/** Duty that passes midnight belongs to the weekday on which it began. */
export function isOnDuty(
  duty: { weekdays: number[]; duty_from: string | null; duty_until: string | null },
  at: Date,
): boolean {
  const there = new Date(at.getTime() + 8 * 3_600_000);
  const weekday = there.getUTCDay() || 7;
  const minute = there.toISOString().slice(11, 16);
  const { weekdays, duty_from, duty_until } = duty;
  if (duty_from === null || duty_until === null) return weekdays.includes(weekday);
  if (duty_from < duty_until) return weekdays.includes(weekday) && duty_from <= minute && minute < duty_until;
  const day_before = weekday === 1 ? 7 : weekday - 1;
  return (weekdays.includes(weekday) && duty_from <= minute) || (weekdays.includes(day_before) && minute < duty_until);
}
