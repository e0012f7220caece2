import type { Span } from "../sentences.ts";

/** A value and where it was read, in the text it was read from. */
export interface Found<T = string> {
  value: T;
  span: Span;
}

export const DATE = "(\\d{4})\\s*[-年./]\\s*(\\d{1,2})\\s*[-月./]\\s*(\\d{1,2})\\s*日?";
/** 二〇二二年十二月二十九日, as notices are signed. */
const HAN_DATE = "([一二三四五六七八九〇○零]{4})年([一二三四五六七八九十]{1,2})月([一二三四五六七八九十]{1,3})日";

const spanOf = (match: RegExpMatchArray): Span => ({ start: match.index!, end: match.index! + match[0].length });

/** The day of a match whose first three groups are year, month and day; null for a day that does not exist. */
export function isoDate(match: RegExpMatchArray | null): string | null {
  if (!match) return null;
  return isoDay(...(match.slice(1, 4).map(Number) as [number, number, number]));
}

function isoDay(year: number, month: number, day: number): string | null {
  const at = new Date(Date.UTC(year, month - 1, day));
  return at.getUTCMonth() === month - 1 && at.getUTCDate() === day ? at.toISOString().slice(0, 10) : null;
}

/** Every place where `pattern` with a date in its first three groups is found. */
export function datesOf(text: string, pattern: string): Found[] {
  return [...text.matchAll(new RegExp(pattern, "gm"))].flatMap((match) => {
    const value = isoDate(match);
    return value ? [{ value, span: spanOf(match) }] : [];
  });
}

const counted = (words: string): number => {
  const [tens = "", ones = ""] = words.includes("十") ? words.split("十") : ["", words];
  const digit = (sign: string): number => "〇一二三四五六七八九".indexOf(sign);
  return words.includes("十") ? (tens ? digit(tens) : 1) * 10 + (ones ? digit(ones) : 0) : digit(ones);
};

/** The day a notice is signed with, on a line of its own near its end. */
export function signedOn(text: string): Found | null {
  const tail_at = Math.max(0, text.length - 3_000);
  const here = datesOf(text, `^[ \\t\\u3000]*(?:.{0,30}[ \\t\\u3000])?${DATE}[ \\t\\u3000]*$`).filter(
    ({ span }) => span.start >= tail_at || span.start > text.length / 2,
  );
  const in_words = [...text.matchAll(new RegExp(`^[ \\t\\u3000]*${HAN_DATE}[ \\t\\u3000]*$`, "gm"))].flatMap(
    (match) => {
      const year = Number(Array.from(match[1]!, (sign) => Math.max(0, "〇一二三四五六七八九".indexOf(sign))).join(""));
      const value = isoDay(year, counted(match[2]!), counted(match[3]!));
      return value ? [{ value, span: spanOf(match) }] : [];
    },
  );
  return [...here, ...in_words].at(-1) ?? null;
}

const FORCE = "(?:施行|实施|执行|生效)";
const RULE = "(?:办法|条例|规定|细则|通知|意见|方案|规范|标准|制度|法|决定|公告|文件|措施|规程|指引|指南)";

/**
 * From when the text holds: 本办法自2014年5月1日起施行 goes before a date that is only told of; 自印发之日起施行 is the day it was
 * published.
 * @param is_rule false for a text that may only tell of rules: then only what it says of itself counts
 */
export function inForceFrom(text: string, published: Found | null, is_rule: boolean): Found | null {
  const own = datesOf(text, `本${RULE}(?:自|从|于|将)?\\s*${DATE}\\s*起?(?:正式|开始|试)?${FORCE}`).at(-1);
  if (own || !is_rule) return own ?? null;
  const told = datesOf(text, `${DATE}\\s*起?(?:正式|开始)?${FORCE}`).at(-1);
  if (told) return told;
  const at_once = new RegExp(`自(?:印发|发布|公布|发文|颁布|下发)之日起(?:正式)?${FORCE}`).exec(text);
  return at_once && published ? { value: published.value, span: spanOf(at_once) } : null;
}

const YEARS = "一二两三四五六七八九十";

function yearsOf(words: string): number {
  if (/^\d+$/.test(words)) return Number(words);
  const at = YEARS.indexOf(words);
  return at < 2 ? at + 1 : at;
}

/**
 * Until when the text holds. Only its own term: a sentence that says from when it holds, or names 本办法; a card or an order
 * that the text tells of has a term too.
 */
export function inForceTo(text: string, from: string | null): Found | null {
  for (const sentence of text.matchAll(/[^。\n]*有效期[^。\n]*/g)) {
    if (!new RegExp(`${FORCE}|本${RULE}[^，]{0,4}有效期|之日起`).test(sentence[0])) continue;
    const until = new RegExp(`有效期(?:限)?(?:截?至|到)\\s*${DATE}`).exec(sentence[0]);
    const span = (match: RegExpExecArray): Span => {
      const start = sentence.index + match.index;
      return { start, end: start + match[0].length };
    };
    const day = isoDate(until);
    if (until && day) return { value: day, span: span(until) };
    const term = new RegExp(`有效期(?:限)?(?:为|是|：|:)?\\s*(\\d{1,2}|[${YEARS}])\\s*年`).exec(sentence[0]);
    if (!term || !from) continue;
    const end = new Date(`${from}T00:00:00Z`);
    end.setUTCFullYear(end.getUTCFullYear() + yearsOf(term[1]!));
    end.setUTCDate(end.getUTCDate() - 1);
    return { value: end.toISOString().slice(0, 10), span: span(term) };
  }
  return null;
}
