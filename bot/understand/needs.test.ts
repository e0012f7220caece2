import { expect, test } from "vitest";
import { FLAGS, type Flag } from "../../cases/visits/draft.ts";
import { mostUrgentFirst, taskOf } from "./needs.ts";
import { readNote } from "./note.ts";

const needs = (text: string) => readNote(text, "2026-03-11").needs.map((n) => [n.code, n.urgency, n.words]);

test.each([
  ["三栋401王奶奶 七十九 煤气管子裂了", "08", "red"],
  ["老马 六十六 纸壳堆到灶台", "08", "orange"],
  ["孙奶奶 房梁快断了", "09", "orange"],
  ["朱奶奶 降压药吃完三天了", "11", "orange"],
  ["老李头家没暖气 被子是潮的", "09", "orange"],
  ["孙奶奶 八十一 走路老绊 地上滑", "01", "yellow"],
  ["六岁的小宝一个人在家 没大人", "05", "orange"],
  ["赵奶奶 儿子不给饭吃 身上有尿味", "01", "orange"],
] as const)("%s can be passed on", (text, code, urgency) => {
  expect(needs(text).map(([c, u]) => [c, u])).toContainEqual([code, urgency]);
});

test("a task is told in the words of its clause, once", () => {
  expect(needs("朱奶奶 降压药吃完三天了")).toEqual([["11", "orange", "降压药吃完三天了"]]);
});

test("whatever somebody must act on is a task; what only says how to go about it is none", () => {
  const none: Flag[] = ["refusal", "not_met", "hearsay", "privacy_restricted", "promise"];
  expect(FLAGS.filter((flag) => taskOf(flag, "") === null)).toEqual(none);
});

test("the most urgent comes first, however late it was told", () => {
  const told = (["green", "yellow", "red", "orange", "red"] as const).map((urgency, i) => ({ need: { urgency }, i }));
  expect(mostUrgentFirst(told).map(({ i }) => i)).toEqual([2, 4, 3, 1, 0]);
});
