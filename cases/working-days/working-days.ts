import { addDays } from "../../platform/clock.ts";
import { isAnnounced, specialDay } from "../../platform/special-days.ts";

/** Whether offices work on that day in China: weekdays without a public holiday, and weekend days worked for one. ISO date. */
export function isWorkingDay(date: string): boolean {
  const special = specialDay(date);
  if (special) return special.kind === "make_up_workday";
  const weekday = new Date(`${date}T00:00:00Z`).getUTCDay();
  return weekday !== 0 && weekday !== 6;
}

/**
 * The `n`th working day after `date`; the day itself does not count (民法典 第二百零一条). For 0 it is `date`.
 * @param date ISO date
 */
export function addWorkingDays(date: string, n: number): string {
  let day = date;
  for (let left = n; left > 0; ) {
    day = addDays(day, 1);
    if (isWorkingDay(day)) left--;
  }
  return day;
}

/** How many working days lie after `from` up to and with `to`; 0 when `to` is not later. ISO dates. */
export function workingDaysBetween(from: string, to: string): number {
  let n = 0;
  for (let day = addDays(from, 1); day <= to; day = addDays(day, 1)) if (isWorkingDay(day)) n++;
  return n;
}

/**
 * Whether every day up to `date` is counted by an announced calendar. Where it is not, weekends and the days that are free by law
 * are counted, and what is moved around them is not known yet: whoever shows the date says so.
 */
export function isCalendarKnown(date: string): boolean {
  return isAnnounced(date.slice(0, 4));
}
