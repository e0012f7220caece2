import { foldText } from "../terms.ts";

/** A kind of question: how people ask it, how the heading of a section that answers it reads, and what its words hold. */
export interface QuestionKind {
  id:
    | "time"
    | "place"
    | "papers"
    | "amount"
    | "who"
    | "paid_to"
    | "together"
    | "cost"
    | "in_charge"
    | "whether"
    | "how";
  asks: RegExp;
  heading: RegExp;
  holds: RegExp;
}

/** 批不下来怎么办, 停了怎么办: what to do in a case, not how to apply. */
const CASE = /(?:[了着过没不停丢坏]|以后|之后)[^\s,，、]{0,8}怎么办/;

export const KINDS: readonly QuestionKind[] = [
  {
    id: "time",
    asks: /几天|几日|多久|几耐|多长|多快|几时|(?:啥|什么)时候|几个(?:小时|工作日|月)|(?:好|多少)天|几次|几回/,
    heading: /多久|几次|时限|期限|时间|天数|多快/,
    holds: /(?:\d|[一二两三四五六七八九十]+)(?:个)?(?:工作日|日内|天|个月|小时|年内|周)|统一(?:的)?(?:天数|时限)|按月/,
  },
  {
    id: "paid_to",
    asks: /(?:哪个|哪张|什么|啥|谁的?|哪里?)[^\s,，]{0,4}(?:卡|账户|帐户|存折|户头)|(?:钱|补贴|补助|津贴|金)[^\s,，]{0,3}(?:打|发|汇|转)(?:到|给|进|在)|(?:打|发)到(?:哪|谁|什么|啥)|怎么(?:发|到账)|现金还是/,
    heading: /打到|发到|到账|怎么发|发放方式|哪张卡|账户/,
    holds:
      /(?:打|发|汇|划|拨|转|存|支付)(?:放|付|拨)?(?:到|入|给|进|至)[^。；]{0,16}(?:卡|账户|帐户|存折|本人)|社会化发放|(?:银行|信用社|金融机构)[^。；]{0,6}(?:代发|发放)|惠民惠农[^。；]{0,8}一卡通/,
  },
  {
    id: "place",
    asks: /去哪|到哪|在哪|上哪|哪里|哪儿|哪办|边度|(?:啥|什么|哪个)(?:地方|部门|单位|窗口)|找谁|网上/,
    heading: /哪儿|哪里|地点|怎么申请/,
    holds:
      /(?:向|到|去|在|找)[^。；]{0,24}(?:窗口|街道|乡镇|政府|民政|残联|机构|中心|村委|居委|平台|医院|局|部门|所)|户籍所在地|网上/,
  },
  {
    id: "papers",
    asks: /带啥|带什么|带哪|要啥|(?:啥|什么|哪些)(?:证|材料|手续)|材料|准备|交啥|拿啥|手续/,
    heading: /材料|带什么|带哪些|要什么/,
    holds: /材料|证明|申请书|书面申请|身份证|户口[本簿]|残疾人?证|病历/,
  },
  {
    id: "amount",
    asks: /多少|几多|几百|几千|标准/,
    heading: /多少|标准|金额/,
    holds: /\d[\d,.]*\s*万?(?:元|块|%|倍)|百分之|差额|标准[^。；]{0,12}(?:定|公布|制定)|金额/,
  },
  {
    id: "together",
    asks: /(?:一起|同时|一块|一并|重复|叠加|都)(?:能|可以|可)?(?:领|拿|享受|吃|办|申请|发|报|得|有)|二选一|只能[^\s]{0,3}一[个样种]|兼(?:领|得)/,
    heading: /同时|一起|重复|叠加|还能/,
    holds: /同时|重复|叠加|兼(?:领|得)|不再|只能[^。；]{0,6}一|择(?:一|高)|可以一起/,
  },
  {
    id: "who",
    asks: /哪些人|(?:啥|什么)样?的?人|谁能|谁可以|条件|资格|够不够|够格|符合/,
    heading: /谁能|哪些|条件|对象|什么(?:样的)?人/,
    holds: /条件|对象|符合|低于|年满|周岁|不具备|没有劳动能力|残疾等级|可以申请/,
  },
  {
    id: "cost",
    asks: /要(?:不要)?(?:交|花|出|掏)?钱[不吗么没]|要不要(?:交|花|出)?钱|收不收(?:费|钱)|收[费钱][不吗么没]|免费[不吗么]|是不是免费|(?:要|得)(?:交|花|出|掏)(?:多少)?钱|(?:什么|啥|哪些)费用?/,
    heading: /收费|费用|要不要钱|免费/,
    holds: /免费|不收费|不要钱|收费|工本费|费用由|缴费/,
  },
  {
    id: "in_charge",
    asks: /谁来?(?:管|负责|修|弄|装|出钱|处理)|归(?:谁|哪)|哪个部门|该找谁/,
    heading: /谁来?(?:管|修|负责)|找谁|去哪儿办/,
    holds: /由[^。；]{1,20}(?:负责|改造|管|修|处理|审|办)|(?:先找|找|报)(?:县级|乡镇|街道|物业|社区|民政|残联)|打12345/,
  },
  {
    id: "whether",
    asks: /(?:能不能|可不可以|能否|可否|有没有)[^\s,，。]{0,10}(?:金|补贴|补助|津贴|待遇|救助|低保|特困|五保)|(?:能|可以)(?:领|办|拿|申请|享受|吃)[^\s,，。]{0,10}(?:[吗么不])[\s?？。]*$/,
    heading: /一句话|谁(?:可能|能)|(?:哪些|什么)人|条件/,
    holds: /可以|条件|符合|三条|满一年/,
  },
  {
    id: "how",
    asks: /(?:怎么|怎样|咋|咋个|点样|如何)(?:办|申请|弄|搞|报|领|整)/,
    heading: /怎么(?:申请|办|领)|去哪儿办/,
    holds: /申请|办理|提出|登记/,
  },
];

/** The kinds of what is asked: how long, where, which papers; none when only a matter is named. */
export function kindsOf(words: string): QuestionKind[] {
  const folded = foldText(words);
  return KINDS.filter(({ id, asks }) => asks.test(folded) && !(id === "how" && CASE.test(folded)));
}

/** Whether a heading says that its section answers that kind: 停了怎么办 is no 怎么办 of how to apply. */
export function saysItAnswers({ id, heading }: QuestionKind, words: string): boolean {
  return heading.test(words) && !(id === "how" && CASE.test(words) && !/申请|领|办理/.test(words));
}

/** Headings of sections that answer one kind of question and no other. */
const OF_ONE_KIND = new Set<QuestionKind["id"]>(["time", "place", "papers"]);

/** 被辞退了有没有失业金 is not answered by 要带的材料: the heading answers another kind than the ones that are asked. */
export function answersAnother(words: string, heading: string): boolean {
  const asked = kindsOf(words);
  if (!asked.some(({ id }) => id === "whether")) return false;
  const own = heading.split("›").at(-1)!;
  const isSaidBy = (kind: QuestionKind): boolean => kind.heading.test(own);
  return !asked.some(isSaidBy) && KINDS.some((kind) => OF_ONE_KIND.has(kind.id) && isSaidBy(kind));
}

/** The share of what is asked (how long, where, which papers…) that a heading says it answers; 0 when none is asked. */
export function headingAnswers(words: string, heading: string): number {
  const asked = kindsOf(words);
  const own = heading.split("›").at(-1)!;
  return asked.length === 0 ? 0 : asked.filter((kind) => saysItAnswers(kind, own)).length / asked.length;
}
