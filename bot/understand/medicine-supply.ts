import type { Span } from "../../cases/visits/draft.ts";
import { addDays } from "../../platform/clock.ts";
import { addMonths } from "./calendar-days.ts";
import type { Clause } from "./clauses.ts";
import { findDateWords } from "./date-words.ts";
import { NUMERAL, readCount, readNumeral } from "./numerals.ts";

/** The day on which medicine runs out, with the words that say so. */
export interface SupplyFound {
  value: string;
  span: Span;
}

const MEDICINE = /药|胰岛素|(?<![打方])针/;
const AMOUNT = `(?<n>${NUMERAL}|半)(?:来|多)?(?<unit>天|日|周|个?(?:星期|礼拜)|个?月)`;
/** 还剩三天的量, 够吃一个礼拜, 只能吃五天, 撑不到两周. */
const LASTS = new RegExp(
  `(?:(?:还|只|就|大概|差不多|估计|最多|顶多)*(?:剩下?|有)|(?:还|只|大概|差不多|最多|顶多)*(?:够|能|撑|顶|可以)(?:得)?(?:吃|用|打|服|撑|顶)?(?:个)?|只够)(?:不到|不了|差不多|大概|最多)?(?:了)?${AMOUNT}`,
);
/** 刚开了一个月的药, 今天配了两周的药. */
const FETCHED = new RegExp(
  `(?:刚刚?|今天|今日)[^\\s]{0,4}(?:开|领|配|拿|取|买|送)(?:了|来|回)*${AMOUNT}的?(?:量的?)?药`,
);
const PIECES = "[片粒颗支包针瓶袋]";
const LEFT = new RegExp(`(?:还|只|就)*(?:剩下?|有)(?:了)?(?<left>${NUMERAL})${PIECES}`);
const A_DAY = new RegExp(`(?:一|每)天(?:吃|打|用|服)?(?<daily>${NUMERAL})${PIECES}`);
/** 药只能吃到周五, 药到25号就没了, 明天就吃完. */
const UNTIL = /(?:吃|用|打|够|撑|服)得?到$/;
/** A day alone after 到 is no date of the note (date-words.ts), and here it is: 吃到25号. */
const TO_DAY = new RegExp(`(?:吃|用|打|够|撑|服)得?到(?:这个月|本月)?(?<day>${NUMERAL})[号日]`);
const THEN_OUT = /^(?:[上下中]午|晚上|早上|左右)?(?:就|就要|就会|要|会|该)+(?:没了?|断|吃完|用完|打完|见底|吃光)/;
/** What was, what is told of others' stocks, and what is only asked. */
const NOT = /上次|上个?月|之前|以前|那时|当时|去年|前阵子|多少天|几天|吗$/;

/**
 * The first thing a folded note says of how long somebody's medicine lasts, counted from the day of the visit. A number without a
 * day (还剩六片) says nothing unless it is told how many are taken a day.
 * @param clauses of the folded text
 * @param day ISO day of the visit
 */
export function findSupply(folded: string, clauses: readonly Clause[], day: string): SupplyFound | null {
  for (const [i, clause] of clauses.entries()) {
    const near = [clauses[i - 1]?.text ?? "", clause.text];
    if (!near.some((text) => MEDICINE.test(text)) || NOT.test(clause.text)) continue;
    const own = MEDICINE.test(clause.text);
    const match = (own ? FETCHED.exec(clause.text) : null) ?? LASTS.exec(clause.text);
    if (match?.groups && (own || /吃|用|够|量|药/.test(clause.text)))
      return { value: ahead(day, match.groups.n!, match.groups.unit!), span: within(clause, match) };
    const left = LEFT.exec(clause.text);
    const daily = left && [clause, clauses[i + 1]].map((one) => A_DAY.exec(one?.text ?? "")).find((one) => one);
    if (left && daily && readCount(daily.groups!.daily!)) {
      const days = Math.floor(readCount(left.groups!.left!)! / readCount(daily.groups!.daily!)!);
      return { value: addDays(day, days), span: within(clause, left) };
    }
    const until = untilDay(folded, clause, day);
    if (own && until) return until;
  }
  return null;
}

function untilDay(folded: string, clause: Clause, day: string): SupplyFound | null {
  for (const date of findDateWords(folded, day)) {
    if (date.span.start < clause.start || date.span.end > clause.end || date.value < day) continue;
    const before = folded.slice(clause.start, date.span.start);
    const after = folded.slice(date.span.end, clause.end);
    if (!UNTIL.test(before) && !(MEDICINE.test(before) && THEN_OUT.test(after))) continue;
    const at = MEDICINE.exec(before)?.index ?? before.length;
    return { value: date.value, span: { start: clause.start + at, end: clause.end } };
  }
  const alone = TO_DAY.exec(clause.text);
  const number = alone && readNumeral(alone.groups!.day!);
  if (!alone || !number || number > 31) return null;
  const this_month = addMonths(day, 0, number);
  return { value: this_month >= day ? this_month : addMonths(day, 1, number), span: within(clause, alone) };
}

function within(clause: Clause, match: RegExpExecArray): Span {
  return { start: clause.start + match.index, end: clause.start + match.index + match[0].length };
}

function ahead(day: string, number: string, unit: string): string {
  const per = unit.endsWith("月") ? 30 : /周|星期|礼拜/.test(unit) ? 7 : 1;
  if (number === "半") return addDays(day, Math.ceil(per / 2));
  const n = readCount(number) ?? 0;
  return per === 30 ? addMonths(day, n) : addDays(day, n * per);
}
