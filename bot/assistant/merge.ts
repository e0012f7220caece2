import { type Flag, type Observation, type Span, type VisitDraft, visitDraft } from "../../cases/visits/draft.ts";
import type { Clause } from "../understand/clauses.ts";
import { findDateWords } from "../understand/date-words.ts";
import { fold } from "../understand/fold.ts";
import { EARLIER, OBSERVATION_WORDS, PERCEIVED } from "../understand/lexicon/observation-words.ts";
import { readPeople } from "../understand/people.ts";
import { findWords, overlap } from "./find-words.ts";
import { mergePeople, type Note } from "./merge-people.ts";
import type { NoteReading } from "./reading.ts";

/** It lets a referral go out without the resident's consent: only rules that can be read may say so. */
const NEVER_FROM_A_MODEL: readonly Flag[] = ["mandatory_report"];

/**
 * The rules' draft with what a model read besides. A value whose words are not in the note is dropped; rules win on flags (none is
 * taken away), dates, numbers, consent and who was met; persons, needs, observations and flags may come to it.
 * @param ref_date the China calendar day on which the note was written (ISO)
 */
export function mergeReading(draft: VisitDraft, reading: NoteReading, ref_date: string): VisitDraft {
  const text = draft.note;
  const folded = fold(text);
  const note: Note = { text, folded, people: readPeople(folded, text, Number(ref_date.slice(0, 4))) };
  const { persons, places } = mergePeople(note, draft.persons, reading.persons);
  const personAt = (place: number | null | undefined): number | null =>
    place == null ? null : (places[place] ?? null);
  const merged: VisitDraft = {
    ...draft,
    persons,
    observations: inOrder([...draft.observations, ...newObservations(note, draft, reading, personAt)]),
    needs: inOrder([...draft.needs, ...newNeeds(note, draft, reading, personAt)]),
    flags: [...draft.flags, ...newFlags(note, draft, reading)],
    agreed_on: draft.agreed_on ?? agreedOn(note, reading, ref_date),
  };
  const { success, data } = visitDraft.safeParse(merged);
  return success ? data : draft;
}

const inOrder = <T extends { span: Span }>(values: T[]): T[] => values.sort((a, b) => a.span.start - b.span.start);

type PersonAt = (place: number | null | undefined) => number | null;

function newObservations(note: Note, draft: VisitDraft, reading: NoteReading, personAt: PersonAt): Observation[] {
  const added: Observation[] = [];
  for (const { kind, words, basis, teller, person } of reading.observations) {
    const span = findWords(note.text, words);
    if (!span || !says(note, span)) continue;
    if ([...draft.observations, ...added].some((seen) => overlap(seen.span, span))) continue;
    const clause = note.people.clauses.find((one) => overlap(one, span));
    const told_by = teller ? findWords(note.text, teller, span.start) : null;
    added.push({
      kind,
      words: note.text.slice(span.start, span.end),
      span,
      ...source(clause, note.folded.slice(span.start, span.end), {
        basis,
        teller: told_by && note.text.slice(told_by.start, told_by.end),
      }),
      person: personAt(person),
    });
  }
  return added;
}

/** Words that say something: a name, a place, an age or a date alone is nobody's need, state or danger. */
function says({ folded, people }: Note, { start, end }: Span): boolean {
  let said = folded.slice(start, end);
  for (const { span } of [...people.mentions, ...people.places, ...people.ages])
    if (span.start < end && start < span.end) said = said.replace(folded.slice(span.start, span.end), "");
  return said.replace(/[^\p{Script=Han}]/gu, "").length >= 2;
}

/** Seen, told and guessed as the clause has it; a model's word that something was seen counts only for what can be seen. */
function source(
  clause: Clause | undefined,
  words: string,
  given: Pick<Observation, "basis" | "teller">,
): Pick<Observation, "basis" | "teller"> {
  const teller = clause?.teller && clause.teller.voice !== "worker" ? clause.teller.words : given.teller;
  if (clause?.hedged || given.basis === "guessed") return { basis: "guessed", teller };
  if (clause?.teller && clause.teller.voice !== "worker") return { basis: "told", teller };
  const around = clause?.text ?? words;
  const visible = OBSERVATION_WORDS.find((entry) => entry.when.test(words))?.visible ?? false;
  const could_be_seen = PERCEIVED.test(around) || (visible && !EARLIER.test(around));
  return given.basis === "seen" && could_be_seen ? { basis: "seen", teller: null } : { basis: "told", teller };
}

function newNeeds(note: Note, draft: VisitDraft, reading: NoteReading, personAt: PersonAt): VisitDraft["needs"] {
  const added: VisitDraft["needs"] = [];
  for (const { code, words, urgency, person } of reading.needs) {
    const span = findWords(note.text, words);
    if (!span || !says(note, span)) continue;
    if ([...draft.needs, ...added].some((need) => overlap(need.span, span))) continue;
    added.push({ code, words: note.text.slice(span.start, span.end), span, urgency, person: personAt(person) });
  }
  return added;
}

function newFlags(note: Note, draft: VisitDraft, reading: NoteReading): VisitDraft["flags"] {
  const added: VisitDraft["flags"] = [];
  for (const { value, words } of reading.flags) {
    const span = findWords(note.text, words);
    if (!span || !says(note, span) || NEVER_FROM_A_MODEL.includes(value)) continue;
    if ([...draft.flags, ...added].some((flag) => flag.value === value)) continue;
    added.push({ value, words: note.text.slice(span.start, span.end), span });
  }
  return added;
}

/** The model says which words are the next contact; which day that is, the rules' calendar says. */
function agreedOn({ text, folded }: Note, { agreed_on }: NoteReading, ref_date: string): VisitDraft["agreed_on"] {
  const at = agreed_on ? findWords(text, agreed_on) : null;
  const date = at && findDateWords(folded, ref_date).find((one) => overlap(one.span, at));
  if (!date || date.recurring || date.value <= ref_date) return null;
  const { span, value, lunar } = date;
  return { value, words: text.slice(span.start, span.end), span, lunar };
}
