import { describe, expect, test } from "vitest";
import { nationalCard } from "./card.ts";
import { CRISIS_KINDS, type Verdict } from "./verdict.ts";

const verdict = (kind: Verdict["kind"], level: Verdict["level"], self = false): Verdict => ({
  kind,
  level,
  self,
  rules: [],
});
const CARDS = CRISIS_KINDS.flatMap((kind) => (["red", "orange"] as const).map((level) => ({ kind, level })));
const PUBLIC = ["110", "119", "120", "12356", "12338"];

describe.each(CARDS)("the $level card for $kind", ({ kind, level }) => {
  const { text, numbers } = nationalCard(verdict(kind, level));
  const lines = text.split("\n");

  test("fits a phone: nine lines, none long", () => {
    expect(lines.length).toBeLessThanOrEqual(9);
    for (const line of lines.filter((one) => !one.includes(" · "))) expect(line.length).toBeLessThanOrEqual(32);
  });

  test("names at most four public numbers, each on the card", () => {
    expect(numbers.length).toBeGreaterThan(0);
    expect(numbers.length).toBeLessThanOrEqual(4);
    for (const number of numbers) expect(PUBLIC).toContain(number);
    for (const number of numbers) expect(text).toContain(number);
    for (const [number] of text.matchAll(/\d{3,}/g)) expect(PUBLIC).toContain(number);
  });

  test("says what to say and what not to do, and never that somebody was called", () => {
    expect(text).toContain("怎么说:");
    expect(text).toContain("别做:");
    expect(text).not.toMatch(/已(?:经)?(?:报警|打|叫|通知|联系)|我们(?:报|打|叫)/);
    expect(text).not.toContain("!");
  });
});

test("every kind has a card of its own at each level", () => {
  for (const level of ["red", "orange"] as const) {
    const texts = CRISIS_KINDS.map((kind) => nationalCard(verdict(kind, level)).text);
    expect(new Set(texts).size).toBe(CRISIS_KINDS.length);
  }
});

test("a red card begins with the number to dial", () => {
  for (const kind of ["suicide", "medical", "missing", "dv", "child"] as const) {
    expect(nationalCard(verdict(kind, "red")).text.split("\n")[0]).toMatch(/1(?:10|20)/);
  }
  expect(nationalCard(verdict("fire", "red")).text).toMatch(/^人先撤到楼外,再打 119/);
});

test("12356 always comes with its hours", () => {
  for (const card of [nationalCard(verdict("suicide", "red")), nationalCard(verdict("suicide", "orange", true))]) {
    expect(card.text).toMatch(/12356.{0,6}各地时间不同/);
  }
});

describe("the writer's own distress", () => {
  test("human words first, one number, the offer of a colleague, no business", () => {
    const { text, numbers } = nationalCard(verdict("suicide", "orange", true));
    expect(text.split("\n")[0]).not.toMatch(/\d/);
    expect(numbers).toEqual(["12356"]);
    expect(text).toContain("同事");
    expect(text).not.toMatch(/加油|登记|走访|上报|记录/);
  });

  test("with the means at hand the police number comes too", () => {
    expect(nationalCard(verdict("suicide", "red", true)).numbers).toContain("110");
  });

  test("attacked at a door, the worker gets the card for that", () => {
    expect(nationalCard(verdict("violence", "red", true))).toEqual(nationalCard(verdict("violence", "red")));
  });
});

test("what only the model suspects is asked about, with every number, and named as no kind", () => {
  const rules = [{ id: "model.red", words: "追着砍", start: 0, end: 3 }];
  const card = nationalCard({ ...verdict("violence", "red"), rules });
  expect(card.text.split("\n")[0]).toContain("吗?");
  expect(card.numbers).toEqual(["110", "120", "119", "12356"]);
  expect(nationalCard({ ...verdict("dv", "red"), rules })).toEqual(card);
  const sure = { ...verdict("violence", "red"), rules: [...rules, { ...rules[0]!, id: "violence.blade_in_hand" }] };
  expect(nationalCard(sure)).toEqual(nationalCard(verdict("violence", "red")));
});
