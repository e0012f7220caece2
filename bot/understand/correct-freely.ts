import type { Observation, PersonDraft, VisitDraft } from "../../cases/visits/draft.ts";
import { addFreely } from "./add-freely.ts";
import { newAge } from "./correct-values.ts";
import { findDateWords } from "./date-words.ts";
import { inStandardWords } from "./dialect.ts";
import { fold } from "./fold.ts";
import * as words from "./lexicon/free-correction-words.ts";
import { OUTSIDERS } from "./lexicon/kinship.ts";
import { SURNAMES } from "./lexicon/surnames.ts";
import { findMentions } from "./mentions.ts";
import { readNote } from "./note.ts";
import { findPlaces } from "./places.ts";
import { madeBy } from "./withdraw.ts";

const plain = (text: string) => inStandardWords(fold(text)).trim();

/** Longer than this nobody corrects in passing: it is a note of its own. */
const LONGEST = 30;

/** 刚才那个不要了: the open draft is to go. */
export const discardsDraft = (text: string): boolean => words.DISCARDS.test(plain(text).replace(/[。.!！~]+$/u, ""));

/** Whether a message can only be about this draft, though it does not say that it corrects: 王奶奶八十三, 药不缺了. */
export function isAboutDraft(draft: VisitDraft, text: string, ref_date: string): boolean {
  const base = draft.note.length + 1;
  const changed =
    correctFreely(structuredClone(draft), text, base, Number(ref_date.slice(0, 4))) ??
    (isOfOthers(draft, plain(text), base) ? null : addFreely(structuredClone(draft), text, base, ref_date));
  return changed !== null && changed.length > 0;
}

/**
 * Changes a draft (in place) after a correction said in passing: who told something, one word of what was told (不是腿摔了是腰), a family
 * name, an age beside the name, what is settled meanwhile (药不缺了). `base` is where the correction stands in the draft's note.
 * Returns the names of the changed fields; empty when it is such a correction and the draft does not show of what; null when it is none.
 */
export function correctFreely(draft: VisitDraft, correction: string, base: number, year: number): string[] | null {
  const said = plain(correction).replace(/[。.!！~]+$/u, "");
  if (said.length > LONGEST || /[?？吗呢]$|怎么|咋/.test(said) || isOfOthers(draft, said, base)) return null;
  const lead = correction.length - correction.trimStart().length;
  const line = correction.trim();
  const whole = { words: line, span: { start: base + lead, end: base + lead + line.length } };
  return (
    toldBy(draft, said, whole) ??
    rather(draft, said) ??
    familyName(draft, said, whole) ??
    ageBesideName(draft, correction, base, year) ??
    settled(draft, said, whole)
  );
}

/** 三栋李大爷 药还有: a name or a home that the draft does not have is another visit. */
export function isOfOthers(draft: VisitDraft, said: string, base: number): boolean {
  const note = plain(draft.note.slice(0, base));
  if (/姓/.test(said)) return false;
  // A name that was put right stands in the draft and not in the note: 黄奶奶, who was 王奶奶.
  const names = draft.persons.flatMap((p) => (p.name ? [plain(p.name.value)] : []));
  const known = (name: string) => note.includes(name) || names.some((one) => one.includes(name) || name.includes(one));
  const stranger = findMentions(said).some((m) => m.kind === "name" && !known(m.words));
  const homes = draft.persons.flatMap((p) => (p.address ? [p.address.value] : []));
  return (
    stranger || findPlaces(said).some((p) => p.kind === "address" && !homes.some((home) => home.includes(p.value)))
  );
}

type Quote = { words: string; span: { start: number; end: number } };

/** The first of the patterns that reads the words. */
function groupsOf(patterns: readonly RegExp[], said: string): Record<string, string | undefined> | null {
  for (const pattern of patterns) {
    const groups = pattern.exec(said)?.groups;
    if (groups) return groups;
  }
  return null;
}

