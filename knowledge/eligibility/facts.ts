import * as z from "zod";

/**
 * What conditions of benefits are about, and the values each fact can have; null for whole numbers (years, grades, months).
 * `unsaid` is what holds when nobody has said anything: nobody is asked whether there was a flood.
 */
export const FACTS = {
  /** Full years. */
  age: { values: null, most: 130, unsaid: null },
  /** Any lasting impairment of body, senses or mind, certified or not. */
  impaired: { values: ["yes", "no"], unsaid: null },
  /** Holds a 残疾人证. */
  certificate: { values: ["yes", "no"], unsaid: null },
  /** The grade on it, 1 (heaviest) to 4; 5 stands for no impairment that could have one. */
  grade: { values: null, most: 5, unsaid: null },
  impairment: { values: ["limb", "sight", "hearing", "speech", "intellect", "mental", "autism"], unsaid: null },
  /** 低保, 低保边缘, 特困供养, or none of them. */
  aid: { values: ["dibao", "margin", "tekun", "none"], unsaid: null },
  /** Little money for the household, as they see it; what counts is the window's check. */
  hardship: { values: ["yes", "no"], unsaid: null },
  /** Has not been able to eat, dress or wash alone for long. */
  unable: { values: ["yes", "no"], unsaid: null },
  /** For how many months. */
  unable_months: { values: null, most: 1200, unsaid: null },
  /** A pension, wage or rent of their own. */
  income: { values: ["yes", "no"], unsaid: null },
  /** Somebody who must support them by law and can. */
  supporter: { values: ["yes", "no"], unsaid: null },
  /** Is in the health insurance. */
  insured: { values: ["yes", "no"], unsaid: null },
  /** Can work. */
  work: { values: ["yes", "no"], unsaid: null },
  /** Where the household is registered. */
  hukou: { values: ["local", "elsewhere"], unsaid: "local" },
  mental_illness: { values: ["yes", "no"], unsaid: "no" },
  /** Work injury insurance pays for care. */
  injury_care: { values: ["yes", "no"], unsaid: "no" },
  jobless: { values: ["yes", "no"], unsaid: "no" },
  /** Left the work of their own will. */
  quit: { values: ["yes", "no"], unsaid: null },
  /** Employer and they themselves paid unemployment insurance for a full year. */
  paid_in: { values: ["yes", "no"], unsaid: null },
  /** Is registered as unemployed; heard only, because the window does it on the spot. */
  registered: { values: ["yes", "no"], unsaid: "yes" },
  /** Was hurt at work or by it. */
  work_injury: { values: ["yes", "no"], unsaid: "no" },
  /** A child whose parents are dead (`yes`), or live and do not raise it: gone, in prison, very ill. */
  orphaned: { values: ["yes", "unraised", "no"], unsaid: "no" },
  /** Brings up children of their own. */
  children: { values: ["yes", "no"], unsaid: "no" },
  costly_illness: { values: ["yes", "no"], unsaid: "no" },
  /** Fire, accident, sudden severe illness. */
  sudden: { values: ["yes", "no"], unsaid: "no" },
  disaster: { values: ["yes", "no"], unsaid: "no" },
  homeless: { values: ["yes", "no"], unsaid: "no" },
  bad_housing: { values: ["yes", "no"], unsaid: "no" },
  schooling: { values: ["yes", "no"], unsaid: "no" },
  device: { values: ["yes", "no"], unsaid: "no" },
  adaptation: { values: ["yes", "no"], unsaid: "no" },
  lawsuit: { values: ["yes", "no"], unsaid: "no" },
  /** Suffers violence, maltreatment or abandonment at home. */
  maltreated: { values: ["yes", "no"], unsaid: "no" },
} as const satisfies Record<string, { values: readonly string[] | null; most?: number; unsaid: string | null }>;

export type Fact = keyof typeof FACTS;
export const FACT_NAMES = Object.keys(FACTS) as [Fact, ...Fact[]];
export const fact = z.enum(FACT_NAMES);

