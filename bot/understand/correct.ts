import type { PersonDraft, Span, VisitDraft } from "../../cases/visits/draft.ts";
import { addFreely } from "./add-freely.ts";
import { addPerson } from "./add-person.ts";
import { mergeAddress } from "./address-parts.ts";
import { findAges } from "./ages.ts";
import { correctFreely, isOfOthers } from "./correct-freely.ts";
import { newAge, newName, newPlaces, sharesValue } from "./correct-values.ts";
import { findDateWords } from "./date-words.ts";
import { inStandardWords } from "./dialect.ts";
import { fold } from "./fold.ts";
import * as words from "./lexicon/correction-words.ts";
import { findMentions } from "./mentions.ts";
import { readNote } from "./note.ts";
import { findPlaces } from "./places.ts";
import { personSaid, withdraw } from "./withdraw.ts";

const { SUPPLEMENT } = words;
const plain = (text: string) => inStandardWords(fold(text));

/** Whether a message reads as a correction of an open draft: 不是五栋是六栋, 名字写错了, 改成下周四, 补充:… */
export function correctionIn(text: string): boolean {
  const said = plain(text).trim();
  if (words.ASKS_BACK.test(said) && !words.PLAINLY_CORRECTS.test(said)) return false;
  if (words.CORRECTS.test(said) || words.DENIES_A_FLAG.test(said)) return true;
  return words.NOT_AGAIN.test(said) || words.NO_REFERRAL.test(said) || isBareValue(said);
}

/** 六栋, 七十九岁, 下周四, 王秀兰: a value by itself, as one types after 修改. */
function isBareValue(said: string): boolean {
  if (said.length > 20) return false;
  const mentions = findMentions(said);
  const spans = [
    ...mentions.filter((m) => m.kind === "name").map((m) => m.span),
    ...findPlaces(said).map((place) => place.span),
    ...findAges(said, mentions, 2000).map((age) => age.span),
    ...findDateWords(said, "2000-01-01").map((date) => date.span),
  ];
  return spans.some((span) => span.start === 0 && span.end === said.length);
}

/**
 * Applies a correction to a draft. Returns the new draft, whose note has the correction as an additional line that the corrected
 * values quote, and the names of the fields that changed; `changed` is empty (and the draft as it was) when the message is a
 * correction but it is not clear of what or of whom, so that one question can be asked. Null when it is no correction, or one of another record.
 * `ref_date` is the China calendar day of the correction (ISO). `whom` is the person (index) it means, once a button has said so.
 */
export function correctDraft(
  draft: VisitDraft,
  correction: string,
  ref_date: string,
  whom?: number,
): { draft: VisitDraft; changed: string[] } | null {
  const said = plain(correction);
  const base = draft.note.length + 1;
  const next: VisitDraft = structuredClone({ ...draft, note: `${draft.note}\n${correction}` });
  const freely = whom === undefined ? correctFreely(next, correction, base, Number(ref_date.slice(0, 4))) : null;
  if (freely !== null) return { draft: freely.length > 0 ? next : draft, changed: freely };
  if (whom === undefined && !tellsOtherwise(said)) {
    const added = isOfOthers(draft, said.trim(), base) ? null : addFreely(next, correction, base, ref_date);
    if (added !== null && added.length > 0) return { draft: next, changed: added };
  }
  if (!correctionIn(said) || isOfAnother(draft, said)) return null;
  const changed = words.SAYS_ONE_MORE.test(said.trim())
    ? addPerson(next, correction, ref_date, base)
    : SUPPLEMENT.test(said.trim())
      ? supply(next, correction, ref_date, base)
      : replace(next, said, correction, ref_date, base, whom);
  if (changed.length === 0 && !words.PLAINLY_CORRECTS.test(said) && !isBareValue(said.trim())) return null;
  return { draft: changed.length > 0 ? next : draft, changed };
}

