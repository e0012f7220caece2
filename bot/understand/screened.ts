import type { Flag, VisitDraft } from "../../cases/visits/draft.ts";
import { RULES } from "../crisis/rules/index.ts";
import type { CrisisKind, Verdict } from "../crisis/verdict.ts";
import { taskOf } from "./needs.ts";

const FLAG_OF: Record<CrisisKind, Flag> = {
  suicide: "suicide_risk",
  violence: "violence_risk",
  medical: "medical_emergency",
  fire: "fire_gas_hazard",
  missing: "missing_person",
  child: "suspected_harm",
  dv: "domestic_violence",
  confinement: "confinement",
  neglect: "suspected_harm",
};

/** Flags that say the same of one act: what the note's own reader took for one of them is not told a second time as the other. */
const SAME_ACT: readonly (readonly Flag[])[] = [
  ["domestic_violence", "violence_risk", "suspected_harm"],
  ["missing_person", "wandering_history", "not_met"],
  ["medication_gap", "medical_emergency", "fall"],
  ["confinement", "suspected_harm", "weak_guardian", "mandatory_report", "minor_involved"],
];

const RULE_OF = new Map(RULES.map((rule) => [rule.id, rule]));

/**
 * The draft with what the crisis screen read in the same words and the note's own reader did not: 药攒够了 is flagged suicide_risk, with its
 * task. Only the red rules that name the verdict count: an orange one or
 * the linear model asks that somebody looks, and a flag stays on the record. `base` is where the screened words start in the draft's note.
 */
export function withScreened(draft: VisitDraft, verdict: Verdict, base = 0): VisitDraft {
  const next: VisitDraft = { ...draft, flags: [...draft.flags], needs: [...draft.needs] };
  for (const rule of verdict.rules) {
    const known = RULE_OF.get(rule.id);
    if (known?.level !== "red" || known.kind !== verdict.kind) continue;
    const value = FLAG_OF[known.kind];
    if (next.flags.some((flag) => flag.value === value || isSameAct(flag.value, value))) continue;
    const span = { start: base + rule.start, end: base + rule.end };
    const words = next.note.slice(span.start, span.end);
    if (words === "" || words !== rule.words) continue;
    next.flags.push({ value, words, span });
    const task = taskOf(value, words);
    if (task && !next.needs.some((need) => need.code === task.code && need.urgency === task.urgency))
      next.needs.push({ ...task, words, span, person: next.persons.length === 1 ? 0 : null });
  }
  return next;
}

function isSameAct(known: Flag, value: Flag): boolean {
  return SAME_ACT.some((group) => group.includes(known) && group.includes(value));
}
