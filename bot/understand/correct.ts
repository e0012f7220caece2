import type { PersonDraft, Span, VisitDraft } from "../../cases/visits/draft.ts";
import { mergeAddress } from "./address-parts.ts";
import { findAges } from "./ages.ts";
import { findDateWords } from "./date-words.ts";
import { fold } from "./fold.ts";
import { CORRECTS, OLD_VALUE, SUPPLEMENT } from "./lexicon/correction-words.ts";
import { findMentions } from "./mentions.ts";
import { readNote } from "./note.ts";
import { NUMERAL, readNumeral } from "./numerals.ts";
import { findPlaces } from "./places.ts";

/** Whether a message reads as a correction of an open draft: 不是五栋是六栋, 名字写错了, 改成下周四, 补充:… */
export function correctionIn(text: string): boolean {
  const said = fold(text).trim();
  return CORRECTS.test(said) || isBareValue(said);
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
 * `ref_date` is the China calendar day of the correction (ISO).
 */
export function correctDraft(
  draft: VisitDraft,
  correction: string,
  ref_date: string,
): { draft: VisitDraft; changed: string[] } | null {
  const said = fold(correction);
  if (!correctionIn(said) || isOfAnother(draft, said)) return null;
  const base = draft.note.length + 1;
  const next: VisitDraft = structuredClone({ ...draft, note: `${draft.note}\n${correction}` });
  const supplement = SUPPLEMENT.exec(said.trim());
  const changed = supplement
    ? supply(next, correction, ref_date, base)
    : replace(next, said, correction, ref_date, base);
  return { draft: changed.length > 0 ? next : draft, changed };
}

/** 上回记的…不叫许桂花: it denies a name that this note never held, so it is about some other record. */
function isOfAnother(draft: VisitDraft, said: string): boolean {
  const denied = /不(?:是|叫)([^\s，,]{2,4}?)(?=[\s，,]|$)/u.exec(said)?.[1];
  if (denied === undefined || fold(draft.note).includes(denied)) return false;
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
  const right = said.replace(OLD_VALUE, (match) => {
    wrong += `${match} `;
    return " ".repeat(match.length);
  });
  return { right: right.replace(/不对|错了/g, (match) => " ".repeat(match.length)), wrong };
}

function replace(draft: VisitDraft, said: string, correction: string, ref_date: string, base: number): string[] {
  const { right, wrong } = withoutOld(said);
  const changed: string[] = [];
  const quote = <T>(value: T, start: number, end: number) => ({
    value,
    words: correction.slice(start, end),
    span: { start: base + start, end: base + end },
  });
  const targets = targetsOf(draft, said, wrong);
  const set = <K extends keyof PersonDraft>(key: K, of: (person: PersonDraft) => PersonDraft[K]) => {
    // One address may belong to a couple; a name or an age belongs to one person.
    if (targets.length === 0 || (targets.length > 1 && key !== "address" && key !== "grid")) return;
    for (const person of targets) person[key] = of(person);
    changed.push(key);
  };
  const only = targets.length === 1 ? targets[0]! : null;
  const name = newName(right, draft);
  if (name) set("name", () => quote(correction.slice(name.start, name.end), name.start, name.end));
  const age = newAge(right, Number(ref_date.slice(0, 4)), wrong !== "" && sharesValue(only?.age?.words ?? "", wrong));
  if (age) set("age", () => quote({ from: age.from, to: age.to }, age.start, age.end));
  for (const place of age ? [] : newPlaces(right, targets[0]?.address?.value ?? null)) {
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
      /走访|入户|去的|来的|看的|访的|那天/.test(right) ||
      (wrong !== "" && wrong.includes(draft.visited_on?.words ?? "\n"));
    const value = quote(date.value, date.span.start, date.span.end);
    if (visit) draft.visited_on = value;
    else draft.agreed_on = { ...value, lunar: date.lunar };
    changed.push(visit ? "visited_on" : "agreed_on");
  }
  const dropped = draft.flags.filter((flag) => denies(said, flag.words));
  if (dropped.length > 0) {
    draft.flags = draft.flags.filter((flag) => !dropped.includes(flag));
    changed.push("flags");
  }
  return changed;
}

function denies(said: string, words: string): boolean {
  return [`不是${words}`, `没有${words}`, `没${words}`, `去掉${words}`, `删掉${words}`].some((denial) =>
    said.includes(denial),
  );
}

/** Whom a correction means: the person it names, the only one, or whoever has the wrong value; nobody when it is not clear. */
function targetsOf(draft: VisitDraft, said: string, wrong: string): PersonDraft[] {
  const named = draft.persons.filter((p) => p.name !== null && said.includes(fold(p.name.words)));
  if (named.length === 1) return named;
  if (draft.persons.length === 1) return draft.persons;
  return draft.persons.filter((p) =>
    [p.name, p.address, p.age, p.grid].some((value) => value !== null && sharesValue(fold(value.words), wrong)),
  );
}

function sharesValue(words: string, wrong: string): boolean {
  const old = wrong.replace(/不是|不叫|是|叫|[\s，,]/g, "");
  return old.length >= 2 && words !== "" && (words.includes(old) || old.includes(words));
}

function newName(right: string, draft: VisitDraft): Span | null {
  const outright =
    /(?:叫|名字是|姓名是|名字改成|姓名改成|名字叫|名字应该是)([\p{Script=Han}·]{2,4}?)(?=$|[\s，,。！!]|才对|哈|啊)/u.exec(
      right,
    );
  if (outright) {
    const start = outright.index + outright[0].length - outright[1]!.length;
    return { start, end: start + outright[1]!.length };
  }
  const known = draft.persons.map((p) => p.name?.value);
  const found = findMentions(right).filter((m) => m.kind === "name" && !known.includes(m.words));
  const context =
    /名|姓|叫/.test(right) || new RegExp(`^(?:应该是|是|改成)?\\s*${found[0]?.words ?? "\n"}$`).test(right.trim());
  return context && found[0] ? found[0].span : null;
}

/** An age with its field or unit; a bare number only where the wrong value was an age. */
function newAge(
  right: string,
  year: number,
  wrongWasAge: boolean,
): { start: number; end: number; from: number; to: number } | null {
  const field = "(?:年龄|岁数|年纪|今年)(?:写错了?|错了|不对|应该)?";
  const bare = wrongWasAge ? "|^\\s*(?:应该)?是?" : "";
  const stated = new RegExp(`(?:${field}${bare})[是为改成到:：，,\\s]*(${NUMERAL})(?:岁|周岁)?(?![栋号单网楼])`).exec(
    right,
  );
  const years = stated ? readNumeral(stated[1]!) : null;
  if (stated && years !== null && years <= 130) {
    const start = stated.index + stated[0].lastIndexOf(stated[1]!);
    return { start, end: start + stated[1]!.length, from: years, to: years };
  }
  const found = findAges(right, findMentions(right), year)[0];
  return found ? { ...found.span, from: found.from, to: found.to } : null;
}

function newPlaces(right: string, old: string | null): ReturnType<typeof findPlaces> {
  const found = findPlaces(right).filter((place, i, all) => all.findIndex((p) => p.kind === place.kind) === i);
  if (found.length > 0 || old === null) return found;
  // 是402: a room number alone, where the draft has a room.
  const room = /(?<![0-9零一二三四五六七八九十])([0-9]{3,4}|[零一二三四五六七八九]{3,4})(?![0-9岁天号月年点])/.exec(
    right,
  );
  if (!room || !/[0-9]{3,4}$/.test(old)) return [];
  const span = { start: room.index, end: room.index + room[0].length };
  return [{ kind: "address", span, value: String(readNumeral(room[1]!)), facility: false }];
}
