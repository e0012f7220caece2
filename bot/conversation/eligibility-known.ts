import { openDraft, type StoredDraft } from "../../cases/drafts/drafts.ts";
import { benefitsOf, receivedOf } from "../../cases/people/benefits.ts";
import { namesakes } from "../../cases/people/find.ts";
import { readPerson } from "../../cases/people/read.ts";
import type { Session } from "../../cases/session.ts";
import { type VisitDraft, visitDraft } from "../../cases/visits/draft.ts";
import { lastVisit } from "../../cases/visits/last.ts";
import { visitForReferral } from "../../cases/visits/needs.ts";
import { type Known, narrow } from "../../knowledge/eligibility/facts.ts";
import { type Interview, WAITS_MINUTES } from "../../knowledge/eligibility/interview.ts";
import { chinaDate } from "../../platform/clock.ts";
import { asKnown, type Circumstance, readCircumstances, wordsOf } from "../understand/circumstances.ts";
import { fold } from "../understand/fold.ts";
import { readPeople } from "../understand/people.ts";
import type { Turn } from "./turn.ts";

const DAYS_A_YEAR = 365.25;

/** Where what is known comes from besides the message itself. */
export type Origin = "draft" | "saved" | "file" | null;

/** What is known, each with the words it was read from. */
export interface Told {
  known: Known;
  words: Interview["words"];
}

export interface KnownOf extends Told {
  origin: Origin;
  /** So many files have this name: none of them was used. */
  namesakes: number;
}

/** What the one who is named says of themself in a text: 王奶奶 of two visits in one note. Everything when there is one person. */
export function knownFromText(text: string, who: { name: string } | { index: number } | null, year: number): Told {
  const found = readCircumstances(text, year);
  const people = readPeople(fold(text), text, year);
  if (who === null || people.persons.length <= 1) return told(found);
  const index = "index" in who ? who.index : people.persons.findIndex(({ name }) => name?.value === who.name);
  return told(found.filter(({ start }) => people.personAt(start) === index));
}

const told = (found: readonly Circumstance[]): Told => ({ known: asKnown(found), words: wordsOf(found) });

/** What the person of an unsaved visit is known by. */
export function knownFromDraft(draft: VisitDraft, index: number, year: number): Told {
  const { known, words } = knownFromText(draft.note, { index }, year);
  const { age, ...others } = known;
  const own = draft.persons[index]?.age?.value;
  const only = draft.persons.length === 1 && age ? { age } : {};
  return { known: { ...others, ...(own ? { age: { from: own.from, to: own.to } } : only) }, words };
}

/** Those of whom was told last: in the unsaved visit, else in the visit saved within the half hour. */
export interface Subjects {
  id: string;
  origin: "draft" | "saved";
  names: (string | null)[];
  /** What is known of one of them. */
  knownOf(index: number): Promise<Told>;
}

/** @returns null when nobody was told of */
export async function subjectsOf(turn: Turn): Promise<Subjects | null> {
  const { session } = turn;
  const year = Number(chinaDate(session.now).slice(0, 4));
  const open = await openVisit(turn);
  if (open) {
    const { stored, draft } = open;
    const names = draft.persons.map(({ name }) => name?.value ?? null);
    return { id: stored.id, origin: "draft", names, knownOf: async (index) => knownFromDraft(draft, index, year) };
  }
  const id = await lastVisit(session, WAITS_MINUTES);
  if (id === null) return null;
  const { people } = await visitForReferral(session, id);
  if (people.length === 0) return null;
  return {
    id,
    origin: "saved",
    names: people.map(({ name }) => name),
    knownOf: (index) => knownFromFile(session, people[index]!.id),
  };
}

/** The newest unsaved visit, when there is one with people in it. */
async function openVisit(turn: Turn): Promise<{ stored: StoredDraft; draft: VisitDraft } | null> {
  const stored = await openDraft(turn.session);
  if (stored?.kind !== "visit") return null;
  const draft = visitDraft.parse(JSON.parse(stored.body));
  return draft.persons.length === 0 ? null : { stored, draft };
}

/** What the file of somebody says; the read is written down. */
async function knownFromFile(session: Session, person_id: string): Promise<Told> {
  const { now } = session;
  const file = await readPerson(session, person_id);
  const gets = receivedOf(await benefitsOf(session, file.id)).map((benefit) => `享受${benefit}`);
  const year = now.getUTCFullYear();
  const visits = file.timeline.filter(({ kind }) => kind === "visit");
  const who = file.name === null ? null : { name: file.name };
  let known: Known = {};
  let words: Interview["words"] = {};
  // The newest visit is told first and stands.
  for (const { words: note, at } of visits) {
    const visit = knownFromText(note, who, Number(at.slice(0, 4)) || year);
    const { age: _, ...others } = visit.known;
    known = { ...others, ...known };
    words = { ...visit.words, ...words };
  }
  const tagged = told(readCircumstances([...file.tags, ...gets].join("，"), year));
  known = { ...known, ...tagged.known };
  words = { ...words, ...tagged.words };
  if (file.age_from !== null && file.age_to !== null) {
    const years = file.age_on ? (now.getTime() - Date.parse(file.age_on)) / 86_400_000 / DAYS_A_YEAR : 0;
    known.age = { from: file.age_from + Math.floor(years), to: file.age_to + (years < 1 / 12 ? 0 : Math.ceil(years)) };
  }
  return { known, words };
}

/**
 * What the case table knows of somebody who is named, in the asker's scope; the read is written down. With several of one name
 * nothing is taken: it might be the other's.
 */
async function fromFile(turn: Turn, name: string): Promise<KnownOf | null> {
  const ids = await namesakes(turn.session, name);
  if (ids.length === 0) return null;
  if (ids.length > 1) return { known: {}, words: {}, origin: null, namesakes: ids.length };
  return { ...(await knownFromFile(turn.session, ids[0]!)), origin: "file", namesakes: 0 };
}

/** What is said in the message first, then what the file of a person who is named holds. */
export async function knownOf(turn: Turn, text: string): Promise<KnownOf> {
  const year = Number(chinaDate(turn.session.now).slice(0, 4));
  const said = knownFromText(text, null, year);
  const name = readPeople(fold(text), text, year).persons.find((person) => person.name)?.name?.value;
  const filed = name ? await fromFile(turn, name) : null;
  const both = filed ? toldLater(filed, said) : said;
  return { ...both, origin: filed?.origin ?? null, namesakes: filed?.namesakes ?? 0 };
}

/** The same with the words: those that were said later stand. */
export const toldLater = (before: Told, after: Told): Told => ({
  known: merged(before.known, after.known),
  words: { ...before.words, ...after.words },
});

/** `after` was said later: it narrows what was known before, or corrects it. */
export function merged(before: Known, after: Known): Known {
  const all: Known = { ...before };
  for (const [fact, value] of Object.entries(after) as [keyof Known, NonNullable<Known[keyof Known]>][])
    all[fact] = narrow(before[fact], value);
  return all;
}
