import { describe, expect, test } from "vitest";
import { groupAlike } from "./group.ts";

const grouped = (...words: string[]): string[][] =>
  groupAlike(words.map((each) => ({ words: each }))).map((group) => group.map((question) => question.words));

describe("questions asked alike", () => {
  test("stand together however they are asked", () => {
    expect(grouped("家庭养老床位怎么申请", "请问家庭养老床位咋申请啊", "家庭养老床位申请要啥")).toHaveLength(1);
  });

  test("stand apart when they share only a common word", () => {
    expect(grouped("低保怎么申请", "公租房怎么申请", "申请低保要多久")).toEqual([
      ["低保怎么申请", "申请低保要多久"],
      ["公租房怎么申请"],
    ]);
  });

  test("join the group that is most like them", () => {
    const groups = grouped("残疾人护理补贴多少钱", "高龄老人补贴多少钱", "残疾人护理补贴每月发多少钱");
    expect(groups).toEqual([["残疾人护理补贴多少钱", "残疾人护理补贴每月发多少钱"], ["高龄老人补贴多少钱"]]);
  });

  test("a new question leaves the groups before it as they were", () => {
    const before = ["家庭养老床位怎么申请", "流浪猫谁管", "养老床位申请"];
    const first = grouped(...before).map((group) => group[0]);
    expect(grouped(...before, "流浪猫谁来管").map((group) => group[0])).toEqual(first);
  });

  test("words that only ask, and no words at all, are no trouble", () => {
    expect(grouped("怎么办", "", "咋办").flat()).toHaveLength(3);
  });
});
