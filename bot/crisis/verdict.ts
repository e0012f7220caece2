/** What the crisis screen says about one message. The kind names are those of the eval data (`evals/data/crisis`). */

export const CRISIS_KINDS = [
  "suicide",
  "violence",
  "medical",
  "fire",
  "missing",
  "child",
  "dv",
  "confinement",
  "neglect",
] as const;

export type CrisisKind = (typeof CRISIS_KINDS)[number];

/** red: now. orange: within 24 hours. */
export type CrisisLevel = "red" | "orange";

/** The rule that made the verdict and the words it read, as UTF-16 offsets into the message (end exclusive). */
export interface FiredRule {
  id: string;
  words: string;
  start: number;
  end: number;
}

export interface Verdict {
  level: CrisisLevel | "none";
  /** Null exactly when the level is none. */
  kind: CrisisKind | null;
  /** The writer speaks of their own distress: human words first, no business talk, nothing kept. */
  self: boolean;
  /** Strongest first; empty exactly when the level is none. */
  rules: FiredRule[];
}

/**
 * Only the linear model suspects it, no rule names what happens: the level may be right, the kind is a guess. Then one
 * direct question is asked instead of an alarm.
 */
export function isUnsure(verdict: Verdict): boolean {
  return verdict.rules.length > 0 && verdict.rules.every((rule) => rule.id.startsWith("model."));
}
