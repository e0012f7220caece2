import { hans } from "chrono-node/zh";
import type { Span } from "../../cases/visits/draft.ts";
import { addDays } from "../../platform/clock.ts";
import { addMonths, weekdayOf } from "./calendar-days.ts";
import { splitAtPauses } from "./clauses.ts";
import { FESTIVAL_WORDS, festivalNear, isoDate, lunarMonthOf, lunarNear, solarOfLunar } from "./lunar.ts";
import { readCount, readNumeral } from "./numerals.ts";

/** A date as it stands in the text, resolved against the day of the note. */
export interface DateWords {
  span: Span;
  value: string;
  lunar: boolean;
  /** 上午, 刚才: the day is understood, not said. */
  today: boolean;
  /** 每周三: no single day. */
  recurring: boolean;
}

const WEEKDAY: Record<string, number> = { 一: 1, 二: 2, 三: 3, 四: 4, 五: 5, 六: 6, 日: 7, 天: 7, 末: 6 };
const CHINESE_DIGIT = "[一二两三四五六七八九十0-9]";
const LATER = /^[^\s，。]{0,8}?(?:过[了没]?|了$|了(?=[\s，。])|没|摔|跌|来的|去的|送[去来]?的)/;
const WEEK_ALONE =
  /(下)?下个?(?:周|礼拜|星期)(?=[再我就要会先过]*(?:去|来|上门|回访|走访|看|送|带|陪|联系|打电话|跟进))/g;

type Add = (match: RegExpMatchArray, value: string | null, more?: Partial<DateWords>) => void;

/**
 * Dates in a folded text: own rules for what people say (下礼拜三, 前儿, 月底, 农历八月初八, 过两天), then chrono-node for written
 * dates (2025年9月17日, 三天后). Weeks begin on Monday; `ref` is the China calendar day of the note (ISO).
 */
export function findDateWords(text: string, ref: string): DateWords[] {
  const found: DateWords[] = [];
  const add: Add = (match, value, more = {}) => {
    const start = match.index!;
    const end = start + match[0].length;
    if (value === null || found.some((d) => d.span.start < end && start < d.span.end)) return;
    found.push({ span: { start, end }, value, lunar: false, today: false, recurring: false, ...more });
  };
  lunarDates(text, ref, add);
  lunarDays(text, ref, add);
  festivals(text, ref, add);
  weekdays(text, ref, add);
  relativeDays(text, ref, add);
  monthDays(text, ref, add);
  writtenDates(text, ref, add);
  for (const m of text.matchAll(
    /(?<![天早今明昨前后每日晚号三一二四五六日末、]|每天)(?:上午|下午|中午|早上|早晨|一早|傍晚|刚才|刚刚)(?![好])/g,
  ))
    if (!found.some((d) => d.span.end <= m.index! && /^[的 ]?$/.test(text.slice(d.span.end, m.index!)) && !d.today))
      add(m, ref, { today: true });
  return found.sort((a, b) => a.span.start - b.span.start);
}

function lunarDates(text: string, ref: string, add: Add): void {
  const pattern =
    /(农历|阴历|旧历|老历)?(?:的)?(正|十一|十二|冬|腊|[一二三四五六七八九十])月(初[一二三四五六七八九十]|廿[一二三四五六七八九]?|二十[一二三四五六七八九]?|三十|十[一二三四五六七八九]?|半)(?![号日])/g;
  for (const m of text.matchAll(pattern)) {
    const month = m[2] === "正" ? 1 : m[2] === "冬" ? 11 : m[2] === "腊" ? 12 : readNumeral(m[2]!);
    const day = m[3]!.startsWith("初") ? readNumeral(m[3]!.slice(1)) : m[3] === "半" ? 15 : readNumeral(m[3]!);
    const lunar = Boolean(m[1]) || /^[初廿半]/.test(m[3]!) || /^[正冬腊]$/.test(m[2]!) || (month === 8 && day === 15);
    if (lunar && month !== null && day !== null)
      add(m, lunarNear(ref, month, day, LATER.test(text.slice(m.index! + m[0].length))), { lunar: true });
  }
}

