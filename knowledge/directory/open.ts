import * as module from "rrule";
import { addDays, chinaDate } from "../../platform/clock.ts";
import { type SpecialDay, specialDay } from "../../platform/special-days.ts";

// One package, two shapes: Node takes its CommonJS file as a default export, bundlers its module.
const { RRule } = (module as unknown as { default?: typeof module }).default ?? module;

/** One opening rule of a service, after HSDS `schedule` (times HH:MM in China, days after RFC 5545: MO or 1MO). */
export interface Schedule {
  /** Null when only `description` says when. */
  freq: "WEEKLY" | "MONTHLY" | null;
  byday: string | null;
  bymonthday?: string | null | undefined;
  interval?: number | null | undefined;
  dtstart?: string | null | undefined;
  until?: string | null | undefined;
  count?: number | null | undefined;
  valid_from?: string | null | undefined;
  valid_to?: string | null | undefined;
  opens_at: string | null;
  closes_at: string | null;
  description: string | null;
  notes?: string | null | undefined;
}

/** Whether a service is open, and when it will be. */
export interface Opening {
  /** `maybe` on a weekend day that is worked for a holiday: nobody has said so of this service. */
  state: "open" | "closed" | "maybe" | "unknown";
  /** HH:MM at which it closes; when open. */
  until: string | null;
  /** When it opens next, within two months; when closed. */
  next: { date: string; opens_at: string } | null;
  /** Why today is not as any other day of its week. */
  today: SpecialDay | null;
}

export const WEEKDAYS = ["MO", "TU", "WE", "TH", "FR", "SA", "SU"] as const;
export type Weekday = (typeof WEEKDAYS)[number];

/** Days of a rule: `nth` is null for every week, 1 for the first of the month, -1 for the last. */
export function daysOf(schedule: Schedule): { nth: number | null; day: Weekday }[] {
  if (schedule.byday === null) return schedule.freq === "WEEKLY" ? WEEKDAYS.map((day) => ({ nth: null, day })) : [];
  return Array.from(schedule.byday.matchAll(/([+-]?\d)?(MO|TU|WE|TH|FR|SA|SU)/g), ([, nth, day]) => ({
    nth: nth === undefined ? null : Number(nth),
    day: day as Weekday,
  }));
}

/** Minutes since midnight; a closing time of 23:59 is the end of the day, as lists are typed. */
export function minutesOf(time: string): number {
  const minutes = Number(time.slice(0, 2)) * 60 + Number(time.slice(3, 5));
  return minutes === 1439 ? 1440 : minutes;
}

const DAYS_AHEAD = 62;
const LONGEST_MONTH = 31;

/** The days of a rule from `from` to `to` (ISO dates, both included). */
function daysBetween(schedule: Schedule, from: string, to: string): Set<string> {
  const { valid_from, valid_to, until, dtstart, interval, count } = schedule;
  const first = [from, valid_from, dtstart]
    .filter((day) => day != null)
    .sort()
    .at(-1)!;
  const last = [to, valid_to, until].filter((day) => day != null).sort()[0]!;
  if (first > last) return new Set();
  const midnight = (day: string): Date => new Date(`${day}T00:00:00Z`);
  // Without an interval or a count it does not matter when it began: lately keeps the way short.
  const counted = (interval ?? 1) > 1 || count != null;
  const rule = new RRule({
    ...RRule.parseString(
      [
        `FREQ=${/\d/.test(schedule.byday ?? "") ? "MONTHLY" : schedule.freq}`,
        schedule.byday
          ? `BYDAY=${schedule.byday}`
          : schedule.bymonthday
            ? `BYMONTHDAY=${schedule.bymonthday}`
            : "BYDAY=MO,TU,WE,TH,FR,SA,SU",
        ...(counted && interval ? [`INTERVAL=${interval}`] : []),
        ...(count == null ? [] : [`COUNT=${count}`]),
      ].join(";"),
    ),
    dtstart: midnight(counted ? dtstart! : addDays(first, -LONGEST_MONTH)),
  });
  return new Set(rule.between(midnight(first), midnight(last), true).map((day) => day.toISOString().slice(0, 10)));
}

