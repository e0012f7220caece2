import { FUNCTION_CHARACTERS, GIVEN_CHARACTERS, NEVER_LAST } from "./lexicon/given-names.ts";
import { anyOf, CHILD_WORDS, HONORIFICS, KIN, OFFICE_PLACES, OFFICES } from "./lexicon/kinship.ts";
import { NOT_NAMES } from "./lexicon/not-names.ts";
import { COMPOUND_SURNAMES, SURNAMES } from "./lexicon/surnames.ts";
import { endsWord } from "./lexicon/word-endings.ts";
import { NUMERAL } from "./numerals.ts";

/** A name as it stands in the text. `given` is empty for 王大爷 and for 姓孟. */
export interface NameFound {
  start: number;
  end: number;
  kind: "full" | "honorific" | "nickname" | "household";
  surname: string;
  given: string;
  honorific: string;
}

const HAN = /\p{Script=Han}/u;
const INTRODUCES = new RegExp(
  `(?:叫|唤作|找|看|看了|去了|到了|见了|访了|找了|走访|走访了|回访|回访了|家访|入户|看下|看看|探下|看望|探望|探|访|户主|患者|居民|老人|联系人|姓名|名字|名叫|见|见到|碰到|碰上|遇到|遇见|碰见|碰着|是|去|给|帮|陪|跟|和|与|同|为|替|让|请|把|对|的|说|听|约|那个|这个|有个|位|到|向|栋|幢|号|室|户|格|楼|组|村|元|座|改成|接到|孤老|寡|单身汉|光棍|小工|杂工|工人|老兵|租户|租客|产妇|孕妇|学生|低保户|五保户|独居|街道|社区|党员|一家|家有|照顾|送|还有|及|查一下|查下|查|儿|${OFFICES}|${OFFICE_PLACES}|${anyOf(KIN)}|${anyOf(CHILD_WORDS)})$`,
);
const NAMED_OUTRIGHT = /(?:叫|名叫|户主|姓名|名字是|改成)$/;
const FOLLOWS_A_NAME = new RegExp(
  `^(?:${anyOf(HONORIFICS)}|${NUMERAL}|${anyOf(KIN)}|转(?=[介到给去过出])|家|的|在|说|讲|他|她|佢|住|又|也|还|就|有|没|不|电|手|自|老|药|今|昨|前|最|想|要|来|去|被|把|突|跌|摔|是|本|夫|这|那|和|跟|与|同|因|由|从|至|患|得|病|刚|已|现|平|都|才|反|告|打|给|向|对|于|身|情|上|下|血|腿|眼|耳|精|智|肢|瘫|独|孤|离|丧|怀|搬|出|回|过|走|发|找|问|申|喝|吃|哭|闹|骂|砸|拿|坐|躺|倒|开|敲|门|屋|房|邻|隔|两|低|残|视|听|糖|高|中风|脑|肾|肺|肝|癌|户|男|女|岁|死|站|拎|提|抱|拉|抡|举|爬|失|丢|无|快|该|可|需|准|答|同意|拒|愿|拄|推|穿|靠|做|干|当|带|领|养|卖|买)`,
);
const NICKNAME_NOT =
  /^(?:小(?:区|孩|伙|学|组|时|心|便|米|店|卖|吃|路|房|车|康|雪|暑|儿|女|姑|叔|姨|弟|妹|狗|猫|票|程|事|声|偷|腿|队|年|产|商|气|费|班|巷|院|朋|两|娃|广|棉|河|桥|山|村|本|家|型|名|花园|麦|满|寒|灯|炉|凳|床|单元|苗|天|平房|生|子|青|结|额|病|伤|计|修|雨|水|石|树|牛|龙|马路|金额|毛病|方块)|老(?:人|区长|伴|公|婆|师|板|家|头|太|屋|房|年|是|说|打|远|式|旧|化|毛|花|娘|爹|汉|乡|党|规|油|粮|街|城|样|早|百|实|想|忘|鼠|属|伯|爷|奶|大|二|三|四|五|六|七|八|九|幺|弟|哥|姐|妈|母|子|天|楼|小|干|底|社区|单位|牌|村|厂|地|病|少|本|龄|路|车|祖|革|同|友|翁|叟|妪|井|庙|祠|桥|水|相|有|关节|管|白干|常|时间|方法|方子|地方)|阿(?:姨|婆|公|伯|叔|嬷|嫲|爷|妈|爸|哥|姐|妹|弟|嫂|婶|普|司|尔|莫|托|富|胶|斯|奇|米|拉|爹|嬸|里|Q))/;

