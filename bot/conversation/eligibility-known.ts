import { openDraft, type StoredDraft } from "../../cases/drafts/drafts.ts";
import { namesakes } from "../../cases/people/find.ts";
import { type PersonFile, readPerson } from "../../cases/people/read.ts";
import { type VisitDraft, visitDraft } from "../../cases/visits/draft.ts";
import { type Known, narrow } from "../../knowledge/eligibility/facts.ts";
import { chinaDate } from "../../platform/clock.ts";
import { asKnown, readCircumstances } from "../understand/circumstances.ts";
import { fold } from "../understand/fold.ts";
import { readPeople } from "../understand/people.ts";
import type { Turn } from "./turn.ts";

const DAYS_A_YEAR = 365.25;

/** Where what is known comes from besides the message itself. */
export type Origin = "draft" | "file" | null;

export interface KnownOf {
  known: Known;
  origin: Origin;
  /** So many files have this name: none of them was used. */
  namesakes: number;
}

/** What the one who is named says of themself in a text: 王奶奶 of two visits in one note. Everything when there is one person. */
export function knownFromText(text: string, who: { name: string } | { index: number } | null, year: number): Known {
  const found = readCircumstances(text, year);
  const people = readPeople(fold(text), text, year);
  if (who === null || people.persons.length <= 1) return asKnown(found);
  const index = "index" in who ? who.index : people.persons.findIndex(({ name }) => name?.value === who.name);
  return asKnown(found.filter(({ start }) => people.personAt(start) === index));
}

/** What the person of an unsaved visit is known by. */
export function knownFromDraft(draft: VisitDraft, index: number, year: number): Known {
  const known = knownFromText(draft.note, { index }, year);
  const { age, ...others } = known;
  const own = draft.persons[index]?.age?.value;
  const only = draft.persons.length === 1 && age ? { age } : {};
  return { ...others, ...(own ? { age: { from: own.from, to: own.to } } : only) };
}

/** The newest unsaved visit, when there is one with people in it. */
export async function openVisit(turn: Turn): Promise<{ stored: StoredDraft; draft: VisitDraft } | null> {
  const stored = await openDraft(turn.session);
  if (stored?.kind !== "visit") return null;
  const draft = visitDraft.parse(JSON.parse(stored.body));
  return draft.persons.length === 0 ? null : { stored, draft };
}

function knownFromFile(file: PersonFile, now: Date): Known {
  const year = now.getUTCFullYear();
  const visits = file.timeline.filter(({ kind }) => kind === "visit");
  const who = file.name === null ? null : { name: file.name };
  let known: Known = {};
  // The newest visit is told first and stands.
  for (const { words, at } of visits) {
    const { age: _, ...told } = knownFromText(words, who, Number(at.slice(0, 4)) || year);
    known = { ...told, ...known };
  }
  const tagged = asKnown(readCircumstances(file.tags.join("，"), year));
  known = { ...known, ...tagged };
  if (file.age_from !== null && file.age_to !== null) {
    const years = file.age_on ? (now.getTime() - Date.parse(file.age_on)) / 86_400_000 / DAYS_A_YEAR : 0;
    known.age = { from: file.age_from + Math.floor(years), to: file.age_to + (years < 1 / 12 ? 0 : Math.ceil(years)) };
  }
  return known;
}

/**
 * What the case table knows of somebody who is named, in the asker's scope; the read is written down. With several of one name
 * nothing is taken: it might be the other's.
 */
async function fromFile(turn: Turn, name: string): Promise<KnownOf | null> {
  const ids = await namesakes(turn.session, name);
  if (ids.length === 0) return null;
  if (ids.length > 1) return { known: {}, origin: null, namesakes: ids.length };
  const file = await readPerson(turn.session, ids[0]!);
  return { known: knownFromFile(file, turn.session.now), origin: "file", namesakes: 0 };
}

/** What is said in the message first, then what the file of a person who is named holds. */
export async function knownOf(turn: Turn, text: string): Promise<KnownOf> {
  const year = Number(chinaDate(turn.session.now).slice(0, 4));
  const said = knownFromText(text, null, year);
  const name = readPeople(fold(text), text, year).persons.find((person) => person.name)?.name?.value;
  const filed = name ? await fromFile(turn, name) : null;
  return { known: merged(filed?.known ?? {}, said), origin: filed?.origin ?? null, namesakes: filed?.namesakes ?? 0 };
}

/** `after` was said later: it narrows what was known before, or corrects it. */
export function merged(before: Known, after: Known): Known {
  const all: Known = { ...before };
  for (const [fact, value] of Object.entries(after) as [keyof Known, NonNullable<Known[keyof Known]>][])
    all[fact] = narrow(before[fact], value);
  return all;
}
