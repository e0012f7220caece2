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

/** What rules tell beyond their kind, the most urgent first: a person on a roof, poison swallowed, a door that nobody opens. */
const CASES: readonly { of: string; is: Situation; rules: RegExp; words?: RegExp }[] = [
  { of: "suicide", is: "poisoned", rules: /\.(?:swallows|took_something|overdosed?)$/ },
  { of: "suicide", is: "at_height", rules: /height|water|edge|walks_in|deadly_place/ },
  // Carbon monoxide: who gives first aid in that room is the next to fall.
  { of: "medical", is: "fumes", rules: /carbon_monoxide/ },
  { of: "medical", is: "medicine", rules: /stopped_medicine|medicine_refused/ },
  // Medicine for the blood pressure, the sugar, the heart: nobody's mind is in question.
  { of: "medical", is: "refill", rules: /medicine_out/ },
  // A report that is owed whatever the victim wants comes before what the victim is asked.
  { of: "dv", is: "dv_incapable", rules: /incapable|helpless/ },
  { of: "neglect", is: "medical", rules: /found_down/ },
  { of: "missing", is: "silent", rules: /no_answer|silent/, words: /门|不应|没应/ },
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

/** What tells of stopped medicine and of a mind that comes apart without it, and of nothing else. */
const OF_MEDICINE = /^model|stopped_medicine|medicine_refused|medicine_out|breaking_down|manic_or_still/;

const SAID_BY_WRITER = "writer.";

/** What holds once the writer has said that somebody is in danger: red, whatever it was before. */
export function saidByWriter(situation: Situation): Verdict {
  const kind = KIND_OF[situation] ?? (situation as CrisisKind);
  return { level: "red", kind, self: false, rules: [{ id: SAID_BY_WRITER + situation, words: "", start: 0, end: 0 }] };
}

/** The situation of a verdict that is not `none`. A kind without a card of its own gets the nearest, never none. */
export function situationOf({ kind, level, rules }: Verdict): Situation {
  for (const { of, is, rules: named, words } of CASES) {
    if (kind !== of || ((is === "poisoned" || is === "at_height") && level !== "red")) continue;
    // Somebody who has long been gone is looked for; stopped medicine beside a stroke is a stroke.
    if (is === "silent" && rules.some((rule) => /missing\.(?:elder|minor|incapable|wandered|water)/.test(rule.id)))
      continue;
    if (is === "medicine" && level === "red" && rules.some((rule) => !OF_MEDICINE.test(rule.id))) continue;
    if (is === "refill" && level === "red" && rules.some((rule) => !/^model|medicine_out|warning_signs/.test(rule.id)))
      continue;
    if (rules.some((rule) => named.test(rule.id) || (words?.test(rule.words) ?? false))) return is;
  }
  const said = rules.find((rule) => rule.id.startsWith(SAID_BY_WRITER))?.id.slice(SAID_BY_WRITER.length) ?? kind;
  return SITUATIONS.find((one) => one === said) ?? "medical";
}
