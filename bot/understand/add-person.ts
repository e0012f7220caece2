import type { PersonDraft, Span, VisitDraft } from "../../cases/visits/draft.ts";
import { findAges } from "./ages.ts";
import { inStandardWords } from "./dialect.ts";
import { fold } from "./fold.ts";
import { anyOf, CHILD_WORDS, KIN, type Sex } from "./lexicon/kinship.ts";
import { findMentions } from "./mentions.ts";
import { readNote } from "./note.ts";

const LEAD =
  /^\s*(?:(?:少|漏)(?:写|记|了){0,2}[一两]?个?人?)?[\s，,:：]*(?:还有|另外|再加|加上?|漏了)?[\s，,:：]*(?:一个人|[一两]个人)?[\s，,:：]*/u;
const RELATIVE = new RegExp(`^(?:([他她佢])的?|家里的?)?(${anyOf(KIN)}|${anyOf(CHILD_WORDS)})`, "u");
const HER_HUSBAND: Record<string, Sex> = { 男: "女", 女: "男" };

/**
 * Adds to the draft (in place) the person a correction says was left out: 少写了一个人 还有他老伴, 还有一个人 李桂珍 七十九. A relative
 * lives where the only person of the draft lives; what is not said stays null. `base` is where the correction starts in the
 * draft's note. Returns the names of the changed fields; empty when the words tell of nobody new.
 */
export function addPerson(draft: VisitDraft, correction: string, ref_date: string, base: number): string[] {
  const said = inStandardWords(fold(correction));
  const lead = LEAD.exec(said)![0].length;
  const rest = said.slice(lead);
  if (rest.trim() === "") return [];
  const read = readNote(correction.slice(lead), ref_date);
  const shift = <T extends { span: Span }>(value: T | null): T | null =>
    value === null
      ? null
      : { ...value, span: { start: value.span.start + base + lead, end: value.span.end + base + lead } };
  const known = draft.persons.flatMap((p) => (p.name ? [p.name.value] : []));
  const found = read.persons[0];
  if (found?.name && known.includes(found.name.value)) return [];
  const relative = RELATIVE.exec(rest);
  const host = draft.persons.length === 1 ? draft.persons[0]! : null;
  const person: PersonDraft = {
    name: shift(found?.name ?? null),
    sex: shift(found?.sex ?? null) ?? sexOf(relative, correction, lead, base, host),
    age: shift(found?.age ?? ageIn(rest, correction.slice(lead), Number(ref_date.slice(0, 4)))),
    grid: shift(found?.grid ?? null),
    address: shift(found?.address ?? null),
  };
  if (relative && host && person.address === null) {
    person.address = host.address;
    person.grid ??= host.grid;
  }
  if (!relative && Object.values(person).every((value) => value === null)) return [];
  const index = draft.persons.push(person) - 1;
  const of = <T extends { span: Span }>(value: T): T => ({ ...shift(value)!, person: index });
  draft.observations.push(...read.observations.map(of));
  draft.needs.push(...read.needs.map(of));
  draft.flags.push(
    ...read.flags.filter((f) => draft.flags.every((kept) => kept.value !== f.value)).map((f) => shift(f)!),
  );
  return ["persons"];
}

function ageIn(rest: string, original: string, year: number): PersonDraft["age"] {
  const age = findAges(rest, findMentions(rest), year)[0];
  if (!age) return null;
  const { span } = age;
  return { value: { from: age.from, to: age.to }, words: original.slice(span.start, span.end), span: { ...span } };
}

/** 老公 is a man; 老伴 is of the other sex where the draft knows whose. */
function sexOf(
  relative: RegExpExecArray | null,
  correction: string,
  lead: number,
  base: number,
  host: PersonDraft | null,
): PersonDraft["sex"] {
  if (!relative) return null;
  const word = relative[2]!;
  const other = /^(?:老伴|爱人)$/.test(word) && host?.sex ? HER_HUSBAND[host.sex.value]! : null;
  const value = KIN.get(word) ?? CHILD_WORDS.get(word) ?? other;
  if (!value) return null;
  const start = lead + relative[0].length - word.length;
  const end = start + word.length;
  return { value, words: correction.slice(start, end), span: { start: base + start, end: base + end } };
}
