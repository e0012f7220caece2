import { OFFICES } from "../understand/lexicon/kinship.ts";
import { SURNAMES } from "../understand/lexicon/surnames.ts";
import { endsWord } from "../understand/lexicon/word-endings.ts";
import { findNames } from "../understand/names.ts";
import { compoundAt } from "./lexicon/surname-classes.ts";
import type { Found } from "./span.ts";

/** Words that stand before 大爷 or 主任 far more often than they are anybody's family name. */
const NOT_A_SURNAME = /^[和向从同由对给让随应该任全单公]$/;
const TAKES_SURNAME = /(?:^|[\s，。,;；：:找看访叫见姓室栋号格楼户组]|看望|碰到|遇到|联系)$/;
/** 陈主任, 龚护士: no word that ends with the family name may stand before the office (家庭医生, 班主任). */
const OFFICE = new RegExp(
  `^(?:${OFFICES}|老师|教授|博士|总|法医|师父|师娘|院士|镇长|乡长|区长|县长|市长|处长|厂长|班长|连长|教官|阿公|阿婆)`,
);
const BEFORE_OFFICES = /^[班全单公门车计和向从同由对给让随应该任副时方]$/;
/** 刘总, 李工, 王局: an office cut short, after a clear family name. */
const CUT_OFFICE =
  /(?<![\p{Script=Han}])(?<it>[王李张刘陈杨赵吴周徐孙朱胡郭梁宋唐许韩冯邓曹彭曾肖董潘袁蔡蒋吕丁姚沈姜崔谭陆汪廖魏薛邹熊孟秦邱侯尹郝龚邵覃戴严莫孔罗郑何林谢])(?:总|工|局|处|所|院|校|队|姐夫|嫂子)(?![\p{Script=Han}])/dgu;

/**
 * People who are called by their family name: of 王大爷, 李婶, 陈主任, 孙家老二, 老周 the family name is masked and the rest kept, which says
 * who somebody is to others and not who; 张某某 and 阿强 are masked whole.
 */
export function findTitled(text: string): Found[] {
  const found: Found[] = [];
  for (const name of findNames(text)) {
    if (name.kind === "full") continue;
    const words = text.slice(name.start, name.end);
    if (NOT_A_SURNAME.test(name.surname) && !TAKES_SURNAME.test(text.slice(0, name.start))) continue;
    if (/^某+$/.test(name.honorific)) found.push({ start: name.start, end: name.end, kind: "person" });
    else if (/^[老小阿]/.test(words) && name.kind === "nickname")
      found.push({ start: name.start + 1, end: name.end, kind: name.surname ? "surname" : "person" });
    else if (name.kind === "nickname") found.push({ start: name.start, end: name.end, kind: "person" });
    else {
      const start = words.startsWith("姓") ? name.start + 1 : name.start;
      found.push({ start, end: start + name.surname.length, kind: "surname" });
    }
  }
  for (let at = 0; at < text.length; at++) {
    const surname = compoundAt(text, at) ?? text[at]!;
    if (surname.length === 1 && (!SURNAMES.has(surname) || BEFORE_OFFICES.test(surname))) continue;
    if (!OFFICE.test(text.slice(at + surname.length, at + surname.length + 4))) continue;
    if (surname.length === 1 && endsWord(text.slice(Math.max(0, at - 1), at + 1))) continue;
    found.push({ start: at, end: at + surname.length, kind: "surname" });
  }
  for (const match of text.matchAll(CUT_OFFICE)) {
    const [start, end] = match.indices!.groups!.it!;
    found.push({ start, end, kind: "surname" });
  }
  return found;
}
