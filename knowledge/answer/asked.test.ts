import { describe, expect, test } from "vitest";
import { asksLocally, leavesItToPlaces, readAsked, states } from "./asked.ts";

describe("what kind of fact is asked for", () => {
  test.each([
    ["我们街道护理补贴到底多少钱一个月", "amount"],
    ["低保金一个月多少", "amount"],
    ["孤儿每月补几多", "amount"],
    ["今年低保线涨到多少", "amount"],
    ["临时救助一次给几千", "amount"],
    ["我们区康复站中午休息不 几点开门", "opening_hours"],
    ["卫生院礼拜天上班不", "opening_hours"],
    ["张三的低保批下来没", "case_status"],
    ["302陈伯的退休钱上个月打了没", "case_status"],
    ["我报的低保办到哪一步了", "case_status"],
    ["安定一次吃几片睡得着", "dose"],
    ["碳酸锂血药浓度多少正常", "dose"],
  ])("%s", (words, kind) => {
    expect([...readAsked(words)]).toContain(kind);
  });

  test.each([
    "监护人补贴一个月200 是不是全国都有啊",
    "65岁免费体检一年几次来着 怎么约",
    "骗低保罚多少钱",
    "稳定的精障患者多久访一次",
    "临时救助急用钱的话 最快几天能下来",
    "药吃多了怎么办",
    "他白天上班把人锁家里 我该管吗",
    "低保没批下来怎么申诉",
    "工作群里能不能发名单",
    "41个区县是不是都有了",
  ])("none: %s", (words) => {
    expect([...readAsked(words)]).toEqual([]);
  });
});

test("one's own place", () => {
  for (const words of ["我们街道多少钱", "我这边怎么办", "本区有没有", "咱们镇上"])
    expect(asksLocally(words)).toBe(true);
  for (const words of ["护理补贴多少钱", "我该管吗", "我们能不能强制送医"]) expect(asksLocally(words)).toBe(false);
});

test("what a sentence states, and what it leaves to each place", () => {
  expect(states("amount", "每人每月６００元")).toBe(true);
  expect(states("amount", "2020年起按标准发")).toBe(false);
  expect(states("opening_hours", "工作日8:30到12:00")).toBe(true);
  expect(leavesItToPlaces("金额由地方定，还会调整")).toBe(true);
  expect(leavesItToPlaces("不是全国统一的，各地自己定")).toBe(true);
  expect(leavesItToPlaces("处骗取数额1倍以上3倍以下的罚款")).toBe(false);
});
