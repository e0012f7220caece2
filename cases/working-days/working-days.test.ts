import { describe, expect, test } from "vitest";
import { addDays } from "../../platform/clock.ts";
import { addWorkingDays, isCalendarKnown, isWorkingDay, workingDaysBetween } from "./working-days.ts";

describe("working days in China", () => {
  // 国务院办公厅关于2026年部分节假日安排的通知: 国庆 10-01 to 10-07, worked for it: 09-20 and 10-10.
  test("the week of the national holiday is free, and the weekend days worked for it count", () => {
    const free = (from: string, days: number) =>
      Array.from({ length: days }, (_, i) => addDays(from, i)).filter((day) => !isWorkingDay(day));
    expect(free("2026-09-28", 14)).toEqual([
      "2026-10-01",
      "2026-10-02",
      "2026-10-03",
      "2026-10-04",
      "2026-10-05",
      "2026-10-06",
      "2026-10-07",
      "2026-10-11",
    ]);
    expect(isWorkingDay("2026-09-20")).toBe(true);
    expect(isWorkingDay("2026-09-19")).toBe(false);
  });

  test("five working days from before the holiday end after it", () => {
    expect(addWorkingDays("2026-09-29", 5)).toBe("2026-10-12");
    expect(addWorkingDays("2026-11-20", 1)).toBe("2026-11-23");
    expect(addWorkingDays("2026-11-21", 0)).toBe("2026-11-21");
  });

  test("counting the days between undoes adding them", () => {
    for (const from of ["2026-01-30", "2026-02-14", "2026-04-30", "2026-09-29", "2026-12-30"]) {
      for (const n of [1, 2, 5, 20]) expect(workingDaysBetween(from, addWorkingDays(from, n))).toBe(n);
    }
    expect(workingDaysBetween("2026-11-24", "2026-11-23")).toBe(0);
  });

  test("a year that is not announced has the days that are free by law, and says so", () => {
    expect(isCalendarKnown("2026-12-31")).toBe(true);
    expect(isCalendarKnown("2040-01-02")).toBe(false);
    expect(isWorkingDay("2040-10-02")).toBe(false);
    // A Tuesday; in 2040 the new year of the moon is the twelfth of February.
    expect(isWorkingDay("2040-02-07")).toBe(true);
    expect(isWorkingDay("2040-02-13")).toBe(false);
  });
});
