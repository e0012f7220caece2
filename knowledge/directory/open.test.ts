import { describe, expect, test } from "vitest";
import { isOpen, type Schedule } from "./open.ts";
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
