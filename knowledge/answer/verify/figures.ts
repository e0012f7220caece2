import { foldText } from "../../terms.ts";

const DIGITS = "〇一二三四五六七八九";
const POWERS: Record<string, number> = { 十: 10, 百: 100, 千: 1_000, 万: 10_000, 亿: 100_000_000 };

/** 一百二十 → 120, 两千零五 → 2005, 三十 → 30, 一百二 → 120, 二〇二六 → 2026; null for anything else. */
export function readNumeral(words: string): number | null {
  const plain = words.replaceAll("零", "〇").replaceAll("两", "二");
  if (plain.length > 1 && [...plain].every((c) => DIGITS.includes(c)))
    return Number([...plain].map((c) => DIGITS.indexOf(c)).join(""));
  let total = 0;
  let section = 0;
  let digit: number | null = null;
  let power = 0;
  let largest = 0;
  for (const c of plain) {
    const value = DIGITS.indexOf(c);
    if (value >= 0) {
      if (digit) return null;
      digit = value;
      if (value === 0) power = 0;
      continue;
    }
    const unit = POWERS[c];
    if (unit === undefined) return null;
    if (unit >= 10_000) {
      const part = section + (digit ?? 0);
      // 一亿二千万: what is smaller comes to it; 一万亿 multiplies.
      total = total > 0 && unit < largest ? total + part * unit : (total + part) * unit;
      largest = unit;
      section = 0;
    } else section += (digit ?? (unit === 10 ? 1 : 0)) * unit;
    digit = null;
    power = unit;
  }
  // 一百二 is 120, 三万五 is 35000.
  if (digit && power >= 100 && plain.at(-2) !== "〇") digit *= power / 10;
  return total + section + (digit ?? 0);
}

/** Words in which 一, 两, 千 or 万 counts nothing. */
const NO_NUMBER =
  /统一|唯一|同一|之一|一(?:般|定|样|致|起|直|旦|些|切|概|律|并|边|贯|向|时|经|方面|下|点|步|系列|体|线|站)|万一|(?<![\d〇一二三四五六七八九十百几数])千万(?!元|人|户)|第一(?:时间|步|线)|两(?:者|项|个方面)|四肢|三无|五保|七窍|八音|十分(?!钟|之)|千方百计|百姓|三农|二胎|一胎/g;
const CHINESE_NUMERAL = /[〇零一二三四五六七八九十百千万亿两]+/g;
const FRACTION = /([〇零一二三四五六七八九十百千]+|\d+)分之([〇零一二三四五六七八九十百千两]+|\d+(?:\.\d+)?)/g;
const SCALED = /(\d+(?:\.\d+)?)\s*([十百千万亿]+)(?!分)/g;
const HALF = /(\d+(?:\.\d+)?)(个?)(月|年|小时|天|日|倍)半/g;

const DATE =
  /(?<!\d)(?:(\d{4})(?:年|[-/.](?=\d{1,2}[-/.]\d{1,2}(?!\d))))?(?<![\d.])(\d{1,2})(?:月|(?<=\d{4}[-/.]\d{1,2})[-/.])(\d{1,2})(?:[日号]|(?<=\d{4}[-/.]\d{1,2}[-/.]\d{1,2})(?!\d))/g;
/** Words that stay are held by characters of the private use area meanwhile. */
const KEPT = 0xe000;

const scale = (units: string): number => [...units].reduce((product, unit) => product * (POWERS[unit] ?? 1), 1);
const short = (value: number): string => String(Number(value.toPrecision(12)));

/**
 * A text in which every number is written one way: full width, 一百二十, 1,200, 1.5万, 百分之五 and 三分之一 become 120, 1200,
 * 15000, 5% and 1/3. Words such as 统一 or 一般 stay.
 */
export function withPlainNumbers(text: string): string {
  const kept: string[] = [];
  const folded = foldText(text)
    .replace(/[\ue000-\uf8ff]/g, "")
    .replace(/(?<=\d)[,，](?=\d{3}(?!\d))/g, "")
    .replace(FRACTION, (_, whole: string, part: string) => {
      const of = whole === "百" ? 100 : readPart(whole);
      const value = readPart(part);
      return of === null || value === null ? _ : of === 100 ? `${short(value)}%` : `${value}/${of}`;
    })
    .replace(/(\d+(?:\.\d+)?)(?:个百分点|%)/g, "$1%")
    .replace(NO_NUMBER, (word) => {
      kept.push(word);
      return String.fromCharCode(KEPT + kept.length - 1);
    })
    .replace(SCALED, (whole: string, digits: string, units: string) => {
      const value = Number(digits) * scale(units);
      return Number.isFinite(value) ? short(value) : whole;
    })
    .replace(CHINESE_NUMERAL, (words) => {
      const value = readNumeral(words);
      return value === null ? words : short(value);
    })
    .replace(HALF, (_, digits: string, piece: string, unit: string) => `${short(Number(digits) + 0.5)}${piece}${unit}`)
    .replace(/半(?=个?(?:月|年|小时|天|日))/g, "0.5");
  return folded.replace(/[\ue000-\uf8ff]/g, (place) => kept[place.charCodeAt(0) - KEPT] ?? "");
}

