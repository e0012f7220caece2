import { FACTS, type Fact, type Known, type Value } from "../../knowledge/eligibility/facts.ts";
import { type Interview, OPENINGS } from "../../knowledge/eligibility/interview.ts";
import { asKnown, asksForBenefits, readCircumstances, wordsOf } from "../understand/circumstances.ts";
import { fold } from "../understand/fold.ts";
import { readNumeral } from "../understand/numerals.ts";

export type Answered =
  | { kind: "stop" | "again" | "unknown" }
  /** `beside`: it tells something, and the question still waits for its answer. */
  | { kind: "known" | "beside"; known: Known; words: Interview["words"] };

/** Longer than this it is a note or a question, not an answer. */
const LONGEST = 60;

const STOP = /^(?:先这些|就这些|够了|不问了|先这样|先到这|停一?下?|算了|不用问?了|可以了|行了)[吧了啊。.!！\s]*$/;
const AGAIN = /^(?:继续|接着(?:来|问|说)?|往下|下一[个问])[吧呀啊。.!！\s]*$/;
const UNKNOWN =
  /^(?:这个|证|几级)?(?:我)?(?:也|都|还)?(?:不知道|不晓得|不清楚|没问|没问到|唔知|不确定|说不(?:好|准|清)|记不(?:得|清)|忘了)[了啊呀。.!！\s]*$/;
const YES =
  /^(?:有|是|对|嗯+|能|会|要|困难|办了|办过|参加了|交了|吃着|在吃|有的|是的|对的|可以|穷|自己不行|不能自理|满一年|自己走的|自己辞的|自己不干的?)[的啊呀了。.!！\s]*$/;
const NO =
  /^(?:没有?|冇|不是|不|无|没得|没办|还没|还没办|没参加|没交|不能|不会|不要|不用|过得去|自己能行|还行|不困难|不满一年|没交满|单位辞的|厂里辞的|老板辞的|被辞的?)[的啊呀了。.!！\s]*$/;
/** Of all that was asked at once. */
const NONE_OF_THEM = /^(?:都|全|啥都|什么都)(?:没有?|冇|无)[的啊呀了。.!！\s]*$/;
/** 没办证, 证上二级: said of the certificate, whatever is asked. A bare 有 beside it says that there is something to certify. */
const OF_CERTIFICATE = /^(?:还)?没(?:有|去)?(?:办过?|评过?)?(?:残疾)?证$|^证(?:还)?没(?:有|办)/;
/** 火化要钱不, 找谁办: something is asked instead. */
const ASKS_INSTEAD = /谁|哪[里儿个]|什么|多久|几天|要[^，。]{0,4}[不没]$|能不能|可不可以|是不是|死了|去世/;
const PAUSE = /[\s,，、;；。]+/;

/** In these 「困难」 and 「自己不行」 are the yes; their values stand the same way round. */
function yesOrNo(fact: Fact, words: string): Value | null {
  const { values } = FACTS[fact];
  if (values === null) return null;
  if (fact === "aid") return NO.test(words) || NONE_OF_THEM.test(words) ? ["none"] : null;
  if (!(values as readonly string[]).includes("yes") || fact === "orphaned") return null;
  // 能 means able: of 长期要人照顾吗 it is the no.
  const turned = fact === "unable" && /^(?:能|可以|还行)/.test(words);
  if (YES.test(words)) return [turned ? "no" : "yes"];
  if (fact !== "hardship" && NONE_OF_THEM.test(words)) return ["no"];
  return NO.test(words) ? [fact === "unable" && /^不能/.test(words) ? "yes" : "no"] : null;
}

/** 82, 八十二, 二级 as the answer to a question for a number. */
function number(fact: Fact, words: string): Value | null {
  if (FACTS[fact].values !== null) return null;
  const match =
    /^(?:大概|差不多|快|有|是|证上?|写的?|评的?)*第?([0-9]{1,3}|[零一二两三四五六七八九十百]{1,5})(?:岁|级|周岁)?(?:了|吧|的|左右|多)?$/.exec(
      words,
    );
  const read = match ? readNumeral(match[1]!) : null;
  const most = fact === "grade" ? 4 : (FACTS[fact] as { most: number }).most;
  if (read === null || read > most || (fact === "grade" && !/级|证/.test(words) && words.length > 1)) return null;
  return { from: read, to: read };
}

