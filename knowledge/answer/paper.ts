import { foldText } from "../terms.ts";

/** What can be asked of a paper: how and where it is got, renewed, replaced. Anything else may be asked of somebody who has one. */
const ASKED_OF_IT =
  "(?:怎么|咋|如何|点样|在哪|去哪|到哪|上哪|哪里|哪儿|找谁|申请|办理|补办|换|续|丢了|掉了|过期|到期|要(?:什么|啥|带)|多久|$)";
const PAPER = new RegExp(
  `(?:^|[^\\p{Script=Han}]|办|补|换|领|续|个|的)?([\\p{Script=Han}]{2,3}证)(?=${ASKED_OF_IT})`,
  "u",
);
/** Words that end so and name no paper (保证, 签证), what is done with one (办证, 扯证), and one that is only pointed at (那本证). */
const NO_PAPER = /^[\p{Script=Han}]?[这那哪本张个]|[保公签认凭论鉴取举查验求印扯领拿办考补换发]证$/u;
/** One paper, several names. */
const NAMES: readonly [said: RegExp, is: RegExp][] = [
  [/残疾人?证/, /残疾人?证/],
  [/[暂居]住证/, /[暂居]住证/],
];

/** The paper that is asked for, by any of its names: 居住证咋办. Null when something else is asked. */
export function paperAsked(words: string): RegExp | null {
  const folded = foldText(words).trim();
  const said = PAPER.exec(folded)?.[1];
  if (!said || NO_PAPER.test(said)) return null;
  const [, is] = NAMES.find(([name]) => name.test(said)) ?? [];
  return is ?? new RegExp(said.slice(-3));
}

/**
 * Who asks how to get a paper is answered by a text about that paper: one that only says who has to bring it is none. Texts named
 * after it alone fit, or else clauses that say how it is got; none does when it is only mentioned.
 */
export function paperFirst<T extends { title: string; path: string; text: string }>(
  words: string,
  fitting: readonly T[],
): T[] {
  const paper = paperAsked(words);
  if (!paper) return [...fitting];
  const named = fitting.filter(({ title, path }) => paper.test(title) || paper.test(path));
  if (named.length > 0) return named;
  const got = new RegExp(
    `(?:办理|申领|领取|补领|换领|申请)[^。；]{0,6}${paper.source}|${paper.source}[^。；]{0,6}(?:的?办理|申领|换发|签注)`,
  );
  return fitting.filter(({ text }) => got.test(text));
}