/** What is possible: a range of whole numbers, or the values that are left. One value, or `from` = `to`, is certain. */
export const value = z.union([
  z.strictObject({ from: z.int().nonnegative(), to: z.int().nonnegative() }),
  z.array(z.string()).min(1),
]);
export type Value = z.infer<typeof value>;

/** What is known of somebody. A fact that is not in it may be anything. */
export const known = z.partialRecord(fact, value);
export type Known = z.infer<typeof known>;

/** Everything a fact can be when nothing is known: all its values, or what holds unless it is said. */
export function possible(name: Fact, of: Known): Value {
  const { values, unsaid, ...rest } = FACTS[name];
  const said = of[name];
  if (said !== undefined) return said;
  if (unsaid !== null) return [unsaid];
  return values === null ? { from: 0, to: (rest as { most: number }).most } : [...values];
}

/** Is asked at all: what holds unless it is said is not. */
export const isAsked = (name: Fact): boolean => FACTS[name].unsaid === null && name !== "unable_months";

/** What has to be so before the other is worth asking: nobody is asked for the grade of a certificate that they may not have. */
const FIRST: Partial<Record<Fact, Fact>> = { grade: "certificate", certificate: "impaired", impairment: "impaired" };

/** The question that comes before this one, or this one; null when what comes before is not so, and it has no answer. */
export function firstToAsk(name: Fact, of: Known): Fact | null {
  const before = FIRST[name];
  if (before === undefined) return name;
  const may = possible(before, of) as string[];
  if (may.length > 1) return firstToAsk(before, of);
  return may[0] === "yes" ? name : null;
}

/** What both leave possible; the later one when they contradict each other. */
export function narrow(before: Value | undefined, after: Value): Value {
  if (before === undefined) return after;
  if (Array.isArray(before) && Array.isArray(after)) {
    const both = before.filter((one) => after.includes(one));
    return both.length > 0 ? both : after;
  }
  if (Array.isArray(before) || Array.isArray(after)) return after;
  const both = { from: Math.max(before.from, after.from), to: Math.min(before.to, after.to) };
  return both.from <= both.to ? both : after;
}

/** What is said about one fact and settles another; each line holds whoever it is. */
const IMPLIED: readonly { when: [Fact, string[]]; follows: [Fact, Value] }[] = [
  { when: ["aid", ["dibao", "margin", "tekun"]], follows: ["hardship", ["yes"]] },
  { when: ["aid", ["tekun"]], follows: ["supporter", ["no"]] },
  { when: ["certificate", ["yes"]], follows: ["impaired", ["yes"]] },
  { when: ["impaired", ["no"]], follows: ["certificate", ["no"]] },
  { when: ["impaired", ["no"]], follows: ["grade", { from: 5, to: 5 }] },
  { when: ["certificate", ["yes"]], follows: ["grade", { from: 1, to: 4 }] },
  {
    when: ["impairment", ["limb", "sight", "hearing", "speech", "intellect", "mental", "autism"]],
    follows: ["impaired", ["yes"]],
  },
  { when: ["hardship", ["no"]], follows: ["aid", ["none"]] },
  { when: ["children", ["yes"]], follows: ["age", { from: 16, to: 130 }] },
  { when: ["orphaned", ["yes"]], follows: ["supporter", ["no"]] },
];

/** `of` with what follows from it; what was said itself is never changed. */
export function withImplied(of: Known): Known {
  const all: Known = { ...of };
  if (of.grade !== undefined) all.certificate ??= ["yes"];
  for (let again = true; again; ) {
    again = false;
    for (const { when, follows } of IMPLIED) {
      const said = all[when[0]];
      const holds = Array.isArray(said) && said.every((one) => when[1].includes(one));
      if (!holds || all[follows[0]] !== undefined) continue;
      all[follows[0]] = follows[1];
      again = true;
    }
  }
  return all;
}
