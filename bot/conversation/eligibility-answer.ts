import { FACTS, type Fact, type Known, type Value } from "../../knowledge/eligibility/facts.ts";
import { type Interview, OPENINGS } from "../../knowledge/eligibility/interview.ts";
import { asKnown, asksForBenefits, readCircumstances } from "../understand/circumstances.ts";
import { fold } from "../understand/fold.ts";
import { readNumeral } from "../understand/numerals.ts";

export type Answered = { kind: "stop" | "again" | "unknown" } | { kind: "known"; known: Known };

/** Longer than this it is a note or a question, not an answer. */
const LONGEST = 60;

const STOP = /^(?:先这些|就这些|够了|不问了|先这样|先到这|停一?下?|算了|不用问?了|可以了|行了)[吧了啊。.!！\s]*$/;
const AGAIN = /^(?:继续|接着(?:来|问|说)?|往下|下一[个问])[吧呀啊。.!！\s]*$/;
const UNKNOWN =
  /^(?:这个)?(?:我)?(?:也|都|还)?(?:不知道|不晓得|不清楚|没问|没问到|唔知|不确定|说不(?:好|准|清)|记不(?:得|清)|忘了)[了啊呀。.!！\s]*$/;
const YES =
  /^(?:有|是|对|嗯+|能|会|要|困难|办了|办过|参加了|交了|吃着|在吃|有的|是的|对的|可以|穷|自己不行|不能自理)[的啊呀了。.!！\s]*$/;
const NO =
  /^(?:没有?|冇|不是|不|无|没得|没办|还没|还没办|没参加|没交|不能|不会|不要|不用|过得去|自己能行|还行|都没有|不困难)[的啊呀了。.!！\s]*$/;

/** In these 「困难」 and 「自己不行」 are the yes; their values stand the same way round. */
function yesOrNo(fact: Fact, words: string): Value | null {
  const { values } = FACTS[fact];
  if (values === null) return null;
  if (fact === "aid") return NO.test(words) ? ["none"] : null;
  if (!(values as readonly string[]).includes("yes")) return null;
  // 能 means able: of 长期要人照顾吗 it is the no.
  const turned = fact === "unable" && /^(?:能|可以|还行)/.test(words);
  if (YES.test(words)) return [turned ? "no" : "yes"];
  return NO.test(words) ? [fact === "unable" && /^不能/.test(words) ? "yes" : "no"] : null;
}

/** 82, 八十二, 二级 as the answer to a question for a number. */
function number(fact: Fact, words: string): Value | null {
  if (FACTS[fact].values !== null) return null;
  const match =
    /^(?:大概|差不多|快|有|是)?第?([0-9]{1,3}|[零一二两三四五六七八九十百]{1,5})(?:岁|级|周岁)?(?:了|吧|左右|多)?$/.exec(
      words,
    );
  const read = match ? readNumeral(match[1]!) : null;
  if (read === null || read > (FACTS[fact] as { most: number }).most) return null;
  return { from: read, to: read };
}

/**
 * What words say to an interview: its waiting question answered, 不知道, 先这些, 继续, or more that is known.
 * @returns null when they are about something else
 */
export function answerIn(text: string, { asking }: Interview, reference_year: number): Answered | null {
  const words = fold(text).trim();
  if (words.length > LONGEST || words === "") return null;
  if (AGAIN.test(words)) return { kind: "again" };
  if (asking === null) return null;
  if (STOP.test(words)) return { kind: "stop" };
  if (UNKNOWN.test(words)) return { kind: "unknown" };
  if (asking === "opening") {
    const opening = OPENINGS.find(({ label }) => words === label);
    if (opening) return { kind: "known", known: opening.known };
  } else {
    const answer = yesOrNo(asking.fact, words) ?? number(asking.fact, words);
    if (answer) return { kind: "known", known: { [asking.fact]: answer } };
  }
  // A question, or a new 能办啥 of somebody else, is not about this one.
  if (/[?？吗呢]|怎么|咋|多少钱|记一?下|今天|上午|下午/.test(words) || asksForBenefits(words)) return null;
  const known = asKnown(readCircumstances(text, reference_year));
  const fits = asking === "opening" || known[asking.fact] !== undefined;
  return fits && Object.keys(known).length > 0 ? { kind: "known", known } : null;
}
