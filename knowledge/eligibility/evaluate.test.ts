import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { evaluate, type Place } from "./evaluate.ts";
import { FACT_NAMES, FACTS, type Fact, firstToAsk, type Known, possible, type Value, withImplied } from "./facts.ts";
import { readPackCards } from "./fixture.ts";
import { nextQuestion } from "./next-question.ts";

const cards = readPackCards();
const ANYWHERE: Place = { regions: ["000000"], as_of: "2026-11-22" };
const SHANGHAI: Place = { regions: ["310115", "310000", "000000"], as_of: "2026-11-22" };

const state = (name: string, known: Known, place = ANYWHERE) => {
  const card = cards.find(({ document_id }) => document_id === `pack-benefit-${name}`)!;
  return evaluate(card, known, place);
};
const years = (from: number, to = from): Value => ({ from, to });

describe("a card against what is known", () => {
  test("is met, not met or open, and open says what is missing", () => {
    expect(state("disability-care", { grade: years(2) })).toMatchObject({ state: "likely", missing: [] });
    expect(state("disability-care", { grade: years(4) })).toMatchObject({ state: "unlikely" });
    expect(state("disability-care", { certificate: ["yes"] })).toMatchObject({
      state: "open",
      missing: ["grade", "impairment"],
    });
    expect(state("disability-care", { impaired: ["no"] }).state).toBe("beside");
    expect(state("disability-certificate", { certificate: ["yes"] }).state).toBe("held");
  });

  test("a range is decided only when all of it lies on one side", () => {
    expect(state("age-allowance", { age: years(80, 89) }).state).toBe("likely");
    expect(state("age-allowance", { age: years(78, 82) })).toMatchObject({ state: "open", missing: ["age"] });
    expect(state("age-allowance", { age: years(40) }).state).toBe("beside");
  });

  test("what only the place decides stays open, and is asked there", () => {
    const third = state("disability-care", { grade: years(3), impairment: ["mental"] });
    expect(third).toMatchObject({ state: "open", missing: [], local: ["三级智力、精神残疾当地放宽了没有"] });
    expect(state("disability-care", { grade: years(3), impairment: ["limb"] }).state).toBe("unlikely");
  });

  test("a place's own rule counts there, and from its day on", () => {
    const child: Known = { age: years(10), impairment: ["autism"] };
    expect(state("child-rehab", child).state).toBe("open");
    expect(state("child-rehab", child, SHANGHAI)).toMatchObject({
      state: "likely",
      points: [{ words: "不满18岁（上海，2025年5月1日起）" }, {}],
    });
    expect(state("child-rehab", child, { ...SHANGHAI, as_of: "2025-04-30" }).state).not.toBe("likely");
    expect(
      state(
        "housing-aid",
        { bad_housing: ["yes"], aid: ["margin"] },
        { ...ANYWHERE, regions: ["330100", "330000", "000000"] },
      ).state,
    ).toBe("likely");
  });

  test("what usually rules it out is heard and cited, never presumed", () => {
    expect(state("disability-care", { grade: years(1), aid: ["tekun"] })).toMatchObject({
      state: "unlikely",
      points: [{ words: "特困供养的一般不重复", source: { document: "pack-subsidies-both" } }],
    });
  });

  test("nobody is told of floods and lawsuits that nobody spoke of", () => {
    const shown = cards.map((card) => evaluate(card, { age: years(82) }, ANYWHERE)).filter((v) => v.state !== "beside");
    expect(shown.map(({ card }) => card.document_id)).not.toEqual(
      expect.arrayContaining([
        expect.stringMatching(/disaster|legal|homeless|temporary|education|injury|orphan|unemployment/),
      ]),
    );
  });
});

/** Any partial knowledge. */
const partial = fc.record(
  Object.fromEntries(
    FACT_NAMES.map((fact): [Fact, fc.Arbitrary<Value>] => {
      const { values, ...rest } = FACTS[fact];
      if (values !== null) return [fact, fc.subarray([...values], { minLength: 1 }).map((some) => [...some])];
      const number = fc.integer({ min: 0, max: (rest as { most: number }).most });
      return [fact, fc.tuple(number, number).map(([a, b]) => ({ from: Math.min(a, b), to: Math.max(a, b) }))];
    }),
  ),
  { requiredKeys: [] },
) as fc.Arbitrary<Known>;

