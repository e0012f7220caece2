import { kindsOf } from "../../knowledge/answer/question-kinds.ts";
import { aspectInChinese } from "../language/english-question.ts";
import { fold } from "../understand/fold.ts";
import type { Intent } from "../understand/intent.ts";
import { findMentions } from "../understand/mentions.ts";

/** How long a question's subject is in the air, in minutes. */
export const SUBJECT_MINUTES = 30;

/** What was asked last in a chat. */
export interface LastAsked {
  /** As it was read, a subject carried over from before included. */
  words: string;
  /** ISO instant. */
  at: string;
  /** Where the clauses begin that were quoted on this matter so far. */
  shown: { document_id: string; start: number }[];
}

/** A question as it is looked for. */
export interface AskedNow {
  words: string;
  /** What it goes on from, and what was said now; null when it stands on its own. */
  after: { said: string; shown: LastAsked["shown"] } | null;
}

/** Says how somebody asks, softens or points; never what about. */
const FILLER =
  /请问|想问(?:一?下)?|问一?下|我想知道|麻烦|那么|那|这个?|它|呢|啊|呀|吧|嘛|吗|么|哦|噢|噻|哈|咯|嘅|唔该|还有|另外|再问|对了|然后|接着|一般|大概|到底|究竟|的话|的|了|是|要|都|还|又|也|就|得|能|会|给|让|我们?|你们?|咱们?|俺|他们?|她们?|佢|人家|一下|我|您|有没有|有[什甚]么|有啥|是不是|能不能|可不可以|可以|行不行|用不用|需不需要|需要|必须|应该|会不会|多少|几|啥子?|什么|甚么|哪些|哪个|哪|咋个?|怎么样?|怎样|如何|点样|谁|不|没|个/g;
/** What may be asked of any matter: papers, time, place, conditions, amount, steps. */
const ASPECTS =
  /材料|资料|手续|证件|证明|身份证|户口本|复印件|照片|表格|表|原件|申请书|多久|去哪[里儿]?|到哪[里儿]?|上哪[里儿]?|多长时间|几天|几个?工作日|什么时候|啥时候|几时|几耐|时限|期限|时间|有效期|过期|到期|期满|在哪儿?|在哪里|哪里|哪儿|边度|地方|地点|地址|窗口|网上|线上|手机上?|小程序|平台|办事处|街道|乡镇|社区|村委会?|居委会?|条件|资格|要求|标准|对象|范围|哪些人|什么人|谁能|谁可以|符合|够不够|多少钱|金额|钱|费用|收费|免费|交钱|报销|比例|流程|步骤|程序|怎么办|怎么弄|怎么申请|申请|申办|办理|办|弄|搞|批准|审批|审核|批|下来|到账|发放|发|领取|领|拿到?|交给?|带|准备|做|写|填|签字|盖章|本人|亲自|代办|代为|代|委托|帮忙?|家属|外地|异地|跨省|户籍|户口|暂住|居住证|每年|一年|每月|一个月|次|复审|复核|年审|续|重新|补办|补交|变更|取消|停发|停|退回?|退|不批|不给批?|驳回|拒绝|申诉|复议|投诉|查询|查|进度|电话|联系|找|归|管|负责|部门|依据|规定|文件|政策|以前|之前|以后|之后|最多|最少|至少|最快|最长|最低|最高|同时|一起|重复|叠加|收入|存款|房子|车/g;
/** Somebody the same matter is asked for. */
const PERSON =
  /^(?:(?:他|她|佢|我|你|咱|人家)(?:们)?(?:家)?(?:的)?)?(?:老婆|老公|爱人|妻子|丈夫|媳妇|爸妈?|妈|爹|娘|父亲|母亲|父母|爷爷|奶奶|外公|外婆|姥姥|姥爷|儿子|女儿|儿媳妇?|女婿|孩子|小孩|娃娃?|孙子|孙女|兄弟|哥哥?|弟弟?|姐姐?|妹妹?|老人家?|老伴|配偶|亲属|亲戚|监护人|照顾的人|未成年人?|学生|成年人|残疾人|外地人|农村的?|城里的?|城镇的?|男的|女的|本人|另一个)$/;
/** 那残疾的呢, 那没户口的人呢: people told by what they are, only in that form; 好的 is none. */
const SORT = /^[\p{Script=Han}]{1,6}的人?$/u;
/** 居住证咋办: a paper that is asked for by itself is a matter, though others are asked whether they need it. */
const PAPER_ITSELF =
  /^(?:那|请问)?(?:[居暂]住证|身份证|户口[本簿]?|证明|照片)(?:丢了|没了)?(?:怎么|咋|如何|点样|去哪|在哪|到哪|哪[里儿]|找谁)/;
