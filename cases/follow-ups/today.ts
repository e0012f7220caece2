import { chinaDate } from "../../platform/clock.ts";
import { openOrNull } from "../../platform/seal.ts";
import { JOINED_COLUMNS, type JoinedPerson, type NamedPerson, namedPerson } from "../people/named.ts";
import { Refusal } from "../refusal.ts";
import type { Session, StaffSession } from "../session.ts";
import { staffNames } from "../staff/staff.ts";
import type { Reason } from "./change.ts";
import { inWalkingOrder } from "./place-order.ts";
import { reached } from "./schedule.ts";

/** One date on the list of the day. */
export interface DueDate {
  id: string;
  due_on: string;
  basis: "agreed" | "rule";
  /** `agreed`, or the condition of the rule. */
  why: string;
  source: string | null;
  /** In the words of the note in which it was made. */
  promised: string | null;
  late_days: number;
  /** How often somebody was there and met nobody, and the last time. */
  tries: number;
  last_try: { on: string; reason: Reason } | null;
  owner: { id: string; name: string };
}

export interface DuePerson {
  person: NamedPerson | null;
  last_contact: { on: string; form: string | null } | null;
  dates: DueDate[];
}

/** One door with everybody behind it who is due. */
export interface DueHousehold {
  area_id: string | null;
  area: string | null;
  address: string | null;
  people: DuePerson[];
}

interface Row extends Omit<DueDate, "promised" | "late_days" | "last_try" | "owner">, JoinedPerson {
  owner_id: string;
  promised_sealed: string | null;
  try_on: string | null;
  try_reason: Reason | null;
  household_id: string | null;
  area_id: string | null;
  area: string | null;
  seen_on: string | null;
  seen_form: string | null;
}

/** What is one's own, or of whom one stands in for; of the rules whatever is of one's grids, whoever was there last. */
const MINE = `(f.owner_id = $3
  or (f.basis = 'rule' and f.area_id = any ((select app_areas())::uuid[]))
  or exists (select from app_stands_in() s where s.from_staff = f.owner_id and s.area_id = f.area_id))`;

const dueRows = (of: string, filter: string): string => `
  select f.id, f.due_on::text as due_on, f.basis, f.why, f.source, f.promised_sealed, f.owner_id,
    tried.n::int as tries, tried.last_on::text as try_on, tried.reason as try_reason,
    ${JOINED_COLUMNS}, coalesce(p.household_id, fv.household_id) as household_id,
    a.id as area_id, a.name as area, seen.visited_on::text as seen_on, seen.form as seen_form
  from (
    -- The dates first, and only then what belongs to each: a district may have thousands that are due.
    select * from follow_ups f
    where f.district_id = $1 and f.closed_at is null and coalesce(f.shown_from, f.due_on) <= $2 and ${of} ${filter}
    order by f.due_on, f.id limit $4
  ) f
  left join people p on p.district_id = f.district_id and p.id = f.person_id
  left join visits fv on fv.district_id = f.district_id and fv.id = f.visit_id
  left join areas a on a.district_id = f.district_id and a.id = f.area_id
  left join lateral (
    select count(*) as n, max((e.at at time zone interval '+08:00')::date) as last_on,
      (array_agg(e.reason order by e.at desc))[1] as reason
    from follow_up_events e left join visits ev on ev.district_id = e.district_id and ev.id = e.visit_id
    where e.district_id = f.district_id and e.follow_up_id = f.id and e.kind = 'missed' and ev.undone_at is null
  ) tried on true
  left join lateral (
    select v.visited_on, v.form from visit_people vp join visits v on v.district_id = vp.district_id and v.id = vp.visit_id
    where vp.district_id = f.district_id and vp.person_id = f.person_id and v.undone_at is null and ${reached("v")}
    order by v.visited_on desc, v.created_at desc limit 1
  ) seen on true
  order by f.due_on, f.id`;

/** Beyond this nobody walks in a day; what is due longest is taken first. */
export const MOST_DATES = 500;

/**
 * Who is to be seen today: the asker's own dates and the rules' of their grids, by grid, building and floor, door by door.
 * @param of `mine`, or `district` for whatever a supervisor sees
 * @param most how many dates at most; what is due longest is taken first
 */
