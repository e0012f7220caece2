import { addDays, chinaDate } from "../../platform/clock.ts";
import type { DistrictSettings } from "../district-settings.ts";
import { addWorkingDays } from "../working-days/working-days.ts";

export type Priority = "routine" | "urgent" | "asap" | "stat";

/**
 * By how urgent its letter is: 立即, 24 小时, 一周, 常规. What cannot wait is counted in days of the calendar, because somebody in need
 * on a Friday evening is not due on Monday; the rest in working days, because nobody is there on the others.
 */
export const SHIPPED_DAYS: Record<Priority, { days: number; of: "calendar" | "work" }> = {
  stat: { days: 0, of: "calendar" },
  asap: { days: 1, of: "calendar" },
  urgent: { days: 5, of: "work" },
  routine: { days: 20, of: "work" },
};

/**
 * The day (China) by which the receiver should have finished.
 * @param set what the district has set instead, in the same kind of days
 */
export function dueOn(priority: Priority, now: Date, set: DistrictSettings["referral_days"] = {}): string {
  const { days, of } = SHIPPED_DAYS[priority];
  const n = set[priority] ?? days;
  return of === "work" ? addWorkingDays(chinaDate(now), n) : addDays(chinaDate(now), n);
}
