import { openOrNull } from "../../platform/seal.ts";
import { leads } from "../leads.ts";
import type { NeedResult } from "../needs/close.ts";
import type { Session } from "../session.ts";
import { staffNames } from "../staff/staff.ts";
import { type BenefitEntry, benefitsOf } from "./benefits.ts";
import { type Candidate, nearTo } from "./identify.ts";
import { type PersonFile, readPerson } from "./read.ts";
import { type StageEntry, stagesOf } from "./stages.ts";
import { type Supporter, type SupportRole, supportOf } from "./support.ts";

export interface FileNeed {
  id: string;
  code: string;
  words: string;
  urgency: string;
  said_on: string;
  closed: boolean;
  result: NeedResult | null;
  visit_id: string;
}

export interface FileReferral {
  id: string;
  ref: string;
  status: string;
  service_name: string;
  reason: string;
  due_on: string | null;
}

export interface FileCrisis {
  id: string;
  ref: string;
  level: string;
  kind: string;
  state: string;
  outcome: string | null;
  at: string;
}

/** What somebody said to being written down or referred, or why they need not be asked. */
export interface FileConsent {
  on: string;
  of: "visit" | "referral";
  id: string;
  ref: string;
  said: "yes" | "no" | "legal_ground" | "withdrawn";
  /** To whom it was given: the service of a referral. */
  to: string | null;
  /** Who wrote it down. */
  by_staff: string;
}

export interface FileMerge {
  id: string;
  merged: { id: string; ref: string; name: string | null };
  reason: string;
  by_staff: string;
  at: string;
  undone_at: string | null;
}

/** A file of nearly the same name in the grid. */
export interface Lookalike extends Pick<Candidate, "id" | "ref" | "name" | "sex" | "address"> {
  /** Why this is somebody else, as it was said when one of the two was opened; null: nobody was asked. */
  told_apart: string | null;
}

export interface WholeFile extends PersonFile {
  also_written: string[];
  phone: string | null;
  stages: StageEntry[];
  benefits: BenefitEntry[];
  supporters: Supporter[];
  gaps: SupportRole[];
  needs: FileNeed[];
  referrals: FileReferral[];
  crises: FileCrisis[];
  consents: FileConsent[];
  merges: FileMerge[];
  lookalikes: Lookalike[];
  /** Names of the members of staff that stand in it, by id. */
  staff: Record<string, string>;
}

/**
 * 一人一档: the file with its parts, each as far as these eyes may see it. The read is written down once.
 * @throws Refusal `not_found` when there is none or it is not for this reader
 */
