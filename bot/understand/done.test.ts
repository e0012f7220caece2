import { expect, test } from "vitest";
import { saysDone, sharedWith } from "./done.ts";

test.each([
  ...["王奶奶的扶手装好了", "李大爷助餐办下来了", "3栋老陈的低保批了", "张阿姨轮椅领到了", "老陈家漏水修好了"],
  ...["给王奶奶送饭的事解决了", "王秀兰家的灯已经换了", "赵叔要的护理床送到了", "陈伯嘅轮椅领到咗"],
])("says that it is done: %s", (text) => {
  expect(saysDone(text)).toBe(true);
});

test.each([
  ...[
    "扶手还没装好",
    "扶手装好了吗",
    "扶手装好了没有?",
    "王奶奶想装扶手",
    "说好下周装扶手",
    "扶手什么时候装好",
    "听说低保快批了",
  ],
  ...["等着换轮椅", "残联没给批", "去看了王奶奶,精神不错", "轮椅能申请下来吗", "要换灯泡了"],
])("does not: %s", (text) => {
  expect(saysDone(text)).toBe(false);
});

test.each([
  ["想装扶手", "王奶奶的扶手装好了", true],
  ["需要一台轮椅", "张阿姨轮椅领到了", true],
  ["家里漏水", "老陈家漏水修好了", true],
  ["有人送午饭", "王奶奶的扶手装好了", false],
  ["想申请低保", "轮椅申请下来了", false],
])("%s is what is spoken of in %s: %s", (need, said, fits) => {
  expect(sharedWith(need, said) >= 0.3).toBe(fits);
});
