import { audit } from "../audit/append.ts";
import { Refusal } from "../refusal.ts";
import type { StaffSession } from "../session.ts";
import type { Priority } from "./due.ts";
import { standingOf } from "./move.ts";
import { isOneOf, moverOf } from "./parties.ts";
import { type NewReferral, raiseReferral } from "./raise.ts";
import { revokeLinks } from "./receiver/revoke.ts";
import { recordEvent } from "./record-event.ts";
import { resentAs } from "./resent-as.ts";

/** From where a referral goes on: what was refused and what failed. */
export const RESENT_FROM = ["rejected", "failed"] as const;

interface Resend {
  service: NonNullable<NewReferral["service"]>;
  /** The resident agrees to this receiver too (个人信息保护法 第二十三条); not asked where the law has it reported. */
  consent: boolean;
  due_on?: string | undefined;
}

export interface Resent {
  id: string;
  ref: string;
  due_on: string;
  priority: Priority;
  organization_id: string;
  service_name: string;
  /** Who raised the first one. */
  raised_by: string;
  from: { id: string; ref: string };
}

/**
 * 另转一家: what was refused or failed goes to another service as a new referral that is chained to it, with the same person, words and
 * urgency. The first one's links end. Of two people at once one wins.
 * @throws Refusal `not_found`, `not_yours_to_move`, `move_not_allowed`, `already_resent`, `consent_missing`, and what raising throws
 */
export async function resendReferral(session: StaffSession, id: string, resend: Resend): Promise<Resent> {
  const { tx, scope, sealer, now } = session;
  const referral = await standingOf(session, id);
  const mover = await moverOf(session, referral);
  if (!isOneOf(mover, ["raiser", "supervisor"])) throw new Refusal("not_yours_to_move");
  const next = await resentAs(session, { id, chained_from: null });
  if (next) throw new Refusal("already_resent", { ref: next.ref });
  if (!RESENT_FROM.some((status) => status === referral.status)) {
    throw new Refusal("move_not_allowed", { from: referral.status, to: "requested" });
  }
  // Nobody else may send it on, or open it again, until this is done.
  const { rows } = await tx.query<{
    person_id: string | null;
    visit_id: string | null;
    area_id: string | null;
    need_id: string | null;
    reason_sealed: string;
    background_sealed: string | null;
    priority: Priority;
    consent: "yes" | "legal_ground";
    legal_ground: string | null;
  }>(
    `update referrals set denial = 'resent', version = version + 1, updated_at = $4
     where district_id = $1 and id = $2 and status = $3 and denial is distinct from 'resent'
     returning person_id, visit_id, area_id, need_id, reason_sealed, background_sealed, priority, consent, legal_ground`,
    [scope.district_id, id, referral.status, now],
  );
  const first = rows[0];
  if (!first)
    throw new Refusal("already_resent", { ref: (await resentAs(session, { id, chained_from: null }))?.ref ?? "" });
  if (first.consent === "yes" && !resend.consent) throw new Refusal("consent_missing");
  const { reason_sealed, background_sealed, ...same } = first;
  const raised = await raiseReferral(session, {
    ...same,
    reason: await sealer.open(reason_sealed, "referrals.reason"),
    background: background_sealed === null ? null : await sealer.open(background_sealed, "referrals.background"),
    service: resend.service,
    due_on: resend.due_on,
    chained_from: id,
  });
  await revokeLinks(session, id);
  await recordEvent(session, id, { kind: "resent", from: null, to: raised.ref, words: null, by: mover });
  await audit(session, { action: "referral.resent", entity: "referral", entity_id: id, detail: { as: raised.id } });
  return {
    ...raised,
    priority: first.priority,
    organization_id: resend.service.organization_id,
    service_name: resend.service.name,
    raised_by: referral.raised_by,
    from: { id, ref: referral.ref },
  };
}
