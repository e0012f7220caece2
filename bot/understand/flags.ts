import type { Flag, Span } from "../../cases/visits/draft.ts";
import type { Clause } from "./clauses.ts";
import {
  BENIGN_NEWS,
  CHILD_HIT,
  DENIED,
  EXPLAINED,
  EXPLOITED,
  FLAG_WORDS,
  FOUND,
  HIT_SOMEBODY,
  INJURY,
  LEFT_ALONE,
  LIMITED_CAPACITY,
  MET_AFTER_ALL,
  MISSING,
  MISSING_NOT,
  NEGLECT,
  OLD_TIMES,
  PARTNER_NEARBY,
  PREGNANT_MINOR,
  PROMISED,
  REFUTED,
  SEXUAL,
  UNMET,
  UNMET_NOT,
  WANDERS,
} from "./lexicon/flag-words.ts";
import { anyOf, KIN } from "./lexicon/kinship.ts";
import { CARER } from "./lexicon/risk-words.ts";
import type { People } from "./people.ts";

export interface FlagFound {
  flag: Flag;
  span: Span;
}

const NEGATED_BEFORE =
  /(?:没有?|不是|不会|未|并非|从不|从没|没再|不再|再没|没人|别|不要|否认|防|怕|以免|免得|担心|避免|预防|无|有没有|没提要?|没说要?|没想过?|没有过|唔系|冇)(?:再|去|被|人|什么|啥|过|怎么|真的|真|想|要|说|提|有|也|都|他|她)?$/;
const NEGATED_AFTER = /^[^\s]{0,6}(?:那?倒(?:没有|没|不是|不至于)|没有的事|是误会|是假的|没这回事|的话我没|过没有$)/;
const KIN_AHEAD = new RegExp(`(?:${anyOf(KIN)})[^\\s]{0,4}$`);
const PRESENT_CHILD = /娃|孩子|小孩|儿子|女儿|闺女|孙子|孙女|上学的|小学|初中|幼儿园|婴儿/;
const ADULT_CHILD = /(?:儿子|女儿|闺女|孙子|孙女)(?:在|打工|上班|出去|来|回|说|那边|跑|住)/;

const FEARED = /(?:怕|防|免得|以免|担心)[^\s]{0,5}$/;

function matchIn(clause: Clause, when: RegExp, not?: RegExp): Span | null {
  const match = when.exec(clause.text);
  if (!match || not?.test(clause.text)) return null;
  const before = clause.text.slice(Math.max(0, match.index - 6), match.index);
  const after = clause.text.slice(match.index + match[0].length);
  if (NEGATED_BEFORE.test(before) && !/^[没不未别冇唔]/.test(match[0])) return null;
  if (FEARED.test(before)) return null;
  if (NEGATED_AFTER.test(after)) return null;
  return { start: clause.start + match.index, end: clause.start + match.index + match[0].length };
}

/**
 * The flags a folded note raises, each with the words that raise it. What is denied (没打人), long past, or taken back
 * (她没说过那话) raises nothing; a third party's word raises its flag and `hearsay` beside it. Rules: field-practice C6;
 * mandatory_report after 未成年人保护法 §11 and 反家庭暴力法 §14 (a minor, or limited capacity, and a suspicion is enough).
 */
export function readFlags(text: string, people: People): FlagFound[] {
  const found = new Map<Flag, Span>();
  const add = (flag: Flag, span: Span | null) => {
    if (span && span.end > span.start && !found.has(flag)) found.set(flag, span);
  };
  const refuted = REFUTED.test(text);
  for (const clause of people.clauses) {
    const past = OLD_TIMES.test(clause.text);
    for (const words of FLAG_WORDS) {
      if (past && /suicide|violence|fall|emergency/.test(words.flag)) continue;
      if (words.flag === "suicide_risk" && (DENIED.test(text) || (refuted && clause.teller?.voice !== "self")))
        continue;
      if (words.flag === "refusal" && (clause.teller?.voice === "family" || clause.teller?.voice === "worker"))
        continue;
      if (words.unless?.test(text)) continue;
      add(words.flag, matchIn(clause, words.when, words.not));
    }
    addMissing(clause, text, add);
    addUnmet(clause, text, add);
    addHearsay(clause, refuted, add);
    addPromise(clause, add);
  }
  addHarm(text, people, found, add);
  if (found.has("domestic_violence") && !partnered(text, found.get("domestic_violence")!))
    found.delete("domestic_violence");
  const [home, street] = [found.get("domestic_violence"), found.get("violence_risk")];
  if (home && street && !ARMED.test(wordsOf(text, street)) && sameClause(people, home, street))
    found.delete("violence_risk");
  return [...found].map(([flag, span]) => ({ flag, span }));
}

const ARMED = /砸|刀|斧|砍|捅|邻居|保安|见人/;

/** One act told once: 老公打她 is violence at home and not also at large. */
function sameClause(people: People, a: Span, b: Span): boolean {
  return people.clauses.some((c) => c.start <= a.start && a.start < c.end && c.start <= b.start && b.start < c.end);
}

function wordsOf(text: string, span: Span | undefined): string {
  return span ? text.slice(span.start, span.end) : "";
}

/** 昨晚打的 is violence at home only when a partner or family stands near it. */
function partnered(text: string, span: Span): boolean {
  return PARTNER_NEARBY.test(text) || new RegExp(anyOf(KIN)).test(wordsOf(text, span)) || /家暴|两口子/.test(text);
}

function addMissing(clause: Clause, text: string, add: (flag: Flag, span: Span | null) => void): void {
  const gone = matchIn(clause, MISSING, MISSING_NOT);
  const wanders = matchIn(clause, WANDERS, MISSING_NOT);
  if (wanders) add("wandering_history", wanders);
  else if (gone && (FOUND.test(text.slice(gone.end)) || OLD_TIMES.test(clause.text))) add("wandering_history", gone);
  else if (gone) add("missing_person", gone);
}

