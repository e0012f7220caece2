import { chinaDate } from "../../platform/clock.ts";
import { newId } from "../../platform/id.ts";
import { cutIdNumbers } from "../../platform/id-numbers.ts";
import { audit } from "../audit/append.ts";
import { Refusal } from "../refusal.ts";
import type { Session, StaffSession } from "../session.ts";
import { staffNames } from "../staff/staff.ts";
import type { PersonCondition } from "./rules.ts";
import { holdPeople, scheduleRules } from "./schedule.ts";

/** One of these at a time. */
const STEADINESS: readonly PersonCondition[] = ["smd_stable", "smd_partly_stable", "smd_unstable"];

/**
 * From now on this holds of the person, and their next date follows it; another degree of steadiness ends with it.
 * @param said `told`: whose word it is, or the words of the note
 * @throws Refusal `not_found`, `reason_needed` when nobody is named whose word it is
 */
export async function setCondition(
  session: StaffSession,
  person_id: string,
  said: { condition: PersonCondition; told: string; since?: string; visit_id?: string },
): Promise<void> {
  const { tx, scope, sealer, now } = session;
  const told = cutIdNumbers(said.told).trim();
  if (told === "") throw new Refusal("reason_needed");
  const { condition, since = chinaDate(now), visit_id = null } = said;
  await holdPerson(session, person_id);
  const ended = STEADINESS.includes(condition) ? STEADINESS : [condition];
  const there = await tx.query<{ condition: PersonCondition }>(
    "select condition from person_conditions where district_id = $1 and person_id = $2 and ended_at is null and condition = any ($3::text[])",
    [scope.district_id, person_id, ended],
  );
  if (there.rows.some((row) => row.condition === condition)) return;
  await endThese(session, person_id, ended);
  await tx.query(
    `insert into person_conditions (district_id, id, person_id, condition, since, told_sealed, visit_id, set_by, created_at)
     values ($1, $2, $3, $4, $5, $6, $7, $8, $9)`,
    [
      ...[scope.district_id, newId(now), person_id, condition, since],
      ...[await sealer.seal(told, "person_conditions.told"), visit_id, scope.staff_id, now],
    ],
  );
  await audit(session, {
    action: "person.condition_set",
    entity: "person",
    entity_id: person_id,
    detail: { condition },
  });
  await scheduleRules(session, [person_id], visit_id);
}

/**
 * It does not hold any more; the open dates of its rule go with it.
 * @throws Refusal `not_found`
 */
export async function endCondition(
  session: StaffSession,
  person_id: string,
  condition: PersonCondition,
): Promise<void> {
  await holdPerson(session, person_id);
  await endThese(session, person_id, [condition]);
  await audit(session, {
    action: "person.condition_ended",
    entity: "person",
    entity_id: person_id,
    detail: { condition },
  });
}

async function holdPerson(session: Session, person_id: string): Promise<void> {
  if ((await holdPeople(session, [person_id])) === 0) throw new Refusal("not_found");
}

async function endThese(
  { tx, scope, now }: StaffSession,
  person_id: string,
  conditions: readonly PersonCondition[],
): Promise<void> {
  await tx.query(
    `update person_conditions set ended_at = $4, ended_by = $5
     where district_id = $1 and person_id = $2 and condition = any ($3::text[]) and ended_at is null`,
    [scope.district_id, person_id, conditions, now, scope.staff_id],
  );
  await tx.query(
    `update follow_ups set closed_at = $4, closed_as = 'replaced'
     where district_id = $1 and person_id = $2 and rule = any ($3::text[]) and closed_at is null`,
    [scope.district_id, person_id, conditions, now],
  );
}

/** What holds of a person, with whose word it is and who wrote it down. */
export interface HeldCondition {
  condition: PersonCondition;
  since: string;
  told: string;
  by: string;
}

/**
 * What holds of this person now. The read is written down.
 * @throws Refusal `not_found` when there is no such person for these eyes
 */
export async function conditionsOf(session: Session, person_id: string): Promise<HeldCondition[]> {
  const { tx, scope, sealer } = session;
  const there = await tx.query("select from people where district_id = $1 and id = $2", [scope.district_id, person_id]);
  if (there.rows.length === 0) throw new Refusal("not_found");
  await audit(session, { action: "person.conditions_read", entity: "person", entity_id: person_id });
  const { rows } = await tx.query<{
    condition: PersonCondition;
    since: string;
    told_sealed: string;
    set_by: string;
  }>(
    `select c.condition, c.since::text as since, c.told_sealed, c.set_by
     from person_conditions c left join visits v on v.district_id = c.district_id and v.id = c.visit_id
     where c.district_id = $1 and c.person_id = $2 and c.ended_at is null and v.undone_at is null order by c.created_at`,
    [scope.district_id, person_id],
  );
  const names = await staffNames(
    session,
    rows.map((row) => row.set_by),
  );
  return Promise.all(
    rows.map(async ({ told_sealed, set_by, ...row }) => ({
      ...row,
      told: await sealer.open(told_sealed, "person_conditions.told"),
      by: names.get(set_by) ?? "",
    })),
  );
}
