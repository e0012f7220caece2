/** Where time comes from. Tests and the demo's `at` field set it; nothing else reads Date.now() for a rule. */
export interface Clock {
  now(): Date;
}

export const systemClock: Clock = { now: () => new Date() };

/** A clock that stands still at `at` until it is set again. */
export function stoppedClock(at: string): Clock & { set(at: string): void } {
  let now = new Date(at);
  return {
    now: () => now,
    set: (later) => {
      now = new Date(later);
    },
  };
}

/** The calendar day in China (UTC+8, no daylight saving since 1991) as YYYY-MM-DD. */
export function chinaDate(at: Date): string {
  return new Date(at.getTime() + 8 * 3_600_000).toISOString().slice(0, 10);
}

/** Day and minute in China, for people to read: 2026-11-21 09:05. */
export function chinaMinute(at: Date): string {
  return new Date(at.getTime() + 8 * 3_600_000).toISOString().slice(0, 16).replace("T", " ");
}

/** `days` calendar days after the ISO date `date`. */
export function addDays(date: string, days: number): string {
  return new Date(Date.parse(`${date}T00:00:00Z`) + days * 86_400_000).toISOString().slice(0, 10);
}

/** Whether it is a day as YYYY-MM-DD; 2026-02-31 reads like one and is none. */
export function isDay(text: string): boolean {
  return new Date(`${text}T00:00:00Z`).toJSON()?.slice(0, 10) === text;
}
