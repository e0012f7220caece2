import { readCircumstances } from "./circumstances.ts";
import { readClauses } from "./clauses.ts";
import { correctionIn } from "./correct.ts";
import { inStandardWords } from "./dialect.ts";
import { readFlags } from "./flags.ts";
import { fold } from "./fold.ts";
import * as words from "./lexicon/intent-words.ts";
import { FACILITY_ONLY } from "./lexicon/risk-words.ts";
import { findMentions } from "./mentions.ts";
import { readPeople } from "./people.ts";

export const INTENTS = [
  "note",
  "question",
  "service",
  "hotline",
  "referral",
  "today",
  "status",
  "draft",
  "undo",
  "help",
  "enrol",
  "correction",
  "greeting",
  "thanks",
  "empty",
  "person_lookup",
  "diagnosis",
  "meeting_pack",
  "venting",
  "unclear",
] as const;

export type IntentName = (typeof INTENTS)[number];

export interface Intent {
  intent: IntentName;
  /** 0–1: below .6 the conversation asks back. */
  confidence: number;
  /** What else it may be, likeliest first; at least two when unclear. */
  alternatives: IntentName[];
  /** A question of the worker's own at the end of a note: 这种能申请临时救助吗. */
  also_question: string | null;
}

const FILLERS = /^(?:嗯+|呃+|啊|喂|那个|就是|诶|哎|唉|这个|小助手|助手)[\s，,]*/;

/** What one message wants, by rules alone. A narrative of a visit or an observation is a note even if it holds reported questions. */
export function readIntent(text: string, context: { has_open_draft: boolean }): Intent {
  const plain = inStandardWords(fold(text)).trim().replace(FILLERS, "").trim();
  const only = (intent: IntentName, confidence: number, alternatives: IntentName[] = []): Intent => ({
    intent,
    confidence,
    alternatives,
    also_question: null,
  });
  if (!/[\p{L}\p{N}]/u.test(plain)) return only(/^[?？]+$/.test(plain) ? "help" : "empty", 1);
  if (words.GREETING.test(plain)) return only("greeting", 0.95);
  if (words.DRAFT.test(plain)) return only("draft", 0.95);
  if (words.HELP.test(plain)) return only("help", 0.95);
  if (words.ENROL.test(plain)) return only("enrol", 0.85);
  if (words.THANKS.test(plain) && plain.length <= 12) return only("thanks", 0.95);
  if (words.UNDO.test(plain) && plain.length <= 24) return only("undo", 0.9, ["correction"]);
  if (context.has_open_draft && plain.length <= 60 && correctionIn(plain)) return only("correction", 0.9, ["note"]);

  if (isVenting(plain)) return only("venting", 0.85, ["note", "question"]);

  const asks = questionScore(plain);
  const tells = noteScore(plain, asks);
  const narrative = tells >= 4 && tells > asks;
  const names_rule = words.NAMES_RULE.test(plain);
  if (!narrative && names_rule && tells < (asks >= 2 ? 3 : 2)) return only("question", asks >= 2 ? 0.85 : 0.7);
  if (!narrative) {
    if (words.LISTS.test(plain)) return only("person_lookup", 0.85, ["meeting_pack"]);
    if (words.TODAY.test(plain) && plain.length <= 30) return only("today", 0.9, ["question"]);
    if (words.MEETING.test(plain) && plain.length <= 50) return only("meeting_pack", 0.85, ["today"]);
    if (words.STATUS.test(plain) && plain.length <= 40) return only("status", 0.85, ["question"]);
    if (words.REFERRAL.test(plain) && !words.REFERRAL_NOT.test(plain))
      return only("referral", 0.8, ["note", "question"]);
    if (isLookup(plain)) return only("person_lookup", 0.85, ["hotline", "question"]);
    if (asksForGrade(plain)) return only("question", 0.8, ["diagnosis"]);
    if (words.DIAGNOSIS.test(plain) && !/网格员|政策|规定|标准|法/.test(plain))
      return only("diagnosis", 0.8, ["question"]);
    if (words.HOTLINE.test(plain) && tells < 3) return only("hotline", 0.8, ["question", "service"]);
    if (words.SERVICE.test(plain) && tells < 3) return only("service", 0.75, ["question"]);
    if (words.PHONE_OF.test(plain) && tells < 3) return only("hotline", 0.75, ["service", "question"]);
  }
  return noteOrQuestion(text, plain, asks, tells);
}

