import { describe, expect, test } from "vitest";
import { asKnown, asksForBenefits, readCircumstances } from "./circumstances.ts";

const known = (text: string) => asKnown(readCircumstances(text, 2026));

describe("what benefits depend on, in people's words", () => {
  test.each([
    ["82岁独居", { age: { from: 82, to: 82 } }],
    ["老太太七十好几了", { age: { from: 70, to: 79 } }],
    ["有个老人", { age: { from: 60, to: 130 } }],
    ["家里娃自闭症", { age: { from: 0, to: 17 }, impairment: ["autism"], impaired: ["yes"] }],
    ["重残", { grade: { from: 1, to: 2 }, impaired: ["yes"] }],
    ["精神殘疾三級", { grade: { from: 3, to: 3 }, impairment: ["mental"], mental_illness: ["yes"], impaired: ["yes"] }],
    ["低保户", { aid: ["dibao"] }],
    ["低保边缘", { aid: ["margin"] }],
    ["五保老人", { aid: ["tekun"], age: { from: 60, to: 130 } }],
    ["瘫了三年", { unable: ["yes"], unable_months: { from: 36, to: 47 }, impaired: ["yes"], impairment: ["limb"] }],
    ["无儿无女", { supporter: ["no"] }],
    ["女儿有工作", { supporter: ["yes"] }],
    ["家里着火了", { sudden: ["yes"] }],
    ["外地户口", { hukou: ["elsewhere"] }],
  ])("%s", (text, expected) => expect(known(text)).toEqual(expected));

  test("what is denied is known to be so, not unknown", () => {
    expect(known("没低保").aid).toEqual(["margin", "tekun", "none"]);
    expect(known("没吃低保，也不是特困").aid).toEqual(["margin", "none"]);
    expect(known("低保没批下来").aid).toEqual(["margin", "tekun", "none"]);
    expect(known("还没办残疾证").certificate).toEqual(["no"]);
    expect(known("残疾证还没办").certificate).toEqual(["no"]);
    expect(known("没有医保").insured).toEqual(["no"]);
    expect(known("能自理").unable).toEqual(["no"]);
    expect(known("家里不困难").hardship).toEqual(["no"]);
  });

  test("what is asked or only a rule's name says nothing of anybody", () => {
    for (const text of ["有没有低保", "是不是残疾", "低保线是多少", "低保怎么申请", "隔壁老王在家", ""])
      expect([text, known(text).aid, known(text).impaired]).toEqual([text, undefined, undefined]);
  });
});

describe("what somebody can get is asked", () => {
  test.each([
    "他能办啥",
    "她能申请什么",
    "82岁独居女的能申请什么",
    "重残二级没低保能领啥",
    "家里有个自闭症孩子有啥补贴",
    "這戶低保邊緣，阿公中風癱了，可以申請哪些補助",
    "他屋企有个脑瘫细路，可以攞咩补贴有咩补助",
    "孤寡老头没退休金 该享受啥政策",
  ])("%s", (text) => expect(asksForBenefits(text)).toBe(true));

  test.each([
    "低保怎么申请",
    "护理补贴多少钱",
    "残疾人两项补贴是二选一还是都能拿",
    "办低保要什么材料",
    "附近有什么助餐点",
    "今天去看了82岁的王奶奶，药快没了",
    "你能干啥",
    "家庭医生签约有啥好处",
    "精神卫生法第三十条说了什么",
  ])("not %s", (text) => expect(asksForBenefits(text)).toBe(false));
});
