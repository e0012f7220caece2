import { openOrNull } from "../../platform/seal.ts";
import { audit } from "../audit/append.ts";
import { Refusal } from "../refusal.ts";
import type { Session } from "../session.ts";

export interface PersonEvent {
  at: string;
  kind: "visit" | "referral" | "follow_up";
  id: string;
  ref: string | null;
  status: string | null;
  words: string;
  /** How many pictures a visit has. */
  pictures: number;
}

export interface PersonFile {
  id: string;
  ref: string;
  name: string | null;
  sex: string | null;
  age_from: number | null;
  age_to: number | null;
  age_on: string | null;
  address: string | null;
  area: string | null;
  stage: string | null;
  tags: string[];
  /** The file that was asked for, when it was merged into this one; else null. */
  merged_from: { id: string; ref: string } | null;
  timeline: PersonEvent[];
}

/**
 * A person's file with everything these eyes may see of it, newest first; of one that was merged, the file that was kept. The read
 * itself is written down.
 * @throws Refusal `not_found` when there is none or it is not for this reader
 */
export async function readPerson(session: Session, asked_for: string): Promise<PersonFile> {
  const { tx, scope, sealer } = session;
  const { rows: merged } = await tx.query<{ id: string; ref: string; into: string }>(
    "select id, ref, merged_into as into from people where district_id = $1 and id = $2 and merged_into is not null",
    [scope.district_id, asked_for],
  );
  const person_id = merged[0]?.into ?? asked_for;
  const { rows } = await tx.query<{
    id: string;
    ref: string;
    name_sealed: string | null;
    sex: string | null;
    age_from: number | null;
    age_to: number | null;
    age_on: string | null;
    address_sealed: string | null;
    area: string | null;
    stage: string | null;
    tags: string[];
  }>(
    `select p.id, p.ref, p.name_sealed, p.sex, p.age_from, p.age_to, p.age_on, h.address_sealed, a.name as area, p.stage, p.tags
     from people p
     left join households h on h.district_id = p.district_id and h.id = p.household_id
     left join areas a on a.district_id = p.district_id and a.id = p.area_id
     where p.district_id = $1 and p.id = $2`,
    [scope.district_id, person_id],
  );
  const row = rows[0];
  if (!row) throw new Refusal("not_found");
  await audit(session, { action: "person.read", entity: "person", entity_id: person_id });
  const { name_sealed, address_sealed, ...plain } = row;
  return {
    ...plain,
    name: await openOrNull(sealer, name_sealed, "people.name"),
    address: await openOrNull(sealer, address_sealed, "households.address"),
    merged_from: merged[0] ? { id: merged[0].id, ref: merged[0].ref } : null,
    timeline: await timeline(session, person_id),
  };
}

async function timeline({ tx, scope, sealer }: Session, person_id: string): Promise<PersonEvent[]> {
  const { rows } = await tx.query<{
    at: string;
    kind: PersonEvent["kind"];
    id: string;
    ref: string | null;
    status: string | null;
    words: string;
    pictures: number;
    sealed_as: string | null;
  }>(
    `select v.created_at::text as at, 'visit' as kind, v.id, v.ref, v.form as status, v.note_sealed as words, 'visits.note' as sealed_as,
         (select count(*)::int from visit_pictures p where p.district_id = v.district_id and p.visit_id = v.id) as pictures
       from visits v join visit_people vp on vp.district_id = v.district_id and vp.visit_id = v.id
       where v.district_id = $1 and vp.person_id = $2 and v.undone_at is null
     union all
     select r.created_at::text, 'referral', r.id, r.ref, r.status, r.reason_sealed, 'referrals.reason', 0
       from referrals r where r.district_id = $1 and r.person_id = $2
     union all
     select f.due_on::text, 'follow_up', f.id, null, case when f.closed_at is null then 'open' else 'done' end, f.why, null, 0
       from follow_ups f where f.district_id = $1 and f.person_id = $2
         -- Closed and done by no visit: it went with a visit that was taken back.
         and (f.closed_at is null or f.done_by_visit is not null)
     order by at desc limit 200`,
    [scope.district_id, person_id],
  );
  return Promise.all(
    rows.map(async ({ sealed_as, ...event }) => ({
      ...event,
      words: sealed_as ? await sealer.open(event.words, sealed_as) : event.words,
    })),
  );
}