/** A rule that says days and times in full: every second week of what is not said. */
function isKnown(schedule: Schedule): boolean {
  if (schedule.opens_at === null || schedule.closes_at === null || schedule.freq === null) return false;
  if (((schedule.interval ?? 1) > 1 || schedule.count != null) && !schedule.dtstart) return false;
  return daysOf(schedule).length > 0 || Boolean(schedule.bymonthday);
}

/** What the list itself says of public holidays; null when it says nothing. */
export function onHolidays(schedules: readonly Schedule[]): "open" | "closed" | null {
  const said = schedules.map(({ notes, description }) => `${notes ?? ""} ${description ?? ""}`).join(" ");
  if (/(节假日|节日|春节|假期)[^，。;；\s]{0,6}(照常|不休|不打烊|正常|也开|也上班|无休)|全年无休|365\s*天/.test(said))
    return "open";
  return /(节假日|公休日?|节日|假期)[^，。;；\s]{0,4}(休|除外|不开|不上班|不办|不营业|不对外|关|停)/.test(said)
    ? "closed"
    : null;
}

interface Window {
  date: string;
  opens: number;
  closes: number;
  opens_at: string;
  closes_at: string;
}

/** By these rules, day by day; public holidays taken out unless the service opens on all seven days or says otherwise. */
function windowsBetween(schedules: readonly Schedule[], from: string, to: string): Window[] {
  const every_day = new Set(schedules.flatMap((one) => (one.freq === "WEEKLY" ? daysOf(one) : []).map((on) => on.day)));
  const holidays = onHolidays(schedules) ?? (every_day.size === WEEKDAYS.length ? "open" : "closed");
  return schedules
    .filter(isKnown)
    .flatMap((schedule) => {
      const [opens_at, closes_at] = [schedule.opens_at!, schedule.closes_at!];
      const [opens, closes] = [minutesOf(opens_at), minutesOf(closes_at)];
      return Array.from(daysBetween(schedule, from, to), (date) => ({
        ...{ date, opens, opens_at, closes_at },
        closes: closes <= opens ? closes + 1440 : closes,
      }));
    })
    .filter(({ date }) => holidays === "open" || specialDay(date)?.kind !== "holiday")
    .sort((a, b) => (a.date === b.date ? a.opens - b.opens : a.date < b.date ? -1 : 1));
}

/** Whether a service is open at that moment by its schedule, in China time, and when it opens next. */
export function openingAt(schedules: readonly Schedule[], at: Date): Opening {
  const date = chinaDate(at);
  const today = specialDay(date);
  if (!schedules.some(isKnown)) return { state: "unknown", until: null, next: null, today };
  const yesterday = addDays(date, -1);
  const now = ((at.getTime() / 60_000 + 480) % 1440) | 0;
  const lately = windowsBetween(schedules, yesterday, date);
  const open = lately
    .filter((window) => {
      // A night shift belongs to the day on which it begins.
      const minute = window.date === date ? now : now + 1440;
      return minute >= window.opens && minute < window.closes;
    })
    .sort((a, b) => (a.date === b.date ? b.closes - a.closes : a.date < b.date ? 1 : -1))[0];
  if (open) return { state: "open", until: open.closes_at, next: null, today };
  const next = windowsBetween(schedules, date, addDays(date, DAYS_AHEAD)).find(
    (window) => window.date > date || window.opens > now,
  );
  const coming = next ? { date: next.date, opens_at: next.opens_at } : null;
  if (today?.kind === "make_up_workday" && !lately.some((window) => window.date === date)) {
    const worked = schedules
      .filter((one) => daysOf(one).some((on) => on.day === "FR" && on.nth === null))
      .filter(isKnown);
    const within = worked.some((one) => now >= minutesOf(one.opens_at!) && now < minutesOf(one.closes_at!));
    if (within) return { state: "maybe", until: null, next: coming, today };
  }
  return { state: "closed", until: null, next: coming, today };
}

/**
 * Whether a service is open at that moment.
 * @returns null when no schedule says so, and on a weekend day that others work
 */
export function isOpen(schedules: readonly Schedule[], at: Date): boolean | null {
  const { state } = openingAt(schedules, at);
  return state === "open" ? true : state === "closed" ? false : null;
}
