import { type Fact, type Known, narrow, possible, type Value, withImplied } from "./facts.ts";

/** Facts that one question settles at once, because people tell them in one breath, with the answers it can have. */
export const TOGETHER: readonly { facts: readonly Fact[]; answers: readonly Known[] }[] = [
  {
    facts: ["aid", "hardship"],
    answers: [
      { aid: ["dibao"] },
      { aid: ["margin"] },
      { aid: ["tekun"] },
      { aid: ["none"], hardship: ["yes"] },
      { aid: ["none"], hardship: ["no"] },
    ],
  },
  {
    facts: ["impaired", "certificate", "grade"],
    answers: [
      { impaired: ["no"] },
      { impaired: ["yes"], certificate: ["no"] },
      { grade: { from: 1, to: 2 } },
      { grade: { from: 3, to: 3 } },
      { grade: { from: 4, to: 4 } },
    ],
  },
  {
    facts: ["income", "supporter"],
    answers: [
      { income: ["no"], supporter: ["no"] },
      { income: ["yes"], supporter: ["no"] },
      { income: ["no"], supporter: ["yes"] },
      { income: ["yes"], supporter: ["yes"] },
    ],
  },
  {
    facts: ["quit", "paid_in"],
    answers: [{ quit: ["no"], paid_in: ["yes"] }, { quit: ["no"], paid_in: ["no"] }, { quit: ["yes"] }],
  },
];

const overlaps = (a: Value, b: Value): boolean =>
  Array.isArray(a) && Array.isArray(b)
    ? a.some((one) => b.includes(one))
    : !Array.isArray(a) && !Array.isArray(b) && a.from <= b.to && b.from <= a.to;

/** The same values are left. */
const same = (a: Value, b: Value): boolean => JSON.stringify(a) === JSON.stringify(b);

/** Those of these facts that are not settled by what is known. */
export function unsettled(facts: readonly Fact[], of: Known): Fact[] {
  const implied = withImplied(of);
  return facts.filter((fact) => {
    const may = possible(fact, implied);
    return Array.isArray(may) ? may.length > 1 : may.from < may.to;
  });
}

/** The answers that what is known leaves possible, each cut down to what it would tell. */
export function answersLeft(answers: readonly Known[], of: Known): Known[] {
  const implied = withImplied(of);
  const left: Known[] = [];
  for (const answer of answers) {
    const facts = Object.keys(withImplied(answer)) as Fact[];
    const whole = withImplied(answer);
    if (!facts.every((fact) => overlaps(possible(fact, implied), whole[fact]!))) continue;
    const told = Object.fromEntries(
      (Object.entries(answer) as [Fact, Value][])
        .map(([fact, value]) => [fact, narrow(implied[fact], value)] as const)
        .filter(([fact, value]) => !same(possible(fact, implied), value)),
    ) as Known;
    if (Object.keys(told).length > 0) left.push(told);
  }
  return left;
}