export async function dueToday(
  session: StaffSession,
  of: "mine" | "district" = "mine",
  filter: { area_id?: string; person_id?: string; follow_up_id?: string } = {},
  most = MOST_DATES,
): Promise<DueHousehold[]> {
  const { tx, scope, now } = session;
  const params: unknown[] = [scope.district_id, chinaDate(now), scope.staff_id, most];
  const add = (column: string, value: string | undefined): string => {
    if (value === undefined) return "";
    params.push(value);
    return ` and ${column} = $${params.length}`;
  };
  const narrowed =
    add("f.area_id", filter.area_id) + add("f.person_id", filter.person_id) + add("f.id", filter.follow_up_id);
  const { rows } = await tx.query<Row>(dueRows(of === "mine" ? MINE : "$3::uuid is not null", narrowed), params);
  return byDoor(session, rows);
}

/** In how many doors somebody is due, by grid; null is without a grid. Counted of whatever the asker sees, without opening anything. */
export async function dueDoors({ tx, scope, now }: Session): Promise<Map<string | null, number>> {
  const { rows } = await tx.query<{ area_id: string | null; doors: number }>(
    `select f.area_id, count(distinct coalesce(p.household_id, v.household_id, f.person_id, f.id))::int as doors
     from follow_ups f
     left join people p on p.district_id = f.district_id and p.id = f.person_id
     left join visits v on v.district_id = f.district_id and v.id = f.visit_id
     where f.district_id = $1 and f.closed_at is null and coalesce(f.shown_from, f.due_on) <= $2
     group by f.area_id`,
    [scope.district_id, chinaDate(now)],
  );
  return new Map(rows.map(({ area_id, doors }) => [area_id, doors]));
}

/**
 * The person of one date with all of their dates that stand on the list: whoever stands before the door sees to all of them.
 * @throws Refusal `follow_up_closed` when it is not on the list any more
 */
export async function dueWith(session: StaffSession, id: string, of: "mine" | "district" = "mine"): Promise<DuePerson> {
  const [found] = await dueToday(session, of, { follow_up_id: id });
  const one = found?.people[0];
  if (!one) throw new Refusal("follow_up_closed");
  if (one.person === null) return one;
  const [home] = await dueToday(session, of, { person_id: one.person.id });
  return home!.people[0]!;
}

async function byDoor(session: Session, rows: readonly Row[]): Promise<DueHousehold[]> {
  const { sealer, now } = session;
  const owners = await staffNames(
    session,
    rows.map((row) => row.owner_id),
  );
  const sealed = await sealedAddresses(
    session,
    rows.flatMap((row) => row.household_id ?? []),
  );
  const today = Date.parse(chinaDate(now));
  const households = new Map<string, DueHousehold>();
  const people = new Map<string, DuePerson>();
  for (const row of rows) {
    // A door that these eyes may not see is none.
    const door = row.household_id !== null && sealed.has(row.household_id) ? row.household_id : null;
    const at = door ?? row.person_id ?? row.id;
    const who = row.person_id ?? row.id;
    if (!households.has(at))
      households.set(at, {
        ...{ area_id: row.area_id, area: row.area },
        address: await openOrNull(sealer, sealed.get(door ?? "") ?? null, "households.address"),
        people: [],
      });
    if (!people.has(who)) {
      const person: DuePerson = {
        person: await namedPerson(sealer, row),
        last_contact: row.seen_on === null ? null : { on: row.seen_on, form: row.seen_form },
        dates: [],
      };
      people.set(who, person);
      households.get(at)!.people.push(person);
    }
    people.get(who)!.dates.push({
      ...{ id: row.id, due_on: row.due_on, basis: row.basis, why: row.why, source: row.source, tries: row.tries },
      promised: await openOrNull(sealer, row.promised_sealed, "follow_ups.promised"),
      late_days: Math.max(0, Math.round((today - Date.parse(row.due_on)) / 86_400_000)),
      last_try: row.try_on === null ? null : { on: row.try_on, reason: row.try_reason! },
      owner: { id: row.owner_id, name: owners.get(row.owner_id) ?? "" },
    });
  }
  return [...households.values()].toSorted(inWalkingOrder);
}

/** Where these doors are, of those that the asker may see. Asked on their own: a join would go through every door of the district. */
async function sealedAddresses({ tx, scope }: Session, ids: readonly string[]): Promise<Map<string, string | null>> {
  const { rows } = await tx.query<{ id: string; address_sealed: string | null }>(
    "select id, address_sealed from households where district_id = $1 and id = any ($2::uuid[])",
    [scope.district_id, [...new Set(ids)]],
  );
  return new Map(rows.map((row) => [row.id, row.address_sealed]));
}