/** 下个月初八, 初八再来: a lunar day without its month. 上初二 is a school year. */
function lunarDays(text: string, ref: string, add: Add): void {
  const pattern =
    /(这个|本|下个|下)?月初([一二三四五六七八九十])|(?<![上读念])初([一二三四五六七八九十])(?=再|去|来|那天|上门|之?前|早上|接|看)/g;
  const { year, month } = lunarMonthOf(ref);
  for (const m of text.matchAll(pattern)) {
    const day = readNumeral((m[2] ?? m[3])!)!;
    const from = month + (m[1]?.startsWith("下") ? 1 : 0);
    const dates = [from, from + 1].map((n) => solarOfLunar(n > 12 ? year + 1 : year, n > 12 ? n - 12 : n, day));
    add(m, dates.find((date) => date !== null && (m[1] !== undefined || date >= ref)) ?? null, { lunar: true });
  }
}

function festivals(text: string, ref: string, add: Add): void {
  const holidays = ["元旦", "春节", "清明", "五一", "端午", "中秋", "国庆"];
  for (const m of text.matchAll(
    new RegExp(
      `(${FESTIVAL_WORDS.join("|")})(?:那天|当天)?(?:过)?(之后|以后|过后|后(?!一)|的?(?:前|头)一(?:天|晚)|的?前夕?夜|的?(?:第二|后一|次)天)?`,
      "g",
    ),
  )) {
    if (/七一|五一|六一/.test(m[1]!) && /[0-9零一二三四五六七八九十栋幢第周期]/.test(text[m.index! - 1] ?? ""))
      continue;
    if (/^(?:七一|五一|六一)$/.test(m[1]!) && /^[0-9零〇一二三四五六七八九十]/.test(text.slice(m.index! + m[0].length)))
      continue;
    const festival = festivalNear(m[1]!, ref, LATER.test(text.slice(m.index! + m[0].length)));
    if (!festival) continue;
    const beside = m[2] && /[前头]/.test(m[2]) ? -1 : m[2] && /[二一次]天/.test(m[2]) ? 1 : null;
    if (beside !== null) {
      add(m, addDays(festival.value, beside), { lunar: festival.lunar });
      continue;
    }
    const long = /国庆|春节/.test(m[1]!);
    add(m, m[2] ? addDays(festival.value, long ? 7 : 1) : festival.value, { lunar: festival.lunar });
  }
  // 节后: the day after the next public holiday.
  for (const m of text.matchAll(/(?:过完节|过了节|节后)(?:以?后|之后)?/g)) {
    const next = holidays
      .map((name) => ({ name, day: festivalNear(name, ref, false)! }))
      .sort((a, b) => (a.day.value < b.day.value ? -1 : 1))[0]!;
    add(m, addDays(next.day.value, /国庆|春节/.test(next.name) ? 7 : 1));
  }
}

function weekdays(text: string, ref: string, add: Add): void {
  let listed: { end: number; week: number } | null = null;
  const pattern =
    /(每个?|上上个?|上个?|下下个?|下个?|这个?|本)?(?:周|礼拜|星期)([一二三四五六日天末1-7])(?![\p{Script=Han}]?(?:[岁转边围]|围))/gu;
  for (const m of text.matchAll(pattern)) {
    if (m[2] === "日" && /^[期]/.test(text.slice(m.index! + m[0].length))) continue;
    const day = WEEKDAY[m[2]!] ?? Number(m[2]);
    const monday = addDays(ref, 1 - weekdayOf(ref));
    const end = m.index! + m[0].length;
    const inList: boolean = !m[1] && listed !== null && /^[\s、和跟，,还有]*$/.test(text.slice(listed.end, m.index!));
    let week = m[1]?.startsWith("上上")
      ? -2
      : m[1]?.startsWith("上")
        ? -1
        : m[1]?.startsWith("下下")
          ? 2
          : m[1]?.startsWith("下")
            ? 1
            : 0;
    if (inList) week = listed!.week;
    let value = addDays(monday, week * 7 + day - 1);
    if (!m[1] && !inList) {
      // On a Wednesday 周三之前 is the next one.
      if (value === ref && /^(?:之前|以前|前)/.test(text.slice(end))) value = addDays(value, 7);
      else if (value < ref && !LATER.test(text.slice(end))) value = addDays(value, 7);
      else if (
        value > ref &&
        LATER.test(text.slice(end)) &&
        !/^[^\s]{0,4}(?:前|之前|再|要|准备|打算|约)/.test(text.slice(end))
      )
        value = addDays(value, -7);
    }
    listed = m[1] || inList ? { end, week } : null;
    add(m, value, { recurring: m[1]?.startsWith("每") ?? false });
  }
  // 下周去: no day is said, so the week counts from its Monday.
  for (const m of text.matchAll(WEEK_ALONE)) add(m, addDays(ref, (m[1] ? 15 : 8) - weekdayOf(ref)));
}

