import { type Fact, type Known, narrow, type Value } from "../../knowledge/eligibility/facts.ts";
import { findAges } from "./ages.ts";
import { fold } from "./fold.ts";
import * as asking from "./lexicon/benefit-questions.ts";
import * as words from "./lexicon/circumstance-words.ts";
import { TO_RECORD, VISITING } from "./lexicon/intent-words.ts";
import { findMentions } from "./mentions.ts";
import { readCount, readNumeral } from "./numerals.ts";

/** One fact with where it was said, in UTF-16 units of the text. */
export interface Circumstance {
  fact: Fact;
  value: Value;
  start: number;
  /** The words it comes from. */
  words: string;
}

/** Old people by the law (老年人权益保障法 第二条): sixty and above. */
const OLD_FROM = 60;
const CHILD_TO = 17;
const OLDEST = 130;

/** 没低保, 低保没批, but not 有没有低保. Null when it is asked and not said. */
function denied(text: string, start: number, end: number): boolean | null {
  const before = text.slice(Math.max(0, start - 10), start);
  if (words.ASKED_BEFORE.test(before)) return null;
  return words.DENIED.test(before) || words.DENIED_AFTER.test(text.slice(end, end + 10).trimStart());
}

/**
 * What a text says that benefits depend on: age, grade, 低保, what has happened. Every value comes from words in it; what is
 * asked (有没有低保) or left open is not there.
 * @param reference_year the year it was written in
 */
export function readCircumstances(text: string, reference_year: number): Circumstance[] {
  const folded = fold(text);
  const found: Circumstance[] = [...ages(folded, reference_year)];
  const add = (fact: Fact, value: Value, start: number, words: string): void => {
    if (!found.some((one) => one.fact === fact)) found.push({ fact, value, start, words });
  };
  const grade = words.GRADE.exec(folded);
  if (grade) {
    const level = readNumeral(grade[1] ?? grade[2] ?? grade[3]!)!;
    add("grade", { from: level, to: level }, grade.index, grade[0]);
  }
  const severe = words.SEVERE.exec(folded);
  if (severe && denied(folded, severe.index, severe.index + severe[0].length) === false)
    add("grade", { from: 1, to: 2 }, severe.index, severe[0]);
  for (const { fact, when, is, denied: otherwise } of words.SAYINGS) {
    const match = when.exec(folded);
    if (!match) continue;
    const not = denied(folded, match.index, match.index + match[0].length);
    if (not === null) continue;
    if (!not) add(fact, is, match.index, match[0]);
    else if (otherwise) combine(found, { fact, value: otherwise, start: match.index, words: match[0] });
  }
  const months = monthsUnable(folded);
  if (months) add("unable_months", months.value, months.start, "");
  return found.sort((a, b) => a.start - b.start);
}

/** 没低保 and 不是特困: each leaves the other values. */
function combine(found: Circumstance[], told: Circumstance): void {
  const before = found.find((one) => one.fact === told.fact);
  if (!before) found.push(told);
  else if (Array.isArray(before.value) && before.value.length > 1) before.value = narrow(before.value, told.value);
}

function ages(folded: string, reference_year: number): Circumstance[] {
  const stated = findAges(folded, findMentions(folded), reference_year);
  const said = stated.map(
    ({ from, to, span }): Circumstance => ({
      fact: "age",
      value: { from, to },
      start: span.start,
      words: folded.slice(span.start, span.end),
    }),
  );
  if (said.length > 0) return said.slice(0, 1);
  const born = words.BORN_IN.exec(folded);
  const year = born ? yearOf(born[1] ?? born[2] ?? born[3]!, reference_year) : null;
  if (born && year !== null) {
    const value = { from: reference_year - year - 1, to: reference_year - year };
    return [{ fact: "age", value, start: born.index, words: born[0] }];
  }
  const child = words.BRINGS_UP.test(folded) ? null : words.CHILD.exec(folded);
  if (child) return [{ fact: "age", value: { from: 0, to: CHILD_TO }, start: child.index, words: child[0] }];
  const old = words.OLD.exec(folded);
  return old ? [{ fact: "age", value: { from: OLD_FROM, to: OLDEST }, start: old.index, words: old[0] }] : [];
}

const DIGITS = "〇一二三四五六七八九";

/** 1941, 一九四一, 四一: the last of these within a hundred years before the reference year. Null for what is no year. */
function yearOf(said: string, reference_year: number): number | null {
  const digits = Array.from(said.replaceAll("零", "〇"), (one) =>
    DIGITS.includes(one) ? DIGITS.indexOf(one) : one,
  ).join("");
  const number = /^\d+$/.test(digits) ? Number(digits) : null;
  if (number === null) return null;
  const century = reference_year - (reference_year % 100);
  const year = digits.length === 4 ? number : century + number - (century + number >= reference_year ? 100 : 0);
  return year <= reference_year && year > reference_year - OLDEST ? year : null;
}

const LOOSELY: Record<string, [number, number]> = {
  半年: [6, 6],
  大半年: [6, 11],
  一年多: [12, 23],
  几年: [24, 120],
  好几年: [36, 120],
};

function monthsUnable(folded: string): { value: Value; start: number } | null {
  const match = words.UNABLE_FOR.exec(folded);
  if (!match) return null;
  const [, loosely, count, unit] = match;
  const number = count ? readCount(count) : null;
  if (loosely) {
    const [from, to] = LOOSELY[loosely]!;
    return { value: { from, to }, start: match.index };
  }
  if (number === null) return null;
  const from = unit === "年" ? number * 12 : number;
  return { value: { from, to: unit === "年" ? from + 11 : from }, start: match.index };
}

/** Several sayings of one text as what is known; a later one of the same fact narrows or corrects the earlier. */
export function asKnown(circumstances: readonly Circumstance[]): Known {
  const known: Known = {};
  for (const { fact, value } of circumstances) known[fact] = narrow(known[fact], value);
  return known;
}

/** The words of the newest saying of each fact. */
export function wordsOf(circumstances: readonly Circumstance[]): Partial<Record<Fact, string>> {
  return Object.fromEntries(circumstances.map(({ fact, words }) => [fact, words]));
}

/** 他能办啥, 重残二级没低保能领啥: what one person can get is asked, and no rule by its name. */
export function asksForBenefits(text: string): boolean {
  const folded = fold(text).trim();
  const asks = asking.ASKS_FOR_BENEFITS.exec(folded);
  if (!asks || asking.ASKS_OTHER.test(folded)) return false;
  const of_somebody = asking.OF_SOMEBODY.test(folded) || findMentions(folded).some(({ kind }) => kind === "name");
  if (asksOnly(folded) && of_somebody) return true;
  const rest = `${folded.slice(0, asks.index)} ${folded.slice(asks.index + asks[0].length)}`;
  return readCircumstances(rest, 2000).length > 0;
}

/** Nothing is told of them: 他能办啥 stands for somebody of whom was just spoken. */
export const asksOnly = (text: string): boolean => fold(text).trim().length <= asking.ONLY_ASKS;

/** A visit is told with it, which is kept as a note of its own. */
export const tellsOfVisit = (text: string): boolean => VISITING.test(fold(text)) || TO_RECORD.test(fold(text));