function addUnmet(clause: Clause, text: string, add: (flag: Flag, span: Span | null) => void): void {
  const voice = clause.teller?.voice;
  if (voice && voice !== "worker") return;
  const unmet = matchIn(clause, UNMET, UNMET_NOT);
  if (!unmet || KIN_AHEAD.test(text.slice(clause.start, unmet.start)) || MET_AFTER_ALL.test(text.slice(unmet.end)))
    return;
  add("not_met", unmet);
}

function addHearsay(clause: Clause, refuted: boolean, add: (flag: Flag, span: Span | null) => void): void {
  if (clause.teller?.voice !== "outsider" || BENIGN_NEWS.test(clause.text) || refuted) return;
  if (/^(?:不知道|不清楚|没看见|没注意|不晓得)/.test(clause.text)) return;
  add("hearsay", { start: clause.start, end: clause.end });
}

function addPromise(clause: Clause, add: (flag: Flag, span: Span | null) => void): void {
  const voice = clause.teller?.voice;
  if (voice && voice !== "worker") return;
  const match = matchIn(clause, PROMISED);
  if (!match) return;
  const before = clause.text.slice(0, match.start - clause.start);
  if (KIN_AHEAD.test(before) || /(?:她|他|医生|物业|老师|房东)$/.test(before)) return;
  add("promise", match);
}

/** suspected_harm, mandatory_report and minor_involved: who is harmed decides which. */
function addHarm(
  text: string,
  people: People,
  found: Map<Flag, Span>,
  add: (flag: Flag, span: Span | null) => void,
): void {
  const minor = people.persons.some((p) => p.age !== null && p.age.value.from < 18);
  const childIn = (words: string) => /娃|孩|女童|男童|学生|小朋友|细路|外孙|孙子|孙女|女生|男生|初[一二三]/.test(words);
  const elder =
    people.persons.some((p) => p.age !== null && p.age.value.from >= 60) ||
    /婆|奶奶|爷|老人|老太|老头|老伯|阿公/.test(text);
  const limited = LIMITED_CAPACITY.test(text);
  const dependent = minor || limited || elder || childIn(text);
  const partnerViolence = found.has("domestic_violence") && PARTNER_NEARBY.test(text);
  for (const [index, clause] of people.clauses.entries()) {
    const around = people.clauses
      .slice(Math.max(0, index - 1), index + 6)
      .map((c) => c.text)
      .join(" ");
    const injured = matchIn(clause, INJURY);
    const explained =
      injured &&
      (EXPLAINED.test(around) || HIT_SOMEBODY.test(around)) &&
      (minor || limited || childIn(text) || elder || /聋哑|残疾|瘫|卧床/.test(text));
    const harm =
      (explained && !(partnerViolence && !minor && !limited) ? injured : null) ??
      (dependent || new RegExp(anyOf(KIN)).test(clause.text) ? matchIn(clause, NEGLECT, /药店|不给开/) : null) ??
      matchIn(clause, SEXUAL) ??
      matchIn(clause, EXPLOITED, /办(?:理|了)|申请|要(?:交|带|准备|复印)/) ??
      (childIn(clause.text) || minor || limited ? matchIn(clause, CHILD_HIT, /打电话|没打/) : null) ??
      (limited && !partnerViolence ? matchIn(clause, HIT_SOMEBODY, /电话/) : null);
    if (harm && !(clause.teller?.voice === "worker")) {
      add("suspected_harm", harm);
      if (minor || limited || childIn(SEXUAL.test(clause.text) ? text : clause.text)) add("mandatory_report", harm);
    }
    const young = people.persons.some((p) => p.age !== null && p.age.value.from < 16);
    if ((young || childIn(clause.text)) && !elderOnly(people))
      add("mandatory_report", matchIn(clause, LEFT_ALONE, /下水|路灯|没人管理/));
    if (/弃婴|扔下孩子/.test(clause.text) || (/没有?大人/.test(clause.text) && childIn(text)))
      add("mandatory_report", { start: clause.start, end: clause.end });
  }
  const pregnant = PREGNANT_MINOR.exec(text);
  if (pregnant) {
    const span = { start: pregnant.index, end: pregnant.index + pregnant[0].length };
    add("suspected_harm", span);
    add("mandatory_report", span);
  }
  if (found.has("mandatory_report")) return;
  addMinor(text, people, found, add);
}

function elderOnly(people: People): boolean {
  return people.persons.length > 0 && people.persons.every((p) => p.age !== null && p.age.value.from >= 18);
}

/** A child beside violence, or a child that carries the care of an adult. */
function addMinor(
  text: string,
  people: People,
  found: Map<Flag, Span>,
  add: (flag: Flag, span: Span | null) => void,
): void {
  const violent =
    found.has("domestic_violence") ||
    found.has("violence_risk") ||
    (found.has("suicide_risk") && /带[着上]?(?:娃|孩子|女儿|儿子)/.test(text));
  for (const clause of people.clauses) {
    const child = PRESENT_CHILD.exec(clause.text);
    if (!child) continue;
    const span = { start: clause.start + child.index, end: clause.start + child.index + child[0].length };
    const young = people.ages.some((a) => a.from < 18 && a.span.start >= clause.start && a.span.end <= clause.end);
    if (violent && (young || (/娃|孩|上学|小学|初中|幼儿园|婴儿/.test(child[0]) && !ADULT_CHILD.test(clause.text))))
      add("minor_involved", span);
    if (young && CARER.test(clause.text)) add("minor_involved", span);
  }
}
