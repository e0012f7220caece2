import { cutIdNumbers } from "../../platform/id-numbers.ts";
import { audit } from "../audit/append.ts";
import { Refusal } from "../refusal.ts";
import type { StaffSession } from "../session.ts";
import { MOVES, type ReferralStatus } from "./moves.ts";
import { partiesOf } from "./parties.ts";
import { recordMove } from "./raise.ts";

export interface Advance {
  to: ReferralStatus;
  /** Why, or the receiver's outcome where the move needs one. */
  reason?: string | undefined;
  /** Whether the resident says that it is done. */
  resident_confirmed?: boolean | undefined;
}

export interface Moved {
  id: string;
  ref: string;
  from: ReferralStatus;
  to: ReferralStatus;
  raised_by: string;
  service_name: string;
}

/**
 * Moves a referral by one conditional UPDATE, with its event and its audit row. Two people at once: one wins.
 * @throws Refusal `not_found`, `move_not_allowed` (from here there is no such move), `not_yours_to_move`, `reason_needed`,
 *   `outcome_needed`, `resident_not_asked`, `changed_meanwhile` with the status it has now
 */
export async function advanceReferral(session: StaffSession, id: string, advance: Advance): Promise<Moved> {
  const { tx, scope, sealer, now } = session;
  const { rows } = await tx.query<{
    ref: string;
    status: ReferralStatus;
    raised_by: string;
    owner_id: string | null;
    organization_id: string | null;
    service_name: string;
  }>(
    "select ref, status, raised_by, owner_id, organization_id, service_name from referrals where district_id = $1 and id = $2",
    [scope.district_id, id],
  );
  const referral = rows[0];
  if (!referral) throw new Refusal("not_found");
  const move = MOVES.find((m) => m.from === referral.status && m.to === advance.to);
  if (!move) throw new Refusal("move_not_allowed", { from: referral.status, to: advance.to });
  const parties = await partiesOf(session, referral);
  if (!move.by.some((party) => parties.includes(party))) throw new Refusal("not_yours_to_move");
  const words = cutIdNumbers(advance.reason ?? "").trim() || null;
  if (move.needs === "reason" && !words) throw new Refusal("reason_needed");
  if (move.needs === "outcome" && !words) throw new Refusal("outcome_needed");
  if (move.needs === "outcome" && advance.resident_confirmed !== true) throw new Refusal("resident_not_asked");

  const outcome = move.needs === "outcome" ? await sealer.seal(words!, "referrals.outcome") : null;
  const { affected } = await tx.query(
    `update referrals set status = $4, version = version + 1, updated_at = $5,
       owner_id = case when $6 then $7::uuid else owner_id end,
       outcome_sealed = coalesce($8, outcome_sealed),
       resident_confirmed = coalesce($9, resident_confirmed)
     where district_id = $1 and id = $2 and status = $3`,
    [
      scope.district_id,
      id,
      referral.status,
      advance.to,
      now,
      // Whoever takes it up on the receiving side becomes its owner.
      parties.includes("receiver") && referral.owner_id === null,
      scope.staff_id,
      outcome,
      move.needs === "outcome" ? true : null,
    ],
  );
  if (affected === 0) {
    const { rows: current } = await tx.query<{ status: string }>(
      "select status from referrals where district_id = $1 and id = $2",
      [scope.district_id, id],
    );
    throw new Refusal("changed_meanwhile", { status: current[0]?.status ?? referral.status });
  }
  await recordMove(session, id, { from: referral.status, to: advance.to, words });
  await audit(session, {
    action: "referral.moved",
    entity: "referral",
    entity_id: id,
    detail: { from: referral.status, to: advance.to },
  });
  return {
    id,
    ref: referral.ref,
    from: referral.status,
    to: advance.to,
    raised_by: referral.raised_by,
    service_name: referral.service_name,
  };
}
