import type { Found, Kind } from "./span.ts";

/** What people put between the digits of one number, invisible characters included; one or two of them. */
const GAP = "[\\s\\-‐-―－_·•.()（）\\u00ad\\u200b-\\u200f\\u2060\\ufe0f\\u20e3\\ufeff]{0,2}";
const GAPS = /[^0-9Xx]+/g;

const DIGIT_OF = new Map<string, string>();
for (const row of [
  "0零〇○洞⓪",
  "1一壹幺①",
  "2二贰②",
  "3三叁③",
  "4四肆④",
  "5五伍⑤",
  "6六陆⑥",
  "7七柒拐⑦",
  "8八捌⑧",
  "9九玖勾⑨",
])
  for (const character of row.slice(1)) DIGIT_OF.set(character, row[0]!);
const SPOKEN = new RegExp(`[${[...DIGIT_OF.keys()].join("")}]`, "g");

/** The same length as the text, with every numeral that may be a digit read out as that digit: 幺三八 → 138. */
export function asDigits(text: string): string {
  return text.replace(SPOKEN, (character) => DIGIT_OF.get(character)!);
}

const digits = (least: number, most = least) => `(?:${GAP}[0-9]){${least},${most}}`;
const whole = (pattern: string) => new RegExp(`(?<![0-9])${pattern}(?![0-9])`, "g");

interface Shape {
  kind: Kind;
  pattern: RegExp;
  /** Digits only (and X): false when these are no such number. */
  holds?: (digits: string) => boolean;
  /** Breaks between groups of digits, at most; a number read digit by digit has one after each. */
  gaps: number;
}

const BORN = "(?:19|20)[0-9]{2}(?:0[1-9]|1[0-2])(?:0[1-9]|[12][0-9]|3[01])";
/** GB 11643: region, day of birth, three digits, check character; 15 digits before 1999. */
const RESIDENT = new RegExp(
  `^[1-9][0-9]{5}(?:${BORN}[0-9]{3}[0-9Xx]|[0-9]{2}(?:0[1-9]|1[0-2])(?:0[1-9]|[12][0-9]|3[01])[0-9]{3})`,
);

/** From the most particular to the least; what one has taken is not read again. */
const SHAPES: readonly Shape[] = [
  // Printed in fours: 6222 0213 0700 1234 567.
  { kind: "card", pattern: whole("[3-9][0-9]{3}(?:[\\s-]{1,2}[0-9]{4}){3}(?:[\\s-]{0,2}[0-9]{1,3})?"), gaps: 4 },
  // The certificate of disability: the identity number, category and degree (and B with a number for a reissue).
  { kind: "identity", pattern: whole(`[1-9]${digits(16)}${GAP}[0-9Xx]${digits(2, 3)}`), holds: isResident, gaps: 6 },
  { kind: "identity", pattern: whole(`[1-9]${digits(16)}${GAP}[0-9Xx]`), holds: isResident, gaps: 6 },
  { kind: "identity", pattern: whole(`[1-9]${digits(14)}`), holds: isResident, gaps: 5 },
  { kind: "phone", pattern: whole(`(?:(?:\\+|00)${GAP})?86${GAP}1[3-9]${digits(9)}`), gaps: 5 },
  { kind: "phone", pattern: whole("1[3-9][0-9][，,、/;；|]\\s?[0-9]{4}[，,、/;；|]\\s?[0-9]{4}"), gaps: 2 },
  { kind: "phone", pattern: whole(`1${GAP}[3-9]${digits(9)}`), gaps: 4 },
  { kind: "phone", pattern: whole(`0${digits(9, 11)}`), gaps: 4 },
  { kind: "card", pattern: whole(`[3-9]${digits(15, 18)}`), gaps: 5 },
  // A line of a town without its area code: 2232 0251.
  { kind: "phone", pattern: whole(`[2-8][0-9]{3}[\\s-][0-9]{4}`), holds: (d) => !/^(?:19|20)/.test(d), gaps: 1 },
  { kind: "number", pattern: whole(`[0-9]{7,}[Xx]?`), gaps: 0 },
  // Grouped as no other number is: 8801 2345 6789.
  {
    kind: "number",
    pattern: whole(`(?!(?:1[12][0-9]|12[0-9]{3})(?![0-9]))[0-9]{3,}(?:[\\s-][0-9]{3,}){2,}`),
    holds: isNoRow,
    gaps: 9,
  },
];

