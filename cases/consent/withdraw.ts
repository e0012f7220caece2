import { openOrNull } from "../../platform/seal.ts";
import { audit } from "../audit/append.ts";
import { applyMove, type Moved, standingOf } from "../referrals/move.ts";
import { CLOSED } from "../referrals/moves.ts";
import { hasStaff } from "../referrals/parties.ts";
import { Refusal } from "../refusal.ts";
import type { StaffSession } from "../session.ts";

/** Somebody with referrals in work. */
export interface InWork {
  person_id: string;
  name: string;
  referrals: { ref: string; service_name: string; consent: "yes" | "legal_ground" }[];
  /** Raised by the asking person. */
  is_own: boolean;
}

const MOST = 200;

/** Whose referrals are in work, as far as these eyes see; who was referred last comes first. */
export async function peopleInWork({ tx, scope, sealer }: StaffSession): Promise<InWork[]> {
  const { rows } = await tx.query<{
    person_id: string;
    name_sealed: string | null;
    ref: string;
    service_name: string;
    consent: "yes" | "legal_ground";
    is_own: boolean;
  }>(
    `select r.person_id, p.name_sealed, r.ref, r.service_name, r.consent, r.raised_by = $2 as is_own
     from referrals r join people p on p.district_id = r.district_id and p.id = r.person_id
     where r.district_id = $1 and r.status <> all ($3::text[]) order by r.created_at desc, r.id desc limit $4`,
    [scope.district_id, scope.staff_id, CLOSED, MOST],
  );
  const people = new Map<string, InWork>();
  for (const { person_id, name_sealed, is_own, ...referral } of rows) {
    const name = (await openOrNull(sealer, name_sealed, "people.name")) ?? "";
    const known = people.get(person_id) ?? { person_id, name, referrals: [], is_own: false };
    known.referrals.push(referral);
    known.is_own ||= is_own;
    people.set(person_id, known);
  }
  return [...people.values()];
}

export interface Withdrawn {
  name: string;
  /** What was stopped; `reachable`: somebody of the receiver works with the service and is told. */
  stopped: (Moved & { reachable: boolean })[];
  /** What goes on, because the law and not the resident is its ground. */
  kept: { ref: string; service_name: string; legal_ground: string | null }[];
}

/**
 * The resident takes their consent back (个人信息保护法 第十五条): whatever of theirs is in work by it stops, whoever raised it and whoever
 * hears of it. What was referred on a legal ground (第十三条) goes on. What was done until then stays done.
 * @param words why, as it stands with the referral: 居民撤回同意
 * @throws Refusal `not_found` for somebody beyond these eyes, or with nothing in work
 */
export async function withdrawConsent(session: StaffSession, person_id: string, words: string): Promise<Withdrawn> {
  const { tx, scope, sealer, now } = session;
  const { rows } = await tx.query<{
    id: string;
    ref: string;
    service_name: string;
    consent: string;
    legal_ground: string | null;
    name_sealed: string | null;
  }>(
    `select r.id, r.ref, r.service_name, r.consent, r.legal_ground, p.name_sealed
     from referrals r join people p on p.district_id = r.district_id and p.id = r.person_id
     where r.district_id = $1 and r.person_id = $2 and r.status <> all ($3::text[]) order by r.created_at, r.id`,
    [scope.district_id, person_id, CLOSED],
  );
  if (rows.length === 0 || scope.role === "social_worker") throw new Refusal("not_found");
  const stopped: Withdrawn["stopped"] = [];
  const kept: Withdrawn["kept"] = [];
  for (const { id, consent, ref, service_name, legal_ground } of rows) {
    if (consent === "legal_ground") {
      kept.push({ ref, service_name, legal_ground });
      continue;
    }
    const referral = await standingOf(session, id);
    await tx.query(
      "update referrals set consent_withdrawn_at = $3, consent_withdrawn_by = $4 where district_id = $1 and id = $2",
      [scope.district_id, id, now, scope.staff_id],
    );
    // Not only its raiser: the resident says it to whoever is there.
    const mover = { staff_id: scope.staff_id, parties: ["raiser"], named: null } as const;
    const moved = await applyMove(session, mover, referral, "cancelled", words);
    const reachable = moved.organization_id !== null && (await hasStaff(session, moved.organization_id));
    stopped.push({ ...moved, reachable });
  }
  await audit(session, {
    action: "consent.withdrawn",
    entity: "person",
    entity_id: person_id,
    detail: { stopped: stopped.length, kept: kept.length },
  });
  return { name: (await openOrNull(sealer, rows[0]!.name_sealed, "people.name")) ?? "", stopped, kept };
}
