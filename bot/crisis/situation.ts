import type { CrisisKind, Verdict } from "./verdict.ts";

/** What a card is made for: a kind of crisis, or a case of one in which other things are to be done. */
export const SITUATIONS = [
  "suicide",
  "at_height",
  "poisoned",
  "violence",
  "medical",
  "medicine",
  "refill",
  "fumes",
  "fire",
  "missing",
  "silent",
  "child",
  "dv",
  "dv_incapable",
  "confinement",
  "neglect",
] as const;
export type Situation = (typeof SITUATIONS)[number];

interface Case {
  of: CrisisKind;
  is: Situation;
  /** Ids of rules that tell of it, or words that they fired on. */
  rules: RegExp;
  words?: RegExp;
  red_only?: boolean;
  /** Ids of rules beside which it is another case. */
  not_beside?: RegExp;
  /** When it is red, ids of all rules that may have fired. */
  red_of?: RegExp;
}

/** What rules tell beyond their kind, the most urgent first: a person on a roof, poison swallowed, a door that nobody opens. */
const CASES: readonly Case[] = [
  { of: "suicide", is: "poisoned", rules: /\.(?:swallows|took_something|overdosed?)$/, red_only: true },
  { of: "suicide", is: "at_height", rules: /height|water|edge|walks_in|deadly_place/, red_only: true },
  // Carbon monoxide: who gives first aid in that room is the next to fall.
  { of: "medical", is: "fumes", rules: /carbon_monoxide/ },
  // A mind that comes apart without its medicine; stopped medicine beside a stroke is a stroke.
  {
    of: "medical",
    is: "medicine",
    rules: /stopped_medicine|medicine_refused/,
    red_of: /^model|stopped_medicine|medicine_refused|medicine_out|breaking_down|manic_or_still/,
  },
  // Medicine for the blood pressure, the sugar, the heart: nobody's mind is in question.
  { of: "medical", is: "refill", rules: /medicine_out/, red_of: /^model|medicine_out|warning_signs/ },
  // A report that is owed whatever the victim wants comes before what the victim is asked.
  { of: "dv", is: "dv_incapable", rules: /incapable|helpless/ },
  { of: "neglect", is: "medical", rules: /found_down/ },
  // Somebody who has long been gone is looked for.
  {
    of: "missing",
    is: "silent",
    rules: /no_answer|silent/,
    words: /门|不应|没应/,
    not_beside: /missing\.(?:elder|minor|incapable|wandered|water)/,
  },
];

/** The kind that is recorded, where a situation is no kind by itself. */
const KIND_OF: Partial<Record<Situation, CrisisKind>> = {
  at_height: "suicide",
  poisoned: "suicide",
  medicine: "medical",
  refill: "medical",
  fumes: "medical",
  silent: "missing",
  dv_incapable: "dv",
};

const SAID_BY_WRITER = "writer.";

/** What holds once the writer has said that somebody is in danger: red, whatever it was before. */
export function saidByWriter(situation: Situation): Verdict {
  const kind = KIND_OF[situation] ?? (situation as CrisisKind);
  return { level: "red", kind, self: false, rules: [{ id: SAID_BY_WRITER + situation, words: "", start: 0, end: 0 }] };
}

/** The situation of a verdict that is not `none`. A kind without a card of its own gets the nearest, never none. */
export function situationOf(verdict: Verdict): Situation {
  const { kind, rules } = verdict;
  const told = CASES.find((one) => one.of === kind && isToldIn(one, verdict));
  if (told) return told.is;
  const said = rules.find((rule) => rule.id.startsWith(SAID_BY_WRITER))?.id.slice(SAID_BY_WRITER.length) ?? kind;
  return SITUATIONS.find((one) => one === said) ?? "medical";
}

function isToldIn({ rules: named, words, red_only, not_beside, red_of }: Case, { level, rules }: Verdict): boolean {
  if (red_only && level !== "red") return false;
  if (not_beside && rules.some(({ id }) => not_beside.test(id))) return false;
  if (red_of && level === "red" && !rules.every(({ id }) => red_of.test(id))) return false;
  return rules.some((rule) => named.test(rule.id) || (words?.test(rule.words) ?? false));
}
