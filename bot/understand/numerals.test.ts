import { expect, test } from "vitest";
import { inChinese, readCount, readNumeral } from "./numerals.ts";

test.each([
  ["七十八", 78],
  ["四零一", 401],
  ["三百零二", 302],
  ["三百二", 320],
  ["十", 10],
  ["二十", 20],
  ["廿三", 23],
  ["两", 2],
  ["一百一十九", 119],
  ["12", 12],
])("%s is %i", (words, number) => {
  expect(readNumeral(words)).toBe(number);
});

test.each([
  ["三四", 3],
  ["两三", 2],
  ["十七八", 17],
  ["七", 7],
  ["四零一", 401],
  ["12", 12],
])("%s of something is at least %i", (words, number) => {
  expect(readCount(words)).toBe(number);
});

test.each(["", "十十", "百", "五栋", "一二百三"])("%s is no number or a whole one", (words) => {
  const number = readNumeral(words);
  expect(number === null || Number.isInteger(number)).toBe(true);
});

test("grids are named in Chinese numerals", () => {
  expect([1, 3, 10, 11, 20, 25].map(inChinese)).toEqual(["一", "三", "十", "十一", "二十", "二十五"]);
});
