import type { Observation } from "../../../cases/visits/draft.ts";

export type ObservationKind = Observation["kind"];

/**
 * What a clause tells about somebody's state, by kind; the first kind that matches wins. `visible` kinds of things a visitor sees
 * with their own eyes, so that the worker's own account of them counts as seen; the rest somebody must have said.
 */
export const OBSERVATION_WORDS: readonly { kind: ObservationKind; when: RegExp; visible: boolean }[] = [
  {
    kind: "hazard",
    when: /煤气|燃气|漏气|插线板|插排|电线|充电|纸壳|堆满|堆到|报警器|烧干|烧糊|冒烟|着火|漏雨|裂|暖气|供暖|取暖|潮|冻|危房|塌|漏电|灶|烟头|汽油|床[^\s]{0,2}湿|杂物/,
    visible: true,
  },
  { kind: "injury", when: /青了|青一块|青紫|肿|疤|伤|淤|流血|骨折|烂了|褥疮|跌|摔|破皮|烫/, visible: true },
  { kind: "medicine", when: /药|胰岛素|长效针|喷雾|打针|安定/, visible: false },
  { kind: "sleep", when: /睡|失眠|半夜|夜里|整夜|熬夜|不合眼/, visible: false },
  { kind: "diet", when: /吃(?!药|亏|力|惊)|饭|饿|胃口|不喂|喂奶|泡面|稀的|喝酒|瘦/, visible: false },
  {
    kind: "mobility",
    when: /腿脚|下不了楼|下不了床|走路|扶墙|轮椅|拐杖|拄|卧床|瘫|不能动|能动|起不来|中过?风|听使唤|腰|膝|站不/,
    visible: true,
  },
  {
    kind: "mood",
    when: /哭|不吭声|没意思|不想活|高兴|开心|难过|情绪|闷|愁|怕|发抖|不说话|不爱说|沉默|发呆|烦|拉着我的手|躲|遗书|寻死|轻生|自杀/,
    visible: true,
  },
  {
    kind: "living",
    when: /(?:没|无|冇)(?:有|得)?(?:儿|子)(?:没|无|冇)?(?:有|得)?女|(?:儿子|女儿|闺女|子女|儿女|孩子们?|老公|老婆|媳妇)[^\s]{0,4}(?:在外|外地|外头|打工|上班|省城|城里|国外)|(?:没|无)(?:有)?(?:亲人|亲戚|后人|子女|儿女|依靠)|孤寡|五保/,
    visible: false,
  },
  {
    kind: "behaviour",
    when: /骂|砸|打(?!工)|唱|喊|吵|自言自语|对着|忘事|忘记|糊涂|不认|乱跑|转悠|不对劲|怪|跟踪|害他|害她|锁|推|抢|抽烟|说话/,
    visible: true,
  },
  {
    kind: "living",
    when: /一个人(?:住|过)?|独居|老伴|儿子|女儿|闺女|老公|老婆|同住|家里|没人照|侄|脏|臭|臊味|邻居|屋里|家属|单亲|离异|离婚|租住|搬/,
    visible: false,
  },
  {
    kind: "other",
    when: /眼睛|耳朵|听力|血压|血糖|高血压|糖尿病|冠心病|心脏病|心脏|支架|起搏器|哮喘|慢阻肺|肺气肿|肾|透析|尿毒症|肝|癫痫|羊癫疯|痴呆|失智|帕金森|脑梗|中风|风湿|痛风|骨质|白内障|青光眼|抑郁|双相|精分|分裂症|癌|肿瘤|化疗|住院|出院|手术|残疾|智力|精神|病|疼|痛|晕|失业|停工|医保|低保|欠|没钱|上学|辍学/,
    visible: false,
  },
];

export const GUESS = /好像|可能|估计|怀疑|怕是|应该是|像是|大概|也许|说不定|恐怕|看样子|八成|疑似|感觉/;
/** The worker perceived it: 我看到, 闻到, 掀开被子看. */
export const PERCEIVED =
  /看到|看见|瞧见|见到|闻到|闻着|听到|听见|摸了|掀开|亲眼|发现|翻了|查看|柜子?上|桌上|床头|墙上|地上|身上|背上|窗台|门口|(?<!医院里?|卫生[院站所]|诊所|药店|自己|自家)量(?:了|得|出来?)(?:一?下)?(?:血压|血糖|体温|脉搏)/;
/** Something that happened before the visit: the worker was not there. */
export const EARLIER = /昨|前天|前儿|上个?月|上礼拜|上周|去年|前年|几天前|那天|夜里|半夜|刚才|早上|出院|住院|中过/;
/** A clause that only names, places or plans: no observation. */
export const NOT_OBSERVED = /^(?:我|咱)(?!看|见|闻|听|掀|摸|发现|进)|名字|电话号|约了|再去|再来|回访|网格[一-龥]{0,4}$/;
