import { isoDate } from "./lunar.ts";

/** The same day of the month so many months later, or `day` of it; the last where that month has none. */
export function addMonths(iso: string, months: number, day?: number): string {
  const [year, month, date] = iso.split("-").map(Number) as [number, number, number];
  const first = new Date(Date.UTC(year, month - 1 + months, 1));
  const last = new Date(Date.UTC(first.getUTCFullYear(), first.getUTCMonth() + 1, 0)).getUTCDate();
  return isoDate(first.getUTCFullYear(), first.getUTCMonth() + 1, Math.min(day ?? date, last));
}

/** 1 (Monday) to 7. */
export function weekdayOf(iso: string): number {
  return new Date(`${iso}T00:00:00Z`).getUTCDay() || 7;
}
