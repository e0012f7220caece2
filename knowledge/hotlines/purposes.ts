/** What people call about, in their words, and the national numbers that are for it, the first to dial first. */
export interface Purpose {
  id: string;
  /** 心理援助热线 — as in 本地的…还没有核实过. */
  label: string;
  /** Said in a question about it (folded text). */
  asked: RegExp;
  /** Whose number is asked for, or for what, where this line does when nobody has that one; missing: it never does. */
  office?: RegExp;
  numbers: readonly string[];
  /** Name or purpose of a local line that is for it. */
  local: RegExp;
  /** Said before any line, when waiting may cost a life. */
  first?: string;
  /** Who calls about this may be in danger: the emergency numbers close the answer. */
  may_be_in_danger?: true;
}

const NO_LOCAL_LINE = /(?!)/;

/** The most urgent first: of several that fit, the earlier one leads the answer. */
export const PURPOSES: readonly Purpose[] = [
  {
    id: "fire",
    label: "火警",
    asked: /着火|起火|火灾|火警|失火|冒烟|煤气|燃气|漏气|瓦斯/,
    office: /着火|起火|火灾|失火|冒烟|漏气|漏了|泄漏/,
    numbers: ["119"],
    local: NO_LOCAL_LINE,
    first: "先退到屋外，再打电话。",
  },
  {
    id: "medical",
    label: "急救",
    asked: /昏迷|昏倒|晕倒|叫不醒|急救|救护车|心脏病|中风|胸[口闷]|吃药过量|农药|流血|大出血|摔[伤断]|抽搐|喘不/,
    office: /急救(?:中心|站)|昏迷|昏倒|晕倒|叫不醒|中风|农药|大出血|抽搐/,
    numbers: ["120"],
    local: NO_LOCAL_LINE,
  },
  {
    id: "traffic",
    label: "交通事故",
    asked: /车祸|交通事故|撞[了到]?车|被车撞/,
    office: /车祸|交通事故/,
    numbers: ["122", "120"],
    local: NO_LOCAL_LINE,
  },
  {
    id: "women",
    label: "妇女维权热线",
    asked:
      /妇女|妇联|家暴|家庭暴力|反家暴|(?:女的|女人|老婆|媳妇|妻子).{0,8}打|(?:老公|丈夫|男人|男的|男朋友|对象).{0,6}打|打(?:老婆|媳妇)|保护令/,
    office: /妇联|家暴|庇护/,
    numbers: ["12338", "12348"],
    local: /妇女|家庭暴力/,
    first: "正在挨打、有危险：先打 110，受伤了打 120。",
  },
  {
    id: "child_harm",
    label: "儿童救助保护热线",
    asked:
      /(?:孩子|小孩|娃|儿童|未成年).{0,8}(?:打|虐|伤|没人管|欺负|侵害|性侵|猥亵|失踪)|(?:打|虐待|欺负|遗弃)(?:孩子|小孩|娃|儿童)|儿童(?:救助|保护)/,
    office: /儿童(?:救助|保护)|未保|未成年人?保护/,
    numbers: ["12349", "12355"],
    local: /儿童|未成年/,
    first: "孩子正有危险：先打 110。",
  },
  {
    id: "police",
    label: "报警",
    asked: /报警|报案|抢劫|小偷|被偷|打架|持刀|拿刀|砍人|走失|走丢|失踪|不见了|诈骗|被骗|骗[子钱]/,
    office: /走失|走丢|失踪|诈骗|被偷/,
    numbers: ["110"],
    local: NO_LOCAL_LINE,
  },
  {
    id: "mental",
    label: "心理援助热线",
    asked:
      /心理|情绪|想不开|轻生|自杀|自残|不想活|想死|抑郁|焦虑|崩溃|撑不住|扛不住|心里.{0,3}(?:难受|难过|不好受|憋|苦)|(?:找人|有人).{0,2}(?:说说话|聊聊|倾诉)|倾诉/,
    office: /心理|自杀|危机干预/,
    numbers: ["12356"],
    local: /心理|危机干预/,
    may_be_in_danger: true,
  },
  {
    id: "youth",
    label: "青少年服务热线",
    asked: /青少年|未成年|学生|孩子|小孩|少年/,
    office: /团委|青少年(?:服务|事务)/,
    numbers: ["12355"],
    may_be_in_danger: true,
    local: /青少年|未成年/,
  },
  {
    id: "disability",
    label: "残疾人服务热线",
    asked: /残疾|残联|助残/,
    office: /残联|残疾人(?:联合会|证|服务)/,
    numbers: ["12385"],
    local: /残疾/,
  },
  {
    id: "medical_insurance",
    label: "医保热线",
    asked: /医保|医疗保险|长护险|长期护理|异地就医|医疗救助/,
    office: /医保|医疗保[险障]|长护险/,
    numbers: ["12393"],
    local: /医保|医疗保障/,
  },
  {
    id: "labour",
    label: "人社热线",
    asked: /社保|养老金|退休金|工资|欠薪|讨薪|劳动|就业|失业|没工作|找工作|工伤|人社/,
    office: /社保|社会保险|人社|劳动|就业|讨薪|欠薪/,
    numbers: ["12333"],
    local: /社会保障|人社|就业/,
  },
  {
    id: "elderly",
    label: "养老服务热线",
    asked: /养老(?:服务)?(?:热线|电话)|老年人?热线|为老|民政(?:服务)?热线/,
    numbers: ["12349", "12345"],
    local: /养老|为老|民政/,
  },
  {
    id: "assistance",
    label: "社会救助热线",
    asked: /社会救助|救助热线|低保|特困|临时救助/,
    office: /低保(?!户)|社会救助/,
    numbers: ["12345"],
    local: /社会救助|民政/,
  },
  {
    id: "legal",
    label: "法律援助热线",
    asked: /法律|律师|打官司|法援|起诉/,
    office: /法律|法援|律师事务所|司法[局所]/,
    numbers: ["12348"],
    local: /法律/,
  },
  {
    id: "government",
    label: "便民热线",
    asked: /投诉|举报|反映|噪音|扰民|路灯|垃圾|井盖|停水|停电|政务|政府|市民热线|便民|不急|不紧急|非紧急/,
    office: /政府|政务|便民/,
    numbers: ["12345"],
    local: /政务|便民/,
  },
];

/** Asked for nothing in particular: danger, injury, distress, and everything that can wait. */
export const GENERAL_NUMBERS: readonly string[] = ["110", "120", "12356", "12345"];
