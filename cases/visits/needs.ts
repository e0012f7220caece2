import { newId } from "../../platform/id.ts";
import { openOrNull } from "../../platform/seal.ts";
import type { NamedPerson } from "../people/named.ts";
import { Refusal } from "../refusal.ts";
import type { Session } from "../session.ts";

export interface VisitNeed {
  id: string;
  code: string;
  words: string;
  urgency: "red" | "orange" | "yellow" | "green";
  person_id: string | null;
}

export interface VisitForReferral {
  id: string;
  area_id: string | null;
  consent: "yes" | "no" | null;
  flags: string[];
  /** Verbatim. */
  note: string;
  people: NamedPerson[];
  /** In the order in which they were saved. */
  needs: VisitNeed[];
}

/** What a referral from this visit can start from. @throws Refusal `not_found` */
export async function visitForReferral(session: Session, visit_id: string): Promise<VisitForReferral> {
  const { tx, scope, sealer } = session;
  const { rows } = await tx.query<
    Pick<VisitForReferral, "id" | "area_id" | "consent" | "flags"> & { note_sealed: string }
  >(
    "select id, area_id, consent, flags, note_sealed from visits where district_id = $1 and id = $2 and undone_at is null",
    [scope.district_id, visit_id],
  );
  if (!rows[0]) throw new Refusal("not_found");
  const { note_sealed, ...visit } = rows[0];
  return {
    ...visit,
    note: await sealer.open(note_sealed, "visits.note"),
    people: await peopleOfVisit(session, visit_id),
    needs: await needsOfVisit(session, visit_id),
  };
}

/** Whom a visit is about, in the order in which they were told of. */
export async function peopleOfVisit({ tx, scope, sealer }: Session, visit_id: string): Promise<NamedPerson[]> {
  const { rows } = await tx.query<{ id: string; ref: string; name_sealed: string | null }>(
    `select p.id, p.ref, p.name_sealed from visit_people vp
     join people p on p.district_id = vp.district_id and p.id = vp.person_id
     where vp.district_id = $1 and vp.visit_id = $2 order by vp.ordinal`,
    [scope.district_id, visit_id],
  );
  return Promise.all(
    rows.map(async ({ name_sealed, ...person }) => ({
      ...person,
      name: await openOrNull(sealer, name_sealed, "people.name"),
    })),
  );
}

export async function needsOfVisit({ tx, scope, sealer }: Session, visit_id: string): Promise<VisitNeed[]> {
  const { rows } = await tx.query<Omit<VisitNeed, "words"> & { words_sealed: string }>(
    "select id, code, words_sealed, urgency, person_id from needs where district_id = $1 and visit_id = $2 order by ordinal",
    [scope.district_id, visit_id],
  );
  return Promise.all(
    rows.map(async ({ words_sealed, ...need }) => ({ ...need, words: await sealer.open(words_sealed, "needs.words") })),
  );
}

/** Writes one need of a visit. @returns its id */
export async function putNeed(
  { tx, scope, sealer, now }: Session,
  visit: { id: string; owner_id: string },
  need: Omit<VisitNeed, "id"> & { ordinal: number },
): Promise<string> {
  const id = newId(now);
  const words_sealed = await sealer.seal(need.words, "needs.words");
  await tx.query(
    `insert into needs (district_id, id, visit_id, ordinal, person_id, code, words_sealed, urgency, owner_id, created_at)
     values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)`,
    [
      ...[scope.district_id, id, visit.id, need.ordinal, need.person_id, need.code, words_sealed, need.urgency],
      ...[visit.owner_id, now],
    ],
  );
  return id;
}
