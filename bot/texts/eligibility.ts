import { FACT_NAMES, type Fact, type Known, type Value } from "../../knowledge/eligibility/facts.ts";
import { slip } from "./slip.ts";

/** What the interview about benefits says: 他能办啥. */

const AID: Record<string, string> = { dibao: "低保", margin: "低保边缘", tekun: "特困", none: "都没有" };
const IMPAIRMENT: Record<string, string> = {
  limb: "手脚身体",
  sight: "眼睛",
  hearing: "耳朵",
  speech: "说话",
  intellect: "智力",
  mental: "精神",
  autism: "孤独症",
};

/** The longest age that is asked about: from here on a range is 80岁以上. */
const OPEN_END = 120;

function rangeText({ from, to }: { from: number; to: number }, unit: string, open_end: number): string {
  if (from === to) return `${from}${unit}`;
  return to >= open_end ? `${from}${unit}以上` : `${from}到${to}${unit}`;
}

const GRADES = ["", "一级", "二级", "三级", "四级"];

const gradeText = ({ from, to }: { from: number; to: number }): string => GRADES.slice(from, to + 1).join("、");

const YES_NO: Partial<Record<Fact, [string, string]>> = {
  work: ["能", "不能"],
  paid_in: ["满一年", "不满一年"],
  quit: ["自己走的", "单位辞的"],
  unable: ["自己不行", "自己能行"],
  hardship: ["困难", "过得去"],
};

/** A value as a button and as what is known: 有, 80岁以上, 低保. */
function valueText(fact: Fact, value: Value): string {
  if (!Array.isArray(value)) {
    return fact === "grade" ? gradeText(value) : rangeText(value, "岁", OPEN_END);
  }
  const names = value.map((one) => {
    if (fact === "aid") return AID[one] ?? one;
    if (fact === "impairment") return IMPAIRMENT[one] ?? one;
    const [yes, no] = YES_NO[fact] ?? ["有", "没有"];
    return one === "yes" ? yes : no;
  });
  return names.join("或");
}

/** An answer that settles several facts, as a button: 都没有,困难 — 证上一级、二级. */
function answerText(answer: Known, asked: readonly Fact[]): string {
  const told = (Object.entries(answer) as [Fact, Value][]).filter(([, value]) => value !== undefined);
  if (asked.length === 1) return told.map(([fact, value]) => valueText(fact, value)).join(",");
  const key = told.map(([fact, value]) => `${fact}:${Array.isArray(value) ? value.join() : ""}`).join(" ");
  if (answer.grade) return `证上${valueText("grade", answer.grade)}`;
  return BREATHS[key] ?? told.map(([fact, value]) => valueText(fact, value)).join(",");
}

/** Where the values one by one would not say it. */
const BREATHS: Record<string, string> = {
  "impaired:no": "没有",
  "impaired:yes certificate:no": "有,没办证",
  "certificate:no": "还没办证",
  "income:no supporter:no": "都没有",
  "income:yes supporter:no": "有收入,没人养",
  "income:no supporter:yes": "没收入,有人养",
  "income:yes supporter:yes": "都有",
  "quit:no paid_in:yes": "单位辞的,交满一年",
  "quit:no paid_in:no": "单位辞的,没交满",
  "quit:yes": "自己走的",
};

/** The question that settles these facts, in their order. */
const IN_ONE_BREATH: Record<string, string> = {
  "aid hardship": "家里吃低保、特困吗?没有的话,日子过得怎么样?",
  "impaired certificate grade": "有残疾吗(身体、眼睛耳朵、智力、精神都算)?有证的是几级?",
  "certificate grade": "残疾人证办了吗?几级?",
  "income supporter": "他自己有收入吗(退休金、工资、租金)?有没有该养他、也养得起的人(儿女、父母、配偶)?",
  "quit paid_in": "活是怎么没的?失业保险交满一年了吗?",
};

/** What is known already, in a few words; what says nothing is left out. */
const KNOWN: Partial<Record<Fact, (value: Value) => string | null>> = {
  age: (value) => valueText("age", value),
  grade: (value) => `残疾${valueText("grade", value)}`,
  impairment: (value) => {
    if (!Array.isArray(value) || value.length !== 1) return null;
    return value[0] === "autism" ? "孤独症" : `${IMPAIRMENT[value[0]!]}有残疾`;
  },
  certificate: (value) => (is(value, "yes") ? "有残疾证" : is(value, "no") ? "没残疾证" : null),
  aid: (value) => {
    if (!Array.isArray(value)) return null;
    if (value.length === 1) return value[0] === "none" ? "没低保" : `在吃${AID[value[0]!]}`;
    return value.includes("dibao") ? null : "没低保";
  },
  hardship: (value) => (is(value, "yes") ? "家里困难" : is(value, "no") ? "收入过得去" : null),
  unable: (value) => (is(value, "yes") ? "不能自理" : is(value, "no") ? "能自理" : null),
  supporter: (value) => (is(value, "no") ? "没人养" : null),
  income: (value) => (is(value, "no") ? "没收入来源" : is(value, "yes") ? "有自己的收入" : null),
  insured: (value) => (is(value, "yes") ? "有医保" : is(value, "no") ? "没医保" : null),
  mental_illness: (value) => (is(value, "yes") ? "精神上的病" : null),
  sudden: (value) => (is(value, "yes") ? "突然出事" : null),
  costly_illness: (value) => (is(value, "yes") ? "看病花钱多" : null),
  hukou: (value) => (is(value, "elsewhere") ? "外地户口" : null),
  jobless: (value) => (is(value, "yes") ? "没工作" : null),
  quit: (value) => (is(value, "yes") ? "自己不干的" : is(value, "no") ? "单位辞的" : null),
  work_injury: (value) => (is(value, "yes") ? "干活受的伤" : null),
  orphaned: (value) => (is(value, "yes") ? "父母不在了" : is(value, "unraised") ? "父母没管" : null),
  children: (value) => (is(value, "yes") ? "带着孩子" : null),
  schooling: (value) => (is(value, "yes") ? "在上学" : null),
};

