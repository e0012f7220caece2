import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { findNumbers } from "./numbers.ts";

const none = new Set<string>();
const kindsIn = (text: string) => findNumbers(text, none).map(({ start, end, kind }) => [kind, text.slice(start, end)]);

const digit = fc.integer({ min: 0, max: 9 });
const mobile = fc
  .tuple(fc.integer({ min: 3, max: 9 }), fc.array(digit, { minLength: 9, maxLength: 9 }))
  .map(([second, rest]) => `1${second}${rest.join("")}`);
const day = fc.date({ min: new Date("1930-01-01"), max: new Date("2020-12-31"), noInvalidDate: true });
const resident = fc
  .tuple(
    fc.integer({ min: 110000, max: 659000 }),
    day,
    fc.integer({ min: 0, max: 999 }),
    fc.constantFrom(..."0123456789X"),
  )
  .map(([area, born, order, check]) => {
    const birth = born.toISOString().slice(0, 10).replaceAll("-", "");
    return `${area}${birth}${String(order).padStart(3, "0")}${check}`;
  });
const spoken = (digits: string) => [...digits].map((d) => "零幺二三四五六七八九"[Number(d)]).join("");
const grouped = (text: string, sizes: readonly number[], sign: string) => {
  const groups: string[] = [];
  let at = 0;
  for (const size of sizes) {
    groups.push(text.slice(at, at + size));
    at += size;
  }
  return [...groups, text.slice(at)].filter((group) => group !== "").join(sign);
};

describe("a number is found whole, however it is written", () => {
  const around = fc.constantFrom(["电话", "，晚上打"], ["", ""], ["他说", "没人接"], ["（", "）"], ["\n", "\n"]);
  test("mobile phones", () => {
    const forms = fc
      .tuple(mobile, fc.constantFrom(" ", "-", ".", "－", "\u200b", "  "), fc.constantFrom([3, 4], [3, 3, 3], [7], []))
      .map(([number, sign, sizes]) => grouped(number, sizes, sign));
    fc.assert(
      fc.property(
        fc.oneof(
          forms,
          mobile.map(spoken),
          mobile.map((n) => [...n].join(" ")),
        ),
        around,
        (written, [a, b]) => {
          expect(kindsIn(a + written + b)).toEqual([["phone", written]]);
        },
      ),
    );
  });

  test("identity numbers, and the certificate of disability made of one", () => {
    fc.assert(
      fc.property(
        resident,
        fc.constantFrom("", "42", "11B"),
        fc.boolean(),
        around,
        (number, category, split, [a, b]) => {
          const written = (split ? grouped(number, [6, 8], " ") : number) + category.replace("B", "");
          const text = a + written + b;
          expect(kindsIn(text)).toEqual([["identity", written]]);
        },
      ),
    );
  });
});

test.each([
  ["座机（0757）8612 3456没人接", "phone", "0757）8612 3456"],
  ["座机073672051668没人接", "phone", "073672051668"],
  ["老号22320251", "number", "22320251"],
  ["卡号6222 0213 0700 1234 567，打这张", "card", "6222 0213 0700 1234 567"],
  ["病历号00382716", "number", "00382716"],
  ["密码 8 3 1 0 2 7", "number", "8 3 1 0 2 7"],
  ["+86 138 0013 8000", "phone", "+86 138 0013 8000"],
  ["一三八，零零一三，八零零零", "phone", "一三八，零零一三，八零零零"],
])("%s: %s %s", (text, kind, words) => {
  expect(kindsIn(text)).toEqual([[kind, words]]);
});

test.each([
  "2023 2024 2025年三年的低保",
  "500 800 1000元三档",
  "血压130 85 心率72",
  "20250910开始",
  "一共12800000元",
  "一二三四五六级",
  "尾号3456的卡",
  "拨12356转1",
  "110 12345 12356到底打哪个",
  "一二三四五六七八九十",
])("%s holds no number of anybody", (text) => {
  expect(kindsIn(text)).toEqual([]);
});
