import { cutIdNumbers } from "../../platform/id-numbers.ts";
import { audit } from "../audit/append.ts";
import { Refusal } from "../refusal.ts";
import type { StaffSession } from "../session.ts";
import { type Moved, standingOf } from "./move.ts";
import { isOneOf, moverOf } from "./parties.ts";
import { recordEvent } from "./record-event.ts";
import { overtaken } from "./what-happened.ts";

/**
 * A supervisor confirms that a referral was rightly refused: nobody has to do anything more about it here. Whoever does not agree opens
 * it again (`rejected` → `requested`) or sends it on.
 * @param words optional: what the raiser should know
 * @throws Refusal `not_found`, `not_yours_to_move`, `move_not_allowed` when it is not refused, `changed_meanwhile` when somebody was
 *   faster, with who and when
 */
export async function confirmDenial(session: StaffSession, id: string, words = ""): Promise<Moved> {
  const { tx, scope, now } = session;
  const referral = await standingOf(session, id);
  const mover = await moverOf(session, referral);
  if (!isOneOf(mover, ["supervisor"])) throw new Refusal("not_yours_to_move");
  if (referral.status !== "rejected") {
    throw new Refusal("move_not_allowed", { from: referral.status, to: "rejected" });
  }
  const { affected } = await tx.query(
    `update referrals set denial = 'confirmed', version = version + 1, updated_at = $3
     where district_id = $1 and id = $2 and status = 'rejected' and coalesce(denial, 'open') = 'open'`,
    [scope.district_id, id, now],
  );
  if (affected === 0) throw await overtaken(session, id, "changed_meanwhile");
  const said = cutIdNumbers(words).trim() || null;
  await recordEvent(session, id, { kind: "denial", from: null, to: "confirmed", words: said, by: mover });
  await audit(session, { action: "referral.denial_confirmed", entity: "referral", entity_id: id });
  return { ...referral, from: "rejected", to: "rejected" };
}
