import type { NeedDraft } from "../../../cases/visits/draft.ts";

export type NeedCode = NeedDraft["code"];

/** Subjects of a need, in order: the first that matches gives the event code. */
export const NEED_SUBJECTS: readonly { code: NeedCode; when: RegExp }[] = [
  { code: "06", when: /家暴|打她|男人打|老公打|保护令|告诫书/ },
  { code: "05", when: /孩子|娃|学费|上学|监护|幼儿园|发育|说话晚|看哪|辍学|未成年|自闭|康复救助/ },
  { code: "03", when: /残疾|轮椅|拐杖|助听器|假肢|护理床|辅具|评残|康复|扶手|适老|无障碍|残联/ },
  { code: "04", when: /低保|救助|补助|没钱|特困|五保|困难|临时|学费|减免|救济|慈善|补贴|房租|公租房|廉租/ },
  { code: "11", when: /药|医院|看病|住院|复查|体检|医生|医保|假牙|牙|手术|义诊|血压|打针|护理|陪诊|疫苗/ },
  {
    code: "01",
    when: /买菜|做饭|助餐|送餐|饭堂|食堂|日间照料|养老|能力评估|长护险|独居|手环|走失|跌|陪|洗澡|护工|护理员|帮忙|照看|保姆/,
  },
  { code: "02", when: /心理|情绪|精神|抑郁|失眠|精康|想不开/ },
  { code: "08", when: /煤气|燃气|消防|插线板|电线|充电|报警器|灭火/ },
  { code: "09", when: /漏雨|屋顶|房子|危房|墙|修房|瓦|高空/ },
  { code: "10", when: /下水道|路灯|电梯|垃圾|井盖|护栏|噪音|返臭|楼道灯|停水|停电|积水/ },
  { code: "12", when: /诈骗|被骗|转账|房产证|存折|保健品/ },
  { code: "07", when: /吵|纠纷|邻居|停车|矛盾|打架|调解/ },
  { code: "13", when: /居住证|租房|暂住|流动|出租屋|登记/ },
  { code: "14", when: /政策|怎么办理|条件|材料|怎么申请|社保|退休|户口|补交|咋补/ },
];

/** A wish or question that states a need: what follows it is the need. */
export const ASKS =
  /(?<![不没别唔])(?:想要|想(?!死|不开|跟|着|起|到|法|活|把自己)|希望|盼着|要求|需要|求|(?<!我|没|不|学|请|反|审|访)问(?!题|她|他|了)|想问问?|打听|咨询|申请|帮忙?找|求助)/;

/** Facts that are needs without anybody asking; urgency is of the task. */
export const NEED_FACTS: readonly { code: NeedCode; urgency: NeedDraft["urgency"]; when: RegExp; not?: RegExp }[] = [
  { code: "11", urgency: "orange", when: /(?:药|喷雾|胰岛素)[^\s]{0,6}(?:没了|断了|停了|吃完了|用完)/ },
  { code: "11", urgency: "yellow", when: /药[^\s]{0,3}(?:就|还|只)剩[^\s]{0,6}/ },
  { code: "11", urgency: "yellow", when: /没去(?:过)?医院|没看医生|没钱看病|化验单|该复查/ },
  { code: "11", urgency: "orange", when: /褥疮|(?:屁股|背|身)上?烂/ },
  {
    code: "01",
    urgency: "yellow",
    when: /下不了(?:楼|床)|走路扶墙|老忘事|有点忘事|忘事|没人做饭|没人照顾|卧床|走失|不见了/,
    not: /没走失/,
  },
  { code: "03", urgency: "yellow", when: /(?:拐杖|轮椅|助听器|假肢|护理床)[^\s]{0,4}(?:断|坏|丢|旧|没)/ },
  { code: "04", urgency: "yellow", when: /没钱|花了十?几万|欠了?债|揭不开锅|低保不够|交不起|没收入|断了收入|失业/ },
  { code: "08", urgency: "red", when: /煤气味|燃气味|漏气|着火|冒烟/, not: /没着火/ },
  {
    code: "08",
    urgency: "orange",
    when: /插线板|纸壳|没[^\s]{0,3}装[^\s]{0,4}报警器|锅[^\s]{0,3}烧干|(?:电动车|电瓶)[^\s]{0,8}充电|私拉|飞线|线从/,
  },
  { code: "09", urgency: "yellow", when: /漏雨|墙[^\s]{0,6}裂|房梁|危房|天花板[^\s]{0,4}掉/ },
  {
    code: "10",
    urgency: "green",
    when: /(?:下水道|下水)[^\s]{0,6}(?:堵|臭|溢)|路灯[^\s]{0,4}(?:坏|不亮)|(?:楼道)?灯[^\s]{0,2}坏|护栏[^\s]{0,3}(?:断|坏)|井盖[^\s]{0,3}(?:没|坏|翘)|垃圾[^\s]{0,4}(?:堆|没人)|积水|返臭/,
    not: /修好了|已经修/,
  },
  { code: "07", urgency: "green", when: /吵起来|吵架|吵了|纠纷|闹矛盾/, not: /劝好了就|两口子.*打/ },
  { code: "12", urgency: "yellow", when: /被骗|诈骗|要她房产证|要他房产证|转账给|保健品/ },
  {
    code: "02",
    urgency: "yellow",
    when: /讲着讲着哭|(?:整天|天天|老是?|一直)哭|睡不着|失眠|心里[^\s]{0,3}(?:难受|堵|慌)|想把自己关|不出门|闷在屋/,
  },
  { code: "14", urgency: "green", when: /(?:医保|社保)[^\s]{0,3}断/ },
  { code: "05", urgency: "yellow", when: /说话晚|发育慢|没去学校|没人接送|作业没人管/ },
  { code: "13", urgency: "green", when: /居住证还?没办|没登记|新搬来/ },
];
