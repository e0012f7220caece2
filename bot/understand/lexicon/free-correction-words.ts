import type { Flag } from "../../../cases/visits/draft.ts";
import { NUMERAL } from "../numerals.ts";
import { anyOf, KIN, OUTSIDERS } from "./kinship.ts";

/** How a draft is corrected in passing, without saying that it is a correction. Patterns read the folded text, trimmed. */

const WHO = `(?:[他她佢](?:的)?)?(?:(?:大|小|二|三|老)?(?:${anyOf(KIN)}|${OUTSIDERS})|老人|本人|自己|他|她|佢)[\\p{Script=Han}]{0,2}?`;
const SAID = "(?:说|讲|反映|告诉我?)的?";
/** 不是儿子说的是女儿说的, 是女儿讲的不是儿子. */
export const TOLD_BY = [
  new RegExp(
    `^(?:那(?:句)?话)?不是(?<wrong>${WHO})${SAID}[\\s，,]*(?:而|应该)?是(?<right>${WHO})(?:${SAID})?(?:的话?)?$`,
    "u",
  ),
  new RegExp(`^(?:那(?:句)?话)?(?:应该)?是(?<right>${WHO})${SAID}[\\s，,]*不是(?<wrong>${WHO})(?:${SAID})?$`, "u"),
  new RegExp(`^(?:那(?:句)?话)?(?:应该)?是(?<right>${WHO})${SAID}$`, "u"),
] as const;

const BODY =
  "(?:左|右|两只?)?(?:大腿|小腿|膝盖|脚踝|手腕|胳膊|肩膀|屁股|额头|后脑勺|肋骨|胸口|肚子|脖子|眼睛|耳朵|腿|脚|手|腰|背|膝|头|脸|眼|肩|胯|髋|胸|腹|牙|耳)(?:上|部)?";
const COUNT = `${NUMERAL}(?:多|来)?(?:天|次|回|个月|个礼拜|个星期|年|颗|片|粒|瓶|盒|只|块|个|顿|斤)`;
const DRUG = "(?:[\\p{Script=Han}]{1,4}药|胰岛素|[\\p{Script=Han}]{1,4}针)";
/** Words of one kind: one may stand for another of its kind, and the rest of what was told stays. */
export const KINDS: readonly RegExp[] = [
  new RegExp(BODY, "u"),
  new RegExp(COUNT, "u"),
  new RegExp(DRUG, "u"),
  new RegExp(`(?:大|小|二|三)?(?:${anyOf(KIN)})`, "u"),
  /[左右](?:边|侧)?/u,
];
/** 不是腿摔了是腰, 是腰不是腿. */
export const RATHER = [
  /^(?:[他她佢]|老人)?(?:摔|伤|疼|痛|坏|断|烫|肿)?的?不是(?<wrong>[^\s，,是]{1,10})[\s，,]*(?:而|应该)?是(?<right>[^\s，,是]{1,8}?)(?:了|的)?$/u,
  /^(?:[他她佢]|老人)?(?:摔|伤|疼|痛|坏|断|烫|肿)?的?(?:应该)?是(?<right>[^\s，,是]{1,8}?)(?:的)?[\s，,]*不是(?<wrong>[^\s，,是]{1,10}?)(?:了|的)?$/u,
] as const;

/** 她姓黄不是王, 不姓王 姓黄. */
export const FAMILY_NAME = [
  /^(?:[他她佢]|老人|人家|本人)?(?:应该)?是?姓(?<right>\p{Script=Han}{1,2}?)(?:的)?[\s，,]*(?:不(?:是|姓)姓?(?<wrong>\p{Script=Han}{1,2}))?[的了啊哈]*$/u,
  /^(?:[他她佢]|老人|人家|本人)?不(?:是)?姓(?<wrong>\p{Script=Han}{1,2}?)[\s，,]*(?:而?是|应该)?姓?(?<right>\p{Script=Han}{1,2}?)[的了啊哈]*$/u,
] as const;

