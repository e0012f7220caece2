import { FUNCTION_CHARACTERS, GIVEN_CHARACTERS, NEVER_LAST } from "../understand/lexicon/given-names.ts";
import { CHILD_WORDS, HONORIFICS, KIN, OFFICES } from "../understand/lexicon/kinship.ts";
import { NOT_NAMES } from "../understand/lexicon/not-names.ts";
import { SURNAMES } from "../understand/lexicon/surnames.ts";
import { endsWord } from "../understand/lexicon/word-endings.ts";
import { AFTER, LEADS, ROLES } from "./lexicon/name-contexts.ts";
import { CLEAR_SURNAMES, compoundAt, MORE_GIVEN, POSSIBLE_SURNAMES, WORD_SURNAMES } from "./lexicon/surname-classes.ts";
import type { Found } from "./span.ts";
import type { Words } from "./words.ts";

/** A name that was found by its characters and what stands around it. */
export interface FullName {
  start: number;
  end: number;
  surname: string;
  given: string;
  /** How sure it is; NAMED at least. */
  score: number;
}

/** From so much on it is a name. */
const NAMED = 3;

const HAN = /\p{Script=Han}/u;
/** What names somebody right before and right after. */
export const NAMED_BEFORE = new RegExp(`(?:${ROLES})[:：\\s“"]?$`);
const LEAD_BEFORE = new RegExp(`(?:${LEADS})$`);
export const NAMED_AFTER = new RegExp(
  `^(?:${AFTER}|[，,、\\s]{0,2}(?:[0-9]{2}岁|男|女|本人|家里|[一二三四]级|身份证|电话|手机|1[3-9][0-9])|[(（]|[:：]|[零一二两三四五六七八九十]{1,3}(?:岁|了|[，,\\s]|$)|[两三四五六几](?:个|口|人))`,
);
/** Starts with a word that no given name ends in: 姚有|周一, 毛英|低保. */
const ENDED = /^(?:周[一二三四五六日天末]|低保|约好|约了|五保|吵架|吵起)/;
/** Only people are called so, whatever their name is. */
const ADDRESSED = /^(?:先生|女士|小姐|太太|同志)/;
const KIN_WORDS = [...KIN.keys(), ...CHILD_WORDS.keys(), ...HONORIFICS.keys(), ...OFFICES.split("|"), "某"];
const KIN_WORD = new RegExp(
  `^(?:${KIN_WORDS.filter((word) => word.length > 1 && !word.endsWith("的")).join("|")}|某|家(?:老[大二三四五六幺]|[里的那有和与跟为因说在娃]|两口))`,
);
const NEVER_FIRST = new Set("婶嫂姨姑奶婆爷叔伯嬷嬸");
/** Besides what holds sentences together: what things are and what is done with them, hardly ever in a name. */
const NO_NAME = new Set(
  "来刚转放跑卖换带拍漏破堆臭背纸嘴椅都咋透够热炸电扔掉锁拿揸踢瘫屏会砖条片照刺米院椅轮滑起别怕急等停关贴交借欠还租修装搬送接倒摔洗烧煮煎炒砸推拉拖扯咬抓抢偷骗赌欺输赢输缴费账卡证件表单据票钱款药针碗锅床桌凳门窗灯屋瓦墙管道井沟垃圾狗猫鸡鸭鱼肉菜饭汤粥饼糖盐酱酒烟茶火汽油煤脚腿腰肚头脸鼻牙喉肺肝胃肾肠癌炎瘤痛痒肿麻晕吐泻咳喘烫旧坏脏乱吵闹慌烦恨愁填写办补改查问用",
);
/** They hold sentences together and stand in names as well: 一鸣, 少芬, 多多. */
const ALSO_IN_NAMES = new Set("一少多天东南西北年月");
const DESCENDANTS = /[儿子重曾外傻乖]孙$/;
const HONORIFIC_CHARACTERS = new Set(KIN_WORDS.filter((word) => word.length === 1));
/** A place or an office goes on where a name would end. */
const PLACE_AFTER =
  /^(?:[省市县区镇乡村路街巷弄屯寨湾桥河湖江山岛湖站港坝沟坪苑里院]|大道|大街|胡同|小区|新村|花园|广场|公园|大厦|大学|中学|小学|医院|银行|公司|集团|酒店|超市|机场|公馆|博物馆)/;

/**
 * Chinese full names of a folded text, left to right, not overlapping: a family name and one or two characters, where the words of
 * the language (`words`) leave them standing by themselves, the more so the more name-like the characters and the words around are.
 */
export function findFullNames(text: string, words: Words): FullName[] {
  const names: FullName[] = [];
  let at = 0;
  while (at < text.length) {
    let best = bestAt(text, words, at, names.at(-1)?.end === at);
    // 原告梁玉祥: a better name may begin inside.
    for (let inside = at + 1; best && inside < best.end; inside++)
      if ((bestAt(text, words, inside, false)?.score ?? 0) > best.score) best = null;
    if (best) names.push(best);
    at = best ? best.end : at + 1;
  }
  return names;
}

