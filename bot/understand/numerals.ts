/** Chinese and Arabic numerals as they are written in notes. */

const DIGITS: Record<string, number> = {
  零: 0,
  〇: 0,
  一: 1,
  二: 2,
  两: 2,
  三: 3,
  四: 4,
  五: 5,
  六: 6,
  七: 7,
  八: 8,
  九: 9,
  廿: 20,
  卅: 30,
};

const CHINESE = ["零", "一", "二", "三", "四", "五", "六", "七", "八", "九"];

/** A regular-expression source for one numeral: 401, 四零一, 十二, 三百零二. */
export const NUMERAL = "(?:[0-9]{1,4}|[零〇一二两三四五六七八九十百廿卅]{1,6})";

/**
 * The whole number a numeral stands for: 78, 七十八, 四零一 (digits read out: 401), 三百零二, 廿三.
 * Null when it is no number.
 */
export function readNumeral(words: string): number | null {
  if (/^\d+$/.test(words)) return Number(words);
  if (!/^[零〇一二两三四五六七八九十百廿卅]+$/.test(words)) return null;
  if (/[十百]/.test(words)) return readWithUnits(words);
  if (/^[廿卅]/.test(words)) return (DIGITS[words[0]!] ?? 0) + (words[1] ? (DIGITS[words[1]] ?? 0) : 0);
  return Number([...words].map((digit) => DIGITS[digit]).join(""));
}

/** Two numbers in a row are what somebody is not sure of: 三四天, 十七八片. */
const UNSURE = /^(?<tens>[一二三四五六七八九]?十)?(?<least>[一二两三四五六七八])(?<most>[二三四五六七八九])$/;

/** How many, at least: 三四 is 3 and 十七八 is 17, for digits in a row are read out in addresses and not in counts. Null when it is no number. */
export function readCount(words: string): number | null {
  const { tens, least, most } = UNSURE.exec(words)?.groups ?? {};
  if (least && most && DIGITS[most] === DIGITS[least]! + 1) return readNumeral(`${tens ?? ""}${least}`);
  return readNumeral(words);
}

function readWithUnits(words: string): number | null {
  const match = /^(?:([一二两三四五六七八九])?百)?零?(?:([一二两三四五六七八九])?十)?([一二两三四五六七八九])?$/.exec(
    words,
  );
  if (!match) return null;
  const hundreds = words.includes("百") ? (match[1] ? DIGITS[match[1]]! : 1) : 0;
  const tens = words.includes("十") ? (match[2] ? DIGITS[match[2]]! : 1) : 0;
  const last = match[3] ? DIGITS[match[3]]! : 0;
  // 三百二 is 320: a single digit right after 百 counts tens.
  if (hundreds > 0 && tens === 0 && last > 0 && !words.includes("零")) return hundreds * 100 + last * 10;
  return hundreds * 100 + tens * 10 + last;
}

/** 1–99 in Chinese numerals, as grids are named: 3 → 三, 11 → 十一. */
export function inChinese(number: number): string {
  if (number < 10) return CHINESE[number] ?? String(number);
  if (number > 99) return String(number);
  const tens = Math.floor(number / 10);
  return `${tens === 1 ? "" : CHINESE[tens]}十${number % 10 === 0 ? "" : CHINESE[number % 10]}`;
}