function introduced(text: string, at: number): boolean {
  const before = text[at - 1];
  return before === undefined || !HAN.test(before) || INTRODUCES.test(text.slice(Math.max(0, at - 6), at));
}

function closed(text: string, at: number): boolean {
  const after = text[at];
  return after === undefined || !HAN.test(after) || FOLLOWS_A_NAME.test(text.slice(at, at + 6));
}

function surnameAt(text: string, at: number): string | null {
  const two = text.slice(at, at + 2);
  if (COMPOUND_SURNAMES.includes(two)) return two;
  const one = text[at];
  // 我和保安: 和 joins two people far oftener than it is a family name.
  if (one === "和" && HAN.test(text[at - 1] ?? "")) return null;
  if (one === undefined || !SURNAMES.has(one)) return null;
  return endsWord(text.slice(Math.max(0, at - 1), at + 1)) ? null : one;
}

const HONORIFIC = new RegExp(`^(?:${anyOf(HONORIFICS)})`);
const HOUSEHOLD = new RegExp(
  `^家(?:的|那个|那|里|有个)?(?:${anyOf(CHILD_WORDS)}|小孙子|大孙子|孙子|小孙女|孙女|外孙女?|小儿子|大儿子|儿子|女儿|闺女|儿媳|媳妇|老[大二三四五六幺]|小妹|大妹|小弟|妹子|姑娘|大的|小的)`,
);

/** 丛家老太太, 顾家姆妈: an elder told by the family's name, who is no household. */
const ELDER_OF_HOUSEHOLD =
  /^家(?:的|那个)?(老太太|老奶奶|老爷子|老大爷|老爷爷|老太爷|老头子?|老太婆|老婆婆|老太|老汉|老爹|老娘|奶奶|爷爷|大爷|大妈|大娘|大伯|大婶|阿婆|阿公|阿伯|婆婆|姆妈)(?!爷爷|奶奶)/;

/** Family names that end words as well: 违章大爷, 衣服薄奶奶. */
const WORDS_TOO = /^[章薄丛吉廉]$/;
/** Milk and hygiene. */
const NO_HONORIFIC = /^(?:牛奶(?!奶)|卫生)/;

/** 王大爷, 李婶, 张某, 汤老四, 孙家老二 and, with less context, 孙家. */
function honorificAt(text: string, at: number, surname: string): NameFound | null {
  const rest = text.slice(at + surname.length, at + surname.length + 8);
  // 周五姐姐来: a weekday is nobody's family.
  if (/^[周高初]$/.test(surname) && /^[一二三四五六]/.test(rest)) return null;
  const elder = ELDER_OF_HOUSEHOLD.exec(rest);
  if (elder && (introduced(text, at) || closed(text, at + surname.length + elder[0].length)))
    return found(at, at + surname.length + elder[0].length, "honorific", surname, "", elder[1]!);
  const household = HOUSEHOLD.exec(rest);
  if (household)
    return found(at, at + surname.length + household[0].length, "household", surname, "", household[0].slice(1));
  const nickname = /^老[大二三四五六七八九幺](?!岁|点|栋|楼|十)/u.exec(rest);
  const honorific = NO_HONORIFIC.test(surname + rest) ? null : HONORIFIC.exec(rest);
  if (honorific) {
    const word = honorific[0];
    const after = rest.slice(word.length);
    // 高血压奶, 王姐夫, 周公里: a single honorific character must not begin another word.
    if (word.length === 1 && /^(?:公(?:里|司|园|安|交|路|厕|寓|告|章|证|示)|姑娘|爷们|妈妈|哥们)/.test(word + after))
      return null;
    if (word === "公" || word === "某" || WORDS_TOO.test(surname)) if (!introduced(text, at)) return null;
    return found(at, at + surname.length + word.length, "honorific", surname, "", word);
  }
  if (nickname) return found(at, at + surname.length + 2, "nickname", surname, nickname[0], "");
  if (
    /^家(?:老?[两几三四五]口|夫妻|夫妇|兄弟|姐妹|姊妹|父子|母子|母女|父女|婆媳|爷孙|婆孙|双胞胎|一家|[俩仨]|(?=\s|$|[，,。和跟的那]))/.test(
      rest,
    ) &&
    introduced(text, at)
  )
    return found(at, at + surname.length + 1, "household", surname, "", "");
  return null;
}

