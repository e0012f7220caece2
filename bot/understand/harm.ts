import type { Flag, Span } from "../../cases/visits/draft.ts";
import { assertedIn } from "./assertion.ts";
import type { Clause } from "./clauses.ts";
import type { Raise } from "./flags.ts";
import { PARTNER_NEARBY } from "./lexicon/flags/danger.ts";
import * as patterns from "./lexicon/flags/patterns.ts";
import { anyOf, KIN } from "./lexicon/kinship.ts";
import { CARER } from "./lexicon/risk-words.ts";
import type { People } from "./people.ts";

const CHILD = /娃|孩|女童|男童|学生|小朋友|细路|外孙|孙子|孙女|女生|男生|初[一二三]|妞/;
const OLD = /婆(?!家|媳)|奶奶|爷|老人|老太|老头|老伯|阿公|老娘|老爹/;
const DISABLED = /聋哑|残疾|瘫|卧床/;
const PRESENT_CHILD = /娃|崽|孩子|小孩|儿子|女儿|闺女|孙子|孙女|上学的|小学|初中|幼儿园|婴儿/;
const ADULT_CHILD =
  /(?:孩子|娃|儿女|子女)们?都?(?:在外|不在|成家|大了|工作|上班|打工)|(?:儿子|女儿|闺女|孙子|孙女)(?:在|打工|上班|出去|来|回|说|那边|跑|住)/;
const ANY_KIN = new RegExp(anyOf(KIN));

/** Who may be harmed in a note: decides whether an injury is suspicious and whether it must be reported. */
interface Dependents {
  minor: boolean;
  elder: boolean;
  limited: boolean;
  child: boolean;
  disabled: boolean;
}

function dependentsOf(text: string, people: People): Dependents {
  const ages = people.persons.flatMap((p) => (p.age ? [p.age.value] : []));
  return {
    minor: ages.some((age) => age.from < 18),
    elder: ages.some((age) => age.from >= 60) || OLD.test(text),
    limited: patterns.LIMITED_CAPACITY.test(text),
    child: CHILD.test(text),
    disabled: DISABLED.test(text),
  };
}

/**
 * Raises suspected_harm, mandatory_report and minor_involved. An adult beaten by a partner is domestic_violence alone; harm to a
 * minor or to somebody of limited capacity must be reported; a child beside violence, or that carries an adult's care, is involved.
 */
export function addHarm(text: string, people: People, found: Map<Flag, Span>, raise: Raise): void {
  const who = dependentsOf(text, people);
  const byPartner = found.has("domestic_violence") && PARTNER_NEARBY.test(text);
  for (const [index, clause] of people.clauses.entries()) {
    if (clause.teller?.voice === "worker") continue;
    const harm = harmIn(clause, index, people, who, byPartner);
    if (harm) {
      raise("suspected_harm", harm);
      const sexual = assertedIn(clause, patterns.SEXUAL) !== null;
      if (who.minor || who.limited || CHILD.test(sexual ? text : clause.text)) raise("mandatory_report", harm);
    }
    if ((CHILD.test(clause.text) || young(people)) && !adultsOnly(people))
      raise("mandatory_report", assertedIn(clause, patterns.LEFT_ALONE, /下水|路灯|没人管理|吃药/));
    if (/弃婴|扔下孩子/.test(clause.text) || (/没有?大人/.test(clause.text) && who.child))
      raise("mandatory_report", { start: clause.start, end: clause.end });
    const pregnant = assertedIn(clause, patterns.PREGNANT, /没怀|想怀|备孕|媳妇|老婆|产检|建档|孕妇/);
    if (pregnant && (who.minor || who.limited || patterns.SCHOOL_AGE.test(text))) {
      raise("suspected_harm", pregnant);
      raise("mandatory_report", pregnant);
    }
  }
  const locked = found.get("confinement") ?? null;
  if (who.limited || who.minor || who.elder || who.disabled) raise("suspected_harm", locked);
  if (who.limited || who.minor) raise("mandatory_report", locked);
  if (!found.has("mandatory_report")) addMinor(text, people, found, raise);
}

function young(people: People): boolean {
  return people.persons.some((p) => p.age !== null && p.age.value.from < 16);
}

function adultsOnly(people: People): boolean {
  return people.persons.length > 0 && people.persons.every((p) => p.age !== null && p.age.value.from >= 18);
}

function harmIn(clause: Clause, index: number, people: People, who: Dependents, byPartner: boolean): Span | null {
  const around = people.clauses
    .slice(Math.max(0, index - 2), index + 6)
    .map((c) => c.text)
    .join(" ");
  const dependent = who.minor || who.limited || who.elder || who.child;
  const injured = dependent || who.disabled ? assertedIn(clause, patterns.INJURY) : null;
  const suspicious =
    patterns.EXPLAINED.test(around) || patterns.HIT_SOMEBODY.test(around) || patterns.INFLICTED.test(clause.text);
  if (injured && suspicious && !(byPartner && !who.minor && !who.limited)) return injured;
  const beaten = CHILD.test(clause.text) || who.minor || who.limited;
  const helpless = who.limited || (who.elder && /护工|保姆|儿|孙|侄|媳/.test(clause.text));
  return (
    (dependent || ANY_KIN.test(clause.text) ? assertedIn(clause, patterns.NEGLECT, /药店|不给开/) : null) ??
    assertedIn(clause, patterns.SEXUAL) ??
    assertedIn(clause, patterns.EXPLOITED, /办(?:理|了)|申请|要(?:交|带|准备|复印)/) ??
    (beaten && !(byPartner && !CHILD.test(clause.text))
      ? assertedIn(clause, patterns.CHILD_HIT, /打电话|没打/)
      : null) ??
    (helpless && !byPartner ? assertedIn(clause, patterns.HIT_SOMEBODY, /电话/) : null)
  );
}

function addMinor(text: string, people: People, found: Map<Flag, Span>, raise: Raise): void {
  const violent =
    found.has("domestic_violence") ||
    found.has("violence_risk") ||
    (found.has("suicide_risk") && /带[着上]?(?:娃|孩子|女儿|儿子)/.test(text));
  for (const clause of people.clauses) {
    const child = PRESENT_CHILD.exec(clause.text);
    if (!child) continue;
    const span = { start: clause.start + child.index, end: clause.start + child.index + child[0].length };
    const aged = people.ages.some((a) => a.from < 18 && a.span.start >= clause.start && a.span.end <= clause.end);
    const little =
      /娃|孩|上学|小学|初中|幼儿园|婴儿/.test(child[0]) ||
      /吓|哭|躲|挡|看着|旁边|听到|听见|看到|看见|在场|当面/.test(clause.text);
    if (violent && (aged || (little && !ADULT_CHILD.test(clause.text)))) raise("minor_involved", span);
    if ((aged || /[一二两三四五六七八九十0-9]+岁/.test(clause.text)) && CARER.test(clause.text))
      raise("minor_involved", span);
  }
}
