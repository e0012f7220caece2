import { chinaDate } from "../../platform/clock.ts";
import { newId } from "../../platform/id.ts";
import type { Session } from "../session.ts";
import { after, OF_A_DAY, type RuleInForce, rulesInForce, shownFrom } from "./rules.ts";

/** Somebody who can tell how the resident is was met: not 未遇 alone, and not a neighbour alone. @param v an alias of visits */
export const reached = (v: string): string => `not (${v}.met <> '{}' and ${v}.met <@ array['未遇', '邻居'])`;

/** How many people one look at a whole district takes at most; the next look takes the next. */
const AT_ONCE = 500;

/** 特困, and the six kinds of elders who are to be seen monthly, where a list or somebody wrote it into the file. */
const HARDSHIP_TAGS = `(array_to_string(p.tags || coalesce(h.tags, '{}'), ' ') ~ '特困|五保|独居|空巢|留守|失能|重残|计生特殊'
  and (array_to_string(p.tags || coalesce(h.tags, '{}'), ' ') ~ '老人|老年'
    or p.age_from + extract(year from age($3::date, coalesce(p.age_on, $3::date))) >= 60))`;

/** Whoever the condition holds of and who has no open date of its rule. A date that was given up stays so until a new contact. */
const candidates = (rule: RuleInForce): string => `
  select p.id, p.area_id, coalesce(last.staff_id, p.created_by) as owner_id,
    greatest(last.visited_on, held.since)::text as base
  from people p
  left join households h on h.district_id = p.district_id and h.id = p.household_id
  left join lateral (
    select min(c.since) as since from person_conditions c
    left join visits cv on cv.district_id = c.district_id and cv.id = c.visit_id
    where c.district_id = p.district_id and c.person_id = p.id and c.condition = $2 and c.ended_at is null and cv.undone_at is null
  ) held on true
  left join lateral (
    select v.visited_on, v.staff_id, v.created_at from visit_people vp join visits v on v.district_id = vp.district_id and v.id = vp.visit_id
    where vp.district_id = p.district_id and vp.person_id = p.id and v.undone_at is null and ${reached("v")}
    order by v.visited_on desc, v.created_at desc limit 1
  ) last on true
  where p.district_id = $1 and ($4::uuid[] is null or p.id = any ($4::uuid[])) and $3::date is not null
    and (held.since is not null ${rule.condition === "hardship_elder" ? `or ${HARDSHIP_TAGS}` : ""})
    and not exists (select from follow_ups f where f.district_id = p.district_id and f.person_id = p.id and f.rule = $2
      and (f.closed_at is null or (f.closed_as = 'dropped' and f.closed_at >= coalesce(last.created_at, f.closed_at))))
  limit ${AT_ONCE}`;

/**
 * Gives everybody whom a rule of the kind "so long after the last contact" looks at their next date, unless they have one: the
 * last contact or the day it became known, plus the interval; never in the past, because nobody could have known.
 * @param person_ids only of these; null: of whoever the asker sees
 * @param visit_id after which visit: the dates go with it when it is taken back
 * @returns how many dates were made
 */
export async function scheduleRules(
  session: Session,
  person_ids: string[] | null,
  visit_id: string | null = null,
): Promise<number> {
  const { tx, scope, now } = session;
  const today = chinaDate(now);
  let made = 0;
  for (const rule of await rulesInForce(session)) {
    if (rule.off || OF_A_DAY.includes(rule.condition)) continue;
    type Candidate = { id: string; area_id: string | null; owner_id: string; base: string | null };
    const find = async (ids: string[] | null): Promise<Candidate[]> =>
      (await tx.query<Candidate>(candidates(rule), [scope.district_id, rule.condition, today, ids])).rows;
    const found = person_ids ?? (await find(null)).map(({ id }) => id);
    if (found.length === 0) continue;
    await holdPeople(session, found);
    const people = await find(found);
    const dates = people.map(({ base }) => [after(base ?? today, rule), today].toSorted().at(-1)!);
    await tx.query(
      `insert into follow_ups (district_id, id, person_id, visit_id, area_id, owner_id, due_on, shown_from, basis, rule, why, source, created_at)
       select $1, x.id, x.person_id, $11, x.area_id, x.owner_id, x.due_on, x.shown_from, 'rule', $2, $2, $3, $4
       from unnest($5::uuid[], $6::uuid[], $7::uuid[], $8::uuid[], $9::date[], $10::date[])
         as x (id, person_id, area_id, owner_id, due_on, shown_from)`,
      [
        ...[scope.district_id, rule.condition, rule.source, now],
        people.map(() => newId(now)),
        people.map((person) => person.id),
        people.map((person) => person.area_id),
        people.map((person) => person.owner_id),
        dates,
        dates.map((due_on) => shownFrom(due_on, rule)),
        visit_id,
      ],
    );
    made += people.length;
  }
  return made;
}

/**
 * Two visits to one person at once make one date: the second waits here and looks again. Not `for update`, which would wait for
 * whoever has just written of the same person and is waiting for us.
 */
export async function holdPeople({ tx, scope }: Session, person_ids: readonly string[]): Promise<number> {
  const { rows } = await tx.query(
    "select id from people where district_id = $1 and id = any ($2::uuid[]) order by id for no key update",
    [scope.district_id, person_ids],
  );
  return rows.length;
}
