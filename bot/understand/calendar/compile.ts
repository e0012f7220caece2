/** `node bot/understand/calendar/compile.ts`: writes table.generated.ts, the lunar years and solar terms as tyme4ts calculates them. */
import { writeFileSync } from "node:fs";
import { LunarDay, LunarYear, SolarTerm } from "tyme4ts";
import { TERMS } from "./terms.ts";

const FROM = 1900;
const TO = 2150;
const YEARS = Array.from({ length: TO - FROM + 1 }, (_, i) => FROM + i);

/** The first day as the day of the solar year, the month that a leap month follows (0 for none), and which months have 30 days. */
const years = YEARS.map((year) => {
  const lunar = LunarYear.fromYear(year);
  const first = LunarDay.fromYmd(year, 1, 1).getSolarDay();
  const long = lunar.getMonths().reduce((bits, month, i) => (month.getDayCount() === 30 ? bits | (1 << i) : bits), 0);
  return [first.getIndexInYear(), lunar.getLeapMonth(), long].map((n) => n.toString(36)).join(",");
});

/** The day of its month in each year; the month is always the same. */
const terms = TERMS.map((name) => {
  // Terms are counted from the winter solstice of the year before.
  const days = YEARS.map((year) => SolarTerm.fromName(year + (name === "冬至" ? 1 : 0), name).getSolarDay());
  return `${days[0]!.getMonth()} ${days.map((day) => day.getDay().toString(36)).join("")}`;
});

writeFileSync(
  new URL("table.generated.ts", import.meta.url),
  `// Made by calendar/compile.ts with tyme4ts.\nexport const FIRST_YEAR = ${FROM};\nexport const LUNAR_YEARS = ${JSON.stringify(years.join(" "))};\nexport const SOLAR_TERMS = ${JSON.stringify(terms)};\n`,
);
