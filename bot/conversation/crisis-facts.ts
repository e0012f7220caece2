import type { Victim } from "../../cases/crises/duties.ts";
import type { Verdict } from "../crisis/verdict.ts";
import { LIMITED_CAPACITY } from "../understand/lexicon/flags/patterns.ts";

/** What the words of a crisis say that decides who is owed what; what they do not say is asked, never guessed. */

const CHILD = "(?:孩子?|小孩|娃儿?|崽|女童|男童|婴儿|幼儿|小朋友|细路|学生|女生|男生|外孙女?|孙子|孙女|儿子|女儿|闺女)";
const HARMED = "(?:打|踢|踹|掐|扇|抽|拴|锁|关|捆|绑|饿|扔|丢|烫|虐)";
/** Somebody does it to a child, or a child suffers it; 娃在边上哭 is neither. */
const CHILD_HARMED = new RegExp(
  `${HARMED}(?:了|着|过|死|得|住)?(?:自己|他|她|家|的|那|个|亲|小|[两二三]){0,3}${CHILD}|${CHILD}(?:又|天天|老|总|还|一直|都){0,2}(?:被|挨|遭|让)[^,，。;；!！?？]{0,6}${HARMED}|把[^,，。;；!！?？]{0,4}${CHILD}[^,，。;；!！?？]{0,6}${HARMED}`,
);
/** 25 岁的儿子, 儿子成家了: a child of somebody and no minor. */
const GROWN = /(?:1[89]|[2-9]\d|二十|三十|四十|五十)[多几来]?岁|成家|结了婚|已婚|打工|上班|大学/;
const YOUNG = /(?<![0-9.])(?:[1-9]|1[0-7])\s*岁|[一二三四五六七八九]岁|十[一二三四五六七]岁|未成年|没满十八/;
/** Somebody who cannot look after themself by age or illness (失能老人). */
const HELPLESS =
  /失能|瘫|卧床|起不来床|下不了床|不能自理|植物人|老年痴呆|糊涂了?|中风(?:以后|后)?不会|说不出话|(?:[89]\d|八十|九十)[多几来]?岁/;

/** Who is harmed, as far as the words say it; null when they do not. */
export function victimIn(text: string, verdict: Verdict): Victim {
  if (verdict.rules.some(({ id }) => /incapable|helpless/.test(id))) return "limited_capacity";
  if (CHILD_HARMED.test(text) && !GROWN.test(text)) return "minor";
  const nobody_violent = verdict.kind !== "violence";
  // Who runs about with a knife is often ill, too: then the illness says nothing about who is hurt.
  if (nobody_violent && YOUNG.test(text) && !GROWN.test(text)) return "minor";
  if (nobody_violent && (LIMITED_CAPACITY.test(text) || HELPLESS.test(text))) return "limited_capacity";
  return null;
}

/** Rules by which it has happened already, and is not only said or prepared. */
export const ATTEMPT_RULES = [
  "suicide.done",
  "suicide.swallows",
  "suicide.took_something",
  "suicide.cuts_self",
  "suicide.again",
] as const;

/** Whether the screen's rules say that somebody tried to take their life. */
export function attemptIn(verdict: Verdict): boolean {
  return verdict.rules.some(({ id }) => ATTEMPT_RULES.some((rule) => rule === id));
}