/** Of people named in full (罗志明), the given name where it stands alone: 说志明在县里住院. */
export function findGivenAlone(text: string, words: Words, people: readonly Found[]): Found[] {
  const found: Found[] = [];
  for (const { start, end } of people) {
    const given = text.slice(end - 2, end);
    if (end - start !== 3 || !/^\p{Script=Han}{2}$/u.test(given)) continue;
    for (let at = text.indexOf(given); at >= 0; at = text.indexOf(given, at + 1)) {
      const is_named = NAMED_AFTER.test(text.slice(at + 2, at + 8)) || isOpen(text[at - 1]);
      if (words.startsAt(at) && words.endsAt(at + 2) && (words.piecesIn(at, at + 2) === 2 || is_named))
        found.push({ start: at, end: at + 2, kind: "person" });
    }
  }
  return found;
}

function bestAt(text: string, words: Words, at: number, after_name: boolean): FullName | null {
  if (!words.startsAt(at)) return null;
  if (after_name && /[和与跟同及]/.test(text[at]!)) return null;
  const compound = compoundAt(text, at);
  const surname = compound ?? text[at]!;
  if (!HAN.test(surname)) return null;
  let best: FullName | null = null;
  for (const length of [2, 1]) {
    const end = at + surname.length + length;
    const given = text.slice(at + surname.length, end);
    if (given.length < length || ![...given].every((c) => HAN.test(c)) || !words.endsAt(end)) continue;
    if (/[他她你我它咱]/.test(given) || (length === 2 && ENDED.test(text.slice(end - 1, end + 1)))) continue;
    const score = scoreOf(text, words, { start: at, end, surname, given }) + (after_name ? 1.5 : 0);
    if (score >= NAMED && score > (best?.score ?? 0)) best = { start: at, end, surname, given, score };
  }
  return best;
}

function scoreOf(text: string, words: Words, name: Omit<FullName, "score">): number {
  const { start, end, surname, given } = name;
  if (KIN_WORD.test(text.slice(start + surname.length, start + surname.length + 4))) return 0;
  if (/^(?:大[桥道街楼厦坝堤]|小[区学]|[公花果菜]园|广场|新[村区城]|医院|学校|[东南西北][路街村门站])/.test(given))
    return 0;
  const before = text.slice(Math.max(0, start - 6), start);
  const after = text.slice(end, end + 6);
  let score = surnameScore(surname) ?? (ADDRESSED.test(after) ? 0 : Number.NEGATIVE_INFINITY);
  for (const character of given) score += givenScore(character);
  if (HONORIFIC_CHARACTERS.has(given[0]!))
    score -= given.length === 1 ? (HONORIFICS.has(given) ? 5 : 1.5) : NEVER_FIRST.has(given[0]!) ? 4 : 1.5;
  if (endsWord((before.at(-1) ?? "") + surname) || DESCENDANTS.test(before + surname)) score -= 2;
  score += NAMED_BEFORE.test(before) ? 3 : LEAD_BEFORE.test(before) || isOpen(before.at(-1)) ? 1 : 0;
  score += NAMED_AFTER.test(after) ? 1.5 : isOpen(after[0]) ? 1 : after[0] === "的" ? 0.5 : 0;
  if (given.length === 2 && NEVER_LAST.has(given[1]!)) score -= given[1] === "和" ? 2 : 1;
  // Single characters are what the dictionary makes of a name; a word of two may be one by chance, a word as long as the name is one.
  const pieces = words.piecesIn(start, end);
  if (pieces === 1) score -= surname.length > 1 ? 0 : given.length === 1 ? 4 : CLEAR_SURNAMES.has(surname) ? 0 : 1.5;
  else if (pieces === surname.length + given.length) score += 0.5;
  if (given.length === 1) score -= 0.5;
  if (/[0-9零〇一二三四五六七八九十百千两几]/.test(before.at(-1) ?? "") && /^[万千百]$/.test(surname)) return 0;
  if (surname.length === 1 && NOT_NAMES.has(surname + given[0])) score -= 1.5;
  if (PLACE_AFTER.test(after)) score -= 2;
  return score;
}

function givenScore(character: string): number {
  if (NO_NAME.has(character)) return -2;
  if (GIVEN_CHARACTERS.has(character) || MORE_GIVEN.has(character)) return 1;
  return FUNCTION_CHARACTERS.has(character) && !ALSO_IN_NAMES.has(character) ? -2 : 0;
}

/** Family names of very few, words of every sentence: only the case table knows who is called so. */
const NOT_HERE = /^[那能过都从和所相后种生干真才化可在再有没来去]$/;

/** Null for what is no family name. */
function surnameScore(surname: string): number | null {
  if (surname.length > 1) return 3;
  if (NOT_HERE.test(surname)) return null;
  if (CLEAR_SURNAMES.has(surname)) return 2;
  if (WORD_SURNAMES.has(surname)) return 0;
  if (!POSSIBLE_SURNAMES.has(surname)) return null;
  return SURNAMES.has(surname) ? 1 : -0.5;
}

function isOpen(character: string | undefined): boolean {
  return character === undefined || !/[\p{L}\p{N}]/u.test(character);
}