const is = (value: Value, one: string): boolean => Array.isArray(value) && value.length === 1 && value[0] === one;

/** The words it comes from, where they do not stand in what is said of it: 没人养(「无儿无女」). */
function withWords(part: string, words: string | undefined): string {
  const shares = words !== undefined && [...part].some((_, i) => i > 0 && words.includes(part.slice(i - 1, i + 1)));
  return words === undefined || words === "" || shares ? part : `${part}(「${words}」)`;
}

export const eligibility = {
  /** @param words of each fact, those that it was read from */
  knownText(known: Known, words: Partial<Record<Fact, string>> = {}): string {
    const said = new Map<string, string | undefined>();
    for (const fact of FACT_NAMES) {
      const part = known[fact] ? KNOWN[fact]?.(known[fact]) : null;
      if (part && !said.has(part)) said.set(part, fact === "age" ? undefined : words[fact]);
    }
    return [...said].map(([part, its]) => withWords(part, its)).join("、");
  },
  valueText,
  answerText,
  questionText: (facts: readonly Fact[]): string =>
    IN_ONE_BREATH[facts.join(" ")] ?? facts.map((fact) => eligibility.questions[fact] ?? "").join(""),
  breaths: IN_ONE_BREATH,
  known: (words: string) => `先记着:${words}。`,
  from_draft: "(照刚才没存的走访)",
  from_file: "(照他的档案)",
  from_visit: "(照刚存的走访)",
  namesakes: (n: number) => `同名的有 ${n} 位,没用档案,我一样样问。`,
  which: "给谁看?",
  nth: (n: number) => `第${n}位`,
  opening: "他是哪种情况?点最像的一个,直接说也行,比如「82岁独居,没低保」。",
  questions: {
    age: "他多大年纪?",
    impaired: "有没有残疾(身体、眼睛耳朵、智力、精神都算)?",
    certificate: "残疾人证办了吗?",
    grade: "残疾证上写的几级?",
    impairment: "是哪方面的?",
    aid: "家里现在吃低保、特困吗?",
    hardship: "家里日子过得怎么样?",
    unable: "吃饭、穿衣、上厕所,长期要人照顾吗?",
    income: "他自己有没有退休金、工资、租金这些收入?",
    supporter: "有没有该养他、也养得起的人(儿女、父母、配偶)?",
    insured: "医保参加了吗?",
    work: "他能干活吗?",
    quit: "活是怎么没的?",
    paid_in: "单位给他交失业保险满一年了吗?",
  } as Partial<Record<Fact, string>>,
  missing: {
    age: "年龄",
    impaired: "有没有残疾",
    certificate: "有没有残疾证",
    grade: "残疾几级",
    impairment: "哪方面的残疾",
    aid: "有没有低保",
    hardship: "家里收入怎么样",
    unable: "能不能自理",
    unable_months: "不能自理多久了",
    income: "自己有没有收入",
    supporter: "有没有人养",
    insured: "有没有医保",
    work: "能不能干活",
    quit: "是不是自己不干的",
    paid_in: "失业保险交满一年没有",
  } as Partial<Record<Fact, string>>,
  actions: { unknown: "不知道", stop: "先这些", more: "材料和去哪儿", slip: "打印给他带走" },
  likely: "可能符合,窗口核定:",
  likely_none: "按说的这些,还没有能说「可能符合」的。",
  open: "还差:",
  unlikely: "可能不符合:",
  and_more: (n: number) => `等${n}项`,
  step: (say: string, where: string, papers: readonly string[]) =>
    [say, [where, papers.length > 0 ? `带${papers.join("、")}` : ""].filter(Boolean).join(",")]
      .filter(Boolean)
      .join(":"),
  ask_there: (question: string) => `问窗口:${question}`,
  nothing: "按说的这些,手头没有对得上的。打 12345,说清他的情况再问一遍。",
  line: (name: string, why: string) => `· ${name}:${why}`,
  window: (what: string) => `窗口核:${what}`,
  papersLine: (papers: readonly string[]) =>
    papers.length === 0 ? "带:先打电话问" : `带:${papers.join("、")};别的先打电话问`,
  where: (words: string) => `去:${words}`,
  amount: (quote: string) => `金额:${quote}(以窗口为准)`,
  phone: (number: string) => `电话:${number}`,
  by_when: (words: string) => `留意:${words}`,
  gone: "这一轮问答过了半小时,清掉了。再说一遍他的情况,我接着看。",
  answered: "这一问答过了,看最新的那条。",
  slip,
} as const;
