import { describe, expect, test } from "vitest";
import { readHotlineQuestion } from "./question.ts";

describe("questions about help lines", () => {
  test.each([
    ["12356 是 24 小时吗", "number", "hours"],
    ["12338几点下班", "number", "hours"],
    ["12356半夜打得通不", "number", "hours"],
    ["12345打不通咋办", "number", "unreachable"],
    ["打了12356没人接怎么办", "number", "unreachable"],
    ["12349是养老热线吗", "number", "use"],
    ["12377是干啥的", "number", "use"],
    ["12356", "number", "use"],
    ["110 12345 12356 到底啥时候打哪个", "which", "use"],
    ["12345能转110不", "which", "use"],
    ["出事了打什么电话", "which", "use"],
    ["有啥求助电话", "which", "use"],
  ])("%s → %s, %s", (words, form, about) => {
    expect(readHotlineQuestion(words)).toMatchObject({ form, about });
  });

  test.each([
    ["妇女被打打哪个", "women"],
    ["法律援助电话", "legal"],
    ["心里难受想找人说说话 打啥", "mental"],
    ["孩子被他爸打 打哪个电话", "child_harm"],
    ["残疾人热线是多少", "disability"],
    ["欠薪了打哪个", "labour"],
    ["小区噪音投诉电话", "government"],
    ["煤气漏了打哪个", "fire"],
    ["心理熱線幾多號", "mental"],
  ])("%s is for %s", (words, purpose) => {
    const question = readHotlineQuestion(words);
    expect(question?.form).toBe("purpose");
    expect(question?.purposes[0]?.id).toBe(purpose);
  });

  test.each([
    ["低宝怎么申请 老人说不会写字"],
    ["女的被男的打了 她求我别说出去 我报了算多管吗"],
    ["302那个疯子叫啥 电话给我"],
    ["王大爷电话多少"],
    ["我们区康复站中午休息不 几点开门"],
    ["打了110他还是不走 我该怎么办"],
    ["打了110半夜警察才来"],
    ["精防医生电话多少"],
    ["社区助餐点电话"],
    ["学校心理老师电话"],
    ["公交集团客服热线"],
    ["血压120/80算高吗"],
    ["护理补贴120可以打到卡里吗"],
    ["王大爷家在幸福路110号 今天去看了"],
    ["打什么疫苗好"],
    [""],
    ["😀😀"],
  ])("not about a help line: %s", (words) => {
    expect(readHotlineQuestion(words)).toBeNull();
  });

  test.each([
    ["残联电话", "disability"],
    ["学校心理老师电话", "mental"],
    ["自杀干预中心电话", "mental"],
    ["家暴庇护所电话", "women"],
    ["燃气泄漏电话", "fire"],
    ["农民工讨薪的电话", "labour"],
  ])("%s, where nobody has it, may do with the line for its field", (words, purpose) => {
    expect(readHotlineQuestion(words, { for_office: true })).toMatchObject({
      form: "purpose",
      purposes: [{ id: purpose }],
    });
  });

  test.each([
    "社区助餐点电话",
    "燃气公司电话",
    "心脏病专家电话",
    "孩子班主任电话多少",
    "残疾人老李的电话多少",
    "学生资助中心电话",
  ])("for %s no line does: it names no office of a field", (words) => {
    expect(readHotlineQuestion(words, { for_office: true })).toBeNull();
  });

  test("a very long message is read without trouble", () => {
    expect(readHotlineQuestion("今天走访了张大爷。".repeat(600))).toBeNull();
  });
});
