import { foldText } from "../terms.ts";
import { dayBefore } from "./days.ts";

/** A time that a question is about. */
export interface AskedTime {
  /** ISO date: what held on that day is asked for. */
  as_of: string;
  /** As it was said: 2019年, 2021年6月以前, 去年. */
  said: string;
  /** Only a year was said, straight before or behind the rule's name: it may name a version (2018年的妇女权益保障法). */
  version_year: number | null;
}

const pad = (value: number): string => String(value).padStart(2, "0");
const lastDay = (year: number, month: number): number => new Date(Date.UTC(year, month, 0)).getUTCDate();

const DATE =
  /((?:19|20)\d{2})(?:年|(?=版|修[订正改])|[-./](?=\d{1,2}))(?:(\d{1,2})(?:月份?|[-./](?=\d))(?:(\d{1,2})[日号]?)?)?/;
const RELATIVE: readonly { said: RegExp; years: number }[] = [
  { said: /大前年/, years: -3 },
  { said: /前年/, years: -2 },
  { said: /去年|旧年|上年度/, years: -1 },
  { said: /明年|来年|下年度/, years: 1 },
  { said: /(?<![今然以之最往此])后年/, years: 2 },
];
const DIGITS = "〇一二三四五六七八九";

/** 二〇一九年, 一九年 and 19年 → 2019年; a number of years (19年了) is none. */
function withYears(words: string): string {
  return foldText(words)
    .replace(/[〇零一二三四五六七八九]{4}(?=年)/g, (year) =>
      Array.from(year, (c) => (c === "零" ? 0 : DIGITS.indexOf(c))).join(""),
    )
    .replace(
      /(?<![\d第〇零一二三四五六七八九十百])([12]\d|0\d)年(?=(?:的时候|那|底|初|前|以前|之前|版|的|\d{1,2}月))/g,
      (_, year: string) => `20${year}年`,
    );
}

/** What is said behind a date when it is the time of the rule that is asked for, and not of something that happened. */
const MEANS_TIME =
  /^(?:份|底|初|末|上半年|下半年|全年|度)?(?:[的那]?(?:时候|时|会儿?|阵子?|年)|当时|那年|期间|左右|版|修[订正改]|(?:之|以)?前|(?:之|以)?后|起|开始|[的,，]?(?:老|旧|原来?的?)?(?:法|规定|规矩|政策|标准|条例|办法|文件|文本|说法|做法)|[的]?《)/;
/** The same somewhere else in the sentence: 按当时的规定. */
const THEN = /当时|那时|那会儿?|那阵|那年/;
/** Something that happened in that year: it says nothing about which text is asked for. */
const HAPPENED =
  /^(?:\d{1,2}月)?(?:份|底|初)?(?:就|才|又|开始|以后|之后|后)?(?:出生|生的?|结婚|离婚|嫁|得的?|患|查出|确诊|住院|出院|残疾|办的?|领的?|退休|入职|离职|下岗|搬|来的?|去世|死|走的?|买|借|判|抓|打|报|申请|评|进|签|盖|建)/;
/** A year before what one asks a rule about: 2023年护理补贴标准是多少. */
const ASKS_RULE = /^[^,，。?？]{0,14}(?:规定|标准|政策|多少钱|多少|多久|几天|几倍|条件|怎么算|给谁)/;
/** 请问, 我们区: a year that opens the question. */
const MOST_BEFORE = 4;
/** Somebody's own story in that year. */
const STORY =
  /出生|结婚|离婚|生的|得的|得了|患|发病|犯病|查出|确诊|住院|出院|残疾证|办的|领的|领了|退休|入职|离职|去世|死了|走了|买的|借|判|被抓|搬|落户|那个娃|生病|摔|伤|欠|失业|丢|走失|被|手术|瘫|中风|怀孕|流产|拆/;
const NOW = /现在|如今|目前|今年|眼下|至今/;

/**
 * The time a question is about, when it is not today.
 * @param rule the name of a rule as it stands in the words: a year beside it is a time
 * @param today ISO date
 * @returns null when the question is about today
 */
export function readAsOf(words: string, rule: string | null, today: string): AskedTime | null {
  const folded = withYears(words).replace(/\s/g, "");
  const year_now = Number(today.slice(0, 4));
  const dated = DATE.exec(folded);
  const relative = RELATIVE.find(({ said }) => said.test(folded));
  const match = dated ?? relative?.said.exec(folded);
  if (!match) return null;
  const year = dated ? Number(dated[1]) : year_now + relative!.years;
  const month = dated?.[2] ? Number(dated[2]) : null;
  const day = dated?.[3] ? Number(dated[3]) : null;
  if ((month !== null && (month < 1 || month > 12)) || (day !== null && (day < 1 || day > 31))) return null;
  const before = folded.slice(0, match.index);
  const after = folded.slice(match.index + match[0].length);

  const beside =
    rule !== null &&
    (new RegExp(`^年?版?的?(?:修[订正改]的?)?[《(]?(?:\\p{Script=Han}{0,4})${literal(rule)}`, "u").test(
      after.replace(/^那[个份部]/, ""),
    ) ||
      new RegExp(`${literal(rule)}》?[(（的]?$`).test(before));
  const tells = HAPPENED.test(after) || STORY.test(after);
  const is_time =
    (beside && !HAPPENED.test(after)) ||
    (MEANS_TIME.test(after) && !HAPPENED.test(after)) ||
    THEN.test(folded) ||
    (before.length <= MOST_BEFORE && ASKS_RULE.test(after) && !tells);
  if (!is_time || (NOW.test(folded) && !beside)) return null;

  const first = `${year}-${pad(month ?? 1)}-${pad(day ?? 1)}`;
  const last = `${year}-${pad(month ?? 12)}-${pad(day ?? lastDay(year, month ?? 12))}`;
  let as_of = last;
  let said = match[0];
  const around = /^(?:份|底|末|初)?(?:(?:之|以)?前(?!面)|(?:之|以)?后|起|开始|上半年|下半年|初|底)/.exec(after)?.[0];
  if (around) said += around;
  if (around && /前/.test(around)) as_of = dayBefore(first);
  else if (around && /后|起|开始/.test(around)) as_of = first;
  else if (around === "上半年") as_of = `${year}-06-30`;
  else if (around === "初") as_of = `${first.slice(0, 8)}${month ? "10" : "31"}`;
  // Within this year nothing later than today is known to have been.
  if (as_of > today && first <= today && !(around && /后|起|开始/.test(around))) as_of = today;
  if (as_of === today) return null;
  const is_version =
    beside && month === null && !around && dated !== null && !/^的?(?:时候|时|那|期间|当时)/.test(after);
  return { as_of, said, version_year: is_version ? year : null };
}

const literal = (words: string): string => words.replace(/[.*+?^${}()|[\]\\]/g, "\\$&");

/** The words without the time in them: no clause is about it. */
export function withoutTime(words: string, time: AskedTime | null): string {
  if (!time) return words;
  const rest = withYears(words)
    .replace(time.said, " ")
    .replace(/的时候|那时候?|那会儿?|当时|那年/g, " ");
  return /\p{Script=Han}{2}/u.test(rest) ? rest : words;
}
