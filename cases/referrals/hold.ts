import type { Session } from "../session.ts";
import { addWorkingDays, workingDaysBetween } from "../working-days/working-days.ts";
import { applyMove, type Moved, standingOf, today } from "./move.ts";
import { BY_TIMER } from "./parties.ts";

/** How many come back in one transaction. */
const AT_ONCE = 100;

/**
 * Referrals whose pause ends today or has ended come back to where they were; the service does it, at their day. For a timer: a session
 * of the service itself.
 */
export async function returnHeld(session: Session): Promise<Moved[]> {
  const { tx, scope } = session;
  const day = today(session);
  const { rows } = await tx.query<{ id: string }>(
    `select id from referrals where district_id = $1 and status = 'on-hold' and held_until <= $2::date
     order by held_until, id limit $3 for update skip locked`,
    [scope.district_id, day, AT_ONCE],
  );
  const moved: Moved[] = [];
  for (const { id } of rows) {
    const referral = await standingOf(session, id);
    const { held_on, held_due_on } = referral;
    const due_on =
      held_on && held_due_on ? addWorkingDays(held_due_on, workingDaysBetween(held_on, day)) : referral.due_on;
    const back = { held_on: null, held_until: null, held_from: null, held_due_on: null, due_on };
    moved.push(await applyMove(session, BY_TIMER, referral, referral.held_from ?? "in-progress", null, back));
  }
  return moved;
}
