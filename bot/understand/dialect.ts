import { fold } from "./fold.ts";

/**
 * Cantonese, Sichuan and north-eastern words as the rules know them, word for word at the same length, so that every offset found
 * in the one text holds in the other. 佢 stays: it is a pronoun of either sex, which 他 and 她 are not. Longer words first.
 */
const WORDS: readonly [said: string, meant: string][] = [
  ["听朝早", "明早上"],
  ["琴晚黑", "昨晚上"],
  ["昨晚黑", "昨晚上"],
  ["今晚黑", "今晚上"],
  ["冇人理", "没人管"],
  ["听日", "明天"],
  ["听朝", "明早"],
  ["听晚", "明晚"],
  ["后日", "后天"],
  ["琴日", "昨天"],
  ["寻日", "昨天"],
  ["噚日", "昨天"],
  ["琴晚", "昨晚"],
  ["寻晚", "昨晚"],
  ["今朝", "今早"],
  ["勿在", "不在"],
  ["屋里向", "家里面"],
  ["朝早", "早上"],
  ["晏昼", "中午"],
  ["下昼", "下午"],
  ["上昼", "上午"],
  ["夜晚", "晚上"],
  ["晌午", "中午"],
  ["晚黑", "晚上"],
  ["头先", "刚才"],
  ["啱啱", "刚刚"],
  ["正话", "刚才"],
  ["而家", "现在"],
  ["依家", "现在"],
  ["屋企", "家里"],
  ["屋头", "家里"],
  ["落屋", "回家"],
  ["归屋", "回家"],
  ["返屋", "回家"],
  ["边度", "哪里"],
  ["边个", "哪个"],
  ["乜嘢", "什么"],
  ["咩嘢", "什么"],
  ["啥子", "什么"],
  ["做咩", "干嘛"],
  ["点解", "为何"],
  ["点样", "怎样"],
  ["咋个", "怎么"],
  ["啷个", "怎么"],
  ["咋整", "怎么"],
  ["莫得", "没有"],
  ["没得", "没有"],
  ["莫法", "没法"],
  ["冇得", "没有"],
  ["唔该", "唔该"],
  ["行失", "走失"],
  ["搵返", "找回"],
  ["赶场", "赶集"],
  ["唔使", "不用"],
  ["点用", "咋用"],
  ["唔好", "不要"],
  ["唔系", "不是"],
  ["唔见", "不见"],
  ["系咪", "是否"],
  ["有冇", "有没"],
  ["仲有", "还有"],
  ["返做", "成为"],
  ["晓得", "知道"],
  ["识得", "认得"],
  ["瞓觉", "睡觉"],
  ["冲凉", "洗澡"],
  ["睇病", "看病"],
  ["返工", "上班"],
  ["搭话", "答话"],
  ["饮酒", "喝酒"],
  ["娃儿", "娃娃"],
  ["幺儿", "儿子"],
  ["幺女", "女儿"],
  ["阿仔", "儿子"],
  ["阿女", "女儿"],
  ["细蚊", "小孩"],
  ["惊佢", "怕佢"],
  ["攞刀", "拿刀"],
  ["揸刀", "拿刀"],
  ["斩人", "砍人"],
  ["郁手", "动手"],
  ["顶唔顺", "撑不住"],
  ["得闲", "有空"],
  ["冇", "没"],
  ["唔", "不"],
  ["嘅", "的"],
  ["咗", "了"],
  ["喺", "在"],
  ["睇", "看"],
  ["嚟", "来"],
  ["瞓", "睡"],
  ["搵", "找"],
  ["攞", "拿"],
  ["畀", "给"],
  ["俾", "给"],
  ["喊到", "哭到"],
  ["佢哋", "佢们"],
  ["哋", "们"],
  ["冚", "盖"],
];

const MEANT = new Map(WORDS.map(([said, meant]) => [fold(said), meant]));
/** 一点用, 三点半 and 差点 are no Cantonese 点. */
const bounded = (said: string): string =>
  said.startsWith("点") ? `(?<![一二三四五六七八九十半几两早晚快差有多0-9])${said}` : said;
const SAID = new RegExp(
  [...MEANT.keys()]
    .sort((a, b) => b.length - a.length)
    .map(bounded)
    .join("|"),
  "gu",
);
/** 食 is to eat before food and after a negation; 食堂 and 零食 are words of their own. */
const EATS =
  /(?<![零伙粮主])食(?=药|饭|晒|紧|嘢|[咗了唔不]|得落)|(?<=[没不肯想药饭])食(?=$|[\s，。]|[一二两三四五六七八九十几])/gu;

/** 系六栋, 佢系: is; 关系 and 系统 are words of their own. */
const IS = /(?<=^|[\s，,。佢都就先本唔仲]|错了)系(?!统|列|上|鞋|好|住)/gu;
/** 个仔, 个女, 个孙: whose child; 有个女的 is a stranger and 三个仔 are three. */
const CHILD = /(?<![一二两三四五几有这那某])个(仔|女|孙)(?![的人孩生娃士子性婿])/gu;
const CHILD_MEANT: Record<string, string> = { 仔: "儿子", 女: "女儿", 孙: "孙子" };

/** 幺洞二 for 一零二: three or more digits read out, one of them as on the radio. */
const READ_OUT =
  /(?=[零〇一二三四五六七八九]*[幺洞拐])[零〇一二三四五六七八九幺洞拐]{3,4}(?![零〇一二三四五六七八九幺洞拐])/gu;
const SPOKEN_DIGIT: Record<string, string> = { 幺: "一", 洞: "零", 拐: "七" };

/** 伊儿子, 讲伊住: the pronoun of the lower Yangtze; 伊 before anything else is a family name. */
const YI = /伊拉?(?=[儿女爸妈爹娘老阿囡孙哥姐弟妹自讲说住要不勿又也还就屋家])/gu;

/** What a phone hears or a thumb hits instead: 5懂3单元 for 5栋3单元, 三单员, 二往格. */
const MISHEARD: readonly [RegExp, string][] = [
  [/(?<=[0-9一二三四五六七八九十])[懂冻董](?=$|[\s，。0-9一二三四五六七八九十那的楼])/gu, "栋"],
  [/(?<=[0-9一二三四五六七八九十]单)[员园圆]/gu, "元"],
  [/(?<=[0-9一二三四五六七八九十])[往望王]格/gu, "网格"],
];

/** A folded text with its dialect words in the standard language; same length. */
export function inStandardWords(folded: string): string {
  return MISHEARD.reduce((said, [heard, meant]) => said.replace(heard, meant), folded)
    .replace(YI, (word) => (word.length > 1 ? "佢们" : "佢"))
    .replace(READ_OUT, (run) => [...run].map((digit) => SPOKEN_DIGIT[digit] ?? digit).join(""))
    .replace(/喇(?!叭|嘛)/gu, "了")
    .replace(CHILD, (_, child: string) => CHILD_MEANT[child]!)
    .replace(SAID, (word) => MEANT.get(word) ?? word)
    .replace(IS, "是")
    .replace(EATS, "吃");
}
