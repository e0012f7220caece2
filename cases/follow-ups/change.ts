import { addDays, chinaDate } from "../../platform/clock.ts";
import { newId } from "../../platform/id.ts";
import { cutIdNumbers } from "../../platform/id-numbers.ts";
import { sealOrNull } from "../../platform/seal.ts";
import { audit } from "../audit/append.ts";
import { assertLeads, leads } from "../leads.ts";
import { Refusal } from "../refusal.ts";
import type { StaffSession } from "../session.ts";

/** Why somebody was not seen, or is seen another day, or not any more. */
export const REASONS = [
  "nobody_home",
  "away",
  "hospital",
  "resident_asked",
  "refused",
  "moved",
  "died",
  "no_time",
  "not_needed",
  "other",
] as const;
export type Reason = (typeof REASONS)[number];

/** Which of them say what: that nobody was met, that it is another day, that it ends. */
export const MISSED_REASONS = ["nobody_home", "away", "hospital", "refused", "moved", "died", "other"] as const;
export const SNOOZE_REASONS = ["resident_asked", "nobody_home", "away", "hospital", "no_time", "other"] as const;
export const DROP_REASONS = ["moved", "died", "refused", "not_needed", "other"] as const;

/** Farther ahead nobody plans a door. */
const FARTHEST_DAYS = 366;

interface Held {
  id: string;
  due_on: string;
  rule: string | null;
}

/** @throws Refusal `not_found`, `follow_up_closed` when it was seen to meanwhile */
async function hold({ tx, scope }: StaffSession, id: string): Promise<Held> {
  const { rows } = await tx.query<Held & { closed: boolean }>(
    `select id, due_on::text as due_on, rule, closed_at is not null as closed from follow_ups
     where district_id = $1 and id = $2 for update`,
    [scope.district_id, id],
  );
  if (!rows[0]) throw new Refusal("not_found");
  if (rows[0].closed) throw new Refusal("follow_up_closed");
  return rows[0];
}

/** Why, with the words that `other` needs. */
export interface Why {
  reason: Reason;
  words?: string | undefined;
}

/** @throws Refusal `reason_needed` */
async function record(
  session: StaffSession,
  held: Held,
  kind: "missed" | "snoozed" | "dropped",
  why: Why,
  to_on: string | null = null,
): Promise<void> {
  const { tx, scope, sealer, now } = session;
  const words = cutIdNumbers(why.words ?? "").trim();
  if (why.reason === "other" && words === "") throw new Refusal("reason_needed");
  const from_on = to_on === null ? null : held.due_on;
  await tx.query(
    `insert into follow_up_events (district_id, id, follow_up_id, kind, reason, words_sealed, from_on, to_on, by_staff, at)
     values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)`,
    [
      ...[scope.district_id, newId(now), held.id, kind, why.reason],
      ...[await sealOrNull(sealer, words || null, "follow_up_events.words"), from_on, to_on, scope.staff_id, now],
    ],
  );
  await audit(session, {
    action: `follow_up.${kind}`,
    entity: "follow_up",
    entity_id: held.id,
    detail: { reason: why.reason, ...(to_on === null ? {} : { from_on, to_on }) },
  });
}

/**
 * Somebody was there and did not meet them. The date stands; a second press on the same day changes nothing.
 * @throws Refusal `not_found`, `follow_up_closed`, `reason_needed`
 */
export async function missFollowUp(
  session: StaffSession,
  id: string,
  why: Why & { reason: (typeof MISSED_REASONS)[number] },
): Promise<void> {
  const { tx, scope, now } = session;
  const held = await hold(session, id);
  const again = await tx.query(
    `select from follow_up_events where district_id = $1 and follow_up_id = $2 and kind = 'missed' and reason = $3 and by_staff = $4
       and (at at time zone interval '+08:00')::date = $5::date`,
    [scope.district_id, id, why.reason, scope.staff_id, chinaDate(now)],
  );
  if (again.rows.length === 0) await record(session, held, "missed", why);
}

/**
 * Another day, with the reason. An agreed date moves to it. A rule's date stays what the rule says and is out of the list until
 * then; beyond the rule's day only a supervisor moves it, and then the rule's date is that day.
 * @param to ISO date
 * @throws Refusal `not_found`, `follow_up_closed`, `reason_needed`, `snooze_date_wrong` for today, the past or beyond a year,
 *   `snooze_past_rule` (with the rule's last day)
 */
export async function snoozeFollowUp(session: StaffSession, id: string, to: string, why: Why): Promise<void> {
  const { tx, scope, now } = session;
  const held = await hold(session, id);
  const today = chinaDate(now);
  if (to <= today || to > addDays(today, FARTHEST_DAYS)) throw new Refusal("snooze_date_wrong");
  if (held.rule !== null && to > held.due_on && !leads(scope))
    throw new Refusal("snooze_past_rule", { ref: held.due_on });
  const due_on = held.rule !== null && to <= held.due_on ? held.due_on : to;
  await record(session, held, "snoozed", why, to);
  await tx.query("update follow_ups set due_on = $3, shown_from = $4 where district_id = $1 and id = $2", [
    ...[scope.district_id, id, due_on, to],
  ]);
}

/**
 * Nobody goes there any more: a supervisor's word, with a reason. A rule makes no new date until somebody meets them again.
 * @throws Refusal `supervisors_only`, `not_found`, `follow_up_closed`, `reason_needed`
 */
export async function dropFollowUp(
  session: StaffSession,
  id: string,
  why: Why & { reason: (typeof DROP_REASONS)[number] },
): Promise<void> {
  const { tx, scope, now } = session;
  assertLeads(session);
  const held = await hold(session, id);
  await record(session, held, "dropped", why);
  await tx.query(
    "update follow_ups set closed_at = $3, closed_as = 'dropped' where district_id = $1 and id = $2 and closed_at is null",
    [scope.district_id, id, now],
  );
}