function toldBy(draft: VisitDraft, said: string, whole: Quote): string[] | null {
  const groups = groupsOf(words.TOLD_BY, said);
  if (!groups?.right) return null;
  const { wrong, right } = groups;
  const tellers = new Set(draft.observations.flatMap((o) => (o.teller ? [plain(o.teller)] : [])));
  const meant = draft.observations.filter((o) => {
    if (o.teller === null) return false;
    return wrong ? plain(o.teller).includes(wrong) || wrong.includes(plain(o.teller)) : tellers.size === 1;
  });
  if (meant.length === 0) return [];
  for (const o of meant) Object.assign(o, { teller: right, basis: o.basis === "guessed" ? "guessed" : "told" });
  const outside = new RegExp(OUTSIDERS).test(right);
  if (!outside)
    draft.flags = draft.flags.filter(
      (f) => f.value !== "hearsay" || !meant.some((o) => o.span.start < f.span.end && f.span.start < o.span.end),
    );
  else if (!draft.flags.some((f) => f.value === "hearsay")) draft.flags.push({ value: "hearsay", ...whole });
  return ["observations"];
}

function rather(draft: VisitDraft, said: string): string[] | null {
  const groups = groupsOf(words.RATHER, said);
  if (!groups?.right || !groups.wrong) return null;
  const { wrong, right } = groups;
  const pair = ofOneKind(wrong, right) ?? daysOf(draft, wrong, right);
  if (pair === null || findPlaces(said).length > 0) return null;
  const holds = (value: { words: string }) => plain(value.words).includes(pair.old);
  const observations = draft.observations.filter(holds);
  const needs = draft.needs.filter(holds);
  if (observations.length + needs.length === 0) return null;
  // What was told stands as it is now, in a line of its own, so that all the rest of it stays: 腿摔了 → 腰摔了.
  for (const value of [...observations, ...needs, ...draft.flags.filter(holds)])
    Object.assign(value, restated(draft, value.words, pair));
  draft.observations = distinct(draft.observations);
  return [...(observations.length > 0 ? ["observations"] : []), ...(needs.length > 0 ? ["needs"] : [])];
}

interface Pair {
  old: string;
  right: string;
}

function ofOneKind(wrong: string, right: string): Pair | null {
  const kind = words.KINDS.find((one) => new RegExp(`^(?:${one.source})$`, "u").test(right) && one.test(wrong));
  const old = kind?.exec(wrong)?.[0];
  return old === undefined ? null : { old, right };
}

/** 不是前天是昨天摔的: the day of what was told; the days of the visit and of the next one are values of their own. */
function daysOf(draft: VisitDraft, wrong: string, right: string): Pair | null {
  const [from] = findDateWords(wrong, "2000-01-01");
  const [to] = findDateWords(right, "2000-01-01");
  if (!from || !to || from.span.start !== 0 || to.span.start !== 0) return null;
  const [old, day] = [wrong.slice(0, from.span.end), right.slice(0, to.span.end)];
  const verb = right.slice(to.span.end).charAt(0);
  const own = [draft.visited_on, draft.agreed_on].some((date) => date !== null && plain(date.words).includes(old));
  const told = draft.observations.some((o) => plain(o.words).includes(old) && plain(o.words).includes(verb));
  return told && (!own || (verb !== "" && !/[去来看访]/.test(verb))) ? { old, right: day } : null;
}

/** The words as they are put right, written once at the end of the note. */
function restated(draft: VisitDraft, told: string, { old, right }: Pair): Quote {
  const at = plain(told).indexOf(old);
  const line = told.slice(0, at) + right + told.slice(at + old.length);
  const written = draft.note.lastIndexOf(`\n${line}`);
  if (written >= 0) return { words: line, span: { start: written + 1, end: written + 1 + line.length } };
  draft.note = `${draft.note}\n${line}`;
  return { words: line, span: { start: draft.note.length - line.length, end: draft.note.length } };
}

