import { chinaDate } from "../../platform/clock.ts";
import { openOrNull } from "../../platform/seal.ts";
import { type Area, listAreas } from "../areas/areas.ts";
import { Refusal } from "../refusal.ts";
import type { Session } from "../session.ts";
import { staffNames } from "../staff/staff.ts";
import type { FormPerson, FormReferral, ReferralRecord, VisitRecord } from "./record.ts";

const PERSON = `p.id as person_id, p.ref as person_ref, p.name_sealed, p.sex, p.age_from, p.age_to, p.phone_sealed, p.tags, h.address_sealed`;
const HOUSEHOLD = "left join households h on h.district_id = p.district_id and h.id = p.household_id";

type PersonRow = Pick<FormPerson, "sex" | "age_from" | "age_to" | "tags"> & {
  person_id: string;
  person_ref: string;
  name_sealed: string | null;
  phone_sealed: string | null;
  address_sealed: string | null;
};

type ReferralRow = Omit<FormReferral, "created_on" | "reason" | "background" | "outcome"> & {
  area_id: string | null;
  created_at: string | Date;
  reason_sealed: string;
  background_sealed: string | null;
  outcome_sealed: string | null;
};

type VisitRow = Omit<
  VisitRecord,
  "note" | "areas" | "address" | "worker" | "people" | "observations" | "needs" | "referrals"
> & {
  area_id: string | null;
  note_sealed: string;
  address_sealed: string | null;
};

type ObservationRow = Omit<VisitRecord["observations"][number], "words" | "teller"> & {
  words_sealed: string;
  teller_sealed: string | null;
};

type NeedRow = Omit<VisitRecord["needs"][number], "words"> & { words_sealed: string };

async function personOf({ sealer }: Session, row: PersonRow): Promise<FormPerson> {
  return {
    id: row.person_id,
    ref: row.person_ref,
    name: await openOrNull(sealer, row.name_sealed, "people.name"),
    sex: row.sex,
    age_from: row.age_from,
    age_to: row.age_to,
    phone: await openOrNull(sealer, row.phone_sealed, "people.phone"),
    address: await openOrNull(sealer, row.address_sealed, "households.address"),
    tags: row.tags,
  };
}

async function referralOf({ sealer }: Session, row: ReferralRow): Promise<FormReferral> {
  return {
    id: row.id,
    ref: row.ref,
    created_on: chinaDate(new Date(row.created_at)),
    person_id: row.person_id,
    service_name: row.service_name,
    organization: row.organization,
    status: row.status,
    priority: row.priority,
    due_on: row.due_on,
    reason: await sealer.open(row.reason_sealed, "referrals.reason"),
    background: await openOrNull(sealer, row.background_sealed, "referrals.background"),
    consent: row.consent,
    legal_ground: row.legal_ground,
    outcome: await openOrNull(sealer, row.outcome_sealed, "referrals.outcome"),
    resident_confirmed: row.resident_confirmed,
    raised_by: row.raised_by,
  };
}

/** The names of an area and of everything above it. */
export function areaNames(areas: readonly Area[], area_id: string | null): VisitRecord["areas"] {
  const names: VisitRecord["areas"] = { district: "", street: null, community: null, grid: null };
  const root = areas.find(({ level }) => level === "district");
  if (root) names.district = root.name;
  for (let at = areas.find(({ id }) => id === area_id); at; at = areas.find(({ id }) => id === at?.parent_id))
    names[at.level] = at.name;
  return names;
}

/** The rows of a table by the visit that they belong to. */
async function byVisit<Row>(session: Session, sql: string, ids: readonly string[]): Promise<Map<string, Row[]>> {
  const { rows } = await session.tx.query<Row & { visit_id: string }>(sql, [session.scope.district_id, ids]);
  return Map.groupBy(rows, (row) => row.visit_id);
}

/**
 * Everything of some visits that a form may show, in the order of `ids`, as far as these eyes may see it: one that there is not,
 * that was taken back or that is not for this reader is left out.
 */
