import type { Flag, NeedDraft, Span } from "../../cases/visits/draft.ts";
import type { Clause } from "./clauses.ts";
import type { FlagFound } from "./flags.ts";
import { EXPLOITED, NEGLECT } from "./lexicon/flags/patterns.ts";
import { ASKS, NEED_FACTS, NEED_SUBJECTS, type NeedCode } from "./lexicon/need-words.ts";
import type { People } from "./people.ts";

type Task = Pick<NeedDraft, "code" | "urgency">;

/** What is about to burn, choke or fall down is not left for tomorrow. */
const AT_ONCE = /煤气|燃气|液化气|气(?:罐|瓶|管)|漏气|着火|起火|冒烟|冒火|火花|焦糊|炭/;
const ABOUT_TO_FALL = /塌|要倒|断|歪|下沉|掉/;

/**
 * The task that a flag makes by itself, so that it can be passed on: what kind (an event code) and how soon it must be looked at
 * (红: now, 橙: within a day). Null for flags that only tell how to go about it. `words` raised the flag; `adults`: nobody in the note is a minor.
 */
export function taskOf(flag: Flag, words: string, adults = false): Task | null {
  switch (flag) {
    case "suicide_risk":
      return { code: "02", urgency: "red" };
    case "medical_emergency":
      return { code: "11", urgency: "red" };
    case "missing_person":
      return { code: "01", urgency: "red" };
    case "violence_risk":
      return { code: "02", urgency: "orange" };
    case "domestic_violence":
      return { code: "06", urgency: "orange" };
    case "confinement":
      return { code: "03", urgency: "orange" };
    case "medication_gap":
      return { code: "11", urgency: "orange" };
    case "fire_gas_hazard":
      return { code: "08", urgency: AT_ONCE.test(words) ? "red" : "orange" };
    case "housing_hazard":
      return { code: "09", urgency: ABOUT_TO_FALL.test(words) ? "orange" : "yellow" };
    case "mandatory_report":
    case "minor_involved":
      return { code: "05", urgency: "orange" };
    case "weak_guardian":
      return { code: adults ? "03" : "05", urgency: "yellow" };
    case "wandering_history":
    case "fall":
      return { code: "01", urgency: "yellow" };
    case "suspected_harm":
      return { code: "06", urgency: "orange" };
    case "refusal":
    case "not_met":
    case "hearsay":
    case "privacy_restricted":
    case "promise":
      return null;
  }
}

const SOONEST: readonly NeedDraft["urgency"][] = ["red", "orange", "yellow", "green"];

/** Needs with the most urgent first, otherwise as they were told. */
export function mostUrgentFirst<T extends { need: Pick<NeedDraft, "urgency"> }>(needs: readonly T[]): T[] {
  return needs.toSorted((a, b) => SOONEST.indexOf(a.need.urgency) - SOONEST.indexOf(b.need.urgency));
}

function codeOf(words: string): NeedCode | null {
  return NEED_SUBJECTS.find((subject) => subject.when.test(words))?.code ?? null;
}

/** 她说想有人帮忙买菜做饭 → 有人帮忙买菜做饭. */
function asked(clause: Clause): { span: Span; code: NeedCode } | null {
  const match = ASKS.exec(clause.text);
  if (!match || clause.teller?.voice === "worker" || /^(?:我|咱|刚|听)/.test(clause.text)) return null;
  const question = /问|打听|咨询/.test(match[0]);
  const from = match.index + match[0].length;
  const rest = clause.text.slice(from).replace(/^(?:问|一下|下|问问|个)/, "");
  const start = clause.start + clause.text.length - rest.length;
  if (rest.length < 2) return null;
  return { span: { start, end: clause.end }, code: codeOf(rest) ?? codeOf(clause.text) ?? (question ? "14" : "15") };
}

/**
 * Needs of a folded note: what somebody asks for, what plainly is missing or broken, and what a flag makes a task. Each has an
 * event code and the urgency of the task. A note may have none. `original` is the note as written, `plan` the words of the agreed date: what
 * the worker plans there is no need of the resident.
 */
