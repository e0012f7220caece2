import type { Flag, NeedDraft, Span } from "../../cases/visits/draft.ts";
import type { Clause } from "./clauses.ts";
import type { FlagFound } from "./flags.ts";
import { EXPLOITED, NEGLECT } from "./lexicon/flags/patterns.ts";
import { ASKS, NEED_FACTS, NEED_SUBJECTS, type NeedCode } from "./lexicon/need-words.ts";
import type { People } from "./people.ts";

/** Flags that are a task by themselves: what kind, and how soon it must be looked at (红: now, 橙: within a day). */
const FROM_FLAGS: Partial<Record<Flag, { code: NeedCode; urgency: NeedDraft["urgency"] }>> = {
  suicide_risk: { code: "02", urgency: "red" },
  medical_emergency: { code: "11", urgency: "red" },
  missing_person: { code: "01", urgency: "red" },
  violence_risk: { code: "02", urgency: "orange" },
  domestic_violence: { code: "06", urgency: "orange" },
  confinement: { code: "03", urgency: "orange" },
  wandering_history: { code: "01", urgency: "yellow" },
  weak_guardian: { code: "05", urgency: "yellow" },
  fall: { code: "01", urgency: "yellow" },
};

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
    const overlaps = needs.some((n) => n.code === code && n.span.start < span.end && span.start < n.span.end);
    if (overlaps || span.end <= span.start) return;
    needs.push({ code, words: original.slice(span.start, span.end), span, urgency, person });
  };
  const mustReport = flags.some((f) => f.flag === "mandatory_report");
  for (const { flag, span } of flags) {
    const task = FROM_FLAGS[flag];
    if (task) add(task.code, span, task.urgency, people.personAt(span.start));
    if (flag === "suspected_harm")
      add(harmCode(text, span, people), span, mustReport ? "red" : "orange", people.personAt(span.start));
  }
  for (const clause of people.clauses) {
    const outsider = clause.teller?.voice === "outsider";
    for (const fact of NEED_FACTS) {
      const match = fact.when.exec(clause.text);
      if (!match || fact.not?.test(clause.text) || outsider) continue;
      if (/(?:修好了|已修|劝好)/.test(text.slice(clause.end, clause.end + 14))) continue;
      const span = { start: clause.start + match.index, end: clause.start + match.index + match[0].length };
      add(fact.code, span, fact.urgency, /^(?:10|07)$/.test(fact.code) ? null : people.personAt(span.start));
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
