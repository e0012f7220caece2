import { newId, newRef } from "../../platform/id.ts";
import { cutIdNumbers } from "../../platform/id-numbers.ts";
import { sealOrNull } from "../../platform/seal.ts";
import { audit } from "../audit/append.ts";
import { Refusal } from "../refusal.ts";
import type { StaffSession } from "../session.ts";
import { dueOn, type Priority } from "./due.ts";

export interface NewReferral {
  person_id: string | null;
  visit_id: string | null;
  area_id: string | null;
  reason: string;
  /** What the receiver needs to know and no more. */
  background: string | null;
  priority: Priority;
  consent: "yes" | "legal_ground" | null;
  legal_ground: string | null;
  service: { id: string; name: string; organization_id: string } | null;
}

/**
 * Raises a confirmed referral: it stands as `requested` at the target.
 * @throws Refusal `consent_missing` without the person's consent or a legal ground, `target_missing` without a service
 */
export async function raiseReferral(
  session: StaffSession,
  referral: NewReferral,
): Promise<{ id: string; ref: string; due_on: string }> {
  const { tx, scope, sealer, now } = session;
  if (!referral.consent || (referral.consent === "legal_ground" && !referral.legal_ground))
    throw new Refusal("consent_missing");
  if (!referral.service) throw new Refusal("target_missing");
  const id = newId(now);
  const ref = newRef("R");
  const due_on = dueOn(referral.priority, now);
  await tx.query(
    `insert into referrals (district_id, id, ref, person_id, visit_id, area_id, raised_by, reason_sealed, background_sealed,
       priority, consent, legal_ground, service_id, service_name, organization_id, status, due_on, created_at, updated_at)
     values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, 'requested', $16, $17, $17)`,
    [
      scope.district_id,
      id,
      ref,
      referral.person_id,
      referral.visit_id,
      referral.area_id,
      scope.staff_id,
      await sealer.seal(cutIdNumbers(referral.reason), "referrals.reason"),
      await sealOrNull(sealer, referral.background && cutIdNumbers(referral.background), "referrals.background"),
      referral.priority,
      referral.consent,
      referral.legal_ground,
      referral.service.id,
      referral.service.name,
      referral.service.organization_id,
      due_on,
      now,
    ],
  );
  await recordMove(session, id, { from: null, to: "requested", words: null });
  await audit(session, {
    action: "referral.raised",
    entity: "referral",
    entity_id: id,
    detail: { service_id: referral.service.id, priority: referral.priority, consent: referral.consent },
  });
  return { id, ref, due_on };
}

/** One line of a referral's history. */
export async function recordMove(
  { tx, scope, sealer, now }: StaffSession,
  referral_id: string,
  event: { from: string | null; to: string | null; words: string | null; kind?: "move" | "review" },
): Promise<void> {
  await tx.query(
    `insert into referral_events (district_id, id, referral_id, kind, from_status, to_status, by_staff, words_sealed, at)
     values ($1, $2, $3, $4, $5, $6, $7, $8, $9)`,
    [
      scope.district_id,
      newId(now),
      referral_id,
      event.kind ?? "move",
      event.from,
      event.to,
      scope.staff_id,
      await sealOrNull(sealer, event.words, "referral_events.words"),
      now,
    ],
  );
}
