import type { ServiceData } from "./import.ts";
import { WEEKDAYS, type Weekday } from "./open.ts";

type ScheduleData = ServiceData["schedules"][number];

/** What a cell of opening hours means. */
export interface Hours {
  schedules: ScheduleData[];
  /** False when the words are only kept: open or not is then unknown, never guessed. */
  understood: boolean;
}

const DIGIT = "一二三四五六七八九";
/** 二十一 → 21, 十 → 10, 两 → 2 */
function numeral(word: string): number {
  if (word === "两") return 2;
  const [tens, ones] = word.includes("十") ? word.split("十") : ["", word];
  const ten = word.includes("十") ? (tens === "" ? 1 : DIGIT.indexOf(tens!) + 1) * 10 : 0;
  return ten + (ones ? DIGIT.indexOf(ones) + 1 : 0);
}

/** One form for the many ways of writing the same: 8：30—12：00, 星期1~5, 八点半, 24小时. */
function normalise(text: string): string {
  return text
    .normalize("NFKC")
    .replace(/[ \t\u3000]+/g, " ")
    .replace(/(二?十[一二三四五六七八九]?|[一二两三四五六七八九])(?=[点时][^间])/g, (word) => String(numeral(word)))
    .replace(/(二?十[一二三四五六七八九]?|[一二两三四五六七八九])(?=[点时]$)/g, (word) => String(numeral(word)))
    .replace(/星期|礼拜/g, "周")
    .replace(/周([1-7])(?![\d:点时.])/g, (_, n) => `周${"一二三四五六日"[Number(n) - 1]}`)
    .replace(
      /(周[一二三四五六日][-–—~〜至到])([1-7])(?![\d:点时.])/g,
      (_, from, n) => from + "一二三四五六日"[Number(n) - 1],
    )
    .replace(/[–—−―~〜]+|--+/g, "-")
    .replace(/[()【】[\]]/g, " ");
}

const DAY = "[一二三四五六日天]";
const DAY_LIST = new RegExp(`^(?:每|逢)?周${DAY}(?:\\s?[-至到、,和及/]?\\s?(?:每?周)?${DAY})*`);
const MONTHLY = new RegExp(
  `^每(?:个)?月(?:的)?((?:第?[一二三四五]|最后一)(?:[、,和](?:第?[一二三四五]|最后一))*)个?周(${DAY})`,
);
const MONTH_DAYS = /^每(?:个)?月(?:逢)?(\d{1,2}[日号]?(?:[、,和]\d{1,2}[日号]?)*)[日号]/;
const PERIOD = "早上|上午|早|中午|下午|傍晚|晚上|晚|凌晨|次日|第二天";
const CLOCK = `(${PERIOD})?\\s?(\\d{1,2})(?::(\\d{2})|[点时](?:(半)|(\\d{1,2})分?)?)?`;
const RANGE = new RegExp(`^${CLOCK}\\s?(?:-|至|到)\\s?${CLOCK}(?![\\d月])`);
const HOLIDAYS =
  /^(?:国家)?(?:法定)?(?:公众)?(?:节假日|公休日?|假期)(?:及公休日)?(?:均|都)?(?:照常(?:开放|营业|上班)?|不休(?:息)?|正常(?:开放|营业|上班)?|休息?|除外|不(?:上班|开放|营业|办公|办理|对外)|关闭|停办)/;
const FILLER =
  /^(?:(?:营业|开放|办公|服务|接待|受理|对外|上班|工作|就餐|供餐|办理|咨询)(?:时间|办公)?(?!日)|时间|开放|开门|以及|及|和|为|[:、,，.。;；\s/])/;

const NUMBER_DAY = new Map<string, Weekday>([
  ...[..."一二三四五六日"].map((c, i) => [c, WEEKDAYS[i]!] as const),
  ["天", "SU"],
]);

/** 周一至周三、五 → MO,TU,WE,FR; 周六至周一 goes over the end of the week. */
function readDays(words: string): Weekday[] {
  const found = new Set<Weekday>();
  let from: number | null = null;
  let range = false;
  for (const character of words) {
    const day = NUMBER_DAY.get(character);
    if (day) {
      const at = WEEKDAYS.indexOf(day);
      const start: number = range && from !== null ? from : at;
      for (let i: number = start; ; i = (i + 1) % 7) {
        found.add(WEEKDAYS[i]!);
        if (i === at) break;
      }
      from = at;
      range = false;
    } else if (/[-至到]/.test(character)) range = true;
  }
  return WEEKDAYS.filter((day) => found.has(day));
}

/** HH:MM; an afternoon hour is brought past noon. Null when it is no time of day. */
function clock(period: string | undefined, hour: string, minute: string | undefined): string | null {
  const afternoon = /下午|傍晚|晚/.test(period ?? "") || (period === "中午" && Number(hour) < 4);
  const h = Number(hour) + (afternoon && Number(hour) < 12 ? 12 : 0);
  const m = Number(minute ?? 0);
  if (h > 24 || m > 59 || (h === 24 && m > 0)) return null;
  return `${String(h).padStart(2, "0")}:${String(m).padStart(2, "0")}`;
}

