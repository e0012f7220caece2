import { findFullNames } from "../masking/full-names.ts";
import { wordsOf } from "../masking/words.ts";
import type { CrisisKind } from "./verdict.ts";

const THIRD =
  /[他她它]|老[^ 是想在说觉板公爱觉得婆]|小[^ 心时区事声便]|大爷|大妈|大娘|大叔|大哥|大姐|奶奶|爷爷|外婆|外公|姥|婆婆|公公|姑娘|小伙|女孩|男孩|孩子|娃|学生|同学|同事|邻居|儿子|女儿|闺女|丈夫|老公|妻子|老婆|媳妇|妈|爸|爹|娘|弟|妹|姐|哥|舅|叔|伯|婶|嫂|[男女](?:的|人|生|仔)|后生|伢|妹仔|个[男女]|阿[^ ]|居民|患者|病人|租客|家属|朋友|闺蜜|有人|谁|那个|这个人|[那这一]户|[那这]家(?![里长])|(?:楼上|楼下|隔壁|对门|对面)(?:那|家(?!里)|邻|住户|有|一?户)|住户|业主|工人|民工|村民|商户|摊贩|上访户|低保户|五保户|[0-9一二三四五六七八九十]{1,4}(?:栋|楼|单元|号|组|队)|网格|村(?!里我)|(?<![a-z])(?:he|she|they|him|her|them|his|hes|shes|someone|somebody|a_(?:man|woman|girl|boy|guy|lady)|husband|wife|son|daughter|mother|father|mom|mum|dad|neighbou?r|friend|tenant|resident|old_(?:man|lady|woman))(?![a-z])/g;
/** Seen by somebody who stands by: nobody writes of themself that they have climbed up, cut or swallowed. */
const SEEN =
  /(?:爬|翻|站|坐|骑|跨|蹲|走|冲|躺|趴|吊)(?:到|在|上|进|出|过|下)[^ ]{0,8}|(?:割|划|捅|砍)(?:了|开|破)?(?:腕|手|脖|喉|血管)|(?:喝|吞|灌|服|吃)(?:了|下|掉)|(?:流|吐)[^ ]{0,4}(?:血|沫)|(?:上|挂|系|打)(?:了|好)?(?:吊|绳)/;
/** Somebody stands by: they tell what another says, call at a door, pull somebody out. */
const STANDS_BY =
  /[说话讲]|喊|敲|叫(?:了|他|门)|救|劝|盯|看(?:见|到|守)|门缝|鞋|反锁|(?<![没冇无]|没有)人(?:往|在(?![乎意])|没|还|就|已|不|都)/;
/** What only the one who feels it can say. */
const FELT =
  /想|觉得|好(?:累|难|苦)|熬|撑|受不了|活(?:着|腻|够|下去|不)|解脱|清净|算了|没(?:意思|用|盼头)|不如|为什么|被骂|被打/;
/** 再不给钱就跳: what is asked of others under threat is told by who hears it; of oneself one says 我. */
const THREATENS = /(?:再|要是|如果)?(?:不(?!想|如|是|知|能)|敢)[^ 我]{1,8}就(?:跳|喝|割|死|吊|烧|点)/;
/** Somebody else's words follow. */
const QUOTES =
  /(?:说|讲|话|喊|念叨|问|告诉|留言|写|发(?:短信|微信|信息|消息|朋友圈|语音|来)?|(?:says?|said|told|texted|wrote|writes)(?:_me|_us|_that)*_)[^我]{0,6}$/;
/** 我 here is who is spoken to: 她发给我. */
const SPOKEN_TO = /(?:给|跟|对|和|向|问|告诉|找|让|叫|谢谢?|陪|看见|碰到)$/;
const HURTS_ME =
  /(?:打|踢|踹|掐|扇|推|砸|揍|勒|拖|捅|砍|追|锁|按)(?:了|着|过|死|住)?我(?![妈爸姐妹弟哥家儿女婆公们])|我(?:又|还|总|天天|昨晚|今天|刚)?(?:被|挨)[^ ]{0,6}(?:打|踢|掐|砍|追|捅)|我[^ ]{0,4}躲(?:在|进|到)/;

/** Only the linear model suspects it: too little to keep from everybody, unless the writer says 我 and what only they can feel. */
export function mayBeSelf(text: string): boolean {
  return /[我俺]/.test(text) && FELT.test(text);
}

/**
 * Is the writer the one in danger? For the wish to die the nearest person named decides: 我 after somebody else's 说 is a
 * quotation, 我 as the one spoken to is nobody's subject, and a message that names nobody speaks of its writer, unless it tells
 * only what is seen: to be wrong there would keep it from everybody. Blows at home must say 我. A worker attacked or ill at a door is
 * no private matter: colleagues are told at once.
 * @param text normalised (normalise.ts), with the crisis words at [start, end)
 */
export function speaksOfSelf(text: string, start: number, end: number, kind: CrisisKind): boolean {
  if (kind === "dv") return HURTS_ME.test(text);
  if (kind !== "suicide") return false;
  const until = text.slice(0, end);
  const others = [...until.matchAll(THIRD)].map((match) => match.index);
  const other = others.at(-1) ?? -1;
  const own = [...until.matchAll(/[我俺]|(?<![a-z])(?:i|im|ive|ill|id)(?![a-z])|(?<=(?:kill|hurt|hang|cut)_)myself/g)]
    .map((match) => match.index)
    .filter((at) => !SPOKEN_TO.test(until.slice(0, at)));
  const self = own.at(-1) ?? -1;
  if (self < 0) {
    const is_told =
      other >= 0 ||
      text.search(THIRD) >= 0 ||
      QUOTES.test(text.slice(0, start)) ||
      STANDS_BY.test(text) ||
      THREATENS.test(text);
    return !is_told && lastName(until, end) < 0 && (FELT.test(text) || !SEEN.test(text));
  }
  if (other > self) return false;
  const nearest = Math.max(other, lastName(until, self));
  const quoted = nearest >= 0 && nearest < self && QUOTES.test(until.slice(nearest, self));
  return self > nearest && !quoted;
}

/** Whoever is meant was named at most so far before. Looking for names costs more than all rules together. */
const NAMED_WITHIN = 40;

/** Where the last full name begins that stands less than NAMED_WITHIN before `at`, or after it; -1 when none does. */
function lastName(until: string, at: number): number {
  const from = Math.max(0, at - NAMED_WITHIN);
  const near = until.slice(from);
  const last = findFullNames(near, wordsOf(near)).at(-1);
  return last === undefined ? -1 : from + last.start;
}