function distinct(observations: Observation[]): Observation[] {
  return observations.filter(
    (o, i) => observations.findIndex((p) => p.span.start === o.span.start && p.span.end === o.span.end) === i,
  );
}

function familyName(draft: VisitDraft, said: string, whole: Quote): string[] | null {
  const groups = groupsOf(words.FAMILY_NAME, said);
  const { right, wrong } = groups ?? {};
  if (!right || !SURNAMES.has(right.charAt(0)) || (wrong && !SURNAMES.has(wrong.charAt(0)))) return null;
  const has = (person: PersonDraft, surname: string) =>
    person.name !== null && new RegExp(`^[老小阿]?${surname}`, "u").test(plain(person.name.value));
  const meant = wrong ? draft.persons.filter((p) => has(p, wrong)) : draft.persons;
  const person = meant.length === 1 ? meant[0]! : null;
  if (person === null) return wrong && meant.length === 0 && draft.persons.length !== 1 ? null : [];
  const value = person.name
    ? plain(person.name.value).replace(/^([老小阿]?)\p{Script=Han}/u, `$1${right}`)
    : `姓${right}`;
  person.name = { value, ...whole };
  return ["name"];
}

/** 王奶奶八十三, 她八十三了. */
function ageBesideName(draft: VisitDraft, correction: string, base: number, year: number): string[] | null {
  const said = inStandardWords(fold(correction));
  const names = draft.persons.map((p) => (p.name ? plain(p.name.value) : null));
  const index = names.findIndex((name) => name !== null && said.trimStart().startsWith(name));
  const pronoun = /^\s*(?:[他她佢]|老人|本人)(?=今年|已经|都|有|是|[0-9一二三四五六七八九])/u.exec(said)?.[0];
  const who = index >= 0 ? names[index]! : draft.persons.length === 1 ? pronoun?.trim() : undefined;
  if (who === undefined) return null;
  const from = said.indexOf(who) + who.length;
  const rest = said.slice(from);
  if (
    !/^[\s，,]*(?:是|今年|应该|已经|都|有|快)*[0-9零一二三四五六七八九十百]{1,4}(?:多|几|出头)?(?:周?岁)?[了的啊]*$/u.test(
      rest.trimEnd(),
    )
  )
    return null;
  const age = newAge(
    rest.replace(/^[\s，,]*(?:应该|已经|都|有)+/u, (lead) => " ".repeat(lead.length)),
    year,
    true,
  );
  if (!age || age.from < 1 || age.to > 130) return null;
  const [start, end] = [from + age.start, from + age.end];
  draft.persons[Math.max(index, 0)]!.age = {
    value: { from: age.from, to: age.to },
    words: correction.slice(start, end),
    span: { start: base + start, end: base + end },
  };
  return ["age"];
}

/** What is settled, or was heard wrong: its flag and the task that this had made go; what was told of it gives way to these words. */
function settled(draft: VisitDraft, said: string, whole: Quote): string[] | null {
  const gone = draft.flags.filter((flag) => words.SETTLED[flag.value]?.test(said));
  if (gone.length === 0 || /^(?:今天|上午|下午|刚)?(?:去|到|看)了/.test(said)) return null;
  // 药攒够了 has the words of 药够了 and is news of its own, the worst there is: what raises something settles nothing.
  if (readNote(said, "2000-01-01").flags.length > 0) return null;
  draft.flags = draft.flags.filter((flag) => !gone.includes(flag));
  draft.needs = draft.needs.filter((need) => !gone.some((flag) => madeBy(flag, need)));
  const told = draft.observations.filter((o) =>
    gone.some((f) => o.span.start <= f.span.start && f.span.end <= o.span.end),
  );
  draft.observations = draft.observations.filter((o) => !told.includes(o));
  const [first] = told;
  draft.observations.push({
    kind: first?.kind ?? "other",
    ...whole,
    basis: "told",
    teller: null,
    person: first?.person ?? (draft.persons.length === 1 ? 0 : null),
  });
  return ["flags", "observations"];
}
