import { addDays, chinaDate } from "../../platform/clock.ts";

export type Priority = "routine" | "urgent" | "asap" | "stat";

/** Days until a referral is overdue, by how urgent its letter is: 立即, 24 小时, 一周, 常规. */
const DAYS: Record<Priority, number> = { stat: 0, asap: 1, urgent: 7, routine: 30 };

/** The day (China) by which the receiver should have finished. */
export function dueOn(priority: Priority, now: Date): string {
  return addDays(chinaDate(now), DAYS[priority]);
}
