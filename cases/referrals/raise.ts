import { newId, newRef } from "../../platform/id.ts";
import { cutIdNumbers } from "../../platform/id-numbers.ts";
import { sealOrNull } from "../../platform/seal.ts";
import { audit } from "../audit/append.ts";
import { districtSettings } from "../district-settings.ts";
import { Refusal } from "../refusal.ts";
import type { StaffSession } from "../session.ts";
import { checkDue, checkTarget } from "./check-raised.ts";
import { dueOn, type Priority } from "./due.ts";
import { recordEvent } from "./record-event.ts";

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
  /** The need of the visit that it is raised for; one that an amendment took out meanwhile is left out. */
  need_id?: string | null | undefined;
  /** Until when, as somebody said (ISO date); what the priority gives when nobody did. */
  due_on?: string | undefined;
  /** The referral that this one goes on from: cases/referrals/resend.ts. */
  chained_from?: string | undefined;
}

/**
 * Raises a confirmed referral: it stands as `requested` at the target.
 * @throws Refusal `consent_missing` without the person's consent or a legal ground, `target_missing` without a service,
 *   `service_closed`, `to_oneself`, `due_in_past`, `due_before_visit`
 */
export async function raiseReferral(
  session: StaffSession,
  referral: NewReferral,
): Promise<{ id: string; ref: string; due_on: string }> {
  const { tx, scope, sealer, now } = session;
  if (!referral.consent || (referral.consent === "legal_ground" && !referral.legal_ground))
    throw new Refusal("consent_missing");
  if (!referral.service) throw new Refusal("target_missing");
  await checkTarget(session, referral.service);
  if (referral.due_on) await checkDue(session, referral.due_on, referral.visit_id);
  const id = newId(now);
  const ref = newRef("R");
  const { referral_days } = await districtSettings(session);
  const due_on = referral.due_on ?? dueOn(referral.priority, now, referral_days);
  await tx.query(
    `insert into referrals (district_id, id, ref, person_id, visit_id, area_id, raised_by, reason_sealed, background_sealed,
       priority, consent, legal_ground, service_id, service_name, organization_id, status, due_on, chained_from, need_id, created_at, updated_at)
     values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, 'requested', $16, $17,
       (select n.id from needs n where n.district_id = $1 and n.id = $18::uuid), $19, $19)`,
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
      referral.chained_from ?? null,
      referral.need_id ?? null,
      now,
    ],
  );
  await recordEvent(session, id, {
    kind: "move",
    from: null,
    to: "requested",
    words: null,
    by: { staff_id: scope.staff_id, named: null },
  });
  await audit(session, {
    action: "referral.raised",
    entity: "referral",
    entity_id: id,
    detail: {
      service_id: referral.service.id,
      priority: referral.priority,
      consent: referral.consent,
      ...(referral.chained_from ? { chained_from: referral.chained_from } : {}),
    },
  });
  return { id, ref, due_on };
}
