import { Refusal } from "../refusal.ts";
import type { Session } from "../session.ts";
import { type VisitDraft, visitDraft } from "./draft.ts";
import { needsOfVisit, peopleOfVisit } from "./needs.ts";

/** A saved visit with what it says. */
export interface SavedTold {
  id: string;
  ref: string;
  staff_id: string;
  /** Who has its tasks now. */
  owner_id: string;
  area_id: string | null;
  household_id: string | null;
  visited_on: string;
  created_at: Date;
  version: number;
  told: VisitDraft;
}

type Row = Omit<SavedTold, "told" | "created_at"> & {
  created_at: string;
  told_sealed: string | null;
  note_sealed: string;
  form: "入户" | "电话" | "视频" | "偶遇" | null;
  met: VisitDraft["met"][number]["value"][];
  flags: VisitDraft["flags"][number]["value"][];
  consent: "yes" | "no" | null;
};

/** What a visit says, as it was confirmed. @param lock holds it until the end of the transaction @throws Refusal `not_found` */
export async function toldOfVisit(session: Session, id: string, lock: "" | "for update" = ""): Promise<SavedTold> {
  const { tx, scope, sealer } = session;
  const { rows } = await tx.query<Row>(
    `select id, ref, staff_id, area_id, household_id, visited_on::text as visited_on, created_at::text as created_at, version,
       told_sealed, note_sealed, form, met, flags, consent,
       coalesce((select owner_id from needs n where n.district_id = visits.district_id and n.visit_id = visits.id limit 1),
         (select owner_id from follow_ups f where f.district_id = visits.district_id and f.visit_id = visits.id limit 1),
         staff_id) as owner_id
     from visits where district_id = $1 and id = $2 and undone_at is null ${lock}`,
    [scope.district_id, id],
  );
  const row = rows[0];
  if (!row) throw new Refusal("not_found");
  const { told_sealed, note_sealed, form, met, flags, consent, created_at, ...visit } = row;
  const told =
    told_sealed === null
      ? await fromRows(session, row)
      : visitDraft.parse(JSON.parse(await sealer.open(told_sealed, "visits.told")));
  return { ...visit, created_at: new Date(created_at), told };
}

/** Of a visit that came in otherwise, its rows in the same shape; a value whose words are not known quotes the whole note. */
async function fromRows(session: Session, row: Row): Promise<VisitDraft> {
  const { tx, scope, sealer } = session;
  const note = await sealer.open(row.note_sealed, "visits.note");
  const whole = { words: note || "-", span: { start: 0, end: Math.max(1, note.length) } };
  const quoted = (words: string): typeof whole => {
    const start = words === "" ? -1 : note.indexOf(words);
    return start < 0 ? whole : { words, span: { start, end: start + words.length } };
  };
  const stated = <T>(value: T, words = "") => ({ value, ...quoted(words) });
  const named = await peopleOfVisit(session, row.id);
  const person = (id: string | null): number | null => {
    const found = named.findIndex((one) => one.id === id);
    return found < 0 ? null : found;
  };
  const needs = await needsOfVisit(session, row.id);
  const agreed = await tx.query<{ due_on: string }>(
    `select due_on::text as due_on from follow_ups where district_id = $1 and visit_id = $2 and basis = 'agreed'
     order by created_at desc limit 1`,
    [scope.district_id, row.id],
  );
  return visitDraft.parse({
    note,
    visited_on: null,
    form: row.form ? stated(row.form) : null,
    met: row.met.map((met) => stated(met)),
    persons: named.map(({ name }) => {
      return { name: name ? stated(name, name) : null, sex: null, age: null, grid: null, address: null };
    }),
    observations: [],
    needs: needs.map(({ code, words, urgency, person_id }) => {
      return { code, words: words || "-", span: quoted(words).span, urgency, person: person(person_id) };
    }),
    flags: row.flags.map((flag) => stated(flag)),
    agreed_on: agreed.rows[0] ? { ...stated(agreed.rows[0].due_on), lunar: false } : null,
    consent: row.consent ? stated(row.consent) : null,
    files: named.flatMap(({ id, name }) => (name ? [{ name, same: id }] : [])),
  });
}