/** What only one of the facts can be meant by, whatever stands beside it. */
const OWN_WORDS: Partial<Record<Fact, readonly [RegExp, string[]][]>> = {
  hardship: [
    [/困难|穷|紧巴|难过|不好过|揭不开锅/, ["yes"]],
    [/过得去|还行|可以|不愁|还好/, ["no"]],
  ],
  certificate: [[/没(?:有|去)?(?:办|证|评)|没办过?证|办不了/, ["no"]]],
  supporter: [
    [/(?:没|无)(?:有)?(?:儿|女|子女|人养|老伴|亲)/, ["no"]],
    [/有(?:一?个|[两二三四几]个)?(?:儿|女|子女|老伴|老公|老婆|爸|妈|人养)/, ["yes"]],
  ],
  income: [
    [/(?:没|无)(?:有)?(?:收入|退休金|养老金|工资|钱)/, ["no"]],
    [/有(?:点|些)?(?:收入|退休金|养老金|工资|租金|社保)/, ["yes"]],
  ],
};

function ownWords(fact: Fact, words: string): Value | null {
  return OWN_WORDS[fact]?.find(([when]) => when.test(words))?.[1] ?? null;
}

/** Each part of what was said, as the first of these facts that it can be an answer to: 没有,二级 — 都没有,困难. */
function answersTo(facts: readonly Fact[], words: string): Known {
  if (facts.length > 1 && !facts.includes("aid") && NONE_OF_THEM.test(words))
    return facts[0] === "impaired" ? { impaired: ["no"] } : Object.fromEntries(facts.map((fact) => [fact, ["no"]]));
  const known: Known = {};
  for (const part of words.split(PAUSE).filter(Boolean)) {
    const left = facts.filter((fact) => known[fact] === undefined);
    // A word of its own goes before a bare 有 or 没有, which is the answer to the first.
    for (const read of [ownWords, number, yesOrNo]) {
      const fact = left.find((one) => read(one, part) !== null);
      if (fact === undefined) continue;
      known[fact] = read(fact, part)!;
      break;
    }
  }
  // The question reads: 没有的话, 日子过得怎么样?
  if (facts.includes("aid") && known.hardship && known.aid === undefined) known.aid = ["none"];
  // Who has no certificate yet was asked for one because there is something to certify.
  if (facts.includes("impaired") && (known.certificate ?? known.grade)) known.impaired = ["yes"];
  return known;
}

/**
 * What words say to an interview: its waiting question answered, 不知道, 先这些, 继续, or more that is known.
 * @returns null when they are about something else
 */
export function answerIn(text: string, { asking }: Interview, reference_year: number): Answered | null {
  const words = fold(text).trim();
  if (words.length > LONGEST || words === "") return null;
  if (AGAIN.test(words)) return { kind: "again" };
  if (asking === null) return null;
  if (STOP.test(words)) return { kind: "stop" };
  if (
    words
      .split(PAUSE)
      .filter(Boolean)
      .every((part) => UNKNOWN.test(part))
  )
    return { kind: "unknown" };
  const opening = asking === "opening" ? OPENINGS.find(({ label }) => words === label) : undefined;
  if (opening) return { kind: "known", known: opening.known, words: {} };
  // A question, or a new 能办啥 of somebody else, is not about this one.
  if (/[?？吗呢]|怎么|咋|多少钱|记一?下|今天|上午|下午/.test(words) || asksForBenefits(words)) return null;
  if (ASKS_INSTEAD.test(words) && !UNKNOWN.test(words)) return null;
  const beside = ofCertificate(asking === "opening" ? [] : asking.facts, words);
  if (beside) return { kind: "beside", known: beside, words: {} };
  const told = readCircumstances(text, reference_year);
  const known = { ...(asking === "opening" ? {} : answersTo(asking.facts, words)), ...asKnown(told) };
  const fits = asking === "opening" || asking.facts.some((fact) => known[fact] !== undefined || isImplied(fact, known));
  return fits && Object.keys(known).length > 0 ? { kind: "known", known, words: wordsOf(told) } : null;
}

/** What is said of the certificate while something else is asked: 有,没办证. Null when anything else is said with it. */
function ofCertificate(facts: readonly Fact[], words: string): Known | null {
  if (facts.includes("impaired") || facts.includes("certificate") || facts.includes("grade")) return null;
  const parts = words.split(PAUSE).filter(Boolean);
  const [certificate, rest] = [
    parts.filter((part) => OF_CERTIFICATE.test(part)),
    parts.filter((p) => !OF_CERTIFICATE.test(p)),
  ];
  if (certificate.length === 0 || rest.length > 1) return null;
  if (rest.length === 0) return { certificate: ["no"] };
  return YES.test(rest[0]!) ? { impaired: ["yes"], certificate: ["no"] } : null;
}

/** A grade answers the question for the certificate, too. */
const isImplied = (fact: Fact, known: Known): boolean => fact === "certificate" && known.grade !== undefined;