/** What settles a flag, or was heard wrong, in the words of whoever was there. */
export const SETTLED: Partial<Record<Flag, RegExp>> = {
  medication_gap:
    /药[^\s，,]{0,4}(?:不缺|没缺|不断|没断|有了|够(?:的|吃|了)|还有|拿(?:到|回|来)|买(?:到|了|来|好)|送(?:到|来)|续(?:上|好)|补(?:上|好)|开(?:好|到|了)|配(?:好|到))|(?:不缺|没缺|没断|没停)药|(?:拿|买|开|配)(?:到|好|了)药/,
  fire_gas_hazard:
    /(?:煤气|燃气|气管|管子|阀门|电线|线路|插座|插线板|炉子|灶|电瓶|电动车|火|纸壳|废品|东西)[^\s，,]{0,5}(?:修好|换(?:了|好)|弄好|不漏|没漏|关(?:了|好)|拔了|灭了|整改|清(?:走|完|掉|了)|搬(?:走|了)|没事|装好)/,
  housing_hazard:
    /(?:房子|屋顶|墙|瓦|房梁|窗|阳台|房|屋|天花板)[^\s，,]{0,5}(?:修好|补好|不漏|没漏|没裂|加固|没事|弄好)|不漏(?:雨|水)?了/,
  missing_person: /(?:人|[他她佢]|老人|孩子|娃)?[^\s，,]{0,3}(?:找到|找着|回来|回家|见到|没走[丢失]|没丢|接回|送回)/,
  not_met: /(?:后来|刚才|又)?[^\s，,]{0,4}(?:见(?:到|着)[^\s]{0,3}了|开(?:了)?门了|在家的|人在家)/,
  fall: /没(?:有)?(?:摔|跌|滑倒|绊倒)|不是(?:摔|跌)(?:的|倒|跤|了)?$/,
  medical_emergency:
    /(?:胸口?|心口|头|肚子|人|[他她佢])[^\s，,]{0,4}(?:不疼|不痛|不晕|缓过来|好了|没事|醒(?:了|过来)|好多了)/,
  suicide_risk: /没(?:有)?(?:想)?(?:不想活|寻死|轻生|自杀|想不开)|没说(?:过)?(?:不想活|想死|要死)/,
  violence_risk: /没(?:有)?(?:打人|动手|砸|拿刀)/,
  domestic_violence: /没(?:有)?(?:打她|家暴|动手|打老婆)|不是(?:打|家暴)/,
  confinement: /没(?:有)?(?:关|锁)|不是(?:关|锁)|(?:放|解)(?:出来|开)了/,
  suspected_harm: /没(?:有)?(?:虐待|不给[^\s]{0,3}饭|打[他她]|欺负)/,
  refusal: /(?:又|后来|现在)?(?:肯|愿意|同意|答应)[^\s，,]{0,6}了|没(?:有)?(?:拒绝|不肯|不愿意|不去)/,
  weak_guardian: /有人(?:管|看|照顾|照看)[^\s，,]{0,3}|没(?:有)?人不管/,
  promise: /没(?:有)?答应|没(?:有)?保证/,
};

/** 刚才那个不要了: the draft as a whole. */
export const DISCARDS =
  /^(?:算了)?[\s，,]*(?:把|将)?(?:刚才|刚刚|方才|上面|前面|这|那)(?:的|说的|记的|写的|发的)*(?:那|这)?(?:个|条|份|段|些|句|张|次)?(?:记录|走访|草稿|笔记|东西)?(?:都|全)?(?:不要|不算|作废|删|丢掉|扔掉|不记|不用|不存|别存|别记|取消)(?:记|存)?[了掉吧啊]*$|^(?:算了)?[\s，,]*(?:全|都|统统)(?:部)?(?:删|不要|作废)[了掉吧]*$|^(?:算了)?[\s，,]*(?:不记|别记|不保存|别保存|不要保存|不存|作废|放弃|不写)[了吧啊]*$/;
