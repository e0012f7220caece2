import { lunarOf, solarOf, termOf } from "./calendar/lunar-years.ts";
import { TERMS } from "./calendar/terms.ts";

/** Festivals by lunar month and day; 除夕 is the last day of the twelfth month. */
const LUNAR_FESTIVALS: Record<string, readonly [month: number, day: number]> = {
  春节: [1, 1],
  大年初一: [1, 1],
  元宵节: [1, 15],
  元宵: [1, 15],
  端午节: [5, 5],
  端午: [5, 5],
  七夕: [7, 7],
  中元节: [7, 15],
  中元: [7, 15],
  中秋节: [8, 15],
  中秋: [8, 15],
  重阳节: [9, 9],
  重阳: [9, 9],
  腊八节: [12, 8],
  腊八: [12, 8],
  小年夜: [12, 23],
  小年: [12, 23],
  除夕: [12, 30],
  年三十: [12, 30],
  大年三十: [12, 30],
};

const SOLAR_FESTIVALS: Record<string, readonly [month: number, day: number]> = {
  元旦: [1, 1],
  三八节: [3, 8],
  妇女节: [3, 8],
  劳动节: [5, 1],
  五一: [5, 1],
  六一: [6, 1],
  儿童节: [6, 1],
  七一: [7, 1],
  建军节: [8, 1],
  教师节: [9, 10],
  国庆节: [10, 1],
  国庆: [10, 1],
  双十一: [11, 11],
  圣诞节: [12, 25],
  圣诞: [12, 25],
};

export const FESTIVAL_WORDS = [
  ...Object.keys(LUNAR_FESTIVALS),
  ...Object.keys(SOLAR_FESTIVALS),
  ...TERMS.map((term) => `${term}(?:节)?`),
].sort((a, b) => b.length - a.length);

export function isoDate(year: number, month: number, day: number): string {
  return `${String(year).padStart(4, "0")}-${String(month).padStart(2, "0")}-${String(day).padStart(2, "0")}`;
}

/** The solar date of a lunar one; day 30 of a month that has 29 days is its last day. Leap months are not asked for. */
export function solarOfLunar(year: number, month: number, day: number): string | null {
  if (month < 1 || month > 12 || day < 1 || day > 30) return null;
  return solarOf(year, month, day);
}

/** The lunar date (month, day) on or after `ref`, or the latest before it when `past`. */
export function lunarNear(ref: string, month: number, day: number, past: boolean): string | null {
  const year = Number(ref.slice(0, 4));
  return nearest(ref, past, (offset) => solarOfLunar(year + offset, month, day));
}

/** The lunar month of a solar date, a leap month by its number; beyond the calendar's table the solar one. */
export function lunarMonthOf(iso: string): { year: number; month: number } {
  const [year, month] = iso.split("-").map(Number) as [number, number, number];
  return lunarOf(iso) ?? { year, month };
}

/** A festival or solar term near `ref` (ISO), with whether it follows the lunar calendar. Null when the word is none. */
export function festivalNear(word: string, ref: string, past: boolean): { value: string; lunar: boolean } | null {
  const year = Number(ref.slice(0, 4));
  const lunar = LUNAR_FESTIVALS[word];
  const solar = SOLAR_FESTIVALS[word];
  const term = TERMS.find((name) => word.startsWith(name));
  const value = lunar
    ? lunarNear(ref, lunar[0], lunar[1], past)
    : solar
      ? nearest(ref, past, (offset) => isoDate(year + offset, solar[0], solar[1]))
      : term
        ? nearest(ref, past, (offset) => termOf(year + offset, term))
        : null;
  return value === null ? null : { value, lunar: lunar !== undefined };
}

function nearest(ref: string, past: boolean, dateOf: (offset: number) => string | null): string | null {
  const dates = [-2, -1, 0, 1].map(dateOf).filter((date) => date !== null);
  return (past ? dates.findLast((date) => date <= ref) : dates.find((date) => date >= ref)) ?? null;
}
