import * as z from "zod";
import type { HsdsValue } from "./package.ts";
import type { Column } from "./tables.ts";

const UUID = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/i;
const date = z.iso.date();
const email = z.email();
const CHINA_MINUTES = 8 * 60;

/** A value, or what was expected in its place. */
export type Read = { value: HsdsValue } | { expected: string };

/** One cell of a package, already trimmed and not empty. */
export function readValue({ kind, allowed }: Column, text: string): Read {
  const wrong = (expected: string): Read => ({ expected: `${expected},现在是「${text.slice(0, 40)}」` });
  switch (kind) {
    case "string":
      return { value: text };
    case "uuid":
      return UUID.test(text) ? { value: text.toLowerCase() } : wrong("要是 UUID");
    case "number":
      return /^-?\d+(\.\d+)?([eE]-?\d+)?$/.test(text) ? { value: Number(text) } : wrong("要是数字");
    case "date":
      return date.safeParse(text).success ? { value: text } : wrong("要是日期,如 2026-11-21");
    case "datetime": {
      const at = /^\d{4}-\d{2}-\d{2}[T ]\d{2}:\d{2}/.test(text) ? new Date(text) : new Date(Number.NaN);
      return Number.isNaN(at.getTime()) ? wrong("要是时刻,如 2026-11-21T08:30:00Z") : { value: at.toISOString() };
    }
    case "time": {
      const value = chinaTime(text);
      return value === null ? wrong("要是时间,如 08:30,带时区的换到中国要在同一天") : { value };
    }
    case "email":
      return email.safeParse(text).success ? { value: text } : wrong("要是邮箱地址");
    case "uri":
      return /^[a-z][a-z\d+.-]*:\S+$/i.test(text) ? { value: text } : wrong("要是网址,以 https:// 开头");
    case "enum":
      return allowed.includes(text) ? { value: text } : wrong(`只能是 ${allowed.join("、")}`);
  }
}

/** 09:00, 09:00:00, 01:00Z, 09:00+08:00 → 09:00:00 in China; null for what is no time, or another day in China. */
function chinaTime(text: string): string | null {
  const match = /^([01]?\d|2[0-4]):([0-5]\d)(?::([0-5]\d))?\s*(Z|[+-]\d{2}:?\d{2})?$/i.exec(text);
  if (!match) return null;
  const [, hours, minutes, , zone] = match;
  let at = Number(hours) * 60 + Number(minutes);
  if (at > 1440) return null;
  if (zone !== undefined) {
    const [, sign, h, m] = /^([+-])(\d{2}):?(\d{2})$/.exec(zone) ?? [null, "+", "0", "0"];
    at += CHINA_MINUTES - (sign === "-" ? -1 : 1) * (Number(h) * 60 + Number(m));
    if (at < 0 || at > 1440) return null;
  }
  // The end of the day as lists are typed; 24:00 is no time of day to the standard.
  if (at === 1440) at = 1439;
  const two = (n: number): string => String(n).padStart(2, "0");
  return `${two(Math.floor(at / 60))}:${two(at % 60)}:00`;
}
