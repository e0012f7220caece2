import type { Flag } from "../../../cases/visits/draft.ts";
import { anyOf, KIN } from "./kinship.ts";

const FIELD =
  "(?:名字|姓名|人名|姓|年龄|年纪|岁数|地址|住址|门牌|楼栋|楼号|房号|单元|网格|性别|日期|时间|下次|回访|走访日期)";
const REMOVING = "(?:去掉|删掉|删了|删除|拿掉|划掉|除掉)";

/** A message that corrects or completes what was just recorded. */
export const CORRECTS = new RegExp(
  [
    "不是[^\\s，,]{1,12}[\\s，,]*(?:而?是|应该)|是[^\\s，,]{1,12}[\\s，,]*不是|[\\s，,]不是[^\\s，,]{1,12}$|不叫",
    "改(?:成|到|为|做|一下|第?[一二三四五六七八九十0-9])|[写记说弄搞打]错|错[了啦]|不对(?=$|[\\s，,])|应该(?:是|叫)",
    "^(?:补充|补一句|还有|另外|加上?|再加|漏|少[写记]|忘了说|更正|纠正)",
    `电话(?:是|写|[:：])|(?:年龄|年纪|岁数)[零一二三四五六七八九十百0-9]|${FIELD}(?:是|叫|为|应该|写|推|[:：])|^${FIELD}[\\s]*[\\p{Script=Han}0-9]`,
    "^(?:没有|没|不是|去掉|删掉)[^\\s]{2,10}$",
    `^${REMOVING}|${REMOVING}[吧了]?$|^[^\\s]{1,10}(?:不用|不要|不写)了$`,
    "^(?:先|暂时|下次)?(?:不用|不要|不|别|莫)再?(?:写|记|转|约|去|来|跟进|回访|留)[^\\s]{0,8}$|取消(?:回访|约)",
    "^是?[男女]的?$|^[\\p{Script=Han}]{0,4}叫(?!什么|啥)[\\p{Script=Han}·]{2,4}$|^[\\p{Script=Han}]{2,5}(?:是|今年)[0-9一二三四五六七八九十]{1,3}岁?$|^住[^\\s]{2,12}$",
    "^(?:[他她佢]|本人|老人)?(?:不)?(?:同意|愿意)(?:转|登记|了|$)",
  ].join("|"),
  "u",
);

/** Said so that it can be nothing else: when nothing in the draft answers to it, one question is asked. */
export const PLAINLY_CORRECTS = new RegExp(
  `[写记说弄搞打]错|错[了啦]|不对(?=$|[\\s，,])|改(?:成|到|为|做|一下)|更正|纠正|${REMOVING}|${FIELD}|不用转|先不转|不转了|不是[^\\s]{1,12}[\\s，,]*(?:而?是|应该)|少[写记]了?[^\\s]{0,2}人`,
  "u",
);

/** What leads an addition: the rest is read as a note of its own. */
export const SUPPLEMENT =
  /^\s*(?:补充(?:一下|一句|一点)?|补一句|另外|还有|再加(?:一条|一句)?|加上?(?:一条|一句)?|漏了|忘了说)[\s:：，,]*/;

/** A question, whatever else it looks like. */
export const ASKS_BACK = /[吗呢么?？]$|怎么|什么|哪[里个些儿]|多少|几[天个岁]|为何/;
export const SAYS_ONE_MORE = new RegExp(
  `^(?:少|漏)(?:写|记|了){0,2}[一两]?个?人|^(?:还有|另外|再加|加上?|漏了|少[写记]了?)[\\s，,]*(?:一个人|[一两]个人|(?:[他她佢]的?|家里的?)?(?:${anyOf(KIN)})(?=$|[\\s，,]|也?叫|今年|[0-9一二三四五六七八九十]))`,
  "u",
);

/** The value that was wrong: 不是五栋, 不叫许桂花, 五栋 before 改成, 五栋 in 是六栋不是五栋. */
export const OLD_VALUE =
  /不(?:是|叫)[^\s，,]{1,12}?(?=[\s，,]*(?:而?是|叫|应该|$)|[\s，,])|[^\s，,]{1,14}(?=(?:应该)?改(?:成|到|为|第?[一二三四五六七八九十0-9]))|(?<=^|[\s，,])(?!名字|姓名|人名|年龄|年纪|岁数|地址|日期|时间|网格|性别|单元|门牌|房号|楼栋|[她他佢]|今年)[^\s，,]{1,10}(?=不对|错了)/g;

/** What is to go: 把跌倒去掉, 去掉那个电话, 买菜那个不用了, 莫写年龄. */
export const REMOVES: readonly RegExp[] = [
  new RegExp(`^把?(?<what>[^\\s]{1,12}?)(?:给)?(?:${REMOVING}|不用写|不用记|不写|不用|不要)[了吧]*$`, "u"),
  new RegExp(`^(?:${REMOVING}|[别莫不](?:用|要)?[写记留])(?<what>[^\\s]{1,12}?)[了吧]?$`, "u"),
];
export const NOT_AGAIN =
  /^(?:先|暂时|下次|这次)?(?:不用?再?(?:约|去|来|跟进|回访)|不约)了?$|^(?:下次|回访)[^\s]{0,4}不(?:去|用|约)了?$|取消(?:回访|约)/;
/** 不用转了: the person does not want it, or there is nothing left to pass on. */
export const NO_REFERRAL = /^(?:先|暂时)?不(?:用|要|需要)?再?转(?:介)?了?$|^(?:转介|转)[^\s]{0,3}不用了$/;

/** 她没跌倒, 没有家暴: what was heard wrong. */
export const DENIES_A_FLAG =
  /^(?:[他她佢]|本人|老人|人家)?(?:没有?|不是|不算)[^\s]{0,4}(?:摔|跌|滑倒|不想活|轻生|自杀|打人|动手|家暴|挨打|虐待|走[失丢]|断药|停药|煤气|漏雨|锁|拒绝|不肯)[^\s]{0,6}(?:[\s，,][^\s]{1,10})?$/;

/** How people speak of a flag when they deny it or want it gone. */
export const FLAG_TALK: Partial<Record<Flag, RegExp>> = {
  suicide_risk: /不想活|轻生|自杀|寻死|想死/,
  violence_risk: /打人|动手|砸|威胁/,
  domestic_violence: /家暴|打她|挨打|动手/,
  suspected_harm: /伤害|虐待|不给饭/,
  missing_person: /走失|走丢|不见/,
  wandering_history: /走失|走丢|迷路/,
  medication_gap: /断药|停药|没药/,
  fall: /摔|跌|滑倒/,
  fire_gas_hazard: /煤气|燃气|火灾|着火|消防/,
  housing_hazard: /漏雨|危房|房子/,
  medical_emergency: /急病|危急/,
  confinement: /关|锁/,
  refusal: /拒绝|不肯|不愿意/,
  not_met: /没见|没人|未遇/,
  hearsay: /听说|传闻/,
  privacy_restricted: /保密/,
  promise: /答应|承诺/,
};