/** 送饭的电话多少: a number is wanted, and whose it is. */
export const asksForNumber = (text: string): boolean => words.PHONE_OF.test(inStandardWords(fold(text)).trim());

/** 他这腿能评几级, 够几级残: how severe a disability is, which assessors say. 危险等级 and 能力等级 are other grades. */
export function asksForGrade(text: string): boolean {
  const plain = inStandardWords(fold(text));
  return words.DISABILITY_GRADE.test(plain) && !/危险|风险|能力|护理等级|伤残|工伤/.test(plain);
}

/** Every word of anger or weariness: 你这破东西 一点用没有 are two. */
const SIGHS = new RegExp(`${words.ANGER.source}|${words.WEARY.source}`, "giu");
/** Above this a message tells something besides how its writer feels. */
const LONGEST_SIGH = 30;

/**
 * 你这破东西一点用没有, 累死了天天填表: the writer lets off steam and wants nothing looked up. Who asks or tells of somebody as well is
 * heard for that.
 */
function isVenting(plain: string): boolean {
  if (plain.length > LONGEST_SIGH) return false;
  const rest = plain.replace(SIGHS, " ");
  if (rest === plain || words.POLICY.test(rest) || words.HOTLINE.test(rest) || words.SERVICE.test(rest)) return false;
  const is_anger = words.ANGER.test(plain);
  const asks = words.ASKING.some((pattern) => pattern.test(rest));
  return !asks && (is_anger || (findMentions(plain).length === 0 && !/[他她佢]/.test(plain)));
}

/** 帮我看看陈桂花 78岁 没儿没女 够不够特困: whether a benefit suits somebody of whom the message tells. */
export function asksIfFits(text: string): boolean {
  const plain = inStandardWords(fold(text)).trim();
  const asks = words.FITS.exec(plain);
  if (!asks || words.NAMES_RULE.test(plain)) return false;
  const rest = `${plain.slice(0, asks.index)} ${plain.slice(asks.index + asks[0].length)}`;
  const of_somebody =
    /[他她佢]|(?:这|那)(?:个|家|户|位)/.test(rest) || findMentions(rest).some(({ kind }) => kind !== "child");
  return of_somebody && readCircumstances(rest, 2000).length > 0;
}

/** 帮我看看陈桂花… asks to look at what is told, and tells of no visit. */
export const withoutAsking = (text: string): string =>
  text.replace(/^(?:帮我?|请|麻烦|你|给我)*(?:看看|看一?下|查一?下|算一?算)/u, "");

function isLookup(plain: string): boolean {
  const somebody =
    new RegExp(words.RESIDENT).test(plain) || readPeople(plain, plain, 2000).persons.some((p) => p.name !== null);
  if (words.FITS.test(plain)) return false;
  return words.LOOKUP.test(plain) && somebody && plain.length <= 40 && !/热线|12[0-9]{3}|办|政策|条例|规定/.test(plain);
}

/** How much the message asks: interrogatives of the writer's own, and words of procedures. */
function questionScore(plain: string): number {
  const own = readClauses(plain)
    .filter((c) => c.teller === null || c.teller.voice === "worker")
    .map((c) => c.text);
  const whole = own.join(" ");
  let score = 0;
  for (const pattern of words.ASKING) if (own.some((clause) => pattern.test(clause)) || pattern.test(whole)) score += 2;
  if (/[?？]/.test(plain)) score += 2;
  if (words.POLICY.test(whole)) score += 1;
  return score;
}