const RELATIVE_DAYS: readonly [pattern: RegExp, days: number][] = [
  [/大前[天儿日]/g, -3],
  [/(?<!大|之|以|提)前(?:[天儿日](?!两天|几天|些)|晚上?|天晚上)(?![两几])/g, -2],
  [/昨(?:天|儿个?|日|晚上?|夜里?)|琴日|寻日|噚日/g, -1],
  [/今(?:天|儿个?|日|早|晚上?|夜|朝)/g, 0],
  [/明(?:天|儿个?|日|早|晚上?)(?!白)|听日|听朝|听晚/g, 1],
  [/大后[天儿日]/g, 3],
  [/(?<!明|大|之|以|然|最|两|三|几|[一二两三四五六七八九十0-9]天)后(?:天|儿个?|日)(?![两几])|后个/g, 2],
];

function relativeDays(text: string, ref: string, add: Add): void {
  for (const [pattern, days] of RELATIVE_DAYS) for (const m of text.matchAll(pattern)) add(m, addDays(ref, days));
  const amount = `(${CHINESE_DIGIT}{1,2}|半)`;
  const unit = "(天|日|个?礼拜|个?星期|周|个月|月)";
  const span = new RegExp(
    `(?:(过|再过|隔)${amount}(?:个)?${unit}(?:(?:之|以)?后)?|${amount}(?:个)?${unit}(?:(?:之|以)?后|(?:之|以)?内|里头)(?!勤|科|分泌|裤|衣))`,
    "g",
  );
  for (const m of text.matchAll(span)) {
    const number = (m[2] ?? m[4])!;
    const of = (m[3] ?? m[5])!;
    const count = number === "半" ? 0.5 : readCount(number);
    if (count === null || (number === "半" && !/月/.test(of))) continue;
    if (/^(?:个?)月$/.test(of)) add(m, count === 0.5 ? addDays(ref, 15) : addMonths(ref, count));
    else add(m, addDays(ref, Math.round(count * (/天|日/.test(of) ? 1 : 7))));
  }
}