/** What `replace`, `withdraw` and `supply` read: it names the field, the old value or that it is an addition. */
function tellsOtherwise(said: string): boolean {
  const text = said.trim();
  if (SUPPLEMENT.test(text) || words.SAYS_ONE_MORE.test(text) || isBareValue(text)) return true;
  return correctionIn(text) && !/同意|愿意|答应|电话/.test(text) && !/不是[^\s，,是]{2,6}[\s，,]+[^是]/.test(text);
}

/** 上回记的…不叫许桂花: it denies a name that this note never held, so it is about some other record. */
function isOfAnother(draft: VisitDraft, said: string): boolean {
  const denied = /不(?:是|叫)([^\s，,]{2,4}?)(?=[\s，,]|$)/u.exec(said)?.[1];
  if (denied === undefined || plain(draft.note).includes(denied)) return false;
  return findMentions(denied).some((mention) => mention.kind === "name");
}

/** 补充:她还有糖尿病: what the addition says is added; what the draft knows stays. */
function supply(draft: VisitDraft, correction: string, ref_date: string, base: number): string[] {
  const lead = SUPPLEMENT.exec(correction)?.[0].length ?? 0;
  const added = readNote(correction.slice(lead), ref_date);
  const shift = <T extends { span: Span }>(value: T): T => ({
    ...value,
    span: { start: value.span.start + base + lead, end: value.span.end + base + lead },
  });
  const changed: string[] = [];
  const person = draft.persons.length === 1 ? 0 : null;
  const about = <T extends { span: Span; person: number | null }>(value: T): T => ({ ...shift(value), person });
  const observations = added.observations.map(about);
  if (observations.length === 0 && correction.slice(lead).trim().length > 1) {
    const start = lead + /^\s*/.exec(correction.slice(lead))![0].length;
    const words = correction.slice(start).trimEnd();
    observations.push({
      kind: "other",
      words,
      span: { start: base + start, end: base + start + words.length },
      basis: "told",
      teller: null,
      person,
    });
  }
  const needs = added.needs.map(about);
  const flags = added.flags.filter((f) => draft.flags.every((known) => known.value !== f.value)).map(shift);
  if (observations.length > 0) changed.push("observations");
  if (needs.length > 0) changed.push("needs");
  if (flags.length > 0) changed.push("flags");
  draft.observations.push(...observations);
  draft.needs.push(...needs);
  draft.flags.push(...flags);
  for (const key of ["agreed_on", "visited_on", "consent", "form"] as const) {
    const value = added[key];
    if (value === null || draft[key] !== null) continue;
    Object.assign(draft, { [key]: shift(value) });
    changed.push(key);
  }
  const target = person === null ? null : draft.persons[person]!;
  const about_person = added.persons[0];
  if (target && about_person) {
    for (const key of ["name", "sex", "age", "grid", "address"] as const) {
      const value = about_person[key];
      if (value === null || target[key] !== null) continue;
      Object.assign(target, { [key]: shift(value) });
      changed.push(key);
    }
  }
  return changed;
}

/** The value said to be wrong, blanked out so that only the right one is read. Same length. */
function withoutOld(said: string): { right: string; wrong: string } {
  let wrong = "";
  const right = said.replace(words.OLD_VALUE, (match) => {
    wrong += `${match} `;
    return " ".repeat(match.length);
  });
  return { right: right.replace(/不对|错了/g, (match) => " ".repeat(match.length)), wrong };
}

