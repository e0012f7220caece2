import { FIRST_YEAR, LUNAR_YEARS, SOLAR_TERMS } from "./table.generated.ts";
import { TERMS } from "./terms.ts";

/**
 * The lunar calendar from 1900 to 2150 by table. The library that calculates it for all times is a tenth of the Worker; it makes the table
 * (compile.ts) and the test holds every day of it against this.
 */
interface LunarYear {
  /** The day 1月初一, as days since 1970. */
  first: number;
  /** Each month's number and length in days, in their order; a leap month has the number of the month before it. */
  months: { month: number; days: number; leap: boolean }[];
}

const DAY_MS = 86_400_000;
const years: readonly LunarYear[] = LUNAR_YEARS.split(" ").map((coded, i) => {
  const [index, leap, long] = coded.split(",").map((digits) => Number.parseInt(digits, 36)) as [number, number, number];
  const numbers = Array.from({ length: 12 }, (_, month) => ({ month: month + 1, leap: false }));
  if (leap > 0) numbers.splice(leap, 0, { month: leap, leap: true });
  return {
    first: Date.UTC(FIRST_YEAR + i, 0, 1) / DAY_MS + index,
    months: numbers.map((one, at) => ({ ...one, days: (long >> at) & 1 ? 30 : 29 })),
  };
});

const isoOf = (days: number): string => new Date(days * DAY_MS).toISOString().slice(0, 10);

/** The solar date (ISO) of a day in a month that is no leap month; day 30 of a month of 29 days is its last. Null outside the table. */
export function solarOf(year: number, month: number, day: number): string | null {
  const lunar = years[year - FIRST_YEAR];
  if (!lunar) return null;
  let before = lunar.first;
  for (const one of lunar.months) {
    if (one.month === month && !one.leap) return isoOf(before + Math.min(day, one.days) - 1);
    before += one.days;
  }
  return null;
}

/** The lunar year and month in which a solar date (ISO) lies, a leap month by the number of the month before it. Null outside the table. */
export function lunarOf(iso: string): { year: number; month: number } | null {
  const day = Date.parse(iso) / DAY_MS;
  const at = years.findLastIndex(({ first }) => first <= day);
  let before = years[at]?.first ?? 0;
  for (const { month, days } of years[at]?.months ?? []) {
    before += days;
    if (day < before) return { year: FIRST_YEAR + at, month };
  }
  return null;
}

/** The solar date (ISO) of a term in a solar year; null outside the table. */
export function termOf(year: number, term: (typeof TERMS)[number]): string | null {
  const [month, days] = SOLAR_TERMS[TERMS.indexOf(term)]!.split(" ") as [string, string];
  const day = Number.parseInt(days[year - FIRST_YEAR] ?? "", 36);
  return Number.isNaN(day) ? null : isoOf(Date.UTC(year, Number(month) - 1, day) / DAY_MS);
}