/** One person of whom all that is so: each fact has one of the values that are left. */
function completed(known: Known, pick: (n: number) => number): Known {
  const implied = withImplied(known);
  return Object.fromEntries(
    FACT_NAMES.map((fact) => {
      const may = possible(fact, implied);
      if (Array.isArray(may)) return [fact, [may[pick(may.length)]!]];
      const at = may.from + pick(may.to - may.from + 1);
      return [fact, years(at)];
    }),
  );
}

test("nobody is asked for the grade of a certificate that they may not have", () => {
  const known: Known = { aid: ["margin"], age: years(67), adaptation: ["yes"] };
  const asked: Fact[] = [];
  for (let question = nextQuestion(cards, known, ANYWHERE, asked); question; ) {
    asked.push(...question.facts);
    question = nextQuestion(cards, known, ANYWHERE, asked);
  }
  expect(asked).toContain("impaired");
  for (const without of [{ impaired: ["no"] }, { impaired: ["yes"], certificate: ["no"] }]) {
    const facts = new Set<Fact>();
    for (let question = nextQuestion(cards, { ...known, ...without }, ANYWHERE, []); question; ) {
      for (const fact of question.facts) facts.add(fact);
      question = nextQuestion(cards, { ...known, ...without }, ANYWHERE, [...facts]);
    }
    expect([...facts]).not.toEqual(expect.arrayContaining([expect.stringMatching(/grade|certificate/)]));
  }
});

test("what can be got is still to be done; what cannot speaks against it", () => {
  const uncertified: Known = { impaired: ["yes"], certificate: ["no"], aid: ["dibao"] };
  for (const name of ["disability-care", "disability-living"])
    expect(state(name, uncertified)).toMatchObject({
      state: "open",
      missing: [],
      obtain: [{ say: "先办残疾评定", card_id: "pack-benefit-disability-certificate" }],
    });
  expect(state("disability-living", { ...uncertified, aid: ["none"], hardship: ["no"] }).state).toBe("unlikely");
  expect(state("disability-care", { impaired: ["yes"], certificate: ["yes"], grade: years(4) }).state).toBe("unlikely");
  expect(state("dibao", { ...uncertified, aid: ["margin"] }).obtain).toHaveLength(1);
  expect(state("age-allowance", { age: years(85), hukou: ["elsewhere"] })).toMatchObject({
    state: "open",
    obtain: [{ say: "到户口所在地问" }],
  });
  expect(state("unemployment", { jobless: ["yes"], paid_in: ["yes"], quit: ["no"] }).state).toBe("likely");
  expect(
    state("unemployment", { jobless: ["yes"], paid_in: ["yes"], quit: ["no"], registered: ["no"] }).obtain,
  ).toMatchObject([{ say: "先办失业登记" }]);
  expect(state("unemployment", { jobless: ["yes"], paid_in: ["yes"], quit: ["yes"] }).state).toBe("unlikely");
});

describe("whatever is known", () => {
  test("a verdict that was reached holds for everybody of whom that is true", () => {
    fc.assert(
      fc.property(partial, fc.infiniteStream(fc.nat()), (known, stream) => {
        const pick = (n: number): number => stream.next().value! % n;
        const whole = completed(known, pick);
        for (const card of cards) {
          const before = evaluate(card, known, ANYWHERE).state;
          const after = evaluate(card, whole, ANYWHERE);
          if (before === "unlikely") expect(["unlikely", "beside", "held"]).toContain(after.state);
          // Nothing is missing of somebody of whom everything is known but what only the place knows, or what can be got.
          expect(after.missing).toEqual([]);
          if (after.state === "open") expect(after.local.length + after.obtain.length).toBeGreaterThan(0);
        }
      }),
    );
  });

  test("a question is about what is open, has answers that differ, and is not put twice", () => {
    fc.assert(
      fc.property(partial, (known) => {
        const asked: Fact[] = [];
        for (let question = nextQuestion(cards, known, ANYWHERE, asked); question; ) {
          expect(asked).not.toEqual(expect.arrayContaining([question.facts[0]]));
          expect(question.options.length).toBeGreaterThan(1);
          const missing = cards.flatMap((card) => evaluate(card, known, ANYWHERE).missing);
          const first = missing.map((one) => firstToAsk(one, withImplied(known)));
          expect(question.facts.some((fact) => first.includes(fact))).toBe(true);
          asked.push(...question.facts);
          question = nextQuestion(cards, known, ANYWHERE, asked);
        }
        expect(asked.length).toBeLessThanOrEqual(FACT_NAMES.length);
      }),
    );
  });
});
