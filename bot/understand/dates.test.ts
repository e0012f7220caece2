import { afterEach, expect, test, vi } from "vitest";
import { readDates } from "./dates.ts";

/** A Wednesday; the year has a leap sixth month. */
const REF = "2025-09-10";

afterEach(() => vi.unstubAllEnvs());

test.each([
  ["下礼拜三再去看她", "2025-09-17"],
  ["礼拜四", "2025-09-11"],
  ["这周五", "2025-09-12"],
  ["星期天", "2025-09-14"],
  ["上周五来也没人", "2025-09-05"],
  ["上上礼拜六", "2025-08-30"],
  ["下下周一", "2025-09-22"],
  ["周二去过没人", "2025-09-09"],
  ["周二再去", "2025-09-16"],
  ["前儿下雨", "2025-09-08"],
  ["昨晚", "2025-09-09"],
  ["大后天", "2025-09-13"],
  ["后个", "2025-09-12"],
  ["听日先过嚟", "2025-09-11"],
  ["过两天再来", "2025-09-12"],
  ["过三四天再来", "2025-09-13"],
  ["两三周以后", "2025-09-24"],
  ["半个月后", "2025-09-25"],
  ["一个月以后", "2025-10-10"],
  ["十天内", "2025-09-20"],
  ["月底前", "2025-09-30"],
  ["下个月5号", "2025-10-05"],
  ["17号再来", "2025-09-17"],
  ["八号再去", "2025-10-08"],
  ["9月17号", "2025-09-17"],
  ["2025年9月17日", "2025-09-17"],
  ["节后再修", "2025-10-08"],
  ["冬至", "2025-12-21"],
  ["下个月十八我去喝喜酒", "2025-10-18"],
  ["九月底再通知", "2025-09-30"],
  ["十月初再来", "2025-10-01"],
  ["每周三", "2025-09-10"],
])("%s is %s", (words, value) => {
  expect(readDates(words, REF).map((d) => d.value)).toEqual([value]);
});

test.each([
  ["农历八月初八去看黄阿婆", "2025-09-29"],
  ["约好农历八月十五送月饼", "2025-10-06"],
  ["重阳节想安排义诊", "2025-10-29"],
  ["九月初九请她吃饭", "2025-10-29"],
  ["腊月二十三", "2026-02-10"],
  ["年三十前", "2026-02-16"],
  ["下个月初八来接她", "2025-09-29"],
])("%s is %s by the lunar calendar", (words, value) => {
  expect(readDates(words, REF)).toMatchObject([{ value, lunar: true }]);
});

test("a list of weekdays stays in the week its first one names", () => {
  expect(readDates("敲了三次门 上礼拜一 礼拜四 今天 都没人", REF).map((d) => d.value)).toEqual([
    "2025-09-01",
    "2025-09-04",
    "2025-09-10",
  ]);
});

test.each([
  "药还剩三四天",
  "三天没睡",
  "明后天再去",
  "下个月十八个人来",
  "上初二的孙女",
  "8号 郑老爹",
  "五一二室",
  "半小时后找到的",
  "等了三十分钟",
])("%s holds no date", (words) => {
  expect(readDates(words, REF)).toEqual([]);
});

test.each([
  ["我说下礼拜三再去看她", "next"],
  ["我答应她周五前回话", "next"],
  ["打电话她说临时加班 改成礼拜六上午", "next"],
  ["我说过两天拿表给他", "next"],
  ["我说九月底再通知", "next"],
  ["婆婆后天到", "other"],
  ["女儿说明天带她去看", "other"],
  ["他下周三去复查", "other"],
  ["我让她明天去打针", "other"],
  ["药是每周三女儿来分装", "other"],
  ["今天上午去了三网格", "visit"],
  ["前天跌过一跤", "other"],
])("%s: the date is for %s", (words, role) => {
  expect(readDates(words, REF).map((d) => d.role)).toContain(role);
  expect(readDates(words, REF).every((d) => d.role === role)).toBe(true);
});

test("words and span quote the text as written", () => {
  const text = "我話下禮拜三再去睇佢";
  const [date] = readDates(text, REF);
  expect(date).toMatchObject({ words: "下禮拜三", value: "2025-09-17" });
  expect(text.slice(date!.span.start, date!.span.end)).toBe("下禮拜三");
});

test("the day does not depend on where the process runs", () => {
  for (const zone of ["America/Los_Angeles", "Asia/Shanghai", "Pacific/Kiritimati"]) {
    vi.stubEnv("TZ", zone);
    expect(readDates("9月17号再去 三天后打电话", REF).map((d) => d.value)).toEqual(["2025-09-17", "2025-09-13"]);
  }
});
