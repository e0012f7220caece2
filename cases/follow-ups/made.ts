import type { Session } from "../session.ts";
import type { Condition } from "./rules.ts";

/** The dates that rules made for these people in the running step, which a visit or a change was, the nearest first. */
export async function datesMade(
  { tx, scope, now }: Session,
  person_ids: readonly string[],
): Promise<{ person_id: string; rule: Condition; due_on: string }[]> {
  const { rows } = await tx.query<{ person_id: string; rule: Condition; due_on: string }>(
    `select person_id, rule, due_on::text as due_on from follow_ups
     where district_id = $1 and person_id = any ($2::uuid[]) and rule is not null and created_at = $3 and closed_at is null
     order by due_on, id`,
    [scope.district_id, person_ids, now],
  );
  return rows;
}
