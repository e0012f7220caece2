import type { Session } from "../session.ts";
import { leadersOf, MISSED_AFTER_MS } from "./contacts.ts";
import { eachDue, type TimerParts } from "./due.ts";
import { recordEvent } from "./events.ts";

/** A contact after an attempt of which somebody is told, for the words of it. */
export interface ContactReminder {
  crisis_id: string;
  ref: string;
  after_hours: number;
  /** `nobody_has_it`: due, and nobody took it. `due`: who took it makes it now. `missed`: a day later it is not made. */
  what: "nobody_has_it" | "due" | "missed";
  /** Who took it when it is due; else who has the crisis, and the supervisors. */
  staff_ids: string[];
}

/**
 * Tells of every contact that is due, each once, and marks as missed what was taken and not made a day later; each in a transaction
 * of its own. The contacts outlive the closing of the crisis.
 * @param say puts the words of it on their way, in the same transaction
 * @returns how many
 * @throws what the first of them threw that failed, after all were tried
 */
export function remindOfContacts(
  parts: TimerParts,
  say: (session: Session, reminder: ContactReminder) => Promise<void>,
): Promise<number> {
  return eachDue(parts, "crisis_contacts_due", takeReminder, say);
}

/** What is due of one contact, if it still is; nobody else gets it any more. */
async function takeReminder(session: Session, id: string): Promise<ContactReminder | null> {
  const { tx, scope, now } = session;
  const { rows } = await tx.query<{
    crisis_id: string;
    ref: string;
    after_hours: number;
    taken_by: string | null;
    leader: string | null;
    is_told: boolean;
  }>(
    `select k.crisis_id, c.ref, k.after_hours, k.owner_id as taken_by, c.owner_id as leader, k.remind_at > k.due_at as is_told
     from crisis_contacts k join crises c on c.district_id = k.district_id and c.id = k.crisis_id
     where k.district_id = $1 and k.id = $2 and k.remind_at <= $3 and k.state in ('proposed', 'taken')
     for update of k skip locked`,
    [scope.district_id, id, now],
  );
  if (!rows[0]) return null;
  const { taken_by, leader, is_told, ...contact } = rows[0];
  const set = (state: string, remind_at: Date | null) =>
    tx.query("update crisis_contacts set state = $3, remind_at = $4 where district_id = $1 and id = $2", [
      ...[scope.district_id, id, state, remind_at],
    ]);
  if (taken_by === null) {
    await set("proposed", null);
    return { ...contact, what: "nobody_has_it", staff_ids: await leadersOf(session, leader) };
  }
  if (!is_told) {
    await set("taken", new Date(now.getTime() + MISSED_AFTER_MS));
    return { ...contact, what: "due", staff_ids: [taken_by] };
  }
  await set("missed", null);
  const { crisis_id, after_hours } = contact;
  await recordEvent(session, crisis_id, { kind: "noted", detail: { what: "contact_missed", after_hours } });
  return { ...contact, what: "missed", staff_ids: [...new Set([taken_by, ...(await leadersOf(session, leader))])] };
}
