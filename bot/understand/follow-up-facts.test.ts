import { describe, expect, test } from "vitest";
import { readNote } from "./note.ts";

const DAY = "2026-11-21";

describe("how long the medicine lasts", () => {
  test.each([
    ["去看王秀兰，降压药还剩五天的量", "2026-11-26"],
    ["王秀兰在家，药只够吃一个礼拜了", "2026-11-28"],
    ["张建国今天在，药盒里还有，够吃半个月", "2026-12-06"],
    ["李大爷的胰岛素最多撑三天", "2026-11-24"],
    ["王秀兰 药吃到25号", "2026-11-25"],
    ["王秀兰的药后天就吃完", "2026-11-23"],
    ["王秀兰 药还剩六片 一天两片", "2026-11-24"],
    ["王秀兰 药还剩三四天", "2026-11-24"],
    ["陪王秀兰去卫生院，今天配了一个月的药", "2026-12-21"],
    ["昨天去看王秀兰，药还剩两天", "2026-11-22"],
  ])("%s", (note, until) => {
    const { medicine_until } = readNote(note, DAY);
    expect([medicine_until?.value, medicine_until?.person]).toEqual([until, 0]);
    expect(note.slice(medicine_until!.span.start, medicine_until!.span.end)).toBe(medicine_until!.words);
  });

  test.each([
    "王秀兰住院还有三天",
    "王秀兰的药断了三天",
    "王秀兰说药吃了三天没效果",
    "王秀兰 药还剩六片",
    "王秀兰上次药还剩五天",
    "王秀兰家米还够吃三天",
    "王秀兰的药还能吃几天",
  ])("nothing is made of: %s", (note) => {
    expect(readNote(note, DAY).medicine_until).toBeUndefined();
  });
});

describe("what rules look at", () => {
  const conditions = (note: string) =>
    readNote(note, DAY).conditions?.map(({ condition, words }) => [condition, words]);

  test.each([
    ["看望李建国，精防医生说病情不稳定", "smd_unstable"],
    ["跟精防医生一起去看李建国，医生说病情基本稳定", "smd_partly_stable"],
    ["李建国精神分裂，卫生院刚评估，病情稳定", "smd_stable"],
    ["王秀兰 82岁 独居", "hardship_elder"],
    ["王奶奶一个人住，腿脚不行", "hardship_elder"],
    ["特困老人赵福海，今天在家", "hardship_elder"],
  ])("%s", (note, condition) => {
    expect(conditions(note)?.map(([code]) => code)).toEqual([condition]);
  });

  test.each([
    ["the worker's own impression", "李建国精神分裂，我看病情稳定"],
    ["another illness", "王秀兰心脏病，医生说病情稳定"],
    ["not alone", "王奶奶不是独居，跟女儿住"],
    ["a young one", "张小军 28岁 一个人住"],
    ["a question", "王奶奶问独居能不能申请补贴"],
    ["an institution", "特困老人赵福海在养老院集中供养"],
  ])("%s says nothing", (_, note) => {
    expect(conditions(note)).toBeUndefined();
  });
});