function readRange(match: RegExpExecArray): { opens_at: string; closes_at: string } | null {
  const [, p1, h1, m1, half1, min1, p2, h2, m2, half2, min2] = match;
  // 9-5 may be anything: one of the two must look like a time.
  if (![m1, m2, p1, p2].some(Boolean) && !/[点时]/.test(match[0])) return null;
  const opens_at = clock(p1, h1!, half1 ? "30" : (m1 ?? min1));
  const over = /次日|第二天|凌晨/.test(p2 ?? "");
  const later = p2 ?? (/下午|傍晚|晚|中午/.test(p1 ?? "") ? p1 : undefined);
  const closes_at = clock(over ? undefined : later, h2!, half2 ? "30" : (m2 ?? min2));
  if (!opens_at || !closes_at || opens_at === closes_at) return null;
  return closes_at > opens_at || over ? { opens_at, closes_at } : null;
}

type Days = Pick<ScheduleData, "freq" | "byday" | "bymonthday">;
const weekly = (days: readonly Weekday[]): Days => ({ freq: "WEEKLY", byday: days.join(",") });
const WORK_WEEK = weekly(WEEKDAYS.slice(0, 5));

/** Days at the start of the text, and how long they are written. */
function daysAt(text: string): { days: Days; length: number } | null {
  const whole: [RegExp, Days][] = [
    [/^(?:每天|每日|天天|全年|全周|每周7天|全年无休|周一[-至到]周?[日天])/, weekly(WEEKDAYS)],
    [/^(?:法定)?工作日/, WORK_WEEK],
    [/^(?:每?周末|双休日?|每?周六日|每?周六、?周?[日天])/, weekly(["SA", "SU"])],
  ];
  for (const [pattern, days] of whole) {
    const match = pattern.exec(text);
    if (match) return { days, length: match[0].length };
  }
  const monthly = MONTHLY.exec(text);
  if (monthly) {
    const day = NUMBER_DAY.get(monthly[2]!)!;
    const nths = monthly[1]!.match(/最后一|[一二三四五]/g)!;
    const byday = nths.map((nth) => (nth === "最后一" ? `-1${day}` : `${DIGIT.indexOf(nth) + 1}${day}`)).join(",");
    return { days: { freq: "MONTHLY", byday }, length: monthly[0].length };
  }
  const dates = MONTH_DAYS.exec(text);
  if (dates) {
    const numbers = dates[1]!.match(/\d+/g)!.map(Number);
    if (numbers.some((n) => n < 1 || n > 31)) return null;
    return { days: { freq: "MONTHLY", byday: null, bymonthday: numbers.join(",") }, length: dates[0].length };
  }
  const list = DAY_LIST.exec(text);
  return list ? { days: weekly(readDays(list[0])), length: list[0].length } : null;
}

/**
 * Reads opening hours as people write them in a list. What is not understood to the last word is kept as it stands.
 * @param text one cell, not empty
 */
export function readHours(text: string): Hours {
  const kept: Hours = {
    schedules: [{ freq: null, byday: null, opens_at: null, closes_at: null, description: text.trim() }],
    understood: false,
  };
  const found: ScheduleData[] = [];
  let days: Days[] = [];
  let used = false;
  let waiting: { opens_at: string; closes_at: string }[] = [];
  let notes: string | null = null;
  let rest = normalise(text).trim();
  const add = (times: { opens_at: string | null; closes_at: string | null }, description: string | null) => {
    for (const on of days) found.push({ ...on, ...times, description });
    used = true;
  };
  while (rest !== "") {
    let length = 0;
    const match = {
      holidays: HOLIDAYS.exec(rest),
      range: RANGE.exec(rest),
      all_day: /^(?:全天(?:候)?|24(?:小时|h))(?:值班|开放|服务|接警)?/i.exec(rest),
    };
    const on = daysAt(rest);
    const half = /^(上午|下午|晚上)(?!\s?\d)/.exec(rest);
    if (match.holidays) {
      notes = match.holidays[0];
      length = notes.length;
    } else if (on) {
      days = used ? [on.days] : [...days, on.days];
      used = false;
      length = on.length;
      for (const times of waiting.splice(0)) add(times, null);
    } else if (match.all_day) {
      const times = { opens_at: "00:00", closes_at: "23:59" };
      // Round the clock is said of every day, unless days were named.
      if (days.length === 0) days = [weekly(WEEKDAYS)];
      add(times, null);
      length = match.all_day[0].length;
    } else if (match.range) {
      const times = readRange(match.range);
      if (!times) return kept;
      if (days.length === 0) waiting = [...waiting, times];
      else add(times, null);
      length = match.range[0].length;
    } else if (half && days.length > 0) {
      add({ opens_at: null, closes_at: null }, half[1]!);
      length = half[0].length;
    } else {
      length = FILLER.exec(rest)?.[0].length ?? 0;
      // 上午 before a time belongs to it; anything else is not understood.
      if (length === 0) return kept;
    }
    rest = rest.slice(length);
  }
  if (found.length === 0 || waiting.length > 0 || !used) return kept;
  return {
    schedules: found.map((one) => (notes ? { ...one, notes } : one)),
    understood: found.every((one) => one.opens_at !== null),
  };
}
