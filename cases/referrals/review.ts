import { cutIdNumbers } from "../../platform/id-numbers.ts";
import { sealOrNull } from "../../platform/seal.ts";
import { audit } from "../audit/append.ts";
import { leads } from "../leads.ts";
import { Refusal } from "../refusal.ts";
import type { StaffSession } from "../session.ts";
import type { Priority } from "./due.ts";
import { recordEvent } from "./record-event.ts";
import { overtaken } from "./what-happened.ts";

export interface Review {
  verdict: "approved" | "returned";
  /** What to put right; needed when it is returned. */
  words?: string | undefined;
  /** The version that was read; when it has moved on since, nothing is written. Absent: whatever it is now. */
  version?: number | undefined;
}

export interface Reviewed {
  id: string;
  ref: string;
  raised_by: string;
  priority: Priority;
  verdict: Review["verdict"];
}

/**
 * A supervisor has looked at a referral: approved, or returned with words for the raiser.
 * @throws Refusal `not_yours_to_move` (not a supervisor), `reason_needed`, `not_found`, `changed_meanwhile`
 */
export async function reviewReferral(session: StaffSession, id: string, review: Review): Promise<Reviewed> {
  const { tx, scope, sealer, now } = session;
  if (!leads(scope)) throw new Refusal("not_yours_to_move");
  const words = cutIdNumbers(review.words ?? "").trim() || null;
  if (review.verdict === "returned" && !words) throw new Refusal("reason_needed");
  const { rows } = await tx.query<{ ref: string; raised_by: string; priority: Priority }>(
    `update referrals set review = $3, review_words_sealed = $4, reviewed_by = $5, reviewed_at = $6, version = version + 1, updated_at = $6
     where district_id = $1 and id = $2 and version = coalesce($7, version) returning ref, raised_by, priority`,
    [
      scope.district_id,
      id,
      review.verdict,
      await sealOrNull(sealer, words, "referrals.review_words"),
      scope.staff_id,
      now,
      review.version ?? null,
    ],
  );
  // Not there for this reader, or there and moved on since it was read.
  if (!rows[0]) throw await overtaken(session, id, "changed_meanwhile");
  await recordEvent(session, id, {
    kind: "review",
    from: null,
    to: review.verdict,
    words,
    by: { staff_id: scope.staff_id, named: null },
  });
  await audit(session, {
    action: "referral.reviewed",
    entity: "referral",
    entity_id: id,
    detail: { verdict: review.verdict },
  });
  return { id, ...rows[0], verdict: review.verdict };
}
