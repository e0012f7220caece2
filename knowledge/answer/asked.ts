import { foldText } from "../terms.ts";

/** A kind of fact that an answer must hold, or it is none. */
export type Asked = "amount" | "opening_hours" | "case_status" | "dose" | "forecast" | "opinion" | "right_now";

const ASKS: Record<Asked, RegExp> = {
  amount:
    /(?:多少|几多|几个|好多)(?:钱|元|块)|几[百千万](?:块|元|钱)?(?!个|人|户)|(?:给|发|补|拿|领|得|补贴|补助|补偿|标准|金|线|收费|费用?)(?:到|是|一个月|每月|个月|能|可以)*(?:多少|几多|好多)(?!天|次|人|岁|户|家|年|分|级|个(?!月))|(?:涨|提|降)到(?:多少|几多)|一个月(?:多少|几多)(?!次|天)|多少一个月/,
  opening_hours:
    /几点|开门|关门|(?:中午|周末|周[一二三四五六日]|礼拜天?|星期[一二三四五六天日]?|节假日).{0,4}(?:上班|休息|开|营业|办公|看门诊)|上班时间|营业时间|开放时间|(?:今天|明天|下周).{0,6}(?:上班|开不开|有没有人)/,
  case_status:
    /(?:批|评|审|发|打|办|到|报)(?:下来|上去|好|完|账|到)?(?:卡上)?了?没有?(?:$|[\s,.?!,。？！])|我(?:家|们)?(?:报|申请|交|递)的.{0,14}(?:几个|多少|谁|结果|同意)|(?:办|批|审|弄)到哪(?:一步|步|了)|进度|几号(?:打|发|到)|欠不欠|(?:打|发)了没/,
  dose: /(?:几|多少|半)(?:片|粒|颗|毫克|mg|包)|剂量|(?:加|减)(?:多少|到几)|血药浓度|(?:能不能|可不可以|可以).{0,8}一起吃/,
  // What is to come, what somebody is like, what is so at this minute: no document says.
  forecast:
    /(?:还|会|要)(?:会|再)?(?:涨|跌|降|加钱)|(?:明年|后年|将来).{0,10}(?:多少|几多|会不会|涨)|会(?:是|有|到)?(?:多少|几多)/,
  opinion: /(?:哪|边)(?:个|家|位|间).{0,10}(?:最好|态度|靠谱|好说话|厉害|更好)|态度(?:好|差|最)/,
  right_now:
    /(?:今晚|今天|今日|现在|而家|这会儿|明天).{0,8}(?:停电|停水|来电|来水|有号|有货|有床位|排队)|(?:还|仲)有(?:没有|冇|无)?(?:号|货|名额|床位|位子)|(?:疫苗|号源|床位|名额).{0,3}还有(?:没有|冇|吗|么|不)|排队.{0,4}(?:多久|几)/,
};

/** What kinds of fact the words ask for; most questions ask for none of these. */
export function readAsked(words: string): Set<Asked> {
  const folded = foldText(words);
  const is_none: Partial<Record<Asked, boolean>> = {
    // A fine is the law's own and the same everywhere.
    amount: /罚|处分/.test(folded),
    // Who asks where to look it up asks for the way, not for the case.
    case_status: /(?:怎么|怎样|咋|如何|点样|哪里|在哪|哪儿|去哪|边度|网上|自己能?|可以).{0,3}(?:查|看)|查询/.test(
      folded,
    ),
  };
  return new Set((Object.keys(ASKS) as Asked[]).filter((kind) => ASKS[kind].test(folded) && !is_none[kind]));
}

/** Whether the answer is a figure: 多少张床, 几次, 多久. */
export function asksForFigure(words: string): boolean {
  return /多少|几多|好多|几(?:个|次|天|日|年|岁|级|张|家|户|回|成)|多久|多长|多大|比例|百分之/.test(foldText(words));
}

/** Whether somebody asks about his own place: 我们街道, 这边, 本区. */
export function asksLocally(words: string): boolean {
  return /(?:我们|咱们?|俺们|我|这|本)(?:这|们|个)?(?:边|儿|里|街道|社区|小区|镇|乡|村|区|县|市|地|片|家)|(?:街道|镇上|区里|县里|社区|当地|本地)/.test(
    foldText(words),
  );
}

/** A matter that every city settles for itself and no national text does: 积分落户, 租房补贴, 公交卡. */
export function isCitysOwn(words: string): boolean {
  return /积分|落户|租房|购房|限购|摇号|公交|地铁|学位|划片|停车/.test(foldText(words));
}

const HELD: Record<"amount" | "opening_hours", RegExp> = {
  amount: /\d[\d,.]*\s*万?(?:元|块)/,
  opening_hours: /\d{1,2}\s*[:：点]\s*\d{0,2}|工作日|周[一二三四五六日]至|24小时/,
};

/** Whether a sentence states a fact of that kind. */
export function states(kind: "amount" | "opening_hours", sentence: string): boolean {
  return HELD[kind].test(sentence.normalize("NFKC"));
}

/** A sentence that leaves the matter to each place: 各地自己定, 以当地文件为准. */
export function leavesItToPlaces(sentence: string): boolean {
  return /(?:各地|地方|当地|本地|各区县|各省).{0,16}(?:定|规定|制定|公布|标准|为准|不同|不一样|调整)|没有全国统一|(?:不是|没有)全国统一/.test(
    sentence,
  );
}
