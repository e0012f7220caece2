import { openOrNull } from "../../../platform/seal.ts";
import { audit } from "../../audit/append.ts";
import { Refusal } from "../../refusal.ts";
import type { Session } from "../../session.ts";
import type { ReferralStatus } from "../moves.ts";
import type { OpenLink } from "./link.ts";

/** What a receiver's link opens. Whoever shows it takes the resident's full name down to a surname, and places out of the words. */
export interface ReceiverView {
  ref: string;
  status: ReferralStatus;
  service_name: string;
  reason: string;
  background: string | null;
  priority: "routine" | "urgent" | "asap" | "stat";
  due_on: string | null;
  person: { name: string | null; sex: string | null } | null;
  /** Only when the resident agreed. */
  address: string | null;
  raised_by: { name: string; phone: string | null };
  outcome: string | null;
  /** The answers given by this link. */
  answers: string[];
}

/** The minimum that a receiver needs to answer. The reading is written down. */
export async function showToReceiver(session: Session, link: OpenLink): Promise<ReceiverView> {
  const { tx, scope, sealer } = session;
  const { rows } = await tx.query(
    `select r.ref, r.status, r.service_name, r.reason_sealed, r.background_sealed, r.priority, r.due_on::text as due_on,
       r.outcome_sealed, r.person_id, p.name_sealed, p.sex, case when r.share_address then h.address_sealed end as address_sealed,
       s.name_sealed as raiser_sealed, l.phone_sealed, l.answers
     from receiver_links l join referrals r on r.district_id = l.district_id and r.id = l.referral_id
     join staff s on s.district_id = r.district_id and s.id = r.raised_by
     left join people p on p.district_id = r.district_id and p.id = r.person_id
     left join households h on h.district_id = p.district_id and h.id = p.household_id
     where l.district_id = $1 and l.id = $2`,
    [scope.district_id, link.id],
  );
  const r = rows[0];
  if (!r) throw new Refusal("not_found");
  await audit(session, {
    action: "referral.shown_by_link",
    entity: "referral",
    entity_id: link.referral_id,
    detail: { link_id: link.id },
  });
  return {
    ref: r.ref,
    status: r.status,
    service_name: r.service_name,
    reason: await sealer.open(r.reason_sealed, "referrals.reason"),
    background: await openOrNull(sealer, r.background_sealed, "referrals.background"),
    priority: r.priority,
    due_on: r.due_on,
    person: r.person_id ? { name: await openOrNull(sealer, r.name_sealed, "people.name"), sex: r.sex } : null,
    address: await openOrNull(sealer, r.address_sealed, "households.address"),
    raised_by: {
      name: await sealer.open(r.raiser_sealed, "staff.name"),
      phone: await openOrNull(sealer, r.phone_sealed, "receiver_links.phone"),
    },
    outcome: await openOrNull(sealer, r.outcome_sealed, "referrals.outcome"),
    answers: r.answers,
  };
}
