import type { Span } from "../../cases/visits/draft.ts";
import type { Mention } from "./mentions.ts";
import { readNumeral } from "./numerals.ts";

/** An age in whole years as it stands in the text; a range for 七十好几 (70–79) or 虚岁八十 (78–79). */
export interface AgeFound {
  span: Span;
  from: number;
  to: number;
  /** 五岁女儿, 他八十一的妈: it belongs to the words right after it. */
  ofNext: boolean;
}

const NUM =
  "(?:1[01][0-9]|[0-9]{1,2}|[一二三四五六七八九]?十[一二三四五六七八九]?|廿[一二三四五六七八九]?|[零一二三四五六七八九两半])";
const LOOSE = "好几|大几|几|多|来|出头|上下|左右|冒头|挂零|有余|往上";
const UNITS =
  /^(?:[天日号栋楼层室户块元斤公分米个点秒年月周次回趟片粒颗瓶盒针度平人口名位级步组路万千百里幢座门间件条张本页支杯顿遍句只%．.:：/\-—]|单元|礼拜|星期|网格|来[天块元斤个次]|多[天块元斤个次年万]|几[天块元斤个次年万]|岁月)/;

const WITH_UNIT = new RegExp(`(虚岁|周岁)?(${NUM})(${LOOSE})?(周岁|虚岁|岁半|岁多|岁)(${LOOSE})?`, "g");
const PAIR =
  /([一二三四五六七八九]?)十([一二三四五六七八])([二三四五六七八九])(?:岁)?(?![\p{Script=Han}]*?[天块元斤])/gu;
/** 五六岁. */
const YEARS_PAIR = /(?<![零一二三四五六七八九十百])([一二三四五六七八])([二三四五六七八九])岁/g;
const TENS_PAIR = /([一二三四五六七八])([二三四五六七八九])十(?:来|多)?岁/g;
const BARE = new RegExp(
  `(虚岁|快|奔|年近|将近)?((?:1[01][0-9]|[1-9][0-9])|[一二三四五六七八九]?十[一二三四五六七八九]?)(${LOOSE})?`,
  "g",
);
const BORN = /((?:19|20)?[0-9]{2})年(?:[0-9]{1,2}月)?(?:出?生)(?:人|的)?/g;
const MONTHS =
  /(?:([一二三四五六七八九十]|[0-9]{1,2})个(?:多|半)?月(?:大|(?<=(?:娃|孩子|宝宝|婴儿|老[大二三四幺]|[大小]的|儿子|女儿|孙子|孙女)(?:今年|才|刚|都|有|快|已经){0,2}(?:[一二三四五六七八九十]|[0-9]{1,2})个(?:多|半)?月)(?=$|[\s，。]))|刚?满月|半岁)/g;
