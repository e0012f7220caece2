import { actsFor } from "../../cases/hand-over/acting.ts";
import type { Moved } from "../../cases/referrals/move.ts";
import type { Reviewed } from "../../cases/referrals/review.ts";
import type { Session, StaffSession } from "../../cases/session.ts";
import { asService } from "../../cases/session.ts";
import { staffOfOrganization, staffWithRole } from "../../cases/staff/staff.ts";
import type { BotParts } from "../parts.ts";
import { notifyCalmly } from "../quiet-hours.ts";
import { forOthers } from "../texts/in-language.ts";
import { referralLife } from "../texts/referral-life.ts";
import { texts } from "../texts/zh-hans.ts";
import { reply } from "./turn.ts";

type Telling = Pick<BotParts, "sealer" | "clock">;

/**
 * Everybody concerned is told of every move that somebody else made, in the move's own transaction: the raiser always, whoever has
 * it on the other side when it was not their own move, and the supervisors when it is refused.
 */
export async function tellOfMove(parts: Telling, session: Session, moved: Moved): Promise<void> {
  const { ref, service_name, to } = moved;
  const is_denied = to === "rejected";
  const text = forOthers(() =>
    is_denied
      ? referralLife.denied_to_raiser(ref, service_name)
      : texts.referral.moved(ref, service_name, texts.status[to]),
  );
  await tellRaiser(parts, session, moved, text);
  if (["cancelled", "entered-in-error", "requested", "in-progress"].includes(to)) {
    await tellReceivers(parts, session, moved, text);
  }
  if (!is_denied) return;
  const supervisors = await asService(session, (all) => staffWithRole(all, ["supervisor"]));
  const others = supervisors.filter((id) => id !== moved.raised_by);
  await tell(parts, session, { staff_ids: others, priority: moved.priority }, () =>
    referralLife.denied(ref, service_name),
  );
}

/** The raiser is told of a review. */
export async function tellOfReview(parts: Telling, session: StaffSession, reviewed: Reviewed): Promise<void> {
  const text = forOthers(() => texts.referral.reviewed[reviewed.verdict](reviewed.ref));
  await tellRaiser(parts, session, reviewed, text);
}

/** These people, apart from whoever acts, in the language that everybody here reads. */
export async function tell(
  parts: Telling,
  session: Session,
  whom: { staff_ids: string[]; priority: Moved["priority"]; names?: string[] },
  words: () => string,
): Promise<void> {
  const others = whom.staff_ids.filter((id) => id !== session.scope.staff_id);
  await notifyCalmly(parts, session, others, reply("status", forOthers(words)), whom);
}

/** Who is told in the raiser's place. */
export async function raiserOf(session: Session, { id, raised_by }: Pick<Moved, "id" | "raised_by">): Promise<string> {
  return (await asService(session, (all) => actsFor(all, id))) ?? raised_by;
}

/** Whoever raised it; who looks after the grid in their place, while somebody does. */
export async function tellRaiser(
  parts: Telling,
  session: Session,
  referral: Pick<Moved, "id" | "raised_by" | "priority">,
  text: string,
  names: string[] = [],
): Promise<void> {
  const staff_ids = [await raiserOf(session, referral)];
  await tell(parts, session, { staff_ids, priority: referral.priority, names }, () => text);
}

/** Whoever has it on the receiving side, or everybody there while nobody has. */
export async function receiversOf(
  session: Session,
  { owner_id, organization_id }: Pick<Moved, "owner_id" | "organization_id">,
): Promise<string[]> {
  if (owner_id !== null) return [owner_id];
  return organization_id === null ? [] : asService(session, (all) => staffOfOrganization(all, organization_id));
}

/** Tells whoever has it on the receiving side, unless one of them moved it. */
export async function tellReceivers(
  parts: Telling,
  session: Session,
  referral: Pick<Moved, "owner_id" | "organization_id" | "priority" | "raised_by">,
  text: string,
): Promise<void> {
  const { priority, raised_by } = referral;
  const receivers = await receiversOf(session, referral);
  // Whoever moves it from their own side has told their colleagues by that.
  if (receivers.includes(session.scope.staff_id ?? "")) return;
  await tell(parts, session, { staff_ids: receivers.filter((id) => id !== raised_by), priority }, () => text);
}
