import { expect, test } from "vitest";
import { type VisitDraft, visitDraft } from "../../cases/visits/draft.ts";
import { correctDraft } from "./correct.ts";
import { readNote } from "./note.ts";

const REF = "2025-09-10";
const one = () => readNote("今天去了三网格五栋二单元四零一 王秀蓝王奶奶 七十八了 前天跌了一跤 下礼拜三再去看她", REF);
const couple = () => readNote("八栋张大爷跟老伴 张大爷八十二 老伴李桂珍七十九 昨天锅烧干了", REF);

function corrected(draft: VisitDraft, words: string): { draft: VisitDraft; changed: string[] } {
  const result = correctDraft(draft, words, REF);
  expect(result).not.toBeNull();
  visitDraft.parse(result!.draft);
  const values = result!.draft.persons.flatMap((p) => [p.name, p.sex, p.age, p.grid, p.address]);
  for (const value of [...values, result!.draft.agreed_on, ...result!.draft.observations, ...result!.draft.flags])
    if (value) expect(result!.draft.note.slice(value.span.start, value.span.end)).toBe(value.words);
  return result!;
}

test.each([
  ["不是五栋是六栋", "address", "6栋2单元401"],
  ["是六栋不是五栋", "address", "6栋2单元401"],
  ["把五栋改成六栋", "address", "6栋2单元401"],
  ["不是401 是402", "address", "5栋2单元402"],
  ["地址改成罗家巷八号", "address", "罗家巷8号"],
  ["六栋", "address", "6栋2单元401"],
  ["应该是四网格", "grid", "四网格"],
  ["名字写错了 叫王秀兰", "name", "王秀兰"],
  ["不叫王秀蓝 叫王秀兰", "name", "王秀兰"],
  ["姓名:王秀兰", "name", "王秀兰"],
  ["年龄七十九", "age", { from: 79, to: 79 }],
  ["她今年七十九岁 不是七十八", "age", { from: 79, to: 79 }],
  ["男的 不是女的", "sex", "男"],
] as const)("%s changes the %s", (words, field, value) => {
  const { draft, changed } = corrected(one(), words);
  expect(changed).toEqual([field]);
  expect(draft.persons[0]?.[field]?.value).toEqual(value);
  expect(draft.note.endsWith(`\n${words}`)).toBe(true);
});

test.each([
  ["改成下周四", "2025-09-18"],
  ["日期不对 是九月十八", "2025-09-18"],
  ["回访改到下个月5号", "2025-10-05"],
])("%s moves the next contact", (words, value) => {
  const { draft, changed } = corrected(one(), words);
  expect(changed).toEqual(["agreed_on"]);
  expect(draft.agreed_on?.value).toBe(value);
  expect(draft.visited_on?.value).toBe(REF);
});

test("an addition is added and nothing known is lost", () => {
  const { draft, changed } = corrected(one(), "补充:她还有糖尿病 药断了三天");
  expect(changed).toEqual(expect.arrayContaining(["observations", "flags"]));
  expect(draft.flags.map((f) => f.value)).toEqual(["fall", "medication_gap"]);
  expect(draft.persons[0]?.address?.value).toBe("5栋2单元401");
});

test("a flag that was misheard goes", () => {
  expect(corrected(one(), "不是跌了 是腿疼").draft.flags).toEqual([]);
});

test("with two persons the named one, or the one with the wrong value, is corrected; a shared address is for both", () => {
  expect(corrected(couple(), "李桂珍年龄八十").draft.persons.map((p) => p.age?.value.from)).toEqual([82, 80]);
  expect(corrected(couple(), "不是七十九是八十").draft.persons.map((p) => p.age?.value.from)).toEqual([82, 80]);
  expect(corrected(couple(), "不是八栋 是九栋").draft.persons.map((p) => p.address?.value)).toEqual(["9栋", "9栋"]);
});

test("when it is not clear whom it means nothing changes and nothing is guessed", () => {
  const before = couple();
  const result = corrected(before, "年龄七十五");
  expect(result.changed).toEqual([]);
  expect(result.draft).toEqual(before);
});

test.each(["今天天气不错", "低保要什么材料", "谢谢"])("%s is no correction", (words) => {
  expect(correctDraft(one(), words, REF)).toBeNull();
});

test("corrections can follow one another", () => {
  const first = corrected(one(), "不是五栋是六栋").draft;
  const second = corrected(first, "名字写错了 叫王秀兰").draft;
  expect(second.persons[0]).toMatchObject({ name: { value: "王秀兰" }, address: { value: "6栋2单元401" } });
});
