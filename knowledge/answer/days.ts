const DAY_MS = 86_400_000;

const moved = (date: string, days: number): string =>
  new Date(Date.parse(`${date}T00:00:00Z`) + days * DAY_MS).toISOString().slice(0, 10);

/** ISO dates in and out. */
export const dayAfter = (date: string): string => moved(date, 1);
export const dayBefore = (date: string): string => moved(date, -1);
