import { returnHeld } from "../../cases/referrals/hold.ts";
import type { Moved } from "../../cases/referrals/move.ts";
import type { StepName } from "../../cases/referrals/pathway/pathways.ts";
import type { Resent } from "../../cases/referrals/resend.ts";
import { inSession, type Session } from "../../cases/session.ts";
import { staffNames } from "../../cases/staff/staff.ts";
import { systemScope } from "../../platform/scope.ts";
import type { BotParts } from "../parts.ts";
import { forOthers } from "../texts/in-language.ts";
import { referralLife } from "../texts/referral-life.ts";
import { texts } from "../texts/zh-hans.ts";
import { raiserOf, tell, tellRaiser, tellReceivers } from "./moved.ts";

type Telling = Pick<BotParts, "sealer" | "clock">;

/** The raiser is told who takes care of it. */
export async function tellOfClaim(parts: Telling, session: Session, claimed: Moved): Promise<void> {
  const { staff_id } = session.scope;
  const who = (staff_id && (await staffNames(session, [staff_id])).get(staff_id)) || "";
  const text = forOthers(() => referralLife.claimed(claimed.ref, claimed.service_name, who));
  await tellRaiser(parts, session, claimed, text, [who]);
}

/** The raiser is told that a refusal stands. */
export function tellOfDenial(parts: Telling, session: Session, moved: Moved): Promise<void> {
  return tellRaiser(
    parts,
    session,
    moved,
    forOthers(() => referralLife.denial_confirmed(moved.ref)),
  );
}

/** The first raiser is told where it went on; the new receivers that they have it. */
export async function tellOfResending(parts: Telling, session: Session, resent: Resent): Promise<void> {
  const { ref, from, service_name, organization_id } = resent;
  const text = forOthers(() => referralLife.resent(from.ref, ref, service_name));
  await tellRaiser(parts, session, resent, text);
  const new_one = forOthers(() => texts.referral.new_one(ref, service_name));
  await tellReceivers(parts, session, { ...resent, owner_id: null, organization_id }, new_one);
}

/** The raiser is asked to ask the resident. */
export function tellOfOutcome(parts: Telling, session: Session, moved: Moved): Promise<void> {
  return tellRaiser(
    parts,
    session,
    moved,
    forOthers(() => referralLife.outcome(moved.ref, moved.service_name)),
  );
}

/** What the resident said is told to both sides: done like any move, not done to whoever has it. */
export async function tellOfResident(parts: Telling, session: Session, moved: Moved): Promise<void> {
  const { ref, service_name } = moved;
  const text = forOthers(() =>
    moved.to === "completed"
      ? texts.referral.moved(ref, service_name, texts.status.completed)
      : referralLife.not_solved(ref, service_name),
  );
  await tellRaiser(parts, session, moved, text);
  await tellReceivers(parts, session, moved, text);
}

/** A step of a pathway that was done, told to the raiser. */
export function tellOfStep(parts: Telling, session: Session, moved: Moved, step: string): Promise<void> {
  const text = forOthers(() => referralLife.stepped(moved.ref, stepName(step)));
  return tellRaiser(parts, session, moved, text);
}

/** A step of a pathway as people say it. */
export function stepName(step: string): string {
  return Object.hasOwn(referralLife.steps, step) ? referralLife.steps[step as StepName] : step;
}

/** Brings back what was paused until today in one district and tells both sides; for a timer. @returns how many */
export function bringBackHeld(parts: Telling & Pick<BotParts, "database">, district_id: number): Promise<number> {
  return inSession({ ...parts, now: parts.clock.now() }, systemScope(district_id), async (session) => {
    const back = await returnHeld(session);
    for (const moved of back) {
      const { ref, service_name, owner_id, priority } = moved;
      const staff_ids = [...new Set([await raiserOf(session, moved), owner_id].filter((id) => id !== null))];
      await tell(parts, session, { staff_ids, priority }, () => referralLife.came_back(ref, service_name));
    }
    return back.length;
  });
}
