import { audit } from "../audit/append.ts";
import { Refusal } from "../refusal.ts";
import type { StaffSession } from "../session.ts";
import { applyMove, type Moved, standingOf } from "./move.ts";
import { CLOSED } from "./moves.ts";
import { isOneOf, moverOf } from "./parties.ts";
import { recordEvent } from "./record-event.ts";
import { overtaken } from "./what-happened.ts";

/**
 * 我来跟: a social worker of the receiving organization takes a referral, and is its owner from then on. One that nobody had seen is
 * received with it. Whoever has it already may press again.
 * @returns what was claimed, with the move that came with it; null when it was the asker's already
 * @throws Refusal `not_found`, `not_yours_to_move`, `move_not_allowed` when it has ended, `already_claimed` with who has it since when
 */
export async function claimReferral(session: StaffSession, id: string): Promise<Moved | null> {
  const { tx, scope, now } = session;
  const referral = await standingOf(session, id);
  const mover = await moverOf(session, referral);
  if (!isOneOf(mover, ["receiver"])) throw new Refusal("not_yours_to_move");
  if (CLOSED.includes(referral.status) || referral.status === "draft") {
    throw new Refusal("move_not_allowed", { from: referral.status, to: "received" });
  }
  if (referral.owner_id === scope.staff_id) return null;
  const { affected } = await tx.query(
    `update referrals set owner_id = $3, claimed_at = $4, version = version + 1, updated_at = $4
     where district_id = $1 and id = $2 and owner_id is null and status <> all ($5::text[])`,
    [scope.district_id, id, scope.staff_id, now, CLOSED],
  );
  if (affected === 0) throw await overtaken(session, id, "already_claimed");
  await recordEvent(session, id, { kind: "claim", from: null, to: "claimed", words: null, by: mover });
  await audit(session, { action: "referral.claimed", entity: "referral", entity_id: id });
  const claimed = { ...referral, owner_id: scope.staff_id };
  if (referral.status === "requested") return applyMove(session, mover, claimed, "received", null);
  return { ...claimed, from: referral.status, to: referral.status };
}
