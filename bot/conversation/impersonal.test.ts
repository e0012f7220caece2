import { describe, expect, test } from "vitest";
import { impersonal } from "./impersonal.ts";

describe("whom a question is about is cut out of what is looked for", () => {
  test.each([
    ["低保怎么申请 住三网格五栋二单元401", "低保怎么申请"],
    ["王奶奶家想办低保 要带啥", "想办低保 要带啥"],
    ["老李头72了高血压能报销不", "高血压能报销不"],
    ["罗家巷8号刘婶的养老金停了怎么办 电话13812345678", "养老金停了怎么办"],
    ["张建国 残疾证怎么办 身份证440605195003071234", "残疾证怎么办"],
  ])("%s", (said, matter) => {
    expect(impersonal(said)).toBe(matter);
  });
});

test.each([
  "80岁老人有什么补贴",
  "60岁以上老人能免费坐公交吗",
  "住养老院能不能领护理补贴",
  "110 12345 12356 到底啥时候打哪个",
  "糊涂老人能不能叫侄子去替他申请",
  "商标被侵权了怎么办",
  "请护工的钱能报吗",
])("what a rule may be about stays: %s", (words) => {
  expect(impersonal(words)).toBe(words);
});
