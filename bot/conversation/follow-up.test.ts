import { describe, expect, test } from "vitest";
import { readIntent } from "../understand/intent.ts";
import { followUp, goesOn, lacksMatter, questionIn, SUBJECT_MINUTES } from "./follow-up.ts";

const NOW = new Date("2026-11-21T10:00:00+08:00");
const asked = (words: string, minutes_ago = 5) => ({
  words,
  at: new Date(NOW.getTime() - minutes_ago * 60_000).toISOString(),
  shown: [],
});
const after = (last: string, text: string): string | null => followUp(text, asked(last), NOW);

describe("keeps the subject of the question before", () => {
  test.each([
    ["低保怎么申请", "那材料呢", "低保"],
    ["低保怎么申请 老人说不会写字", "多久能下来", "低保"],
    ["残疾证怎么办", "在哪办", "残疾证"],
    ["人身保护令几天下来", "谁可以申请", "人身保护令"],
    ["临时救助最快几天", "不批怎么办", "临时救助"],
    ["特困供养的条件", "网上能办吗", "特困供养"],
    ["护理补贴和生活补贴能不能一起领", "那外地户口呢", "护理补贴"],
    ["精神残疾评定怎么弄", "本人不去行不行", "精神残疾评定"],
    ["高龄津贴多少岁能领", "咋个续嘛", "高龄津贴"],
    ["困境儿童有什么补助", "需要哪些证明", "困境儿童"],
    ["公租房要什么条件", "要等多久", "公租房"],
    ["医疗救助报销比例是多少", "去哪里申请", "医疗救助"],
    ["残疾人两项补贴是啥", "几时发", "残疾人两项补贴"],
    ["救助站收什么人", "要身份证不", "救助站"],
    ["失业金怎么领", "打哪个卡", "失业金"],
    ["高龄津贴怎么领", "发到谁的卡", "高龄津贴"],
    ["残疾证去哪办要带啥", "那要钱不", "残疾证"],
    ["残疾证怎么办", "收费吗", "残疾证"],
  ])("%s, %s", (last, text, subject) => {
    expect(after(last, text)).toContain(subject);
    expect(after(last, text)).toContain(text);
  });

  test("over several questions", () => {
    const second = after("低保怎么申请", "那材料呢")!;
    expect(after(second, "多久能下来")).toMatch(/^低保 /);
  });

  test("for another person", () => {
    expect(after("低保怎么申请", "那他老婆呢")).toBe("低保怎么申请 他老婆");
    expect(after("公租房要什么条件", "农村的呢")).toBe("公租房要什么条件 农村的");
  });

  test("of another matter asks the same", () => {
    expect(after("低保要什么材料", "那残疾证呢")).toBe("残疾证要什么材料");
    expect(after("低保多久能批下来", "特困供养呢")).toBe("特困供养多久能批下来");
  });
});

describe("carries nothing over", () => {
  test.each([
    ["低保怎么申请", "公租房怎么申请"],
    ["低保怎么申请", "人身保护令要多久"],
    ["低保怎么申请", "精神病人走失了怎么办"],
    ["低保怎么申请", "楼道里一股煤气味"],
    ["低保怎么申请", "今天去看了王大爷"],
    ["低保怎么申请", "法律援助在哪申请"],
    ["低保怎么申请", "低保多少钱一个月"],
    ["低保怎么申请", "12345是干什么的"],
    ["低保怎么申请", "附近有食堂吗"],
    ["低保怎么申请", "他不想活了"],
    ["低保怎么申请", "谢谢"],
    ["低保怎么申请", "好的"],
    ["残疾证怎么办", "医保能报销多少"],
    ["失业金怎么领", "居住证咋办"],
    ["失业金怎么领", "身份证丢了去哪补"],
    ["残疾证怎么办", "网格员能不能看别人手机"],
  ])("%s, %s", (last, text) => {
    expect(after(last, text)).toBeNull();
  });

  test("when nothing was asked, or too long ago", () => {
    expect(followUp("那材料呢", null, NOW)).toBeNull();
    expect(followUp("那材料呢", asked("低保怎么申请", SUBJECT_MINUTES + 1), NOW)).toBeNull();
    expect(followUp("那材料呢", asked("低保怎么申请", SUBJECT_MINUTES - 1), NOW)).not.toBeNull();
  });
});

test("a note is no question after a question, and a short one the rules cannot tell is", () => {
  const read = (text: string): string | null =>
    questionIn(text, readIntent(text, { has_open_draft: false }), asked("低保怎么申请"), NOW)?.words ?? null;
  expect(read("今天去3号楼看了王大爷，腿脚不好，儿子在外地，说没钱买药")).toBeNull();
  expect(read("材料")).toBe("低保 材料");
  expect(read("残疾证怎么办")).toBe("残疾证怎么办");
});

test.each([
  ["what documents are needed?", "要什么材料"],
  ["how long does it take", "多久"],
  ["where do I go?", "去哪里办"],
])("%s goes on from a question, too", (text, asks) => {
  const read = questionIn(text, readIntent(text, { has_open_draft: false }), asked("低保怎么申请"), NOW);
  expect(read).toMatchObject({ words: `低保 ${asks}`, after: { said: asks } });
});

test.each([
  ["那材料呢", true],
  ["那他老婆呢", true],
  ["那低保呢", false],
  ["低保要什么材料", false],
])("whether %s says nothing of what it is about", (text, lacks) => {
  expect(lacksMatter(text)).toBe(lacks);
});

test("a question about somebody by name leaves the subject as it was", () => {
  expect(goesOn("王秀兰多大了")).toBe(false);
  expect(goesOn("失业金怎么领")).toBe(true);
});
