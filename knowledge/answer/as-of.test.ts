import { expect, test } from "vitest";
import { readAsOf } from "./as-of.ts";

const TODAY = "2026-11-21";
const asOf = (words: string, rule: string | null = null): string | null => readAsOf(words, rule, TODAY)?.as_of ?? null;

test.each([
  ["2019年的时候低保怎么申请", "2019-12-31"],
  ["二〇一九年的时候低保怎么申请", "2019-12-31"],
  ["19年那会儿孤儿咋个补", "2019-12-31"],
  ["2021年6月以前信访怎么办", "2021-05-31"],
  ["2021年6月1日之前呢", "2021-05-31"],
  ["2020年上半年的规定", "2020-06-30"],
  ["去年的标准是多少", "2025-12-31"],
  ["2023年护理补贴标准是多少", "2023-12-31"],
  ["按2015年当时的规定", "2015-12-31"],
  ["2027年3月以后骗低保怎么罚", "2027-03-01"],
])("%s", (words, date) => {
  expect(asOf(words)).toBe(date);
});

test.each([
  "他2019年得的病，低保能不能办",
  "2015年结婚，现在离婚房子怎么分",
  "2020年办的残疾证还能用吗",
  "患病19年了能不能办残疾证",
  "低保怎么申请",
  "今年低保标准多少",
  "2026年低保标准多少",
  "65岁以上老人体检",
])("about today: %s", (words) => {
  expect(asOf(words)).toBeNull();
});

test("a year beside a rule's name is a time, and may be a version", () => {
  expect(asOf("2018年的妇女权益保障法怎么规定", "妇女权益保障法")).toBe("2018-12-31");
  expect(readAsOf("慈善法2016版第二十二条", "慈善法", TODAY)).toMatchObject({ version_year: 2016 });
  expect(readAsOf("2022年6月以前妇女权益保障法", "妇女权益保障法", TODAY)).toMatchObject({
    as_of: "2022-05-31",
    version_year: null,
  });
  expect(asOf("2018年生的娃，未成年人保护法管不管", "未成年人保护法")).toBeNull();
});
