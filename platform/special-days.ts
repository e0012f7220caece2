import * as module from "chinese-days";

// One package, two shapes: Node takes its CommonJS file as a default export, bundlers its module.
const days = (module as unknown as { default?: typeof module }).default ?? module;

/** What is special about a calendar day in China. */
export interface SpecialDay {
  kind: "holiday" | "make_up_workday";
  /** 国庆节 */
  name: string;
}

/** 全国年节及纪念日放假办法 (2024): days that are free every year, before the State Council has said how they are moved. */
const BY_DATE: Readonly<Record<string, string>> = {
  "01-01": "元旦",
  "05-01": "劳动节",
  "05-02": "劳动节",
  "10-01": "国庆节",
  "10-02": "国庆节",
  "10-03": "国庆节",
};
const BY_MOON: Readonly<Record<string, string>> = {
  "1-1": "春节",
  "1-2": "春节",
  "1-3": "春节",
  "5-5": "端午节",
  "8-15": "中秋节",
};

/**
 * Whether the State Council's calendar of that year is known here (2004 to 2026 with the package as it stands): it is announced in
 * November of the year before. Without it no make-up workdays are known, and only the days that are free by law.
 * @param year YYYY
 */
export function isAnnounced(year: string): boolean {
  return days.getDayDetail(`${year}-01-01`).name.includes(",");
}

/** A public holiday, or a day of a weekend that is worked for one; null for any other day. `date` as YYYY-MM-DD. */
export function specialDay(date: string): SpecialDay | null {
  const { name, work } = days.getDayDetail(date);
  const announced = /^[^,]+,([^,]+)/.exec(name)?.[1];
  if (announced) return { kind: work ? "make_up_workday" : "holiday", name: announced };
  if (isAnnounced(date.slice(0, 4))) return null;
  const free = BY_DATE[date.slice(5)] ?? moonHoliday(date);
  return free ? { kind: "holiday", name: free } : null;
}

function moonHoliday(date: string): string | null {
  const { lunarMon, lunarDay, isLeap } = days.getLunarDate(date);
  if (!isLeap && BY_MOON[`${lunarMon}-${lunarDay}`]) return BY_MOON[`${lunarMon}-${lunarDay}`]!;
  const year = Number(date.slice(0, 4));
  if (days.getSolarTermDate(year, 4, "pure_brightness") === date) return "清明节";
  const next = new Date(Date.parse(date) + 86_400_000).toISOString().slice(0, 10);
  const after = days.getLunarDate(next);
  return after.lunarMon === 1 && after.lunarDay === 1 ? "除夕" : null;
}
