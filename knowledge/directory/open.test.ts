import { describe, expect, test } from "vitest";
import { isOpen, openingAt, type Schedule } from "./open.ts";
import { openingHours } from "./render.ts";

const rule = (
  byday: string | null,
  opens_at: string | null,
  closes_at: string | null,
  freq: Schedule["freq"] = "WEEKLY",
) => ({ freq, byday, opens_at, closes_at, description: null }) satisfies Schedule;

/** China time. 2026-11-20 is a Friday. */
const at = (time: string): Date => new Date(`${time}:00+08:00`);

const WINDOW = [rule("MO,TU,WE,TH,FR", "08:30", "11:30"), rule("MO,TU,WE,TH,FR", "14:00", "17:00")];
const ROUND_THE_CLOCK = [rule("MO,TU,WE,TH,FR,SA,SU", "00:00", "23:59")];

describe("open or closed", () => {
  test.each([
    ["2026-11-20T08:29", false],
    ["2026-11-20T08:30", true],
    ["2026-11-20T12:10", false],
    ["2026-11-20T14:00", true],
    ["2026-11-20T16:59", true],
    ["2026-11-20T17:00", false],
    ["2026-11-20T22:30", false],
    ["2026-11-21T10:00", false],
    ["2026-11-22T10:00", false],
    ["2026-11-23T10:00", true],
  ])("a window with a noon break, %s: %s", (time, open) => {
    expect(isOpen(WINDOW, at(time))).toBe(open);
  });

  test("the day is China's, wherever the server stands", () => {
    expect(isOpen(WINDOW, new Date("2026-11-23T01:00:00Z"))).toBe(true);
    expect(isOpen(WINDOW, new Date("2026-11-22T23:00:00Z"))).toBe(false);
    expect(isOpen([rule("MO", "00:00", "01:00")], new Date("2026-11-22T16:30:00Z"))).toBe(true);
  });

  test("closing at 23:59 leaves no gap at midnight", () => {
    expect(isOpen(ROUND_THE_CLOCK, at("2026-11-20T23:59"))).toBe(true);
    expect(isOpen(ROUND_THE_CLOCK, at("2026-11-21T00:00"))).toBe(true);
    expect(isOpen([rule("SA", "00:00", "24:00")], at("2026-11-21T23:59"))).toBe(true);
  });

  test("a night shift belongs to the day on which it begins", () => {
    const night = [rule("FR", "20:00", "06:00")];
    expect(isOpen(night, at("2026-11-20T23:00"))).toBe(true);
    expect(isOpen(night, at("2026-11-21T05:59"))).toBe(true);
    expect(isOpen(night, at("2026-11-21T06:00"))).toBe(false);
    expect(isOpen(night, at("2026-11-20T05:00"))).toBe(false);
  });

  test("once a month: the first and the last of a weekday", () => {
    const monthly = [rule("1MO,-1FR", "09:00", "11:00", "MONTHLY")];
    expect(isOpen(monthly, at("2026-11-02T10:00"))).toBe(true);
    expect(isOpen(monthly, at("2026-11-09T10:00"))).toBe(false);
    expect(isOpen(monthly, at("2026-11-27T10:00"))).toBe(true);
    expect(isOpen(monthly, at("2026-11-20T10:00"))).toBe(false);
  });

  test("what no schedule says is unknown, not closed", () => {
    expect(isOpen([], at("2026-11-20T10:00"))).toBeNull();
    expect(isOpen([rule("MO", null, null)], at("2026-11-20T10:00"))).toBeNull();
    expect(isOpen([rule(null, "09:00", "11:00", "MONTHLY")], at("2026-11-20T10:00"))).toBeNull();
    expect(isOpen([rule(null, "09:00", "11:00")], at("2026-11-20T10:00"))).toBe(true);
  });
});