function isResident(digits: string): boolean {
  return RESIDENT.test(digits);
}

/** A row of years or amounts is no number: 2023 2024 2025, 500 800 1000. */
function isNoRow(digits: string): boolean {
  return !/^(?:(?:19|20)[0-9]{2})+$/.test(digits) && !/^(?:[1-9][0-9]?[05]0)+$/.test(digits);
}

/** Dates and document numbers are left out before anything is read. */
const NO_NUMBER =
  /(?<![0-9-])(?:19|20)[0-9]{2}([-./])(?:0?[1-9]|1[0-2])\1(?:0?[1-9]|[12][0-9]|3[01])(?![0-9])|(?<![0-9])(?:19|20)[0-9]{2}年|[〔[(（](?:19|20)[0-9]{2}[〕\])）]\s?第?[0-9]{1,4}号|(?<![0-9])(?:400|800)[\s-]?[0-9]{3,4}[\s-]?[0-9]{3,4}(?![0-9])/g;
const DATE = new RegExp(`^${BORN}$`);
/** After a number: it counts something. */
const COUNTS = /^\s?(?:多|余|来)?(?:元|块|万|亿|人|户|个|件|米|公里|平方|吨|斤|克|分|次|条|%|％|毫升|毫米|千)/;
/** Before a number: somebody's, however short it is. The last four of a number may be told. */
const SOMEBODYS =
  /(?:身份证|证件|残疾证|低保证|户口本|户口簿|护照|通行证|证)(?:号码?|后[0-9一二三四五六七八九十]+位|编号)?|(?:银行|社保|医保|信用|储蓄|借记)?卡(?:号)|(?:账|帐|户|存折|卡|病历|住院|门诊|社保|参保|缴费|水表|电表|燃气)号码?|存折|密码|验证码|取款码|扣扣号?|[Qq]{2}号?/g;

/**
 * Phones, identity and certificate numbers, bank cards and any other number long enough to be somebody's, in every spacing and also as
 * numerals that were read out. Amounts, dates, counts, document numbers, 400 and short public lines stay.
 * @param allowed digits of numbers that may stay readable
 */
export function findNumbers(text: string, allowed: ReadonlySet<string>): Found[] {
  const found: Found[] = [];
  const blank = (view: string, start: number, end: number) =>
    view.slice(0, start) + "\u0000".repeat(end - start) + view.slice(end);
  let written = text.replace(NO_NUMBER, (words) => "\u0000".repeat(words.length));
  let read_out = asDigits(written);
  const take = (start: number, end: number, kind: Kind) => {
    found.push({ start, end, kind });
    written = blank(written, start, end);
    read_out = blank(read_out, start, end);
  };
  /** Numbers that may stay are left out, so that no other shape takes them. */
  const leave = (start: number, end: number) => {
    written = blank(written, start, end);
    read_out = blank(read_out, start, end);
  };
  const readAll = (view: () => string) => {
    for (const shape of SHAPES) {
      for (const match of view().matchAll(shape.pattern)) {
        const [start, end] = [match.index, match.index + match[0].length];
        const bare = match[0].replace(GAPS, "");
        const gaps = match[0].match(GAPS)?.length ?? 0;
        if (gaps > shape.gaps && gaps < bare.length - 1) continue;
        if (shape.holds && !shape.holds(bare)) continue;
        if (allowed.has(bare)) leave(start, end);
        else if (shape.kind !== "number" || isSomebodys(view(), start, end, bare)) take(start, end, shape.kind);
      }
    }
  };
  readAll(() => written);
  readAll(() => read_out);
  for (const match of text.matchAll(SOMEBODYS)) {
    const from = match.index + match[0].length;
    const next = /^[^0-9，。；\n]{0,5}?([0-9](?:[\s-]?[0-9]){4,})/.exec(read_out.slice(from, from + 40));
    if (!next) continue;
    const start = from + next[0].length - next[1]!.length;
    take(start, from + next[0].length, /卡/.test(match[0]) ? "card" : "number");
  }
  return found;
}

function isSomebodys(view: string, start: number, end: number, bare: string): boolean {
  // 一二三四五六七八九十 is counting.
  if ("0123456789".includes(bare)) return false;
  if (bare.length === 8 && DATE.test(bare)) return /(?:电话|手机|座机|号码)\P{Nd}{0,4}$/u.test(view.slice(0, start));
  return bare.length >= 10 || !COUNTS.test(view.slice(end, end + 4));
}
