import { NAMED_BEFORE } from "./full-names.ts";
import { type Found, isFree } from "./span.ts";

/** Names written with Latin letters: Johns, Wang Xiulan, wangxiulan. */

const SURNAMES =
  "wang|li|zhang|liu|chen|yang|huang|zhao|wu|zhou|xu|sun|ma|zhu|hu|guo|he|lin|luo|gao|zheng|liang|xie|song|tang|deng|han|feng|cao|peng|zeng|xiao|tian|dong|pan|yuan|cai|jiang|yu|du|ye|cheng|wei|su|lv|lu|ding|ren|yao|shen|zhong|cui|tan|fan|liao|shi|jin|jia|xia|fu|fang|zou|xiong|bai|meng|qin|qiu|hou|yin|xue|yan|lei|duan|long|tao|shao|mao|hao|gu|gong|wan|qian|dai|kong|xiang|ouyang|sima|zhuge|shangguan|chan|wong|cheung|lam|leung|chow|kwok|ng|tsang|yeung|lau|ho";
const SYLLABLE =
  "(?:zh|ch|sh|[bpmfdtnlgkhjqxrzcsyw])?(?:iang|iong|uang|ang|eng|ing|ong|ian|iao|uai|uan|ai|ei|ui|ao|ou|iu|ie|ve|ue|er|an|en|in|un|vn|ia|ua|uo|a|o|e|i|u|v)";
const SYLLABLES = new RegExp(`^(?:${SURNAMES})[ '-]?${SYLLABLE}(?:[ '-]?${SYLLABLE})?$`);
const WORD = /[A-Za-z][A-Za-z'’]*/g;
const CAPITALISED = /^[A-Z][a-z]+(?:['’-]?[A-Z]?[a-z]+)*$/;
/** Words and brands that stand in messages with a capital or sound like a name; nobody is called so. */
const NOBODY = new Set(
  "app apps wifi excel word powerpoint wps office windows android iphone ipad apple huawei xiaomi oppo vivo google bing chrome email mail gmail line telegram wechat weixin qq tiktok douyin zoom ok yes no hello hi the and for with you your please thanks thank sir madam dear no not this that what when where who how why is are was were be been have has had do does did can could will would should may might must one two three monday tuesday wednesday thursday friday saturday sunday january february march april june july august september october november december today tomorrow china chinese beijing shanghai guangzhou shenzhen foshan hong kong macau taiwan england english america american usa visa mastercard unionpay alipay paypal covid omicron ab type usb led lcd dna rna bmi hiv icu vip kg cm mm ml mg pdf doc docx xls xlsx jpg png http https www com cn org net html json xml id token key user name password phone address system assistant tool function null true false none undefined error model chat message messages role content data text note visit referral draft person people need needs date time hour day week month year code kind status answer question document source clause section article title quote region adcode search find service services list create update delete go back next left right new old big small blood type a b c".split(
    " ",
  ),
);
const ALSO_WORDS =
  /^(?:he|li|ma|su|fan|long|sun|tan|lin|chan|song|tang|gong|mao|han|dong|ho|lam|she|me|we|man|can|ran|fan|pan|wan|wang wang|china|change|chance|she|shine|dance|lane|tone|done|gone|bone|maze|fine|line|mine|wine|nine|pine|time|wife|life|like|bike|hike|fate|gate|hate|late|mate|rate|date|make|take|lake|cake|fake|wake|xie xie|line|shanghai|tangshan|jiangxi|shenzhen|lianxi|yuan|jiaoyu|fuwu|weixin|taobao|baidu|alibaba|huawei|yibao|dibao|shebao)$/;

/**
 * Capitalised words that are no known word, with the one after; and names in pinyin by their syllables, when family name and given name
 * are both there. Abbreviations in capitals stay.
 */
export function findLatinNames(text: string): Found[] {
  const found: Found[] = [];
  const tokens = Array.from(text.matchAll(WORD), (match) => ({
    start: match.index,
    end: match.index + match[0].length,
    word: match[0],
  })).filter(({ start, end }) => !/[\w@./\\#&=:]/.test(text[start - 1] ?? "") && !/[\d@/\\_=]/.test(text[end] ?? ""));
  for (const [i, token] of tokens.entries()) {
    if (!isFree(found, token.start, token.end)) continue;
    const next = tokens[i + 1];
    const beside = next && /^[ '-]$/.test(text.slice(token.end, next.start)) ? next : null;
    if (beside) {
      const two = `${token.word} ${beside.word}`;
      const known = [token.word, beside.word].some((word) => NOBODY.has(word.toLowerCase()));
      const both = CAPITALISED.test(token.word) && CAPITALISED.test(beside.word);
      if (!known && (both || isPinyinName(two))) {
        found.push({ start: token.start, end: beside.end, kind: "person" });
        continue;
      }
    }
    // 玩家zonTik, 彼詹普（menez）: what stands around says that somebody is named.
    const said =
      token.word.length >= 3 &&
      !NOBODY.has(token.word.toLowerCase()) &&
      !/^[A-Z]+$/.test(token.word) &&
      (NAMED_BEFORE.test(text.slice(Math.max(0, token.start - 6), token.start)) ||
        (/\p{Script=Han}[(（]$/u.test(text.slice(0, token.start)) && /^[)）]/.test(text.slice(token.end))));
    const named =
      said || (CAPITALISED.test(token.word) && token.word.length >= 3 && !NOBODY.has(token.word.toLowerCase()));
    // One syllable of pinyin in small letters is a word as likely as not.
    if (named || (token.word.length >= 6 && !NOBODY.has(token.word.toLowerCase()) && isPinyinName(token.word)))
      found.push({ start: token.start, end: token.end, kind: "person" });
  }
  return found;
}

function isPinyinName(words: string): boolean {
  const small = words.toLowerCase();
  return SYLLABLES.test(small) && !ALSO_WORDS.test(small) && !small.split(" ").every((word) => ALSO_WORDS.test(word));
}
