const DIGITS = "零一二三四五六七八九";

/** 1 → 一, 12 → 十二, 105 → 一百零五; 1 to 9,999. */
export function inChinese(number: number): string {
  let text = "";
  let is_gap = false;
  for (const [unit, name] of [
    [1_000, "千"],
    [100, "百"],
    [10, "十"],
    [1, ""],
  ] as const) {
    const digit = Math.floor(number / unit) % 10;
    if (digit === 0) is_gap = text !== "";
    else {
      text += `${is_gap ? "零" : ""}${DIGITS[digit]}${name}`;
      is_gap = false;
    }
  }
  return text.replace(/^一十/, "十");
}

/** 1 → A, 26 → Z, 27 → AA, as Word counts. */
export function inLetters(number: number): string {
  const letter = String.fromCharCode(65 + ((number - 1) % 26));
  return letter.repeat(Math.floor((number - 1) / 26) + 1);
}

const ROMAN = [
  [1000, "M"],
  [900, "CM"],
  [500, "D"],
  [400, "CD"],
  [100, "C"],
  [90, "XC"],
  [50, "L"],
  [40, "XL"],
  [10, "X"],
  [9, "IX"],
  [5, "V"],
  [4, "IV"],
  [1, "I"],
] as const;

/** 4 → IV */
export function inRoman(number: number): string {
  let rest = number;
  let text = "";
  for (const [amount, letters] of ROMAN) {
    text += letters.repeat(Math.floor(rest / amount));
    rest %= amount;
  }
  return text;
}

const VALUES: Record<string, number> = { 十: 10, 百: 100, 千: 1_000 };

/** 一百零五 → 105, 十二 → 12, 二〇 → 20, 12 → 12; NaN for anything else. */
export function fromChinese(words: string): number {
  if (/^\d+$/.test(words)) return Number(words);
  const digits = words.replaceAll("〇", "零");
  if (/^[零一二三四五六七八九]+$/.test(digits)) return Number(Array.from(digits, (d) => DIGITS.indexOf(d)).join(""));
  let total = 0;
  let digit: number | null = null;
  for (const sign of digits) {
    const value = VALUES[sign];
    if (value) {
      total += (digit ?? 1) * value;
      digit = null;
    } else if (DIGITS.includes(sign)) digit = sign === "零" ? null : DIGITS.indexOf(sign);
    else return Number.NaN;
  }
  return total + (digit ?? 0);
}