function replace(
  draft: VisitDraft,
  said: string,
  correction: string,
  ref_date: string,
  base: number,
  whom: number | undefined,
): string[] {
  const { right, wrong } = withoutOld(said);
  const targets = whom === undefined ? targetsOf(draft, said, wrong) : draft.persons.slice(whom, whom + 1);
  const gone = withdraw(draft, said.trim(), targets);
  if (gone !== null) return gone;
  const changed: string[] = [];
  const quote = <T>(value: T, start: number, end: number) => ({
    value,
    words: correction.slice(start, end),
    span: { start: base + start, end: base + end },
  });
  const set = <K extends keyof PersonDraft>(key: K, of: (person: PersonDraft) => PersonDraft[K]) => {
    // One address may belong to a couple; a name or an age belongs to one person.
    const shared = key === "address" || key === "grid";
    const meant = targets.length === 0 && shared && liveTogether(draft, key) ? draft.persons : targets;
    if (meant.length === 0 || (meant.length > 1 && !shared)) return;
    for (const person of meant) person[key] = of(person);
    changed.push(key);
  };
  const only = targets.length === 1 ? targets[0]! : null;
  const name = newName(right, draft);
  if (name) set("name", () => quote(correction.slice(name.start, name.end), name.start, name.end));
  const named = only?.name ? plain(only.name.words) : "\n";
  const ofNamed = new RegExp(
    `^(?:${named}|第[一二三四五六1-6]个人?)(?:年龄|今年|应该)?是?(?=[0-9一二三四五六七八九十]{1,3}岁?$)`,
  );
  const wrongAge = wrong !== "" && sharesValue(only?.age?.words ?? "", wrong);
  const age = newAge(
    right.replace(ofNamed, (lead) => " ".repeat(lead.length)),
    Number(ref_date.slice(0, 4)),
    wrongAge || ofNamed.test(right),
  );
  if (age) set("age", () => quote({ from: age.from, to: age.to }, age.start, age.end));
  for (const place of age
    ? []
    : newPlaces(right, targets[0]?.address?.value ?? draft.persons[0]?.address?.value ?? null)) {
    const { start, end } = place.span;
    const { value } = place;
    set(place.kind, (p) =>
      quote(place.kind === "address" ? mergeAddress(p.address?.value ?? null, value) : value, start, end),
    );
  }
  const sex = /(?:性别|是|^)[^\s]{0,2}(男|女)(?:的|性)?(?=$|[\s，,。])/.exec(right);
  if (sex) {
    const start = sex.index + sex[0].indexOf(sex[1]!);
    set("sex", () => quote(sex[1] as "男" | "女", start, start + 1));
  }
  const date = findDateWords(right, ref_date).find((d) => !d.recurring && !d.today);
  if (date && !age) {
    const visit =
      date.value < ref_date ||
      /走访|入户|去的|来的|看的|访的|那天/.test(right) ||
      (wrong !== "" && wrong.includes(draft.visited_on?.words ?? "\n"));
    const value = quote(date.value, date.span.start, date.span.end);
    if (visit) draft.visited_on = value;
    else draft.agreed_on = { ...value, lunar: date.lunar };
    changed.push(visit ? "visited_on" : "agreed_on");
  }
  const agrees = /^(?:[他她佢]|本人|老人)?(不)?(?:同意|愿意)(?:转介?|登记)?了?$/u.exec(right.trim());
  if (agrees) {
    const start = right.indexOf(agrees[0]);
    draft.consent = quote(agrees[1] ? "no" : "yes", start, start + agrees[0].length);
    changed.push("consent");
  }
  return changed;
}

/** One home for everybody in the draft. */
function liveTogether(draft: VisitDraft, key: "address" | "grid"): boolean {
  return new Set(draft.persons.map((p) => p[key]?.value ?? null)).size === 1;
}

/** Whom a correction means: the person it names, the only one, or whoever has the wrong value; nobody when it is not clear. */
function targetsOf(draft: VisitDraft, said: string, wrong: string): PersonDraft[] {
  const said_person = personSaid(draft, said);
  if (said_person !== null) return [draft.persons[said_person]!];
  if (draft.persons.length === 1) return draft.persons;
  return draft.persons.filter((p) =>
    [p.name, p.address, p.age, p.grid].some((value) => value !== null && sharesValue(plain(value.words), wrong)),
  );
}
