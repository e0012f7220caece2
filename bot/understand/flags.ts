import type { Flag, Span } from "../../cases/visits/draft.ts";
import { assertedIn } from "./assertion.ts";
import type { Clause } from "./clauses.ts";
import { addHarm } from "./harm.ts";
import { CONTACT } from "./lexicon/flags/contact.ts";
import { ARMED, AT_HOME, DANGER } from "./lexicon/flags/danger.ts";
import { DECLINES } from "./lexicon/flags/declines.ts";
import { DESPAIR } from "./lexicon/flags/despair.ts";
import { HEALTH } from "./lexicon/flags/health.ts";
import { HOME } from "./lexicon/flags/home.ts";
import { PAIRS } from "./lexicon/flags/pairs.ts";
import * as patterns from "./lexicon/flags/patterns.ts";
import { anyOf, KIN } from "./lexicon/kinship.ts";
import type { People } from "./people.ts";

export interface FlagFound {
  flag: Flag;
  span: Span;
}

/** Records a flag the first time it shows; null is ignored. */
export type Raise = (flag: Flag, span: Span | null) => void;

const ALL = [...DANGER, ...DESPAIR, ...HEALTH, ...HOME, ...CONTACT, ...DECLINES];
const PASSES_WITH_TIME: readonly Flag[] = ["suicide_risk", "violence_risk", "fall", "medical_emergency"];
const KIN_AHEAD = new RegExp(`(?:${anyOf(KIN)})[^\\s]{0,4}$`);

/**
 * The flags a folded note raises, each with the words that raise it. What is denied (没打人), long past, or taken back
 * (她没说过那话) raises nothing; a third party's word raises its flag and `hearsay` beside it.
 * mandatory_report after 未成年人保护法 §11 and 反家庭暴力法 §14 (a minor, or limited capacity, and a suspicion is enough).
 */
export function readFlags(text: string, people: People): FlagFound[] {
  const found = new Map<Flag, Span>();
  const raise: Raise = (flag, span) => {
    if (span && span.end > span.start && !found.has(flag)) found.set(flag, span);
  };
  for (const clause of people.clauses) {
    raiseByWords(clause, text, raise);
    raiseByPairs(clause, text, raise);
    raiseMissing(clause, text, raise);
    raiseUnmet(clause, text, people, raise);
    raiseHearsay(clause, text, raise);
    raisePromise(clause, people, raise);
  }
  const home = found.get("domestic_violence");
  if (home && !AT_HOME.test(text) && !new RegExp(anyOf(KIN)).test(text.slice(home.start, home.end)))
    found.delete("domestic_violence");
  const atHome = found.has("domestic_violence");
  const street = found.get("violence_risk");
  const acts = street ? text.slice(street.start, street.end) : "";
  if (home && atHome && street && !ARMED.test(acts) && (/^(?:摔|掀)/.test(acts) || sameClause(people, home, street)))
    found.delete("violence_risk");
  addHarm(text, people, found, raise);
  const fall = found.get("fall");
  const guardian = found.get("weak_guardian");
  // 老头前天摔断腿住院了: it is the carer who fell.
  const carerFell = fall && guardian && sameClause(people, guardian, fall);
  if (fall && (carerFell || (found.has("suspected_harm") && explainsAway(people, fall)))) found.delete("fall");
  return [...found].map(([flag, span]) => ({ flag, span }));
}

function raiseByWords(clause: Clause, text: string, raise: Raise): void {
  const voice = clause.teller?.voice;
  const past = patterns.OLD_TIMES.test(clause.text);
  for (const words of ALL) {
    if (past && PASSES_WITH_TIME.includes(words.flag)) continue;
    if (words.flag === "suicide_risk" && takenBack(text, voice === "self")) continue;
    if (words.flag === "refusal" && !refusesThemself(clause)) continue;
    if (words.unless?.test(text) || (words.near && !words.near.test(text))) continue;
    for (const when of words.when) raise(words.flag, assertedIn(clause, when, words.not, words.fearCounts));
  }
}

/** What the family turns down is not the resident's refusal, what they tell of it is: 让他住院他不去. */
function refusesThemself(clause: Clause): boolean {
  const voice = clause.teller?.voice;
  if (voice === "worker") return false;
  return (
    voice !== "family" ||
    /(?:他|她|佢|老人|老头子?|老太太?|老爷子)(?:就是|死活|还是|硬是|坚决|也|都|自己)?(?:不|死活|说什么)/.test(
      clause.text,
    )
  );
}

/** The stretch from one of the two to the other; neither may be denied. */
function raiseByPairs(clause: Clause, text: string, raise: Raise): void {
  const past = patterns.OLD_TIMES.test(clause.text);
  for (const { flag, both, not, near } of PAIRS) {
    if ((past && PASSES_WITH_TIME.includes(flag)) || (near && !near.test(text))) continue;
    if (flag === "refusal" && !refusesThemself(clause)) continue;
    const one = assertedIn(clause, both[0], not);
    const other = one && assertedIn(clause, both[1]);
    if (one && other) raise(flag, { start: Math.min(one.start, other.start), end: Math.max(one.end, other.end) });
  }
}

/** What others reported and the person, met in good health, denies; their own words stand unless they deny those. */
function takenBack(text: string, ownWords: boolean): boolean {
  return patterns.DENIED.test(text) || (!ownWords && patterns.REFUTED.test(text));
}