export function readNeeds(
  text: string,
  original: string,
  people: People,
  flags: FlagFound[],
  plan: Span | null,
): NeedDraft[] {
  const needs: NeedDraft[] = [];
  const add = (code: NeedCode, span: Span, urgency: NeedDraft["urgency"], person: number | null) => {
    const known = needs.find((n) => n.code === code && n.span.start < span.end && span.start < n.span.end);
    if (known && SOONEST.indexOf(urgency) < SOONEST.indexOf(known.urgency)) known.urgency = urgency;
    if (known || span.end <= span.start) return;
    needs.push({ code, words: original.slice(span.start, span.end), span, urgency, person });
  };
  const mustReport = flags.some((f) => f.flag === "mandatory_report");
  const adults = people.persons.length > 0 && people.persons.every((p) => (p.age?.value.from ?? 0) >= 18);
  for (const { flag, span } of flags) {
    if (flag === "suspected_harm") {
      add(
        harmCode(text, span, people),
        inItsClause(span, people),
        mustReport ? "red" : "orange",
        people.personAt(span.start),
      );
      continue;
    }
    // The harm is the task; that it must be reported says how.
    if (flag === "mandatory_report" && flags.some((f) => f.flag === "suspected_harm")) continue;
    const clause = people.clauses.find((c) => c.start <= span.start && span.start < c.end);
    const task = taskOf(flag, clause?.text ?? text.slice(span.start, span.end), adults);
    if (task) add(task.code, inItsClause(span, people), task.urgency, people.personAt(span.start));
  }
  const told = new Set<string>();
  for (const clause of people.clauses) {
    const outsider = clause.teller?.voice === "outsider";
    for (const fact of NEED_FACTS) {
      const match = fact.when.exec(clause.text);
      if (!match || fact.not?.test(clause.text) || outsider) continue;
      if (/(?:修好了|已修|劝好)/.test(text.slice(clause.end, clause.end + 14))) continue;
      const span = { start: clause.start + match.index, end: clause.start + match.index + match[0].length };
      const person = /^(?:10|07)$/.test(fact.code) ? null : people.personAt(span.start);
      // 没暖气 被子是潮的: one task, told twice.
      if (told.has(`${NEED_FACTS.indexOf(fact)} ${person}`)) continue;
      told.add(`${NEED_FACTS.indexOf(fact)} ${person}`);
      add(fact.code, span, fact.urgency, person);
    }
    const planned = plan !== null && clause.teller === null && clause.start <= plan.start && plan.end <= clause.end;
    const wish =
      outsider || planned || clause.teller?.voice === "official"
        ? null
        : (asked(clause) ?? askedAfterVerb(clause, people));
    const repeats =
      wish?.code === "15" && needs.some((n) => n.span.end <= clause.start && clause.start - n.span.end <= 3);
    if (wish && !repeats)
      add(wish.code, wish.span, wish.code === "14" ? "green" : "yellow", people.personAt(clause.start));
  }
  return needs.sort((a, b) => a.span.start - b.span.start);
}

/** A clause so short is a reason that its receiver understands: 降压药吃完三天了, not 药吃完. */
const LONGEST_REASON = 14;

function inItsClause(span: Span, people: People): Span {
  const clause = people.clauses.find((c) => c.start <= span.start && span.end <= c.end);
  return clause && clause.end - clause.start <= LONGEST_REASON ? { start: clause.start, end: clause.end } : span;
}

/** Whom the harm touches: a child, an old person left without care, somebody's money, or family violence. */
function harmCode(text: string, span: Span, people: People): NeedCode {
  const words = text.slice(span.start, span.end);
  if (EXPLOITED.test(words)) return "12";
  if (people.persons.some((p) => p.age !== null && p.age.value.from < 18) || /娃|孩|女生|初[一二三]/.test(text))
    return "05";
  return NEGLECT.test(words) ? "01" : "06";
}

/** 问 cut the clause: 她问 | 有没有别的. The words after it are the question. */
function askedAfterVerb(clause: Clause, people: People): { span: Span; code: NeedCode } | null {
  const index = people.clauses.indexOf(clause);
  const before = people.clauses[index - 1];
  if (clause.teller === null || clause.teller.voice === "worker" || clause.text.length < 2) return null;
  const asks = /(?:能不能|有没有|咋|怎么|哪|多少|啥时|行不行|可不可以|有没)/.test(clause.text);
  if (!asks || (before && !before.text.endsWith("问") && before.opens && clause.opens)) return null;
  return { span: { start: clause.start, end: clause.end }, code: codeOf(clause.text) ?? "14" };
}
