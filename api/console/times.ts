import { chinaMinute } from "../../platform/clock.ts";

/** A moment as the database writes it (`2026-11-21 02:00:00+00`) as day and minute in China; a bare day stays a day. */
export function chinaTime(at: string): string {
  if (/^\d{4}-\d\d-\d\d$/.test(at)) return at;
  const iso = at.replace(" ", "T").replace(/([+-]\d\d)$/, "$1:00");
  return chinaMinute(new Date(iso));
}