export async function readFile(session: Session, person_id: string): Promise<WholeFile> {
  const file = await readPerson(session, person_id);
  const { tx, scope, sealer } = session;
  const at = [scope.district_id, file.id];
  const { rows } = await tx.query<{ area_id: string | null; phone_sealed: string | null }>(
    "select area_id, phone_sealed from people where district_id = $1 and id = $2",
    at,
  );
  const { area_id, phone_sealed } = rows[0]!;
  const { rows: spelled } = await tx.query<{ name_sealed: string }>(
    "select name_sealed from person_names where district_id = $1 and person_id = $2 order by at, id",
    at,
  );
  const { rows: needs } = await tx.query<Omit<FileNeed, "words"> & { words_sealed: string }>(
    `select n.id, n.code, n.words_sealed, n.urgency, v.visited_on::text as said_on, n.closed_at is not null as closed, n.result, n.visit_id
     from needs n join visits v on v.district_id = n.district_id and v.id = n.visit_id
     where n.district_id = $1 and n.person_id = $2 and v.undone_at is null
     order by (n.closed_at is not null), v.visited_on desc, n.ordinal limit 100`,
    at,
  );
  const { rows: referrals } = await tx.query<Omit<FileReferral, "reason"> & { reason_sealed: string }>(
    `select id, ref, status, service_name, reason_sealed, due_on::text as due_on from referrals
     where district_id = $1 and person_id = $2 order by created_at desc, id desc limit 100`,
    at,
  );
  const { rows: crises } = await tx.query<FileCrisis>(
    `select id, ref, level, kind, state, outcome, created_at::text as at from crises
     where district_id = $1 and person_id = $2 order by created_at desc, id desc limit 100`,
    at,
  );
  const { rows: consents } = await tx.query<FileConsent>(
    `select v.visited_on::text as on, 'visit' as of, v.id, v.ref, v.consent as said, null as to, v.staff_id as by_staff
       from visits v join visit_people vp on vp.district_id = v.district_id and vp.visit_id = v.id
       where v.district_id = $1 and vp.person_id = $2 and v.undone_at is null and v.consent is not null
     union all
     select (r.created_at at time zone 'Asia/Shanghai')::date::text, 'referral', r.id, r.ref, r.consent, r.service_name, r.raised_by
       from referrals r where r.district_id = $1 and r.person_id = $2 and r.status not in ('draft', 'entered-in-error')
     union all
     select (r.consent_withdrawn_at at time zone 'Asia/Shanghai')::date::text, 'referral', r.id, r.ref, 'withdrawn', r.service_name,
       r.consent_withdrawn_by
       from referrals r where r.district_id = $1 and r.person_id = $2 and r.consent_withdrawn_at is not null
     order by 1 desc, 4, 5 limit 100`,
    at,
  );
  const stages = await stagesOf(session, file.id);
  const benefits = await benefitsOf(session, file.id);
  const merges = await mergesOf(session, file.id);
  const ids = [...stages, ...benefits, ...consents, ...merges].map(({ by_staff }) => by_staff);
  return {
    ...file,
    phone: await openOrNull(sealer, phone_sealed, "people.phone"),
    also_written: await Promise.all(spelled.map((one) => sealer.open(one.name_sealed, "person_names.name"))),
    stages,
    benefits,
    ...(await supportOf(session, { id: file.id, area_id, stage: file.stage })),
    needs: await Promise.all(
      needs.map(async ({ words_sealed, ...need }) => ({
        ...need,
        words: await sealer.open(words_sealed, "needs.words"),
      })),
    ),
    referrals: await Promise.all(
      referrals.map(async ({ reason_sealed, ...referral }) => ({
        ...referral,
        reason: await sealer.open(reason_sealed, "referrals.reason"),
      })),
    ),
    crises,
    consents,
    merges,
    lookalikes: await lookalikesOf(session, file, area_id),
    staff: Object.fromEntries(await staffNames(session, ids)),
  };
}

async function mergesOf({ tx, scope, sealer }: Session, person_id: string): Promise<FileMerge[]> {
  const { rows } = await tx.query<{
    id: string;
    merged_id: string;
    ref: string;
    name_sealed: string | null;
    reason_sealed: string;
    by_staff: string;
    at: string;
    undone_at: string | null;
  }>(
    `select m.id, m.merged_id, p.ref, p.name_sealed, m.reason_sealed, m.by_staff, m.at::text as at, m.undone_at::text as undone_at
     from person_merges m join people p on p.district_id = m.district_id and p.id = m.merged_id
     where m.district_id = $1 and m.kept_id = $2 order by m.at desc, m.id desc`,
    [scope.district_id, person_id],
  );
  return Promise.all(
    rows.map(async ({ merged_id, ref, name_sealed, reason_sealed, ...merge }) => ({
      ...merge,
      merged: { id: merged_id, ref, name: await openOrNull(sealer, name_sealed, "people.name") },
      reason: await sealer.open(reason_sealed, "person_merges.reason"),
    })),
  );
}

/** For those who lead, who alone can merge: files of a near name in the same grid, and what was said when one was opened past the other. */
async function lookalikesOf(session: Session, file: PersonFile, area_id: string | null): Promise<Lookalike[]> {
  const { tx, scope, sealer } = session;
  if (file.name === null || !leads(scope)) return [];
  const told = { name: file.name, sex: null, age: null, address: file.address };
  const near = (await nearTo(session, told, area_id)).filter(({ id }) => id !== file.id);
  const { rows } = await tx.query<{ id: string; past: string[]; reason_sealed: string | null }>(
    `select id, opened_past as past, opened_past_reason_sealed as reason_sealed from people
     where district_id = $1 and id = any ($2::uuid[])`,
    [scope.district_id, [file.id, ...near.map(({ id }) => id)]],
  );
  const opened = (id: string, past: string) => rows.find((row) => row.id === id && row.past.includes(past));
  return Promise.all(
    near.map(async ({ id, ref, name, sex, address }) => {
      const sealed = (opened(file.id, id) ?? opened(id, file.id))?.reason_sealed ?? null;
      return { id, ref, name, sex, address, told_apart: await openOrNull(sealer, sealed, "people.opened_past_reason") };
    }),
  );
}
