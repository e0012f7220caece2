/** The table against the library that made it, day by day. */
import { LunarDay, LunarMonth, SolarDay, SolarTerm } from "tyme4ts";
import { expect, test } from "vitest";
import { lunarOf, solarOf, termOf } from "./lunar-years.ts";
import { TERMS } from "./terms.ts";

const YEARS = Array.from({ length: 250 }, (_, i) => 1900 + i);
const isoOf = (day: SolarDay): string =>
  `${day.getYear()}-${String(day.getMonth()).padStart(2, "0")}-${String(day.getDay()).padStart(2, "0")}`;

test("every day of 250 years lies in the lunar month that the library says", () => {
  const differs: string[] = [];
  let day = SolarDay.fromYmd(1900, 2, 1);
  for (let i = 0; i < 91_000; i++, day = day.next(1)) {
    const lunar = day.getLunarDay();
    const ours = lunarOf(isoOf(day));
    if (ours?.year !== lunar.getYear() || ours.month !== Math.abs(lunar.getMonth())) differs.push(isoOf(day));
  }
  expect(differs).toEqual([]);
});

test("the first and the last day of every month, and every term, are the library's", () => {
  for (const year of YEARS) {
    for (let month = 1; month <= 12; month++) {
      const days = LunarMonth.fromYm(year, month).getDayCount();
      expect(solarOf(year, month, 1)).toBe(isoOf(LunarDay.fromYmd(year, month, 1).getSolarDay()));
      expect(solarOf(year, month, 30)).toBe(isoOf(LunarDay.fromYmd(year, month, days).getSolarDay()));
    }
    for (const term of TERMS)
      expect(termOf(year, term)).toBe(isoOf(SolarTerm.fromName(year + (term === "冬至" ? 1 : 0), term).getSolarDay()));
  }
});

test("what lies outside the table is unknown", () => {
  expect([solarOf(1899, 1, 1), solarOf(2151, 1, 1), lunarOf("1800-01-01"), lunarOf("2300-01-01")]).toEqual([
    null,
    null,
    null,
    null,
  ]);
  expect(termOf(2151, "清明")).toBeNull();
});
