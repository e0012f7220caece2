import { expect, test } from "vitest";
import { readRuleQuestion } from "./ruling.ts";

test.each([
  ["信访条例还有效吗", "信访条例", "standing"],
  ["信访条例是不是早就作废了", "信访条例", "standing"],
  ["托育服务条例什么时候开始施行", "托育服务条例", "standing"],
  ["妇女权益保障法现在是哪一版", "妇女权益保障法", "standing"],
  ["反家暴法里的保护令多久失效", "反家暴法", "content"],
  ["老年人权益保障法怎么说赡养", "老年人权益保障法", "content"],
  ["旧的慈善法怎么规定募捐", "慈善法", "old"],
  ["修订前的慈善法第二十二条", "慈善法", "old"],
  ["未成年人保护法第九条改了什么", "未成年人保护法", "change"],
  ["慈善法新旧有啥区别", "慈善法", "change"],
] as const)("%s", (words, said, kind) => {
  expect(readRuleQuestion(words, [said])).toBe(kind);
});
