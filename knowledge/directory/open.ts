/** One opening rule of a service, after HSDS `schedule` (times HH:MM in China, byday after RFC 5545: MO or 1MO). */
export interface Schedule {
  freq: "WEEKLY" | "MONTHLY";
  byday: string | null;
  opens_at: string | null;
  closes_at: string | null;
  description: string | null;
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

/** Whether the rule names the China day that `day` (midnight UTC of the same date) stands for. */
function isOn(schedule: Schedule, day: Date): boolean {
  const weekday = WEEKDAYS[(day.getUTCDay() + 6) % 7];
  const date = day.getUTCDate();
  const last = new Date(Date.UTC(day.getUTCFullYear(), day.getUTCMonth() + 1, 0)).getUTCDate();
  const nth = Math.ceil(date / 7);
  const nth_from_end = -Math.ceil((last - date + 1) / 7);
  return daysOf(schedule).some(
    (on) => on.day === weekday && (on.nth === null || on.nth === nth || on.nth === nth_from_end),
  );
}

/**
 * Whether a service is open at that moment by its schedule, in China time. Public holidays are not known here: what shows
 * the hours says 节假日请先打电话.
 * @returns null when no schedule says so
 */
export function isOpen(schedules: readonly Schedule[], at: Date): boolean | null {
  const china = new Date(at.getTime() + 8 * 3_600_000);
  const now = china.getUTCHours() * 60 + china.getUTCMinutes();
  const today = new Date(china.toISOString().slice(0, 10));
  const yesterday = new Date(today.getTime() - 86_400_000);
  let known = false;
  for (const schedule of schedules) {
    if (schedule.opens_at === null || schedule.closes_at === null || daysOf(schedule).length === 0) continue;
    known = true;
    const opens = minutesOf(schedule.opens_at);
    const closes = minutesOf(schedule.closes_at);
    const over_midnight = closes <= opens;
    if (isOn(schedule, today) && now >= opens && (now < closes || over_midnight)) return true;
    if (over_midnight && isOn(schedule, yesterday) && now < closes) return true;
  }
  return known ? false : null;
}
