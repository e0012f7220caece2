import { inStandardWords } from "./dialect.ts";
import { fold } from "./fold.ts";

/** 装好了, 批下来了, 领到了, 送上门了, 解决了: something that was asked for has happened. */
const DONE =
  /(?:[装修办弄做补配换改买租接通申批送领拿发给搭安约联谈调跑落定建搬清打写填报转请找][好妥成上完到齐下]|(?:申请|办|批|发|拿|领|定|送|谈)(?:下来|下去|过来|到手|上门|到家|成功)|解决|落实|搞定|搞掂|到位|到账|通过|批准|批|开通|接通|恢复|修复|更换|安装|安排好|有着落|有人(?:送|管|帮|照看|照顾|陪|接)|完成|办结|装|修|换|通)(?:了|咗|啦|喽|囉|完了)|有人(?:送|管|帮|照看|照顾|陪|接)[^,，。]{0,6}了/u;
/** It has not happened yet, was asked about, or is only wished or promised. */
const NOT_DONE =
  /(?:还没|还未|没有?|未|仲未|冇|不给|不肯|不|无法|没能|未能|几时|什么时候|何时|等着|等[^,，。]{0,6}(?:装|修|办|批|送)|想(?!要)|要(?!的)|希望|打算|准备|明天|后天|下周|下个?月|说好|说是|听说|据说|快要?|马上|就要)[^,，。;；]{0,8}(?:装|修|办|批|领|拿|送|解决|落实|到位|通过|到账|换|接|申请|好)/u;
const ASKS = /[?？]|[吗嘛么吧][。.!！]?$|没有?[。.!！]?$|怎么样|怎样|咋样|如何/u;

/** Whether words say that something that was needed has been done: 王奶奶的扶手装好了. Not yet done, promised or asked about does not count. */
export const saysDone = (text: string): boolean => doneIn(text).length > 0;

/** The stretches of a text that say that something has been done. */
export function doneIn(text: string): string[] {
  const plain = inStandardWords(fold(text)).trim();
  return clausesOf(plain).filter((clause) => DONE.test(clause) && !NOT_DONE.test(clause) && !ASKS.test(clause));
}

const clausesOf = (plain: string): string[] =>
  plain.split(/(?<=[?？])|[,，。;；!！\n]/u).filter((clause) => clause.trim());

/** Words that say nothing of what was needed: 需要一个, 帮忙申请. */
const EMPTY =
  /想要?|需要|希望|帮忙?|申请|一[个台张副把条]|有人|家里|老人|奶奶|爷爷|安装|装|修理?|换|办理?|送|领|的|了|没有?|快要?|缺|断|[吃用]完|不够|不|上|下|要/gu;

/**
 * How much of what a need asks for stands in words that say that something is done: the share of its pairs of neighbouring characters, 0
 * to 1; of a need of one character whether it stands there.
 */
export function sharedWith(need: string, said: string): number {
  const runs =
    fold(need)
      .replace(EMPTY, " ")
      .match(/[\p{Script=Han}]+|[\p{Script=Latin}]{2,}/gu) ?? [];
  const pairs = runs.flatMap((run) => {
    const letters = [...run];
    return letters.length < 2 ? letters : letters.slice(1).map((letter, i) => letters[i]! + letter);
  });
  if (pairs.length === 0) return 0;
  const folded = fold(said);
  return pairs.filter((pair) => folded.includes(pair)).length / pairs.length;
}
