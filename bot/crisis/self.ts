import type { CrisisKind } from "./verdict.ts";

const THIRD =
  /[他她它]|老[^ 是想在说觉板公爱觉得婆]|小[^ 心时区事声便]|大爷|大妈|大娘|大叔|大哥|大姐|阿[公婆伯叔姨嬷爷强妹]|奶奶|爷爷|外婆|外公|姥|婆婆|公公|姑娘|小伙|女孩|男孩|孩子|娃|学生|同学|同事|邻居|儿子|女儿|闺女|丈夫|老公|妻子|老婆|媳妇|妈|爸|爹|娘|弟|妹|姐|哥|舅|叔|伯|婶|嫂|男的|女的|男人|女人|居民|患者|病人|租客|家属|朋友|闺蜜|有人|谁|那个|这个人|[0-9一二三四五六七八九十]{1,4}(?:栋|楼|单元|号)/g;
/** Somebody else's words follow. */
const QUOTES = /(?:说|讲|话|喊|念叨|问|告诉|留言|写|发(?:短信|微信|信息|消息|朋友圈|语音|来)?)[^我]{0,6}$/;
/** 我 here is who is spoken to: 她发给我. */
const SPOKEN_TO = /(?:给|跟|对|和|向|问|告诉|找|让|叫|谢谢?|陪|看见|碰到)$/;
const HURTS_ME =
  /(?:打|踢|踹|掐|扇|推|砸|揍|勒|拖|捅|砍|追|锁|按)(?:了|着|过|死|住)?我(?![妈爸姐妹弟哥家儿女婆公们])|我(?:又|还|总|天天|昨晚|今天|刚)?(?:被|挨)[^ ]{0,6}(?:打|踢|掐|砍|追|捅)|我[^ ]{0,4}躲(?:在|进|到)/;

/**
 * Is the writer the one in danger? For the wish to die the nearest person named decides: 我 after somebody else's 说 is a
 * quotation, 我 as the one spoken to is nobody's subject, and a message that names nobody speaks of its writer. Blows at home
 * must say 我. A worker attacked or ill at a door is no private matter: colleagues are told at once.
 * @param text normalised (normalise.ts), with the crisis words at [start, end)
 */
export function speaksOfSelf(text: string, start: number, end: number, kind: CrisisKind): boolean {
  if (kind === "dv") return HURTS_ME.test(text);
  if (kind !== "suicide") return false;
  const until = text.slice(0, end);
  const others = [...until.matchAll(THIRD)].map((match) => match.index);
  const nearest = others.at(-1) ?? -1;
  const own = [...until.matchAll(/我/g)]
    .map((match) => match.index)
    .filter((at) => !SPOKEN_TO.test(until.slice(0, at)));
  const self = own.at(-1) ?? -1;
  if (self < 0) return nearest < 0 && !text.includes("我") && !QUOTES.test(text.slice(0, start));
  const quoted = nearest >= 0 && nearest < self && QUOTES.test(until.slice(nearest, self));
  return self > nearest && !quoted;
}