function monthDays(text: string, ref: string, add: Add): void {
  const lead = "(这个|本|当|下个|下|上个|上)";
  // 下个月十八 as well as 下个月十八号, and not 下个月十八天.
  const day_of = "([一二三]?十[一二三四五六七八九]?)(?![0-9一二三四五六七八九十天岁个元块多来几点万千百户家人次])";
  for (const m of text.matchAll(new RegExp(`${lead}月(?:(${CHINESE_DIGIT}{1,3})[号日]|${day_of})`, "g"))) {
    const day = readNumeral((m[2] ?? m[3])!);
    if (day !== null && day >= 1 && day <= 31) add(m, addMonths(ref, monthOffset(m[1]!), day));
  }
  for (const m of text.matchAll(new RegExp(`${lead}?月(底|末|初(?![一二三四五六七八九十])|中)(?!心)`, "g"))) {
    if (/[一二三四五六七八九十0-9个]/.test(text[m.index! - 1] ?? "") && !m[1]) continue;
    const offset = m[1] ? monthOffset(m[1]) : m[2] === "初" || (m[2] === "中" && Number(ref.slice(8)) > 15) ? 1 : 0;
    add(m, addMonths(ref, offset, m[2] === "初" ? 1 : m[2] === "中" ? 15 : 31));
  }
  for (const m of text.matchAll(
    /(?<![0-9一二三四五六七八九十个年])(1[0-2]|[1-9]|十[一二]?|[一二三四五六七八九])月份?(底|末|初(?![一二三四五六七八九十])|中旬)/g,
  )) {
    const first = upcoming(ref, readNumeral(m[1]!)!, 28, LATER.test(text.slice(m.index + m[0].length)));
    add(m, addMonths(`${first.slice(0, 8)}01`, 0, m[2] === "初" ? 1 : m[2] === "中旬" ? 15 : 31));
  }
  for (const m of text.matchAll(/年底前?/g)) add(m, `${ref.slice(0, 4)}-12-31`);
  // A bare 17号 is a date only where something is to happen on it; otherwise it is a house number.
  const bare = new RegExp(
    `(?<![0-9一二三四五六七八九十巷弄路街组村格院月第里])(${CHINESE_DIGIT}{1,3})号(?=再|先|就|准|去|来|上门|之?前|下午|上午|早上|晚上|中午|那天|到期|复查|复诊|打针|回|给|陪|带|送|跟|约|我)`,
    "g",
  );
  for (const m of text.matchAll(bare)) {
    const day = readNumeral(m[1]!);
    if (day === null || day < 1 || day > 31) continue;
    const past = LATER.test(text.slice(m.index! + m[0].length));
    const here = addMonths(ref, 0, day);
    add(m, past && here > ref ? addMonths(ref, -1, day) : !past && here < ref ? addMonths(ref, 1, day) : here);
  }
  for (const m of text.matchAll(
    /(?<![0-9./-])(1[0-2]|0?[1-9])[./](3[01]|[12][0-9]|0?[1-9])(?![0-9./%])(?=[\s]?(?:再|去|来|上门|回|前|下午|上午|走访|复查))/g,
  ))
    add(m, upcoming(ref, Number(m[1]), Number(m[2]), false));
}

function monthOffset(lead: string): number {
  return lead.startsWith("下") ? 1 : lead.startsWith("上") ? -1 : 0;
}

function upcoming(ref: string, month: number, day: number, past: boolean): string {
  const year = Number(ref.slice(0, 4));
  const here = isoDate(year, month, day);
  if (past && here > ref) return isoDate(year - 1, month, day);
  return !past && here < ref ? isoDate(year + 1, month, day) : here;
}

/** A stretch longer than this holds no date a person wrote; chrono's patterns grow with the square of a run of numerals. */
const CHRONO_REACH = 120;

/** chrono-node reads the rest; only results that fix a day are taken, and never a clock time alone. */
function writtenDates(text: string, ref: string, add: Add): void {
  const [year, month, day] = ref.split("-").map(Number) as [number, number, number];
  for (const piece of splitAtPauses(text)) {
    if (!/[年月]|[天日周]|礼拜|星期|[0-9]{4}[-/]/.test(piece.text) || piece.text.length > CHRONO_REACH) continue;
    for (const result of hans.parse(piece.text, new Date(year, month - 1, day, 12))) {
      const { start } = result;
      const [y, m, d] = [start.get("year"), start.get("month"), start.get("day")];
      if (y === null || m === null || d === null || !start.isCertain("day")) continue;
      if (!/[年月日号天周期拜/-]/.test(result.text) || /小时|分钟|秒/.test(result.text)) continue;
      const index = piece.start + result.index;
      if (/^[0-9一二三四五六七八九十]+[日号]?$|^明后/.test(text[index - 1] === "明" ? `明${result.text}` : result.text))
        continue;
      const match = Object.assign([result.text], { index }) as RegExpMatchArray;
      const past = LATER.test(text.slice(index + result.text.length));
      add(match, start.isCertain("year") || !start.isCertain("month") ? isoDate(y, m, d) : upcoming(ref, m, d, past));
    }
  }
}
