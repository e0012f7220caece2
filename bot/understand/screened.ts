import type { Flag, VisitDraft } from "../../cases/visits/draft.ts";
import { RULES } from "../crisis/rules/index.ts";
import type { CrisisKind, Verdict } from "../crisis/verdict.ts";
import { fold } from "./fold.ts";
import { isInIdiom } from "./idioms.ts";
import { taskOf } from "./needs.ts";

/**
 * Of the red rules only those of suicide go into a draft: measured on notes with known flags, those of the other kinds told of acts
 * the note's own reader had told better, or of what was denied or long past.
 */
const FLAG_OF: Partial<Record<CrisisKind, Flag>> = { suicide: "suicide_risk" };

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
    if (value === undefined || next.flags.some((flag) => flag.value === value)) continue;
    const span = { start: base + rule.start, end: base + rule.end };
    const words = next.note.slice(span.start, span.end);
    if (words === "" || words !== rule.words || isInIdiom(fold(next.note), span.start, span.end)) continue;
    next.flags.push({ value, words, span });
    const task = taskOf(value, words);
    if (task && !next.needs.some((need) => need.code === task.code && need.urgency === task.urgency))
      next.needs.push({ ...task, words, span, person: next.persons.length === 1 ? 0 : null });
  }
  return next;
}
