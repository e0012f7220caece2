import { chinaDate } from "../../platform/clock.ts";
import { openOrNull } from "../../platform/seal.ts";
import { audit } from "../audit/append.ts";
import { Refusal } from "../refusal.ts";
import type { StaffSession } from "../session.ts";
import type { Priority } from "./due.ts";
import { type ReferralLife, readLife } from "./life.ts";
import { CLOSED, isReopening, type Move, movesFrom, type ReferralStatus } from "./moves.ts";
import { partiesOf } from "./parties.ts";
import type { EventKind } from "./record-event.ts";

export interface ReferralEvent {
  kind: EventKind;
  from_status: string | null;
  to_status: string | null;
  by_staff: string | null;
  /** Who answered by a link, as they named themself. */
  by_receiver: string | null;
  words: string | null;
  at: string;
}

export interface ReferralDetail {
  id: string;
  ref: string;
  status: ReferralStatus;
  priority: Priority;
  person: {
    id: string;
    ref: string;
    name: string | null;
    sex: string | null;
    age_from: number | null;
    age_to: number | null;
  } | null;
  visit_id: string | null;
  area: string | null;
  reason: string;
  background: string | null;
  consent: string;
  legal_ground: string | null;
  service_name: string;
  organization: string | null;
  owner_id: string | null;
  raised_by: string;
  due_on: string | null;
  overdue: boolean;
  review: "approved" | "returned" | null;
  review_words: string | null;
  outcome: string | null;
  resident_confirmed: boolean | null;
  version: number;
  created_at: string;
  events: ReferralEvent[];
  /** What the reader may do next. */
  moves: Pick<Move, "to" | "needs">[];
  life: ReferralLife;
}

/**
 * One referral with its history. The read is written down.
 * @throws Refusal `not_found` when there is none or it is not for this reader
 */
export async function readReferral(session: StaffSession, id: string): Promise<ReferralDetail> {
  const { tx, scope, sealer, now } = session;
  const { rows } = await tx.query(
    `select r.*, r.created_at::text as created_at, a.name as area, o.name as organization,
       p.ref as person_ref, p.name_sealed, p.sex, p.age_from, p.age_to
     from referrals r
     left join areas a on a.district_id = r.district_id and a.id = r.area_id
     left join people p on p.district_id = r.district_id and p.id = r.person_id
     left join organizations o on o.district_id = r.district_id and o.id = r.organization_id
     where r.district_id = $1 and r.id = $2`,
    [scope.district_id, id],
  );
  const r = rows[0];
  if (!r) throw new Refusal("not_found");
  await audit(session, { action: "referral.read", entity: "referral", entity_id: id });
  const { rows: events } = await tx.query<
    Omit<ReferralEvent, "words" | "by_receiver"> & { words_sealed: string | null; by_receiver_sealed: string | null }
  >(
    `select kind, from_status, to_status, by_staff, by_receiver_sealed, words_sealed, at::text as at from referral_events
     where district_id = $1 and referral_id = $2 order by seq`,
    [scope.district_id, id],
  );
  const status = r.status as ReferralStatus;
  const parties = await partiesOf(session, {
    id,
    raised_by: r.raised_by,
    owner_id: r.owner_id,
    organization_id: r.organization_id,
  });
  const life = await readLife(session, id, { status, parties });
  return {
    id: r.id,
    ref: r.ref,
    status,
    priority: r.priority,
    visit_id: r.visit_id,
    area: r.area,
    person: r.person_id
      ? {
          id: r.person_id,
          ref: r.person_ref,
          name: await openOrNull(sealer, r.name_sealed, "people.name"),
          sex: r.sex,
          age_from: r.age_from,
          age_to: r.age_to,
        }
      : null,
    reason: await sealer.open(r.reason_sealed, "referrals.reason"),
    background: await openOrNull(sealer, r.background_sealed, "referrals.background"),
    consent: r.consent,
    legal_ground: r.legal_ground,
    service_name: r.service_name,
    organization: r.organization,
    owner_id: r.owner_id,
    raised_by: r.raised_by,
    due_on: r.due_on,
    overdue: r.due_on !== null && r.due_on < chinaDate(now) && !CLOSED.includes(status),
    review: r.review,
    review_words: await openOrNull(sealer, r.review_words_sealed, "referrals.review_words"),
    outcome: await openOrNull(sealer, r.outcome_sealed, "referrals.outcome"),
    resident_confirmed: r.resident_confirmed,
    version: r.version,
    created_at: r.created_at,
    events: await Promise.all(
      events.map(async ({ words_sealed, by_receiver_sealed, ...event }) => ({
        ...event,
        by_receiver: await openOrNull(sealer, by_receiver_sealed, "referral_events.by_receiver"),
        words: await openOrNull(sealer, words_sealed, "referral_events.words"),
      })),
    ),
    moves: movesFrom(status, parties)
      .filter(({ to }) => life.sent_on === null || !isReopening(status, to))
      .map(({ to, needs }) => ({ to, needs })),
    life,
  };
}