const readPart = (words: string): number | null => (/^\d/.test(words) ? Number(words) : readNumeral(words));

/** A number with the unit that stands behind it. */
export interface Figure {
  /** As `withPlainNumbers` writes it: 120, 1/3, 5%, 0757-22320251. */
  number: string;
  /** 元, 天, 小时, 年, 月, 日, 岁, 级, 条…; empty when none of those follows. */
  unit: string;
  /** 每 stands before its unit of time, 第 before it, or it opens a list (1. 2.): told apart from an amount. */
  kind: "amount" | "ordinal";
}

const UNIT =
  "(?:个)?(?:工作日|自然日|小时|分钟|周岁|百分点|公里|平方米|万元|亿元|年|月份|月|日|号|天|周|岁|元|块|角|分|倍|次|级|人|名|户|条|款|项|章|节|种|类|份|张|个|位|家|所|件|米|公斤|克|度|点|成|折|场|届|期|页)";
const FIGURE = new RegExp(
  `(第)?(\\d+(?:\\.\\d+)?(?:/\\d+)?%?|0\\d{2,3}-\\d{7,8}|\\d{3,4}(?:-\\d{3,4}){1,2})(?:余|多|几)?(${UNIT})?`,
  "g",
);
const PHONE_LIKE = /\d{3,4}[-—–]\d{7,8}|\d{3}[-—–]\d{3,4}[-—–]\d{4}/g;

/** The figures of a text, in its order. */
export function figuresOf(text: string): Figure[] {
  // A dashed phone number is one number, a range (3-5天) two.
  const plain = withPlainNumbers(text)
    // The day and month of a date are no spans of time.
    .replace(DATE, (_, year: string | undefined, month: string, day: string) =>
      [year && `${Number(year)}年`, `${Number(month)}月份${Number(day)}号`].filter(Boolean).join(""),
    )
    .replace(PHONE_LIKE, (number) => number.replace(/[-—–]/g, ""))
    .replace(/(?<=\d)\s*(?:-|—|~|～|至|到)\s*(?=\d)/g, " ");
  return [...plain.matchAll(FIGURE)].map(([, ordinal, number, unit]) => ({
    number: number!
      .replace(/^0+(?=\d{1,2}$)/, "")
      .replace(/(\.\d*?)0+$/, "$1")
      .replace(/\.$/, ""),
    unit: (unit ?? "").replace(/^个(?=.)/, ""),
    kind: ordinal ? "ordinal" : "amount",
  }));
}

/** Units that say the same. */
const SAME_UNIT: Record<string, string> = {
  块: "元",
  周岁: "岁",
  名: "人",
  位: "人",
  天: "日",
  自然日: "日",
};
const unitOf = (unit: string): string => SAME_UNIT[unit] ?? unit;

/** The same span of time in another unit: 24小时 = 1天, 12个月 = 1年, 7天 = 1周. */
const IN_OTHER_UNITS: readonly (readonly [string, string, number])[] = [
  ["小时", "日", 24],
  ["月", "年", 12],
  ["日", "周", 7],
  ["分钟", "小时", 60],
];

function alike(figure: Figure, unit: string): Figure[] {
  const own = unitOf(unit);
  const value = Number(figure.number);
  if (!Number.isFinite(value)) return [];
  return IN_OTHER_UNITS.flatMap(([small, large, many]) => {
    if (own === large) return [{ ...figure, number: short(value * many), unit: small }];
    return own === small && value % many === 0 ? [{ ...figure, number: short(value / many), unit: large }] : [];
  });
}

const has = (held: readonly Figure[], wanted: Figure): boolean =>
  held.some(
    ({ number, unit }) =>
      number === wanted.number && (unit === "" || wanted.unit === "" || unitOf(unit) === unitOf(wanted.unit)),
  );

/**
 * Figures of a statement that stand nowhere in the source, in whatever spelling; the same number of another unit (24小时, 24天) is
 * another figure. Small counts of things without a unit of measure (一个, 两种) are not asked for.
 */
export function missingFigures(statement: string, source: string): Figure[] {
  const held = figuresOf(source);
  return figuresOf(statement).filter((figure) => {
    if (has(held, figure) || alike(figure, figure.unit).some((other) => has(held, other))) return false;
    const counts = ["个", "种", "类", "项", "点", "件", ""].includes(figure.unit) && Number(figure.number) <= 3;
    return !counts || /\d/.test(statement.normalize("NFKC"));
  });
}
