import { openOrNull } from "../../platform/seal.ts";
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
  people: { id: string; ref: string; name: string | null }[];
  /** In the order in which they were saved. */
  needs: VisitNeed[];
}

/** What a referral from this visit can start from. @throws Refusal `not_found` */
export async function visitForReferral({ tx, scope, sealer }: Session, visit_id: string): Promise<VisitForReferral> {
  const { rows } = await tx.query<
    Pick<VisitForReferral, "id" | "area_id" | "consent" | "flags"> & { note_sealed: string }
  >(
    "select id, area_id, consent, flags, note_sealed from visits where district_id = $1 and id = $2 and undone_at is null",
    [scope.district_id, visit_id],
  );
  if (!rows[0]) throw new Refusal("not_found");
  const people = await tx.query<{ id: string; ref: string; name_sealed: string | null }>(
    `select p.id, p.ref, p.name_sealed from visit_people vp
     join people p on p.district_id = vp.district_id and p.id = vp.person_id
     where vp.district_id = $1 and vp.visit_id = $2 order by vp.ordinal`,
    [scope.district_id, visit_id],
  );
  const needs = await tx.query<Omit<VisitNeed, "words"> & { words_sealed: string }>(
    "select id, code, words_sealed, urgency, person_id from needs where district_id = $1 and visit_id = $2 order by ordinal",
    [scope.district_id, visit_id],
  );
  const { note_sealed, ...visit } = rows[0];
  return {
    ...visit,
    note: await sealer.open(note_sealed, "visits.note"),
    people: await Promise.all(
      people.rows.map(async ({ name_sealed, ...person }) => ({
        ...person,
        name: await openOrNull(sealer, name_sealed, "people.name"),
      })),
    ),
    needs: await Promise.all(
      needs.rows.map(async ({ words_sealed, ...need }) => ({
        ...need,
        words: await sealer.open(words_sealed, "needs.words"),
      })),
    ),
  };
}