/** How much it tells: visiting, persons with age or place, speech, many short stretches, flags. */
function noteScore(plain: string, asks: number): number {
  const people = readPeople(plain, plain, 2000);
  const person = people.persons[0];
  let score = 0;
  const concrete = person?.name || person?.age || people.places.length > 0 || words.TO_RECORD.test(plain);
  // A long story that ends in a question and names nobody asks about the law.
  if (asks >= 2 && !concrete) return Math.min(2, readFlags(plain, people).length);
  if (asks === 0 && FACILITY_ONLY.test(plain) && !/通知|活动/.test(plain)) score += 2.5;
  if (words.TO_RECORD.test(plain)) score += 4;
  if (words.VISITING.test(plain)) score += 2;
  if (person?.name) score += 1.5;
  if (person?.age) score += 1.5;
  if (people.places.some((place) => place.kind === "grid" || place.value.length >= 3)) score += 1;
  if (people.mentions.some((m) => m.kind !== "name") || /[他她佢]/.test(plain)) score += 1;
  if (people.clauses.some((c) => c.teller !== null && c.teller.voice !== "outsider")) score += 1;
  if (people.clauses.length >= 4) score += 1;
  if (people.clauses.length >= 7) score += 1.5;
  if (people.clauses.length >= 11) score += 1.5;
  score += Math.min(2, readFlags(plain, people).length);
  return score;
}

function noteOrQuestion(text: string, plain: string, asks: number, tells: number): Intent {
  const tail = ownQuestionAtTheEnd(text);
  const whole: Pick<Intent, "also_question"> = { also_question: null };
  // The words that tell of a visit are Chinese: an English message is asked about, never written down unasked.
  if (!/\p{Script=Han}/u.test(plain) && !/^(?:note|log|record)\b/i.test(plain))
    return asks >= 2 || /^(?:how|what|where|who|when|which|can|do|does|is|are|may|should)\b/i.test(plain)
      ? { intent: "question", confidence: 0.7, alternatives: ["service"], ...whole }
      : { intent: "unclear", confidence: 0.3, alternatives: ["question", "note", "service"], ...whole };
  if (tells >= 4 && tells > asks - 1)
    return {
      intent: "note",
      confidence: tells - asks >= 3 ? 0.9 : 0.7,
      alternatives: asks >= 2 ? ["question"] : [],
      also_question: tail,
    };
  if (asks >= 2 && asks >= tells - 1)
    return {
      intent: "question",
      confidence: asks - tells >= 1 ? 0.85 : 0.65,
      alternatives: tells >= 2 ? ["note"] : [],
      ...whole,
    };
  if (tells >= 2 && asks === 0)
    return { intent: "note", confidence: tells >= 3 ? 0.75 : 0.6, alternatives: ["question"], ...whole };
  if (tells > asks && tells >= 2)
    return { intent: "note", confidence: 0.55, alternatives: ["question", "referral"], also_question: tail };
  if (words.POLICY.test(plain) && tells < 2)
    return { intent: "question", confidence: 0.6, alternatives: ["service", "note"], ...whole };
  return { intent: "unclear", confidence: 0.3, alternatives: ["question", "note", "service"], ...whole };
}

/** The last stretch of a note when the worker asks it: not what a resident asked, and long enough to mean something. */
function ownQuestionAtTheEnd(text: string): string | null {
  const folded = inStandardWords(fold(text));
  const clauses = readClauses(folded);
  const last = clauses.at(-1);
  if (!last || clauses.length < 3 || last.end - last.start < 4) return null;
  const reported =
    (last.teller !== null && last.teller.voice !== "worker") || words.REPORTED.test(last.text) || !last.opens;
  const asking = words.ASKING.filter((pattern) => pattern.test(folded.slice(last.start))).length;
  return asking === 0 || reported ? null : text.slice(last.start).trim();
}