function found(
  start: number,
  end: number,
  kind: NameFound["kind"],
  surname: string,
  given: string,
  honorific: string,
): NameFound {
  return { start, end, kind, surname, given, honorific };
}

const PLACE_AHEAD =
  /^(?:[路街巷弄镇苑府庭村湾屯寨坊坡坪沟坝庄塘冲坳岭岗桥]|.(?:[路街巷弄镇村湾屯寨坡坪沟坝庄塘]|小区|大道|新村|花园|小学|中学|学校|医院))|^.?(?:小学|中学|大学|学校|医院|公园|广场|公司)/;
const KIN_WORD = new RegExp(`^(?:${anyOf(KIN)}|${anyOf(CHILD_WORDS)})`);

function mayBeGiven(character: string): boolean {
  return GIVEN_CHARACTERS.has(character) || (HAN.test(character) && !FUNCTION_CHARACTERS.has(character));
}

function neverEnds(text: string, at: number): boolean {
  const last = text[at - 1]!;
  return NEVER_LAST.has(last) && (last === "家" || HAN.test(text[at] ?? ""));
}

/** 柳二全五十四: a numeral stands in a name where an age follows. */
const ORDINAL_GIVEN = new RegExp(`^[二三四五六七八九][^${[...FUNCTION_CHARACTERS].join("")}]`, "u");
const AGE_NEXT = /^\s?[一二三四五六七八九]?十/;

/** 王秀兰, 刘敏, 欧阳玉: how much context is asked depends on how name-like the characters are. */
function fullNameAt(text: string, at: number, surname: string): NameFound | null {
  const from = at + surname.length;
  const outright = NAMED_OUTRIGHT.test(text.slice(Math.max(0, at - 3), at));
  if (surname.length === 1 && NOT_NAMES.has(text.slice(at, at + 2)) && !outright) return null;
  if (KIN_WORD.test(text.slice(at, at + 3))) return null;
  const before = introduced(text, at);
  for (const length of [2, 1]) {
    const given = text.slice(from, from + length);
    const ordinal =
      length === 2 &&
      ORDINAL_GIVEN.test(given) &&
      AGE_NEXT.test(text.slice(from + 2, from + 5)) &&
      !/[周初高]/.test(surname);
    if (given.length < length || (!ordinal && ![...given].every(mayBeGiven)) || neverEnds(text, from + length))
      continue;
    if (/^(?:小学|中学|大学|学校|医院|公园|广场|公司)/.test(text.slice(from, from + 2))) continue;
    if (PLACE_AHEAD.test(text.slice(from + length - 1, from + length + 2))) continue;
    const likely = [...given].filter((c) => GIVEN_CHARACTERS.has(c)).length;
    const after = closed(text, from + length);
    const believed =
      length === 2
        ? (ordinal && before) ||
          (before && after && likely >= 1) ||
          (before && likely === 2) ||
          (after && likely === 2) ||
          (outright && after)
        : before && after && (likely === 1 || outright);
    if (believed) return found(at, from + length, "full", surname, given, "");
  }
  return null;
}

/** 李桂英奶奶, 王建国师傅: how the one just named is spoken to. 李小明奶奶 and 王秀英婆婆 are somebody else. */
const SPOKEN_TO =
  /^(?:老爷爷|老奶奶|老大爷|老大娘|老太太|老爷子|奶奶|爷爷|大爷|大妈|大娘|大伯|大叔|大婶|大姐|大哥|阿姨|叔叔|伯伯|阿婆|阿公|阿伯|阿叔|婶子|老人|老师傅|老师|师傅|先生|女士|同志)(?=$|[\s，,。0-9一二三四五六七八九十]|[今快都说讲在也家住])/;

/** The form of address behind a full name, as one more name of the same family. */
export function spokenTo(text: string, name: NameFound): NameFound | null {
  if (name.kind !== "full" || /小|(.)\1/u.test(name.given)) return null;
  const words = SPOKEN_TO.exec(text.slice(name.end, name.end + 5))?.[0];
  return words ? found(name.end, name.end + words.length, "honorific", name.surname, "", words) : null;
}

