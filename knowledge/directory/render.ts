import { daysOf, minutesOf, type Opening, onHolidays, type Schedule, WEEKDAYS, type Weekday } from "./open.ts";
import type { CorrectionKind, FoundService } from "./service.ts";

const DAY_NAMES: Readonly<Record<Weekday, string>> = {
  MO: "周一",
  TU: "周二",
  WE: "周三",
  TH: "周四",
  FR: "周五",
  SA: "周六",
  SU: "周日",
};

/** 周一至周五 for days in a row (three or more), 周二、周四 otherwise, 每天 for all seven. */
function sayDays(days: readonly Weekday[]): string {
  if (days.length === 7) return "每天";
  const runs: Weekday[][] = [];
  for (const day of WEEKDAYS.filter((weekday) => days.includes(weekday))) {
    const run = runs.at(-1);
    if (run && WEEKDAYS.indexOf(run.at(-1)!) === WEEKDAYS.indexOf(day) - 1) run.push(day);
    else runs.push([day]);
  }
  return runs
    .flatMap((run) =>
      run.length > 2 ? [`${DAY_NAMES[run[0]!]}至${DAY_NAMES[run.at(-1)!]}`] : run.map((day) => DAY_NAMES[day]),
    )
    .join("、");
}

function sayMonthly(schedule: Schedule): string {
  if (schedule.bymonthday) return `每月${schedule.bymonthday.split(",").map(sayDate).join("、")}`;
  const days = daysOf(schedule).map(({ nth, day }) =>
    nth === null ? `每个${DAY_NAMES[day]}` : nth < 0 ? `最后一个${DAY_NAMES[day]}` : `第${nth}个${DAY_NAMES[day]}`,
  );
  return `每月${days.join("、")}`;
}

function sayDate(day: string): string {
  return day === "-1" ? "最后一天" : day.startsWith("-") ? `倒数第${day.slice(1)}天` : `${day}日`;
}

const plain = (time: string): string => time.replace(/^0(?=\d)/, "");

function sayTimes(schedule: Schedule): string {
  const { opens_at, closes_at } = schedule;
  if (opens_at === null || closes_at === null) return schedule.description ?? "时间没写";
  if (minutesOf(opens_at) === 0 && [0, 1440].includes(minutesOf(closes_at))) return "全天";
  return `${plain(opens_at)}–${plain(closes_at)}`;
}

function sayRuleDays(schedule: Schedule): string {
  const { freq, interval } = schedule;
  const every = (interval ?? 1) > 1 ? `每 ${interval} ${freq === "MONTHLY" ? "个月" : "周"}的` : "";
  return every + (freq === "MONTHLY" ? sayMonthly(schedule) : sayDays(daysOf(schedule).map((on) => on.day)));
}

const HOLIDAYS = { open: "节假日照常", closed: "节假日休息" };

/** 周一至周五 8:30–11:30、14:00–17:00；周六 9:00–12:00。节假日请先打电话. Null when there is no schedule. */
export function openingHours(schedules: readonly Schedule[]): string | null {
  const times_on = new Map<string, string[]>();
  for (const schedule of schedules) {
    const days = schedule.freq === null ? "" : sayRuleDays(schedule);
    times_on.set(days, [...(times_on.get(days) ?? []), sayTimes(schedule)]);
  }
  if (times_on.size === 0) return null;
  const rules = Array.from(times_on, ([days, times]) => `${days} ${times.join("、")}`.trim()).join("；");
  if (rules === "每天 全天") return "每天全天";
  const said = onHolidays(schedules);
  return `${rules}。${said ? HOLIDAYS[said] : "节假日请先打电话"}`;
}

const addDay = (date: string, days: number): string =>
  new Date(Date.parse(date) + days * 86_400_000).toISOString().slice(0, 10);