export async function readVisitRecords(session: Session, ids: readonly string[]): Promise<VisitRecord[]> {
  const { tx, scope, sealer } = session;
  const { rows } = await tx.query<VisitRow>(
    `select v.*, h.address_sealed,
       (select min(f.due_on) from follow_ups f where f.district_id = v.district_id and f.visit_id = v.id and f.basis = 'agreed')
         as agreed_on
     from visits v left join households h on h.district_id = v.district_id and h.id = v.household_id
     where v.district_id = $1 and v.id = any ($2::uuid[]) and v.undone_at is null order by array_position($2::uuid[], v.id)`,
    [scope.district_id, ids],
  );
  const people = await byVisit<PersonRow>(
    session,
    `select vp.visit_id, ${PERSON} from visit_people vp
     join people p on p.district_id = vp.district_id and p.id = vp.person_id ${HOUSEHOLD}
     where vp.district_id = $1 and vp.visit_id = any ($2::uuid[]) order by vp.ordinal`,
    ids,
  );
  const observations = await byVisit<ObservationRow>(
    session,
    `select visit_id, person_id, kind, words_sealed, basis, teller_sealed from observations
     where district_id = $1 and visit_id = any ($2::uuid[]) order by span_start, id`,
    ids,
  );
  const needs = await byVisit<NeedRow>(
    session,
    `select visit_id, id, code, words_sealed, urgency, person_id from needs
     where district_id = $1 and visit_id = any ($2::uuid[]) order by ordinal`,
    ids,
  );
  const referrals = await byVisit<ReferralRow>(
    session,
    `select r.*, o.name as organization from referrals r
     left join organizations o on o.district_id = r.district_id and o.id = r.organization_id
     where r.district_id = $1 and r.visit_id = any ($2::uuid[]) and r.status not in ('draft', 'entered-in-error')
     order by r.created_at, r.id`,
    ids,
  );
  const names = await staffNames(
    session,
    rows.map((row) => row.staff_id),
  );
  const areas = await listAreas(session);
  return Promise.all(
    rows.map(async (row) => ({
      id: row.id,
      ref: row.ref,
      visited_on: row.visited_on,
      form: row.form,
      met: row.met,
      note: await sealer.open(row.note_sealed, "visits.note"),
      consent: row.consent,
      flags: row.flags,
      staff_id: row.staff_id,
      worker: names.get(row.staff_id) ?? "",
      areas: areaNames(areas, row.area_id),
      address: await openOrNull(sealer, row.address_sealed, "households.address"),
      agreed_on: row.agreed_on,
      people: await Promise.all((people.get(row.id) ?? []).map((one) => personOf(session, one))),
      observations: await Promise.all(
        (observations.get(row.id) ?? []).map(async ({ person_id, kind, basis, words_sealed, teller_sealed }) => ({
          ...{ person_id, kind, basis },
          words: await sealer.open(words_sealed, "observations.words"),
          teller: await openOrNull(sealer, teller_sealed, "observations.teller"),
        })),
      ),
      needs: await Promise.all(
        (needs.get(row.id) ?? []).map(async ({ id, code, words_sealed, urgency, person_id }) => ({
          ...{ id, code, urgency, person_id },
          words: await sealer.open(words_sealed, "needs.words"),
        })),
      ),
      referrals: await Promise.all((referrals.get(row.id) ?? []).map((one) => referralOf(session, one))),
    })),
  );
}

/**
 * Everything of one visit that a form may show.
 * @throws Refusal `not_found` when there is none, it was taken back, or it is not for this reader
 */
export async function readVisitRecord(session: Session, id: string): Promise<VisitRecord> {
  const [record] = await readVisitRecords(session, [id]);
  if (!record) throw new Refusal("not_found");
  return record;
}

/**
 * What a referral's letter shows, for whoever may see the referral.
 * @throws Refusal `not_found` when there is none, or it is not for this reader
 */
export async function readReferralRecord(session: Session, id: string): Promise<ReferralRecord> {
  const { tx, scope } = session;
  const { rows } = await tx.query<ReferralRow>(
    `select r.*, o.name as organization from referrals r
     left join organizations o on o.district_id = r.district_id and o.id = r.organization_id
     where r.district_id = $1 and r.id = $2 and r.status <> 'entered-in-error'`,
    [scope.district_id, id],
  );
  const row = rows[0];
  if (!row) throw new Refusal("not_found");
  const people = await tx.query<PersonRow>(
    `select ${PERSON} from people p ${HOUSEHOLD} where p.district_id = $1 and p.id = $2`,
    [scope.district_id, row.person_id],
  );
  const names = await staffNames(session, [row.raised_by]);
  return {
    ...(await referralOf(session, row)),
    raiser: names.get(row.raised_by) ?? "",
    areas: areaNames(await listAreas(session), row.area_id),
    person: people.rows[0] ? await personOf(session, people.rows[0]) : null,
  };
}