/** Where a new message begins anew, whatever it says. */
const LONGEST = 22;
const LONGEST_MATTER = 12;

const han = (words: string): string => words.replace(/[^\p{Script=Han}\p{Script=Latin}\d]/gu, "");

/** The matter of a question, with how it is asked taken off: 低保要什么材料 → 低保. Null when it names none. */
function matterOf(words: string): string | null {
  const left = fold(words)
    .replace(ASPECTS, " ")
    .replace(FILLER, " ")
    .split(/[^\p{Script=Han}\p{Script=Latin}\d]+/u)
    .filter((run) => /\p{Script=Han}{2}|\p{Script=Latin}{2}/u.test(run));
  return left[0] ?? null;
}

/** What is asked of the matter: 低保要什么材料 → 要什么材料. */
function aspectOf(words: string, matter: string): string {
  const [before, ...after] = fold(words).split(matter);
  const rest = after.join(matter);
  return han(rest).length >= 2 ? rest : (before ?? "");
}

/**
 * Reads a short message that only makes sense after the last question: 那材料呢 after 低保怎么申请 is 低保 那材料呢; 那残疾证呢 after
 * 低保要什么材料 asks the same of another matter; 那他老婆呢 asks it for another person.
 * @returns the question in full, or null when the message stands on its own or nothing was asked lately
 */
export function followUp(text: string, last: Pick<LastAsked, "words" | "at"> | null, now: Date): string | null {
  if (!last || now.getTime() - Date.parse(last.at) > SUBJECT_MINUTES * 60_000) return null;
  const said = fold(text).trim();
  const length = Array.from(han(said)).length;
  if (length < 2 || length > LONGEST) return null;
  const matter = matterOf(last.words);
  if (!matter || PAPER_ITSELF.test(said)) return null;

  const named = /^(?:那么?|还有|要是|如果)?(?:是)?(.{1,14}?)(?:呢|哩|咧)[?？。!！\s]*$/.exec(said)?.[1];
  const person = PERSON.test(han(named ?? said).replace(/^(?:那|如果是|要是|换成)/, ""));
  if (person || (named && SORT.test(han(named)))) return `${last.words} ${han(named ?? said)}`;
  const own = matterOf(said);
  // Thanks and the like ask nothing of any matter.
  const asks = said.search(ASPECTS) >= 0 || kindsOf(said).length > 0;
  if (own === null) return said.includes(matter) || !asks ? null : `${matter} ${said}`;
  // Another matter: only 那…呢 asks the same of it, everything else stands on its own.
  if (!named || own.length > LONGEST_MATTER || han(named) !== own || last.words.includes(own)) return null;
  const aspect = aspectOf(last.words, matter);
  return han(aspect).length >= 2 ? `${own}${aspect}` : null;
}

/** 那材料呢, 那他老婆呢 with nothing before it: it cannot be told what about. 居住证咋办 can. */
export function lacksMatter(words: string): boolean {
  const said = fold(words).trim();
  const rest = /^(?:那么?|还有|它|这个|那个)(.{1,12})$/.exec(said)?.[1];
  if (rest === undefined || PAPER_ITSELF.test(said) || matterOf(rest) !== null) {
    const named = rest === undefined ? undefined : /^(.{1,10}?)(?:呢|哩|咧)[?？。!！\s]*$/.exec(rest)?.[1];
    return named !== undefined && PERSON.test(han(named));
  }
  return kindsOf(rest).length > 0 || rest.search(ASPECTS) >= 0;
}

/** Whether the next question can go on from this one: it names a matter, and asks of no resident by name. */
export const goesOn = (words: string): boolean =>
  matterOf(words) !== null &&
  !(kindsOf(words).length === 0 && findMentions(fold(words)).some(({ kind }) => kind === "name"));

/**
 * The question in a message, read with what was asked before it: all of it, or what the writer asks at the end of a note. Null when
 * there is none. What the rules cannot tell is a question when it follows one.
 */
export function questionIn(
  text: string,
  { intent, also_question }: Pick<Intent, "intent" | "also_question">,
  last: LastAsked | null,
  now: Date,
): AskedNow | null {
  if (intent === "note") return also_question === null ? null : { words: also_question, after: null };
  const said = aspectInChinese(text) ?? text;
  const followed = last && (intent === "question" || intent === "unclear") ? followUp(said, last, now) : null;
  if (last && followed !== null) return { words: followed, after: { said, shown: last.shown } };
  return intent === "question" ? { words: text, after: null } : null;
}
