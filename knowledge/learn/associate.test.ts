import { expect, test } from "vitest";
import { associate, type Pair } from "./associate.ts";
import { thesaurusAssociations } from "./thesaurus.ts";

/** 办理 stands in half of all clauses, everything else in one of a hundred. */
const shareOf = (word: string): number => (word === "办理" ? 0.5 : 0.01);
const pair = (person: string, said: string[], meant: string[]): Pair => ({ person, said, meant, shareOf });

test("what the answers to a word have in common is what it means; what every clause says is not", () => {
  const pairs = ["a", "b", "c"].map((person) => pair(person, ["五保"], ["特困", "供养", "办理", `只有${person}`]));
  const [association] = associate(pairs, { people: 3, keep: 10 });
  expect(association?.word).toBe("五保");
  expect(association?.means.map(({ word }) => word)).toEqual(["供养", "特困", "办理"]);
  const [first, , last] = association!.means;
  expect(first).toMatchObject({ confirmations: 3, people: 3 });
  expect(last!.weight).toBeLessThan(first!.weight / 10);
});

test("one person's many confirmations are one person's", () => {
  const pairs = [1, 2, 3, 4].map(() => pair("a", ["五保"], ["特困"]));
  expect(associate(pairs, { people: 3, keep: 10 })).toEqual([]);
  expect(associate(pairs, { people: 1, keep: 10 })[0]?.means[0]).toMatchObject({ confirmations: 4, people: 1 });
});

test("a word that was answered in many ways means each of them less", () => {
  const clear = ["a", "b", "c"].map((person) => pair(person, ["五保"], ["特困"]));
  const mixed = [..."abcdefgh"].map((person, i) => pair(person, ["老人"], i < 3 ? ["特困"] : ["体检"]));
  const weightOf = (pairs: Pair[]): number =>
    associate(pairs, { people: 3, keep: 10 })[0]!.means.find(({ word }) => word === "特困")!.weight;
  expect(weightOf(mixed)).toBeLessThan(weightOf(clear));
});

test("a word keeps its strongest meanings", () => {
  const pairs = ["a", "b", "c"].map((person) => pair(person, ["五保"], ["办理", "特困", "供养"]));
  expect(associate(pairs, { people: 3, keep: 2 })[0]?.means.map(({ word }) => word)).toEqual(["供养", "特困"]);
});

test("the thesaurus is learned word by word, so that a saying in another form still leads there", () => {
  const learned = thesaurusAssociations([
    { say: "人还在", means: ["领取待遇资格认证"] },
    { say: "腿 断", means: ["工伤认定"] },
    { say: "腿 瘸", means: ["残疾人证"] },
    ...["搬家", "修路", "买房", "考证", "种地", "养猪"].map((say) => ({ say, means: [`${say}手续`] })),
  ]);
  const meant = (word: string): string[] =>
    learned.find((association) => association.word === word)?.means.map((m) => m.word) ?? [];
  expect(meant("还在")).toContain("资格");
  expect(meant("断")).toContain("工伤");
  expect(meant("断")).not.toContain("残疾");
});
