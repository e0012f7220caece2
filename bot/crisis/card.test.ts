import { describe, expect, test } from "vitest";
import { phoneToDial } from "../channels/line/card.ts";
import { crisisCards } from "../texts/crisis-cards.ts";
import { speaking } from "../texts/in-language.ts";
import { nationalCard } from "./card.ts";
import { screen } from "./screen.ts";
import { SITUATIONS, saidByWriter, situationOf } from "./situation.ts";
import { CRISIS_KINDS, type Verdict } from "./verdict.ts";

const verdict = (kind: Verdict["kind"], level: Verdict["level"], self = false): Verdict => ({
  kind,
  level,
  self,
  rules: [],
});
/** Every card that can be shown: each situation now, each within a day, and the writer's own. */
const CARDS: [name: string, verdict: Verdict][] = [
  ...SITUATIONS.flatMap((situation): [string, Verdict][] => {
    const red = saidByWriter(situation);
    return [
      [`red ${situation}`, red],
      [`orange ${situation}`, { ...red, level: "orange" }],
    ];
  }),
  ...(["suicide", "dv"] as const).flatMap((kind): [string, Verdict][] => [
    [`red own ${kind}`, verdict(kind, "red", true)],
    [`orange own ${kind}`, verdict(kind, "orange", true)],
  ]),
  ["question", { ...verdict("violence", "red"), rules: [{ id: "model.red", words: "追着砍", start: 0, end: 3 }] }],
];
const PUBLIC = ["110", "119", "120", "12356", "12338"];
const numbersIn = (text: string): string[] => text.match(/\d{3,}/g) ?? [];

describe.each(CARDS)("the card: %s", (_name, shown) => {
  const { text, numbers } = nationalCard(shown);
  const lines = text.split("\n");

  test("fits a phone with two lines more under it: who was told, and the line of the place", () => {
    expect(lines.length).toBeLessThanOrEqual(8);
    for (const line of lines) expect(line.length).toBeLessThanOrEqual(30);
  });

  test("names at most four public numbers, each once, one on a line, in words that LINE dials from", () => {
    expect(numbers.length).toBeGreaterThan(0);
    expect(numbers.length).toBeLessThanOrEqual(4);
    for (const number of numbers) expect(PUBLIC).toContain(number);
    expect(numbersIn(text)).toEqual(numbers);
    expect(new Set(numbers).size).toBe(numbers.length);
    for (const line of lines) {
      const [number, second] = numbersIn(line);
      expect(second).toBeUndefined();
      expect(phoneToDial(line)).toBe(number ?? null);
    }
  });

  test("never says that somebody was called, and promises nothing", () => {
    expect(text).not.toMatch(/已(?:经)?(?:报警|打|叫|通知|联系)|我们(?:报|打|叫)|马上(?:就)?到|保证|一定会/);
    expect(text).not.toMatch(/[!！]/);
  });

  test("says the same numbers in English, without Chinese but for what is read aloud", () => {
    const english = speaking("en", () => nationalCard(shown));
    expect([...english.numbers].sort()).toEqual([...numbers].sort());
    expect(english.text.replace(/「[^」]*」/g, "")).not.toMatch(/\p{Script=Han}/u);
    expect(english.text.split("\n").length).toBeLessThanOrEqual(8);
  });
});

test("every situation says what to say and what not to do, in words of its own", () => {
  for (const level of ["red", "orange"] as const) {
    const texts = SITUATIONS.map((situation) => nationalCard({ ...saidByWriter(situation), level }).text);
    expect(new Set(texts).size).toBe(SITUATIONS.length);
    for (const text of texts) expect(text).toMatch(/怎么说:[\s\S]+\n别做:/);
  }
});

test("every kind of the screen has its card", () => {
  for (const kind of CRISIS_KINDS) expect(SITUATIONS).toContain(situationOf(verdict(kind, "red")));
});

test("a red card begins with the number to dial, unless somebody must get away first", () => {
  for (const situation of SITUATIONS) {
    const [first] = nationalCard(saidByWriter(situation)).text.split("\n");
    if (situation === "silent") expect(first).toMatch(/钥匙/);
    else expect(first).toMatch(/打 1(?:10|19|20)/);
  }
  for (const situation of ["fire", "violence"] as const)
    expect(nationalCard(saidByWriter(situation)).text).toMatch(/^(?:人先撤|先退)/);
});

test("12356 and 12338 never come without their hours", () => {
  const all = CARDS.map(([, shown]) => nationalCard(shown).text).join("\n");
  expect(all.match(/12356/g)!.length).toBeGreaterThan(2);
  expect(all).not.toMatch(/12356(?!,各地时间不同)/);
  expect(all).not.toMatch(/12338(?!,多在上班时间)/);
});

describe("what is told decides the card", () => {
  const first = (text: string): string => nationalCard(screen(text)).text;
  test.each([
    ["阿强坐在天台边上 说顶不住了", "打 119"],
    ["她停药一个月了 整夜骂人", "停了多久"],
    ["停药两个礼拜 说墙里头有人骂他", "精防医生"],
    ["一家人在屋里烤炭火 都头晕想吐", "出来透气"],
    ["降压药断了一个星期 她说走路打晃", "家庭医生"],
    ["独居老人三天没出门 敲门没人应", "请警察破门"],
    ["老伴被儿子用铁链锁在柴房 几天没给吃的", "锁"],
    ["楼道煤气味好大 敲门没人应", "先撤到楼外"],
  ])("%s: %s", (text, words) => {
    expect(first(text)).toContain(words);
  });

  test("a victim who cannot decide alone must be reported; who can is asked what they want", () => {
    expect(first("智力残疾的小芳被她叔打得一身伤")).toContain("必须报");
    expect(first("智力残疾的小芳被她叔打得一身伤")).not.toContain("我听你的");
    expect(first("隔壁她老公正在打她")).toContain("我听你的");
  });
});

describe("the writer's own distress", () => {
  test("human words first, a number, no business", () => {
    const { text, numbers } = nationalCard(verdict("suicide", "orange", true));
    expect(text.split("\n")[0]).not.toMatch(/\d/);
    expect(numbers).toEqual(["12356"]);
    expect(text).not.toMatch(/加油|登记|走访|上报|记录/);
  });

  test("with the means at hand the police number comes first", () => {
    expect(nationalCard(verdict("suicide", "red", true)).numbers).toEqual(["110", "12356"]);
  });

  test("attacked at a door, the worker gets the card for that", () => {
    expect(nationalCard(verdict("violence", "red", true))).toEqual(nationalCard(verdict("violence", "red")));
  });
});

test("what only the model suspects is asked about and named as no kind; a rule ends the doubt", () => {
  const rules = [{ id: "model.red", words: "追着砍", start: 0, end: 3 }];
  const card = nationalCard({ ...verdict("violence", "red"), rules });
  expect(card.text).toBe(crisisCards.unsure);
  expect(card.text.split("\n")[0]).toMatch(/吗\?$/);
  expect(nationalCard({ ...verdict("dv", "red"), rules })).toEqual(card);
  const sure = { ...verdict("violence", "red"), rules: [...rules, { ...rules[0]!, id: "violence.blade_in_hand" }] };
  expect(nationalCard(sure)).toEqual(nationalCard(verdict("violence", "red")));
});
