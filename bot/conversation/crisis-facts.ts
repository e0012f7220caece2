import type { Victim } from "../../cases/crises/duties.ts";
import type { FiredRule, Verdict } from "../crisis/verdict.ts";
import { LIMITED_CAPACITY } from "../understand/lexicon/flags/patterns.ts";

/** What the words of a crisis say that decides who is owed what; what they do not say is asked, never guessed. */

const CHILD =
  "(?:孩子?|小孩|娃儿?|崽|女童|男童|婴儿|幼儿|小朋友|细路|学生|女生|男生|外孙女?|孙子|孙女|儿子|女儿|闺女)(?!的?(?:媳妇|老婆|儿媳|女婿|男人|老公))";
const HARMED = "(?:打|踢|踹|掐|扇|抽|拴|锁|关|捆|绑|饿|扔|丢|烫|虐)";
/** Somebody does it to a child, or a child suffers it; 娃在边上哭 is neither. */
const CHILD_HARMED = new RegExp(
  `${HARMED}(?:了|着|过|死|得|住)?(?:自己|他|她|家|的|那|个|亲|小|[两二三]){0,3}${CHILD}|${CHILD}(?:又|天天|老|总|还|一直|都){0,2}(?:被|挨|遭|让)[^,，。;；!！?？]{0,6}${HARMED}|把[^,，。;；!！?？]{0,4}${CHILD}[^,，。;；!！?？]{0,6}${HARMED}`,
);
/** 25 岁的儿子, 儿子成家了: a child of somebody and no minor. */
const GROWN = /(?:1[89]|[2-9]\d|二十|三十|四十|五十)[多几来]?岁|成家|结了婚|已婚|打工|上班|大学/;
/** Whose son is no minor any more. */
const OLD = /老爷子|老头|老太|老大爷|(?:[6-9]\d|[六七八九]十[一二三四五六七八九多几来]?)岁/;
const YOUNG = /(?<![0-9.])(?:[1-9]|1[0-7])\s*岁|[一二三四五六七八九]岁|十[一二三四五六七]岁|未成年|没满十八/;
/** Somebody who cannot look after themself by illness (失能老人); an age alone is none. */
const HELPLESS =
  /失能|疯(?:儿子|女儿|子|女人|老)|瘫|卧床|起不来床|下不了床|不能自理|植物人|老年痴呆|糊涂了?|中风(?:以后|后)?不会|说不出话/;
const BLOWS = "(?:打|推|踢|踹|掐|扇|抽|砸|揍|骂|咬|追|砍|烫|捅|杀)";
const ILL = `(?:${LIMITED_CAPACITY.source}|${HELPLESS.source})`;
/** 被精神病的儿子打了, 精神病儿子把妈推倒: the illness is of who does it. */
const ILL_DOER = new RegExp(
  `(?:被|遭|挨|让|给)(?:[^被把打踢踹]{0,4})${ILL}[^被把,，。;；\\s]{0,8}${BLOWS}|(?<!(?:把|被|${BLOWS}(?:了|着|伤)?)[^,，。;；\\s]{0,6})${ILL}[^被挨遭把,，。;；\\s]{0,8}(?:把[^,，。;；\\s]{1,8})?${BLOWS}(?!他的?(?!妈|爸|老|爹|娘|爷|奶))`,
  "g",
);

/** Do the words tell of a victim who cannot look after themself, and not only of somebody ill who strikes? */
function tellsOfIllVictim(text: string): boolean {
  const others = text.replace(ILL_DOER, "");
  return LIMITED_CAPACITY.test(others) || HELPLESS.test(others);
}

/** Who is harmed, as far as the words say it; null when they do not. */
export function victimIn(text: string, verdict: Verdict): Victim {
  if (verdict.rules.some(({ id }) => /incapable|helpless/.test(id))) return "limited_capacity";
  const harmed = CHILD_HARMED.exec(text)?.[0] ?? "";
  const of_the_old = /儿子|女儿|闺女/.test(harmed) && (OLD.test(text) || /[疯傻]/.test(harmed));
  if (harmed !== "" && !of_the_old && !GROWN.test(text)) return "minor";
  const nobody_violent = verdict.kind !== "violence";
  // Who runs about with a knife is often ill, too: then the illness says nothing about who is hurt.
  if (nobody_violent && YOUNG.test(text) && !GROWN.test(text)) return "minor";
  if (nobody_violent && tellsOfIllVictim(text)) return "limited_capacity";
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

/** Rules that read a will or a threat. */
const WILL = /^suicide\.(?:wish|urge|about_to|will_take_poison|ultimatum|overdose_planned|en_wish|en_about_to)$/;
/** What stands between a will and its act leaves it a will: 想从楼上跳, 再逼他就喝; 想不开割腕了 does not. */
const WILLED =
  /(?:(?<!不)想|(?<![不还需])要|打算|准备|扬言|威胁|恨不得|就|不如|干脆|敢|会)(?:要|去|想)?(?:再|从|在|拿|用|自己|把)?[^,，。;；!！?？\s不开了]{0,6}$/;

/** What stands in the text as done, also behind a threat: 说要喝 … 后来喝了半瓶. */
const DONE =
  /(?:喝|吞|服|灌)(?:了|下去?|光|完)[^,，。;；\s]{0,8}(?:药|敌敌畏|百草枯|瓶|片|粒)|割(?:腕|了腕|手腕)了|跳下[去来]了/g;

/**
 * Whether somebody tried to take their life, by the screen's rules: what is only wanted, said or threatened (说要割腕, 再逼就喝农药)
 * is no attempt.
 * @param text the message that the verdict is of
 */
export function attemptIn(text: string, verdict: Verdict): boolean {
  const tried = verdict.rules.filter(({ id }) => ATTEMPT_RULES.some((rule) => rule === id));
  if (tried.length > 0 && [...text.matchAll(DONE)].some(({ index }) => !WILLED.test(text.slice(0, index)))) return true;
  return tried.some((rule) => !isWilled(text, rule, verdict));
}

function isWilled(text: string, act: FiredRule, { rules }: Verdict): boolean {
  if (act.id === "suicide.again") return false;
  if (WILLED.test(text.slice(0, act.start)) && !/了/.test(text.slice(act.start, act.end).slice(0, 4))) return true;
  return rules.some(
    ({ id, start, end, words }) =>
      WILL.test(id) && start <= act.start && end >= act.end && !/不开|不想活|不(?:要)?活了/.test(words),
  );
}
