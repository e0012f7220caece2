import { describe, expect, test } from "vitest";
import { paperAsked, paperFirst } from "./paper.ts";

const clause = (title: string, text = "") => ({ title, path: "", text });
const CERTIFICATE = clause("残疾人证怎么办");
const SUBSIDY = clause("重度残疾人护理补贴", "带残疾人证，到窗口申请。");
const AID = clause("临时救助", "有居住证的家庭可以在居住地申请。");

describe("a paper that is asked for", () => {
  test.each(["居住证咋办", "结婚证丢了", "身份证去哪补", "残疾证怎么申请"])("%s", (words) => {
    expect(paperAsked(words)).not.toBeNull();
  });
  test.each([
    "有残疾证能领什么",
    "公证怎么办",
    "低保怎么申请",
    "没有居住证能申请低保吗",
    "电工那本证丢了到哪补",
    "男的几岁才能去扯证",
  ])("%s asks for none", (words) => {
    expect(paperAsked(words)).toBeNull();
  });
});

test("a text about the paper goes before one that only wants it brought, which alone is no answer", () => {
  expect(paperFirst("残疾证怎么申请", [SUBSIDY, CERTIFICATE])).toEqual([CERTIFICATE]);
  expect(paperFirst("居住证咋办", [AID])).toEqual([]);
  expect(paperFirst("临时救助怎么申请", [AID])).toEqual([AID]);
});
