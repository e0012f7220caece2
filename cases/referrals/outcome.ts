import { cutIdNumbers } from "../../platform/id-numbers.ts";
import { audit } from "../audit/append.ts";
import { Refusal } from "../refusal.ts";
import type { Session, StaffSession } from "../session.ts";
import { applyMove, type Moved, type Standing, standingOf } from "./move.ts";
import { isOneOf, type Mover, moverOf } from "./parties.ts";
import { recordEvent } from "./record-event.ts";
import { overtaken } from "./what-happened.ts";

/**
 * 回执: the receiver says what came of it, and nobody has asked the resident yet. It stays in progress until somebody has.
 * @throws Refusal `not_found`, `not_yours_to_move`, `move_not_allowed` unless it is in progress, `outcome_needed`, `changed_meanwhile`
 */
export async function reportOutcome(session: StaffSession, id: string, words: string): Promise<Moved> {
  const referral = await standingOf(session, id);
  return outcomeAs(session, await moverOf(session, referral), referral, words);
}

/** The same by a receiver's link. */
export async function outcomeAs(session: Session, mover: Mover, referral: Standing, said: string): Promise<Moved> {
  const { tx, scope, sealer, now } = session;
  const { id, status } = referral;
  if (!isOneOf(mover, ["receiver", "supervisor"])) throw new Refusal("not_yours_to_move");
  if (status !== "in-progress") throw new Refusal("move_not_allowed", { from: status, to: "completed" });
  const words = cutIdNumbers(said).trim();
  if (!words) throw new Refusal("outcome_needed");
  const { affected } = await tx.query(
    `update referrals set outcome_sealed = $3, resident_confirmed = null, version = version + 1, updated_at = $4
     where district_id = $1 and id = $2 and status = 'in-progress'`,
    [scope.district_id, id, await sealer.seal(words, "referrals.outcome"), now],
  );
  if (affected === 0) throw await overtaken(session, id, "changed_meanwhile");
  await recordEvent(session, id, { kind: "outcome", from: null, to: "reported", words, by: mover });
  await audit(session, { action: "referral.outcome_reported", entity: "referral", entity_id: id });
  return { ...referral, from: status, to: status };
}

/**
 * What the resident says to the receiver's outcome, as the raiser, the receiver or a supervisor has asked them: solved completes the
 * referral, not solved keeps it in progress with the resident's words.
 * @throws Refusal `not_found`, `not_yours_to_move`, `already_there`, `move_not_allowed`, `outcome_missing` when the receiver has
 *   reported none, `reason_needed` when it is not solved and nothing says why, `changed_meanwhile`
 */
export async function residentSays(
  session: StaffSession,
  id: string,
  says: { solved: boolean; words?: string | undefined },
): Promise<Moved> {
  const { tx, scope, now } = session;
  const referral = await standingOf(session, id);
  const mover = await moverOf(session, referral);
  if (mover.parties.length === 0) throw new Refusal("not_yours_to_move");
  if (referral.status === "completed") throw await overtaken(session, id, "already_there");
  if (referral.status !== "in-progress") {
    throw new Refusal("move_not_allowed", { from: referral.status, to: "completed" });
  }
  if (!referral.outcome_sealed) throw new Refusal("outcome_missing");
  const words = cutIdNumbers(says.words ?? "").trim() || null;
  if (says.solved) return applyMove(session, mover, referral, "completed", words, { resident_confirmed: true });
  if (!words) throw new Refusal("reason_needed");
  const { affected } = await tx.query(
    `update referrals set resident_confirmed = false, version = version + 1, updated_at = $3
     where district_id = $1 and id = $2 and status = 'in-progress'`,
    [scope.district_id, id, now],
  );
  if (affected === 0) throw await overtaken(session, id, "changed_meanwhile");
  // Whoever answers by a link may say anew what came of it.
  await tx.query(
    `update receiver_links set answers = array_remove(answers, 'outcome')
     where district_id = $1 and referral_id = $2 and revoked_at is null`,
    [scope.district_id, id],
  );
  await recordEvent(session, id, { kind: "resident", from: null, to: "not_solved", words, by: mover });
  await audit(session, {
    action: "referral.resident_asked",
    entity: "referral",
    entity_id: id,
    detail: { solved: false },
  });
  return { ...referral, from: "in-progress", to: "in-progress" };
}