/** 今天 14:00, 明天 8:30, 周一 8:30, 12月5日 9:00 */
function sayNext({ date, opens_at }: NonNullable<Opening["next"]>, as_of: string): string {
  const ahead = (Date.parse(date) - Date.parse(as_of)) / 86_400_000;
  const weekday = DAY_NAMES[WEEKDAYS[(new Date(date).getUTCDay() + 6) % 7]!];
  const on = date === as_of ? "今天" : date === addDay(as_of, 1) ? "明天" : null;
  const later = `${Number(date.slice(5, 7))}月${Number(date.slice(8))}日`;
  return `${on ?? (ahead < 7 ? weekday : later)} ${plain(opens_at)}`;
}

/** Open or not at the moment of the question; empty when nobody knows. */
export function sayOpening({ state, until, next, today }: Opening, as_of: string): string {
  if (state === "unknown") return "";
  if (state === "open")
    return until === null || minutesOf(until) === 1440 ? "现在开着。" : `现在开着，到 ${plain(until)}。`;
  if (state === "maybe") return "今天调休上班，可能开着，先打电话。";
  const why = today?.kind === "holiday" ? `今天${today.name}放假，` : "";
  return `${why}现在没开${next ? `，${sayNext(next, as_of)} 开` : ""}。`;
}

/** 350 米, 1.2 公里 */
export function sayDistance(distance_m: number): string {
  return distance_m < 1000
    ? `${Math.max(10, Math.round(distance_m / 10) * 10)} 米`
    : `${(distance_m / 1000).toFixed(1)} 公里`;
}

/** When it was last made sure, and what to do when that is long ago. `as_of` is the ISO date of the question. */
export function sayAssured(service: Pick<FoundService, "assured_date" | "stale">, as_of: string): string {
  if (service.assured_date === null) return "上次核实：没有记录，去之前先打电话问";
  const months = Math.floor((Date.parse(as_of) - Date.parse(service.assured_date)) / (30.44 * 86_400_000));
  const ago = months > 0 ? `，${months} 个月前` : "";
  return `上次核实：${service.assured_date}${ago}${service.stale ? "，去之前先打电话问" : ""}`;
}

const REPORTED: Readonly<Record<CorrectionKind, string>> = {
  phone: "电话不对",
  moved: "搬走了",
  closed: "停办了",
  unreachable: "联系不上",
  hours: "时间不对",
  other: "信息不对",
};

/** 有人反映电话不对，核实中。 What people at the door have said and nobody has decided yet; empty when nothing. */
export function sayReported(kinds: readonly CorrectionKind[]): string {
  return kinds.length === 0 ? "" : `有人反映${kinds.map((kind) => REPORTED[kind]).join("、")}，核实中`;
}

/** One service on a phone screen, a fact a line; what is not known has no line. `as_of` is the ISO date of the question. */
export function serviceLines(service: FoundService, as_of: string): string {
  const hours = openingHours(service.schedules);
  const phones = service.phones.map(({ number, extension, description }) => {
    const about = [extension ? `转 ${extension}` : null, description].filter(Boolean).join("，");
    return about ? `${number}（${about}）` : number;
  });
  const away = service.distance_m === null ? "" : `，离您约 ${sayDistance(service.distance_m)}`;
  const facts: [label: string, fact: string | null][] = [
    ["能办", service.description],
    ["谁能用", service.eligibility],
    ["在哪", service.address && service.address + away],
    ["时间", hours && sayOpening(service.opening, as_of) + hours],
    ["电话", phones.join("；") || null],
    ["找谁", service.contact],
    ["会讲", service.languages.join("、") || null],
    ["怎么办", service.how_to_apply],
    ["要带", service.required_documents.join("、") || null],
    ["费用", service.fees],
  ];
  const lines = facts.flatMap(([label, fact]) => (fact ? [`${label}：${fact.replace(/。$/, "")}`] : []));
  const warnings = [service.alert, sayReported(service.reported)].filter(Boolean).map((words) => `注意：${words}`);
  return [service.name, ...warnings, ...lines, sayAssured(service, as_of)].join("\n");
}
