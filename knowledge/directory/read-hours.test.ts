import { describe, expect, test } from "vitest";
import { readHours } from "./read-hours.ts";
import { openingHours } from "./render.ts";

/** What was read, as it would be shown. */
const read = (text: string): string | null => {
  const { schedules, understood } = readHours(text);
  return understood ? openingHours(schedules)!.replace("。节假日请先打电话", "") : null;
};

describe("opening hours as lists have them", () => {
  test.each([
    ["周一至周五 8:30-12:00 14:00-17:30", "周一至周五 8:30–12:00、14:00–17:30"],
    ["星期一到星期五 上午8:30—12:00，下午2:00—5:30", "周一至周五 8:30–12:00、14:00–17:30"],
    ["周1-周5，8：30－12：00；14：30－17：30", "周一至周五 8:30–12:00、14:30–17:30"],
    ["工作日8:30-17:30", "周一至周五 8:30–17:30"],
    ["8:30-17:00(周一至周五)", "周一至周五 8:30–17:00"],
    ["每周二、四 9:00-11:00", "周二、周四 9:00–11:00"],
    ["周一、三、五上午九点到十一点半", "周一、周三、周五 9:00–11:30"],
    ["每天 10:30-12:30、16:30-18:00", "每天 10:30–12:30、16:30–18:00"],
    ["周一至周五8:00-18:00，周六9:00-12:00", "周一至周五 8:00–18:00；周六 9:00–12:00"],
    ["周六日 早9点至晚5点", "周六、周日 9:00–17:00"],
    ["周末下午2点-5点半", "周六、周日 14:00–17:30"],
    ["每月第一个周六 9:00-11:00", "每月第1个周六 9:00–11:00"],
    ["每月第二、四个周三下午2:30-4:30", "每月第2个周三、第4个周三 14:30–16:30"],
    ["每月最后一个周五 14:00-16:00", "每月最后一个周五 14:00–16:00"],
    ["每月1日、15日 9:00-11:00", "每月1日、15日 9:00–11:00"],
    ["全天", "每天全天"],
    ["24小时", "每天全天"],
    ["周六至周一 9:00-17:00", "周一、周六、周日 9:00–17:00"],
    ["办公时间:周一至周四9:00-17:00", "周一至周四 9:00–17:00"],
    ["每天20:00-次日6:00", "每天 20:00–6:00"],
  ])("%s", (text, said) => {
    expect(read(text)).toBe(said);
  });

  test.each([
    "9-5",
    "8:30-17:30",
    "夏令时8:00-12:00,冬令时8:30-12:00",
    "周一至周五 8:30-12:00(午休另行通知)",
    "提前一天打电话约",
    "隔周周三 9:00-11:00",
    "周一 25:00-26:00",
    "周一 17:00-9:00",
    "寒暑假 周一至周五 9:00-11:00",
    "每月40日 9:00-11:00",
  ])("%s is kept as it stands, not guessed", (text) => {
    const { schedules, understood } = readHours(text);
    expect(understood).toBe(false);
    expect(schedules).toEqual([{ freq: null, byday: null, opens_at: null, closes_at: null, description: text }]);
  });

  test("days without times are kept with their days", () => {
    expect(readHours("每周二、四上午")).toEqual({
      schedules: [{ freq: "WEEKLY", byday: "TU,TH", opens_at: null, closes_at: null, description: "上午" }],
      understood: false,
    });
  });

  test.each([
    ["周一至周五 9:00-17:00，节假日休息", "节假日休息"],
    ["每天 9:00-17:00（法定节假日除外）", "法定节假日除外"],
    ["周一至周五 9:00-17:00 节假日照常开放", "节假日照常开放"],
  ])("%s: what is said of holidays is kept with every rule", (text, notes) => {
    expect(readHours(text)).toMatchObject({ understood: true, schedules: [{ notes }] });
  });
});