describe("public holidays", () => {
  const state = (schedules: Schedule[], time: string) => openingAt(schedules, at(time)).state;
  const noted = (notes: string): Schedule[] => WINDOW.map((one) => ({ ...one, notes }));
  const SATURDAY = [...WINDOW, rule("SA", "09:00", "12:00")];

  // 2026: 10-01 to 10-07 are free, the Saturday 10-10 is worked (国务院办公厅 2026 年放假安排).
  test.each([
    ["weekdays", WINDOW, "2026-10-01T10:00", "closed"],
    ["weekdays, the first day after", WINDOW, "2026-10-08T10:00", "open"],
    ["every day", ROUND_THE_CLOCK, "2026-10-01T10:00", "open"],
    ["weekdays that say otherwise", noted("节假日照常开放"), "2026-10-01T10:00", "open"],
    [
      "every day that says otherwise",
      [{ ...ROUND_THE_CLOCK[0]!, notes: "法定节假日休息" }],
      "2026-10-01T10:00",
      "closed",
    ],
    ["weekdays on a Saturday that is worked", WINDOW, "2026-10-10T10:00", "maybe"],
    ["weekdays on that Saturday at noon", WINDOW, "2026-10-10T12:10", "closed"],
    ["a Saturday of its own, worked by others too", SATURDAY, "2026-10-10T10:00", "open"],
    ["a year that is not announced yet: New Year", WINDOW, "2029-01-01T10:00", "closed"],
    ["a year that is not announced yet: the moon's New Year", WINDOW, "2027-02-08T10:00", "closed"],
    ["a year that is not announced yet: any Friday", WINDOW, "2027-03-05T10:00", "open"],
  ] as const)("%s", (_, schedules, time, expected) => {
    expect(state([...schedules], time)).toBe(expected);
  });

  test("closed says when it opens next: past the break, the night, the weekend, the holidays", () => {
    const next = (time: string) => openingAt(WINDOW, at(time)).next;
    expect(next("2026-11-20T12:00")).toEqual({ date: "2026-11-20", opens_at: "14:00" });
    expect(next("2026-11-19T18:00")).toEqual({ date: "2026-11-20", opens_at: "08:30" });
    expect(next("2026-11-20T18:00")).toEqual({ date: "2026-11-23", opens_at: "08:30" });
    expect(next("2026-09-30T18:00")).toEqual({ date: "2026-10-08", opens_at: "08:30" });
    expect(openingAt(WINDOW, at("2026-11-20T10:00"))).toMatchObject({ state: "open", until: "11:30", next: null });
  });
});

describe("rules of RFC 5545", () => {
  const weekly = (more: Partial<Schedule>): Schedule[] => [{ ...rule("WE", "09:00", "11:00"), ...more }];
  test("every second week counts from its first day; without one nobody knows which", () => {
    const fortnightly = weekly({ interval: 2, dtstart: "2026-11-04" });
    expect(isOpen(fortnightly, at("2026-11-18T10:00"))).toBe(true);
    expect(isOpen(fortnightly, at("2026-11-11T10:00"))).toBe(false);
    expect(isOpen(weekly({ interval: 2 }), at("2026-11-18T10:00"))).toBeNull();
  });
  test("days of the month, counted from its end too", () => {
    const monthly = [{ ...rule(null, "09:00", "11:00", "MONTHLY"), bymonthday: "1,-1" }];
    expect(["2026-12-01", "2026-11-30", "2026-11-29"].map((day) => isOpen(monthly, at(`${day}T10:00`)))).toEqual([
      true,
      true,
      false,
    ]);
  });
  test("outside the days on which a rule holds it opens nothing", () => {
    const summer = weekly({ valid_from: "2026-06-01", valid_to: "2026-08-31" });
    expect(isOpen(summer, at("2026-08-26T10:00"))).toBe(true);
    expect(isOpen(summer, at("2026-09-02T10:00"))).toBe(false);
    expect(isOpen(weekly({ until: "2026-11-17" }), at("2026-11-18T10:00"))).toBe(false);
    expect(isOpen(weekly({ dtstart: "2026-11-01", count: 2 }), at("2026-11-18T10:00"))).toBe(false);
  });
  test("words alone are no rule", () => {
    const words = { ...rule(null, null, null), freq: null, description: "提前一天打电话约" };
    expect(isOpen([words], at("2026-11-18T10:00"))).toBeNull();
    expect(openingHours([words])).toBe("提前一天打电话约。节假日请先打电话");
  });
});

describe("opening hours in words", () => {
  test("days in a row and breaks are drawn together, and holidays are not promised", () => {
    expect(openingHours(WINDOW)).toBe("周一至周五 8:30–11:30、14:00–17:00。节假日请先打电话");
    expect(openingHours([rule("MO,TU,WE,TH,FR", "09:00", "17:00"), rule("SA", "09:00", "12:00")])).toBe(
      "周一至周五 9:00–17:00；周六 9:00–12:00。节假日请先打电话",
    );
    expect(openingHours([rule("TU,TH", "09:00", "11:00")])).toBe("周二、周四 9:00–11:00。节假日请先打电话");
    expect(openingHours([rule("1MO,-1FR", "09:00", "11:00", "MONTHLY")])).toBe(
      "每月第1个周一、最后一个周五 9:00–11:00。节假日请先打电话",
    );
  });

  test("round the clock has no holidays; no schedule has no words", () => {
    expect(openingHours(ROUND_THE_CLOCK)).toBe("每天全天");
    expect(openingHours([])).toBeNull();
  });
});
