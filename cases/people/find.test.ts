import { expect, test } from "vitest";
import { tonelessPinyin } from "./find.ts";

test.each([
  ["王秀兰", "wangxiulan"],
  // Surnames are read as surnames.
  ["单雄信", "shanxiongxin"],
  ["仇英", "qiuying"],
  ["欧阳娜", "ouyangna"],
])("%s is heard as %s", (name, heard) => {
  expect(tonelessPinyin(name)).toBe(heard);
});
