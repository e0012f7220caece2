import { daysOf, minutesOf, type Schedule, WEEKDAYS, type Weekday } from "./open.ts";
import type { FoundService } from "./search.ts";

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
  const days = daysOf(schedule).map(({ nth, day }) =>
    nth === null ? `每个${DAY_NAMES[day]}` : nth < 0 ? `最后一个${DAY_NAMES[day]}` : `第${nth}个${DAY_NAMES[day]}`,
  );
  return `每月${days.join("、")}`;
}

function sayTimes(schedule: Schedule): string {
  const { opens_at, closes_at } = schedule;
  if (opens_at === null || closes_at === null) return schedule.description ?? "时间没写";
  if (minutesOf(opens_at) === 0 && [0, 1440].includes(minutesOf(closes_at))) return "全天";
  const plain = (time: string): string => time.replace(/^0/, "");
  return `${plain(opens_at)}–${plain(closes_at)}`;
}

/** 周一至周五 8:30–11:30、14:00–17:00；周六 9:00–12:00。节假日请先打电话. Null when there is no schedule. */
export function openingHours(schedules: readonly Schedule[]): string | null {
  const times_on = new Map<string, string[]>();
  for (const schedule of schedules) {
    const days = schedule.freq === "MONTHLY" ? sayMonthly(schedule) : sayDays(daysOf(schedule).map((on) => on.day));
    times_on.set(days, [...(times_on.get(days) ?? []), sayTimes(schedule)]);
  }
  if (times_on.size === 0) return null;
  const rules = Array.from(times_on, ([days, times]) => `${days} ${times.join("、")}`).join("；");
  return rules === "每天 全天" ? "每天全天" : `${rules}。节假日请先打电话`;
}

/** 350 米, 1.2 公里 */
export function sayDistance(distance_m: number): string {
  return distance_m < 1000
    ? `${Math.max(10, Math.round(distance_m / 10) * 10)} 米`
    : `${(distance_m / 1000).toFixed(1)} 公里`;
}

function sayOpen(service: FoundService): string {
  return service.open_now === null ? "" : service.open_now ? "现在开着。" : "现在没开。";
}

/** When it was last made sure, and what to do when that is long ago. `as_of` is the ISO date of the question. */
function sayAssured(service: FoundService, as_of: string): string {
  if (service.assured_date === null) return "上次核实：没有记录，去之前先打电话问";
  const months = Math.floor((Date.parse(as_of) - Date.parse(service.assured_date)) / (30.44 * 86_400_000));
  return `上次核实：${service.assured_date}${service.stale ? `，过了 ${months} 个月，去之前先打电话问` : ""}`;
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
    ["时间", hours && sayOpen(service) + hours],
    ["电话", phones.join("；") || null],
    ["怎么办", service.how_to_apply],
    ["要带", service.required_documents.join("、") || null],
    ["费用", service.fees],
  ];
  const lines = facts.flatMap(([label, fact]) => (fact ? [`${label}：${fact.replace(/。$/, "")}`] : []));
  return [service.name, ...lines, sayAssured(service, as_of)].join("\n");
}
