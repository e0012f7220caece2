import { describe, expect, test } from "vitest";
import { missingFigures, readNumeral, withPlainNumbers } from "./figures.ts";

test.each([
  ["十", 10],
  ["一百二十", 120],
  ["一百零五", 105],
  ["一百二", 120],
  ["两千零五", 2005],
  ["三万五千", 35_000],
  ["一亿二千万", 120_000_000],
  ["二〇二六", 2026],
  ["二零二六", 2026],
  ["百姓", null],
])("%s is %s", (words, number) => {
  expect(readNumeral(words)).toBe(number);
});

test.each([
  ["每人每月一百二十元", "每人每月120元"],
  ["１，２００元", "1200元"],
  ["1.5万元", "15000元"],
  ["百分之五", "5%"],
  ["三分之一以上", "1/3以上"],
  ["两年半", "2.5年"],
  ["自二〇二六年一月一日起", "自2026年1月1日起"],
  ["统一规定，一般在窗口办", "统一规定,一般在窗口办"],
])("%s reads as %s", (text, plain) => {
  expect(withPlainNumbers(text)).toBe(plain);
});

describe("a figure of the statement", () => {
  test.each([
    ["24小时内作出", "应当在二十四小时内作出"],
    ["一天内作出", "应当在24小时内作出"],
    ["每月120块", "每人每月一百二十元"],
    ["半年一次", "每0.5年1次"],
    ["2026年1月1日起", "自二〇二六年一月一日起施行"],
    ["打0757-22320251", "电话：0757—22320251"],
    ["有两种办法", "可以书面申请，也可以口头申请"],
    ["满十二个月", "满一年"],
  ])("%s stands in: %s", (statement, source) => {
    expect(missingFigures(statement, source)).toEqual([]);
  });

  test.each([
    ["24天内作出", "应当在二十四小时内作出"],
    ["5天办完", "5个工作日内办结"],
    ["每月150元", "每人每月120元"],
    ["每年两次", "每年1次"],
    ["第三十二条", "第三十三条"],
    ["2025年1月1日起", "自2026年1月1日起施行"],
    ["打13800138000", "联系电话见公告"],
    ["百分之十", "百分之五"],
  ])("%s does not stand in: %s", (statement, source) => {
    expect(missingFigures(statement, source)).not.toEqual([]);
  });
});