/** 霞姐, 明叔, 英婆: a given name and a form of address, as in the south. */
function givenWithHonorific(text: string, at: number): NameFound | null {
  const [first, second] = [text[at]!, text[at + 1] ?? ""];
  if (
    !GIVEN_CHARACTERS.has(first) ||
    SURNAMES.has(first) ||
    /[大小长老少多家有来先进方正好新外表堂亲阿二三四五六七八九幺]/.test(first)
  )
    return null;
  if (!/[姐哥叔姨婶伯嫂婆]/.test(second) || /[姐哥叔姨婶伯嫂婆妹弟夫丈家公]/.test(text[at + 2] ?? "")) return null;
  if (!introduced(text, at) || !closed(text, at + 2)) return null;
  return found(at, at + 2, "honorific", first, "", second);
}

/** 小雨十四 is a girl, 老路 六十二 a man; 小雨 alone is the weather. */
const AGED_AS_A_PERSON =
  /^(?:小[雨雪天水树龙石月晴]|老[路水车相花])\s?(?:今年)?[一二三四五六七八九]?十?[一二三四五六七八九]?岁?(?<=[一二三四五六七八九十岁])(?=$|[\s，])/u;

/** The 头 of 老李头, not that of 老李头疼. */
const OLD_HEAD = /^头(?:儿|子)?(?![^\s，。]{0,2}(?:疼|痛|晕|昏|胀|沉|破|皮|发|顶|上|部|脑|里|磕|撞|伤|一[次回个]))/u;

/** 豆豆, 妞妞: a child's name at home, where an age stands beside it. */
const PET_NAME = /^([豆妞乐涵轩萌贝果糖朵诺琪晨萱彤妮婷佳欣洋浩宇航虎丫毛阳丽娜强磊鑫媛倩莹瑶琳雯])\1/u;
const CHILD_AGE = /^\s?(?:今年|才|刚|快)?(?:[一二两三四五六七八九]|十[一二三四五六七]?|[1-9]|1[0-7])(?:岁|个多?月)/;

function petNameAt(text: string, at: number): NameFound | null {
  const name = PET_NAME.exec(text.slice(at, at + 2))?.[0];
  if (!name) return null;
  const aged =
    CHILD_AGE.test(text.slice(at + 2, at + 10)) || /(?:岁半?|个月)的$/.test(text.slice(Math.max(0, at - 3), at));
  return aged ? found(at, at + 2, "nickname", "", name, "") : null;
}

/** 老周, 小谢, 阿强, 老李头. */
function nicknameAt(text: string, at: number): NameFound | null {
  const prefix = text[at];
  const core = text[at + 1];
  if ((prefix !== "老" && prefix !== "小" && prefix !== "阿") || core === undefined) return null;
  const rest = text.slice(at, at + 4);
  if (
    (NICKNAME_NOT.test(rest) && !AGED_AS_A_PERSON.test(text.slice(at, at + 8))) ||
    NOT_NAMES.has(text.slice(at + 1, at + 3)) ||
    !introduced(text, at)
  )
    return null;
  const known = SURNAMES.has(core) || (prefix !== "老" && GIVEN_CHARACTERS.has(core));
  if (!known || FUNCTION_CHARACTERS.has(core)) return null;
  if (prefix === "小" && GIVEN_CHARACTERS.has(text[at + 2] ?? "") && closed(text, at + 3) && !closed(text, at + 2))
    return found(at, at + 3, "nickname", "", text.slice(at, at + 3), "");
  const head = prefix === "老" ? (OLD_HEAD.exec(text.slice(at + 2, at + 8))?.[0] ?? "") : "";
  const end = at + 2 + head.length;
  return found(at, end, "nickname", SURNAMES.has(core) ? core : "", text.slice(at, end), head === "" ? "" : "老头");
}

/**
 * Every name in a folded text, left to right, not overlapping: full names, family name with honorific, nicknames and
 * 孙家老二. Offices (李主任) come out too; who counts as a person is decided in people.ts.
 */
export function findNames(text: string): NameFound[] {
  const names: NameFound[] = [];
  let at = 0;
  while (at < text.length) {
    const called = /^姓(?=\p{Script=Han})/u.test(text.slice(at, at + 2)) && SURNAMES.has(text[at + 1]!);
    if (called && !/^姓(?:名|氏)/.test(text.slice(at, at + 2))) {
      names.push(found(at, at + 2, "honorific", text[at + 1]!, "", ""));
      at += 2;
      continue;
    }
    const surname = surnameAt(text, at);
    const name =
      (surname === null ? null : (honorificAt(text, at, surname) ?? fullNameAt(text, at, surname))) ??
      nicknameAt(text, at) ??
      petNameAt(text, at) ??
      givenWithHonorific(text, at);
    if (name) names.push(name);
    at = name ? name.end : at + 1;
  }
  return names;
}
