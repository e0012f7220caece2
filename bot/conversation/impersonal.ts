import { findFullNames } from "../masking/full-names.ts";
import { findNumbers } from "../masking/numbers.ts";
import { wordsOf } from "../masking/words.ts";
import { findAges } from "../understand/ages.ts";
import { fold } from "../understand/fold.ts";
import { findMentions, type Mention } from "../understand/mentions.ts";
import { findPlaces } from "../understand/places.ts";

interface Cut {
  start: number;
  end: number;
}

/** What only leads to somebody's words and means nothing without them: 住五栋, 名叫王秀兰, 电话138…, 身份证号4406…. */
const LEADS_TO =
  /(?:(?:家|现|租)?住(?:在|址是?)?|地址是?|(?:名叫|姓名是?|户主是?|叫)|(?:联系)?(?:电话|手机)(?:号码?)?是?|(?:身份证|银行卡)(?:号码?)?是?|(?:残疾证|卡)号码?是?|年龄|今年)[:：\s，,]*$/u;
/** 王奶奶家的, 李大爷那边: said of a household, not of the matter. */
const HANGS_ON =
  /^头?(?:(?:他|她)?(?:家里?|屋里|那边|这边|那户|这户)(?:人)?(?!庭|暴|属|访|教|政|长)|本人)?的?(?:[，,\s]*(?:今年|都|快)?(?:1[01]\d|[1-9]\d|[二三四五六七八九]?十[一二三四五六七八九]?)(?:多|来|好几)?(?:周?岁)?了?(?![\d级条元块天个月年日号楼栋%]))?/u;
/** From this score on (bot/masking/full-names.ts), and found by both readers, a full name is none of the words of a rule. */
const SURE = 4;
/** Years of age as a rule says them: 60岁, 八十周岁. */
const IN_YEARS = /岁/;

/** Full names by their score, and 王奶奶, 老李 where a word begins: 糊涂老人 is nobody called 涂. */
function names(folded: string, mentions: readonly Mention[]): Cut[] {
  const words = wordsOf(folded);
  const titled = mentions.flatMap(({ name, span }) =>
    name && name.kind !== "full" && words.startsAt(span.start) ? span : [],
  );
  const full = mentions.filter(({ name }) => name?.kind === "full").map(({ span }) => span);
  const sure = findFullNames(folded, words).filter(
    ({ score, start, end }) => score >= SURE && full.some((name) => name.start === start && name.end === end),
  );
  return [...sure, ...titled];
}

/** 我妈72了: nothing but years is counted without a word for it. */
const TURNED = /(?<=\p{Script=Han}|^)(?<![第满过近约是到了])(?:今年|都|快)?[4-9]\d(?:多|好几)?了/gu;
/** 60岁以上, 满16周岁起: the rule's own. */
const LIMIT = /^(?:周?岁)?(?:以[上下]|及以|起|才能)/;
const EMERGENCY = /^1(?:1[09]|2[02])$/;

/** A door or a grid, and no place that a rule may be about: 住养老院 stays. */
function homes(folded: string): Cut[] {
  return findPlaces(folded)
    .filter(({ kind, value }) =>
      kind === "grid"
        ? /[一二三四五六七八九十]/.test(value)
        : /\d(?:栋|幢|座|号|单元|室|组)|[路街巷弄村苑区]\d/.test(value),
    )
    .map(({ span }) => span);
}

/** Somebody's own age; 60岁以上 and 多少岁 are the rule's, and so is an age of nobody in particular. */
function ages(folded: string, mentions: readonly Mention[], somebody: boolean): Cut[] {
  const read = findAges(folded, [...mentions], 2000).map(({ span }) => span);
  const turned = Array.from(folded.matchAll(TURNED), ({ index, 0: said }) => ({
    start: index,
    end: index + said.length,
  }));
  return [...read, ...turned]
    .filter(({ start, end }) => somebody || !IN_YEARS.test(folded.slice(start, end + 2)))
    .filter(({ end }) => !LIMIT.test(folded.slice(end)))
    .filter(({ start, end }) => !EMERGENCY.test(folded.slice(start, end)))
    .map(({ start, end }) => ({ start, end: end + /^(?:岁|周岁)?了?/u.exec(folded.slice(end))![0].length }));
}

/**
 * The question without whom it is about: names, ages, addresses and numbers of people are cut out, because no rule holds them and
 * they would be looked for like any other word. 老李头72了高血压能报销不 → 高血压能报销不.
 * @returns the words as they were when nothing would be left
 */
export function impersonal(words: string): string {
  const folded = fold(words);
  const mentions = findMentions(folded);
  const people = names(folded, mentions);
  const numbers = findNumbers(folded, new Set());
  const cuts: Cut[] = [...people, ...homes(folded), ...numbers, ...ages(folded, mentions, people.length > 0)];
  cuts.sort((a, b) => a.start - b.start);
  let rest = "";
  let at = 0;
  for (const { start, end } of cuts) {
    if (start < at) {
      at = Math.max(at, end);
      continue;
    }
    rest += `${words.slice(at, start).replace(LEADS_TO, "")} `;
    at = end + HANGS_ON.exec(folded.slice(end))![0].length;
  }
  rest = (rest + words.slice(at)).replace(/\s+/g, " ").trim();
  return /\p{Script=Han}{2}|\p{Script=Latin}{3}/u.test(rest) ? rest : words;
}
