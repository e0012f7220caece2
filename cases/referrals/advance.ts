import { addDays } from "../../platform/clock.ts";
import { cutIdNumbers } from "../../platform/id-numbers.ts";
import { districtSettings } from "../district-settings.ts";
import { Refusal } from "../refusal.ts";
import type { Session, StaffSession } from "../session.ts";
import { addWorkingDays, workingDaysBetween } from "../working-days/working-days.ts";
import { dueOn } from "./due.ts";
import { applyMove, type Moved, type Standing, standingOf, today, type Written } from "./move.ts";
import { CLOSED, MOVES, type ReferralStatus } from "./moves.ts";
import { isOneOf, type Mover, moverOf } from "./parties.ts";
import { resentAs } from "./resent-as.ts";
import { overtaken } from "./what-happened.ts";

export type { Moved } from "./move.ts";

/** Why the resident cannot say that it is done: 去世, 搬走, 不愿再联系. */
export const WITHOUT_RESIDENT = ["died", "moved", "refuses"] as const;
export type WithoutResident = (typeof WITHOUT_RESIDENT)[number];

export interface Advance {
  to: ReferralStatus;
  /** Why, or the receiver's outcome where the move needs one. */
  reason?: string | undefined;
  /** Whether the resident says that it is done. */
  resident_confirmed?: boolean | undefined;
  /** For `completed`: the resident cannot be asked; takes a supervisor. */
  without_resident?: WithoutResident | undefined;
  /** For `on-hold`: the day (ISO date, China) on which it comes back; five working days from now when nothing is said. */
  until?: string | undefined;
}

/** How long a pause lasts for which nobody names a day, in working days. */
const HOLD_WORKING_DAYS = 5;
/** A pause is no drawer: at most so far ahead, in days. */
const HOLD_DAYS_AT_MOST = 180;

/** The day on which a pause ends for which nobody names one. */
export const holdUntil = (date: string): string => addWorkingDays(date, HOLD_WORKING_DAYS);

/**
 * Moves a referral by one conditional UPDATE, with its event and its audit row. Two people at once: one wins.
 * @throws Refusal `not_found`, `already_there`, `move_not_allowed` (from here there is no such move), `not_yours_to_move`,
 *   `reason_needed`, `outcome_needed`, `resident_not_asked`, `supervisor_needed`, `until_not_ahead`, `already_resent`,
 *   `changed_meanwhile` with the status it has now, who made it so and when
 */
export async function advanceReferral(session: StaffSession, id: string, advance: Advance): Promise<Moved> {
  const referral = await standingOf(session, id);
  return advanceAs(session, await moverOf(session, referral), referral, advance);
}

/** The same for whoever has no account, by a receiver's link, and for the service itself. */
export async function advanceAs(session: Session, mover: Mover, referral: Standing, advance: Advance): Promise<Moved> {
  const { to } = advance;
  if (to === referral.status) throw await overtaken(session, referral.id, "already_there");
  const move = MOVES.find((m) => m.from === referral.status && m.to === to);
  if (!move) throw new Refusal("move_not_allowed", { from: referral.status, to });
  if (!isOneOf(mover, move.by)) throw new Refusal("not_yours_to_move");
  const words = cutIdNumbers(advance.reason ?? "").trim() || null;
  if (move.needs === "reason" && !words) throw new Refusal("reason_needed");
  if (move.needs === "outcome" && !words) throw new Refusal("outcome_needed");
  const written =
    move.needs === "outcome"
      ? { ...completed(mover, advance), outcome_sealed: await session.sealer.seal(words!, "referrals.outcome") }
      : await writtenBy(session, referral, advance);
  return applyMove(session, mover, referral, to, words, written);
}

/** @throws Refusal `resident_not_asked`, `supervisor_needed` */
function completed(mover: Mover, advance: Advance): Written {
  if (advance.resident_confirmed === true) return { resident_confirmed: true };
  if (!advance.without_resident) throw new Refusal("resident_not_asked");
  if (!isOneOf(mover, ["supervisor"])) throw new Refusal("supervisor_needed");
  return { closed_without: advance.without_resident };
}

async function writtenBy(session: Session, referral: Standing, advance: Advance): Promise<Written> {
  const { to } = advance;
  if (to === "on-hold") return held(session, referral, advance.until);
  if (to === "rejected") return { denial: "open" };
  const written: Written = referral.status === "on-hold" ? { ...resumed(session, referral), ...NOT_HELD } : {};
  if (!CLOSED.includes(referral.status)) return written;
  const next = await resentAs(session, referral);
  if (next) throw new Refusal("already_resent", { ref: next.ref });
  const { referral_days } = await districtSettings(session);
  const due_on = dueOn(referral.priority, session.now, referral_days);
  return { due_on, denial: null, outcome_sealed: null, resident_confirmed: null, closed_without: null };
}

const NOT_HELD: Written = { held_on: null, held_until: null, held_from: null, held_due_on: null };

/** Put off until a day; what is due moves with it. */
function held(session: Session, referral: Standing, until: string | undefined): Written {
  const day = today(session);
  const held_until = until ?? holdUntil(day);
  if (held_until <= day || held_until > addDays(day, HOLD_DAYS_AT_MOST)) throw new Refusal("until_not_ahead");
  return {
    held_on: day,
    held_until,
    held_from: referral.status,
    held_due_on: referral.due_on,
    due_on: referral.due_on && addWorkingDays(referral.due_on, workingDaysBetween(day, held_until)),
  };
}

/** Taken up again, earlier or later than was said: only the working days of the pause are added. */
function resumed(session: Session, { held_on, held_due_on }: Standing): Written {
  if (!held_on || !held_due_on) return {};
  return { due_on: addWorkingDays(held_due_on, workingDaysBetween(held_on, today(session))) };
}