/** 姑姑讲他皮 自己摔的: how a carer accounts for an injury is no fall yet. */
function explainsAway(people: People, fall: Span): boolean {
  const clause = people.clauses.find((c) => c.start <= fall.start && fall.start < c.end);
  return clause?.teller?.voice === "family" && /(?:摔|跌|磕|碰|撞|滑|绊)(?:了|倒|着)?的$/.test(clause.text);
}

/** One act told once: 老公打她 is violence at home and not also at large. */
function sameClause(people: People, a: Span, b: Span): boolean {
  return people.clauses.some((c) => c.start <= a.start && a.start < c.end && c.start <= b.start && b.start < c.end);
}

/** Missing now, or found again: then it is a history of wandering. */
function raiseMissing(clause: Clause, text: string, raise: Raise): void {
  const wanders = assertedIn(clause, patterns.WANDERS, patterns.MISSING_NOT);
  raise("wandering_history", wanders);
  const lost = patterns.SEARCHED.test(text) ? assertedIn(clause, patterns.OUT_OF_REACH) : null;
  const confused = patterns.CONFUSED.test(text) ? assertedIn(clause, patterns.STRAYED) : null;
  raise("wandering_history", confused);
  const gone = wanders ? null : (assertedIn(clause, patterns.MISSING, patterns.MISSING_NOT) ?? lost);
  if (!gone) return;
  const since = toldSince(text, gone.end);
  const back = patterns.FOUND.test(since) || patterns.OLD_TIMES.test(clause.text);
  raise(back ? "wandering_history" : "missing_person", gone);
}

/** What is told after an offset, without what happened another time: 去年也让民警领回来过 finds nobody today. */
function toldSince(text: string, from: number): string {
  return text
    .slice(from)
    .split(/(?<=[\s，。；])/u)
    .filter((piece) => !patterns.OLD_TIMES.test(piece) && !/过一?[次回]?[\s，。；]*$/u.test(piece))
    .join("");
}

/** The clause with everybody's name written 他: the 姐 of 吉大姐 is no relative of hers, and 没见着白大妈 is 没见着他. */
function withoutNames(clause: Clause, { mentions }: People): Clause {
  const words = [...clause.text];
  if (words.length !== clause.text.length) return clause;
  for (const { kind, span } of mentions)
    if (kind === "name" && span.start >= clause.start && span.end <= clause.end)
      words.fill("他", span.start - clause.start, span.end - clause.start);
  return { ...clause, text: words.join("") };
}

function raiseUnmet(named: Clause, text: string, people: People, raise: Raise): void {
  const clause = withoutNames(named, people);
  if (clause.teller?.voice === "family") raise("not_met", assertedIn(clause, patterns.BARRED));
  if (clause.teller && clause.teller.voice !== "worker") return;
  const unmet = assertedIn(clause, patterns.UNMET, patterns.UNMET_NOT);
  if (
    !unmet ||
    /(?:老板|工头|医生|主任|房东|家长|大人|物业|领导|护士|邻居|隔壁|对门|保姆|护工)[^\s]{0,2}$/.test(
      text.slice(clause.start, unmet.start),
    )
  )
    return;
  // 屋里没灯 where the bill was not paid: somebody is in, in the dark.
  if (/没灯$/.test(text.slice(unmet.start, unmet.end)) && /电费|停电|断电|灯泡|灯坏/.test(text)) return;
  if (KIN_AHEAD.test(clause.text.slice(0, unmet.start - clause.start))) return;
  if (!patterns.MET_AFTER_ALL.test(text.slice(unmet.end))) raise("not_met", unmet);
}

/** A third party's word on somebody's state or conduct; where somebody moved or works is no rumour. */
function raiseHearsay(clause: Clause, text: string, raise: Raise): void {
  const witnessed = clause.teller?.voice !== "official" && patterns.WITNESS.test(clause.text) && clause.opens;
  const overheard = clause.teller?.voice === "official" && patterns.OVERHEARD.test(clause.text);
  const unseen = clause.teller?.voice === "family" && patterns.NOT_SEEN_YET.test(text);
  if (
    (clause.teller?.voice !== "outsider" && !unseen && !witnessed && !overheard) ||
    patterns.BENIGN_NEWS.test(clause.text)
  )
    return;
  if (
    patterns.REFUTED.test(text) ||
    patterns.LOOKED_MYSELF.test(text.slice(clause.end)) ||
    patterns.MET_AFTER_ALL.test(text.slice(clause.end)) ||
    /^(?:不知道|不清楚|没看见|没注意|不晓得|没听见|没有|没什么|没见|挺好)/.test(clause.text)
  )
    return;
  raise("hearsay", { start: clause.start, end: clause.end });
}

/** What the worker promised to answer or bring; a plain next visit is none. */
function raisePromise(named: Clause, people: People, raise: Raise): void {
  const clause = withoutNames(named, people);
  if (clause.teller && clause.teller.voice !== "worker") return;
  const brings = clause.teller?.voice === "worker" ? patterns.BRINGS : patterns.I_BRING;
  const match = assertedIn(
    clause,
    brings.test(clause.text) ? brings : patterns.PROMISED,
    /上回|上次|之前答应|那回|上(?:个)?(?:周|礼拜|星期|月)[^\s]{0,4}我|(?:昨天|前天|前几天|那天|早先)我/,
  );
  if (!match) return;
  const before = clause.text.slice(0, match.start - clause.start);
  const own = /^等我/.test(clause.text.slice(match.start - clause.start));
  if (own || (!KIN_AHEAD.test(before) && !/(?:她|他|医生|物业|老师|房东|民警)$/.test(before))) raise("promise", match);
}