const BARE_LEAD =
  /(?:^|[\s，。,、：（(])(?:嗯|今年该|今年|都|已经|有|说他|说她|说佢|说自己|讲自己|他自己|她自己|他|她|佢|年纪|刚|才|也|快|自己|差不多|约|大概)*$/;
const AFTER_MENTION =
  /^(?:说他|说她|说佢|说自己|讲自己|她今年|他今年|佢今年|自己|本人|今年该|今年|都|也|已经|才|刚|快|有|，|,|、|\(|（|\s)*$/;

function spread(from: number, loose: string | undefined, lead: string | undefined): { from: number; to: number } {
  if (lead === "虚岁") return { from: from - 2, to: from - 1 };
  if (lead && /快|奔|年近|将近/.test(lead)) return { from: from - 2, to: from };
  if (!loose) return { from, to: from };
  const decade = from % 10 === 0 ? 9 : 0;
  if (loose === "大几") return { from: from + (decade ? 5 : 0), to: from + decade };
  if (loose === "出头" || loose === "冒头" || loose === "挂零") return { from, to: from + (decade ? 4 : 0) };
  if (loose === "上下" || loose === "左右") return { from: from - 2, to: from + 2 };
  if (loose === "来") return { from, to: from + (decade ? 5 : 0) };
  return { from, to: from + decade };
}

/**
 * Ages in a folded text. A bare number counts only where notes put an age: after somebody, or alone between pauses.
 * 虚岁 N means N−2 to N−1 full years; a year of birth gives the two ages possible in the reference year.
 */
export function findAges(text: string, mentions: Mention[], referenceYear: number): AgeFound[] {
  const found: AgeFound[] = [];
  const add = (start: number, end: number, from: number, to: number) => {
    if (from < 0 || to > 130 || found.some((age) => age.span.start < end && start < age.span.end)) return;
    const after = text.slice(end);
    const gap = /^的?(?:那个)?/.exec(after)![0].length;
    const next = mentions.find((m) => m.span.start >= end && m.span.start <= end + gap);
    // 姐十二弟七岁: each of a row stands before its age.
    const inRow = (after: Mention) =>
      mentions.some((m) => m.span.end === start && m.words.length === after.words.length) &&
      (after.words.length === 1 || /^[0-9二三四五六七八九十]/.test(text.slice(after.span.end)));
    found.push({
      span: { start, end },
      from,
      to,
      ofNext: next !== undefined && !inRow(next) && after[0] !== " " && !/^(?:[大小]的|老[大二三])/.test(after),
    });
  };
  for (const m of text.matchAll(PAIR)) {
    const tens = (m[1] ? readNumeral(m[1])! : 1) * 10;
    const [low, high] = [readNumeral(m[2]!)!, readNumeral(m[3]!)!];
    if (high === low + 1) add(m.index, m.index + m[0].length, tens + low, tens + high);
  }
  for (const m of text.matchAll(TENS_PAIR)) {
    const [low, high] = [readNumeral(m[1]!)!, readNumeral(m[2]!)!];
    if (high === low + 1) add(m.index, m.index + m[0].length, low * 10, high * 10 + 9);
  }
  for (const m of text.matchAll(YEARS_PAIR)) {
    const [low, high] = [readNumeral(m[1]!)!, readNumeral(m[2]!)!];
    if (high === low + 1) add(m.index, m.index + m[0].length, low, high);
  }
  for (const m of text.matchAll(WITH_UNIT)) {
    const years = m[2] === "半" ? 0 : readNumeral(m[2]!);
    if (years === null || /[零一二三四五六七八九十百第]/.test(text[m.index - 1] ?? "")) continue;
    if (/^(?:以[上下]|起|前|那年|的?时候|那时|时)/.test(text.slice(m.index + m[0].length))) continue;
    const lead = m[1] === "虚岁" || m[4] === "虚岁" ? "虚岁" : undefined;
    const { from, to } = spread(years, m[3] ?? m[5], lead);
    add(m.index, m.index + m[0].length, from, to);
  }
  for (const m of text.matchAll(MONTHS))
    add(m.index, m.index + m[0].length, 0, m[1] && (readNumeral(m[1]) ?? 0) >= 12 ? 1 : 0);
  for (const m of text.matchAll(BORN)) {
    const year = m[1]!.length === 4 ? Number(m[1]) : Number(m[1]) + (Number(m[1]) > referenceYear % 100 ? 1900 : 2000);
    add(m.index, m.index + m[0].length, referenceYear - year - 1, referenceYear - year);
  }
  for (const m of text.matchAll(BARE)) {
    const years = readNumeral(m[2]!);
    const end = m.index + m[0].length;
    if (years === null || years < 10 || !bareIsAge(text, m.index, end, m[3] !== undefined, mentions)) continue;
    const { from, to } = spread(years, m[3], m[1]);
    add(m.index, end, from, to);
  }
  return found.sort((a, b) => a.span.start - b.span.start);
}

function bareIsAge(text: string, start: number, end: number, loose: boolean, mentions: Mention[]): boolean {
  const after = text.slice(end);
  if (
    /[0-9零〇一二三四五六七八九十百千万第-]/.test(text[start - 1] ?? "") ||
    /^[0-9零〇一二三四五六七八九十百千万]/.test(after)
  )
    return false;
  if (UNITS.test(after)) return false;
  const ends =
    /^(?:$|[\s，。,；;、！!？?）)\n]|了(?!好?几?[天年个月下])|大寿|整(?!个|天|夜|晚)|岁|虚|周岁|的(?=[\p{Script=Han}])|[男女](?=$|[\s，的]))/u.test(
      after,
    ) ||
    // 自己六十六还得去扫大街.
    (/(?:自己|今年|都)$/.test(text.slice(0, start)) && /^(?:还|也|又|却)(?=\p{Script=Han})/u.test(after));
  const previous = mentions.findLast((m) => m.span.end <= start && AFTER_MENTION.test(text.slice(m.span.end, start)));
  if (previous) return previous.kind !== "description" || ends || loose || previous.span.end === start;
  const possessive = /[他她佢]$/.test(text.slice(0, start)) && /^的/.test(after);
  return (
    possessive ||
    (BARE_LEAD.test(text.slice(Math.max(0, start - 8), start)) && (ends || (loose && !/^\p{Script=Han}/u.test(after))))
  );
}
