import { expect, test } from "vitest";
import { askedInChinese } from "./english-question.ts";

test.each([
  ["how do I apply for dibao", "低保怎么申请"],
  ["How long does the subsistence allowance take?", "低保多久"],
  ["what papers for the disability certificate", "残疾证要什么材料"],
  ["is there a day care centre near here?", "附近有没有日间照料中心"],
  ["which mental health hotline can she call", "心理热线打哪个电话"],
  ["grandpa went missing, what now", "走失怎么办"],
])("%s", (said, asked) => {
  expect(askedInChinese(said)).toBe(asked);
});

test.each(["低保怎么申请", "what is the weather", "/start ABCDE12345", "今天 dibao 怎么办"])("none: %s", (said) => {
  expect(askedInChinese(said)).toBeNull();
});
