import fc from "fast-check";
import { expect, test } from "vitest";
import { isTitle, nearness } from "./near.ts";

test.each([
  ["王秀兰", "王 秀兰", "same"],
  ["阿依努尔·艾力", "阿依努尔艾力", "same"],
  // Heard alike, also by ears that do not tell n from l, zh from z, -ng from -n.
  ["王秀兰", "王秀蓝", "near"],
  ["张建国", "张健国", "near"],
  ["陈兴", "陈欣", "near"],
  ["刘丽", "牛丽", "near"],
  ["张三", "章三", "near"],
  // A letter less, two characters the other way round, one of many left out.
  ["王秀兰", "王秀莲", "near"],
  ["王秀兰", "王兰秀", "near"],
  ["阿依努尔艾力", "阿依努艾力", "near"],
  // Other people as a rule.
  ["王秀兰", "王秀英", "akin"],
  ["王秀兰", "王兰", "akin"],
  ["王奶奶", "王秀兰", "akin"],
  ["老李", "李大勇", "akin"],
  ["王秀兰", "李秀兰", null],
  ["张伟", "张强", null],
  ["赵一", "赵二", null],
  ["王奶奶", "李大勇", null],
] as const)("%s and %s: %s", (one, other, found) => {
  expect(nearness(one, other)).toBe(found);
  expect(nearness(other, one)).toBe(found);
});

test("every name is the same as itself, and nearness does not depend on the side it is seen from", () => {
  const name = fc.string({ unit: fc.constantFrom(..."王李张秀兰蓝英建健国老奶阿伯·欧阳"), minLength: 1, maxLength: 6 });
  fc.assert(
    fc.property(name, name, (one, other) => {
      fc.pre(/\p{Script=Han}/u.test(one) && /\p{Script=Han}/u.test(other));
      expect(nearness(one, one)).toBe("same");
      expect(nearness(one, other)).toBe(nearness(other, one));
    }),
  );
});

test.each(["王奶奶", "老李", "欧阳大爷", "陈叔"])("%s is what somebody is called", (name) => {
  expect(isTitle(name)).toBe(true);
});
test.each(["王秀兰", "李大勇", "欧阳春"])("%s is a name", (name) => {
  expect(isTitle(name)).toBe(false);
});
