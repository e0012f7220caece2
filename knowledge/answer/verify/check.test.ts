import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { sentencesOf } from "../../sentences.ts";
import { findFault } from "./check.ts";

const ground = (text: string, about = ""): { text: string; about: string }[] => [{ text, about }];

const AID = ground(
  "申请人应当向户籍所在地的乡镇人民政府提出书面申请；家庭成员申请有困难的，可以委托村民委员会、居民委员会代为提出申请。" +
    "乡镇人民政府应当自受理之日起三十日内完成审核，报县级人民政府民政部门审批。不予批准的，应当书面告知申请人并说明理由。" +
    "不得要求申请人提供银行卡密码。年满六十周岁以上的老年人每年免费体检1次。补贴标准每人每月不低于120元。咨询电话12345。",
  "《社会救助办法》第九条，国务院令第649号，全国，2014-05-01 起施行",
);
const CARE = ground(
  "精神障碍患者的住院治疗实行自愿原则。诊断结论表明需要住院治疗的，由监护人同意。任何组织或者个人不得强制送医。" +
    "社区应当为患者提供就业指导。人民法院受理申请后，应当在七十二小时内作出人身安全保护令；情况紧急的，应当在二十四小时内作出。" +
    "保护令的有效期不超过六个月。未满十八周岁的，由监护人代为申请。",
);

describe("holds", () => {
  test.each([
    ["向户籍所在地的乡镇政府提出书面申请。", AID],
    ["本人写不了的，可以委托村委会、居委会代为提出申请。", AID],
    ["乡镇要在30日内完成审核，再报县级民政部门审批。", AID],
    ["不批准的，会书面告知并说明理由。", AID],
    ["60岁以上的老人每年免费体检一次。", AID],
    ["依据国务院令第649号，乡镇政府三十日内完成审核。", AID],
    ["《社会救助办法》说，不予批准的要书面告知申请人。", AID],
    ["法院受理后72小时内作出，紧急的24小时内。", CARE],
    ["保护令有效期最多6个月。", CARE],
    ["不满18岁的由监护人代为申请。", CARE],
    ["不能强制送医，住院治疗实行自愿原则。", CARE],
  ] as const)("%s", (sentence, grounds) => {
    expect(findFault(sentence, grounds)).toBeNull();
  });
});

describe("falls", () => {
  test.each([
    ["乡镇要在30个工作日内完成审核。", AID, "figure"],
    ["乡镇要在六十日内完成审核。", AID, "figure"],
    ["老年人每年免费体检两次。", AID, "figure"],
    ["可以直接打13800138000向乡镇政府提出书面申请。", AID, "figure"],
    ["60岁以下的老年人每年免费体检1次。", AID, "limit"],
    ["补贴标准每人每月不超过120元。", AID, "limit"],
    ["不予批准的，可以不告知申请人。", AID, "meaning"],
    ["可以要求申请人提供银行卡密码。", AID, "meaning"],
    ["家庭成员申请有困难的，必须委托村民委员会代为提出申请。", AID, "meaning"],
    ["《最低生活保障法》规定向乡镇政府提出书面申请。", AID, "quotation"],
    ["材料写着“材料齐全当场办结”，向乡镇政府申请。", AID, "quotation"],
    ["到 https://dibao.example.com 向乡镇人民政府提出申请。", AID, "link"],
    ["申请人要提交银行流水、房产证和车辆登记证书。", AID, "unsupported"],
    ["申请书要由全体家庭成员按手印，并附邻居的证明。", AID, "unsupported"],
    ["向乡镇人民政府提出书面申请，一定能批下来。", AID, "forbidden"],
    ["好的，以下是低保的申请方法：", AID, "empty"],
    ["希望以上信息对您有帮助。", AID, "empty"],
    ["患者情况紧急的，可以强制送医。", CARE, "forbidden"],
    ["社区可以为患者提供就业指导。", CARE, "meaning"],
    ["保护令的有效期至少六个月。", CARE, "limit"],
    ["年满十八周岁的，由监护人代为申请。", CARE, "limit"],
    ["每天吃两片氯氮平。", CARE, "forbidden"],
    ["该患者的危险性评估为四级。", CARE, "forbidden"],
    ["他这是双相。", CARE, "forbidden"],
  ] as const)("%s: %s", (sentence, grounds, fault) => {
    expect(findFault(sentence, grounds)).toBe(fault);
  });

  test("who acts and who is asked are not exchanged", () => {
    const grounds = ground("申请人向乡镇人民政府提出申请，由县级民政部门审批。");
    expect(findFault("由乡镇人民政府提出申请，向县级民政部门审批。", grounds)).toBe("roles");
  });

  test("a sentence without a clause", () => {
    expect(findFault("向乡镇政府提出书面申请。", [])).toBe("no_citation");
  });
});

test("what a document of the pack says holds by its own words and by no other document's", () => {
  const folder = join(import.meta.dirname, "../../pack/documents");
  const sections = readdirSync(folder).map((file) => {
    const [, first = ""] = readFileSync(join(folder, file), "utf8")
      .replace(/^---[\s\S]*?---/, "")
      .split(/^## .*$/m);
    return first.trim();
  });
  const said = sections.flatMap((section, i) =>
    sentencesOf(section).flatMap(({ start, end }) =>
      end - start < 10 ? [] : [{ i, words: section.slice(start, end) }],
    ),
  );
  const falls = said.filter(({ i, words }) => findFault(words, ground(sections[i]!)) !== null);
  const holds = said.filter(({ i, words }) => findFault(words, ground(sections[(i + 7) % sections.length]!)) === null);
  expect(said.length).toBeGreaterThan(200);
  expect(falls.length / said.length).toBeLessThan(0.01);
  expect(holds).toEqual([]);
});
