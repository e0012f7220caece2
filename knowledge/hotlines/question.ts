import { foldText } from "../terms.ts";
import { PURPOSES, type Purpose } from "./purposes.ts";

/** What a message wants to know about help lines. */
export interface HotlineQuestion {
  /** which: whom to call, among several. number: about the one number in `numbers`. purpose: the line for something. */
  form: "which" | "number" | "purpose";
  /** Numbers in the message, whether the table knows them or not. */
  numbers: string[];
  /** The most urgent first; empty when nothing in particular was asked for. */
  purposes: Purpose[];
  about: "hours" | "unreachable" | "use";
}

const NUMBER =
  /(?<![\d.-])(?:0\d{2,3}-?\d{7,8}|400-?\d{3}-?\d{4}|12\d{3}|9[56]\d{3,4}|1[12]\d)(?![\d.-]|号(?![码线])|[元块斤米平岁个人天年月日楼栋幢室户万千亩里克度次份张条%])/g;
const NO_NUMBER_BEFORE = /(?:[路街巷栋楼房第]|尾号|编号|单号|工号|密码|门牌)\s*$/;
/** 110 and 120 are also money and blood pressure. */
const MEASURE = /血压|高压|低压|血糖|心率|脉搏|体重|补贴|补助|低保|金额|标准|工资|[一每]个?月|多少钱/;

const ABOUT_HOURS =
  /24|二十四|小时|全天|几点|半夜|夜里|晚上|深夜|凌晨|大半夜|周末|周[六日]|礼拜[六天]|节假日|过年|通宵|[上下]班|时间|随时|有人接/;
const UNREACHABLE = /打不通|没人接|占线|打不进|接不通|没人应/;
const ABOUT_USE =
  /是[什啥干哪不管做]|是.{1,8}[吗么嘛不]|互?转|[干做管](?:什么|啥|嘛|哪些|不管)|什么(?:电话|热线|号)|啥(?:电话|热线|号)|能不?能?[打问]|可以[打问]|有用|还能|还在|停了|取消|改成|换成|并入|收费|免费|要钱|花钱|匿名|保密|留名|名字|区别|该打|要不要打|怎么打|靠谱|管用|真的假的/;
/** Told, not asked: 打了110 他还是不走. */
const TOLD = /(?:打|报|拨|叫)(?:过|了|完)/;

const WHICH =
  /(?:打|拨|拨打)(?:哪|什么|啥|几)(?!里|儿|疫苗|针|工|分|官司|折|人|架|来|一?[个张本]?[^\s，,]{0,4}(?:卡|账|帐|户头|户口|存折|银行|折子))|(?:打|拨)(?:电话)?给谁|哪个(?:电话|号码|号|热线)|[哪什][个么]时候打|啥时候打|怎么分|该打/;
const ASKS_LINE =
  /热线|专线|(?:求助|援助|法援|维权|举报|投诉|报警|急救|咨询|救助|火警|心理|妇联)的?(?:电话|号码)|(?:什么|啥|哪些|哪个)(?:电话|号码)|救护车.{0,4}(?:电话|号码)/;
/** A place or a person with a telephone of its own: the directory answers that, or nobody does. */
const LOCAL_OFFICE =
  /(?:街道办?|社区|居委会?|村委会?|窗口|残联|派出所|卫生院|医院|司法所|[局站室店点院]|中心|家园|精防|医生|主任|社工|网格员?|物业|学校|机构|[食饭]堂)的?(?:值班|办公|联系)?(?:电话|号码|联系方式)/;

/** What is left of a question for any help line at all once these are gone: nearly nothing, else it is about something. */
const ASKING =
  /求助|援助|救助|热线|专线|电话|号码|打|拨|给谁|哪个?|什么|啥|几个?|多少|号|时候|到底|应该|该|可以|能|有事|出事|遇到|紧急|情况|有|的|了|是|我们?|给|一下|请问|问|[那这]?[边里]|本地|当地|吗|呢|啊|呀|吧|要|想|找|人|和|还|都|些|怎么|咋|办|[\s\p{P}]/gu;

/** Telephone numbers in a message: short codes, landlines, 400 numbers; no door numbers, amounts or readings. */
function numbersOf(text: string): string[] {
  const found: string[] = [];
  for (const match of text.matchAll(NUMBER)) {
    const number = match[0];
    if (NO_NUMBER_BEFORE.test(text.slice(0, match.index))) continue;
    if (number.length === 3 && MEASURE.test(text)) continue;
    found.push(number);
  }
  return [...new Set(found)];
}

/**
 * Reads a question about help lines.
 * @param words as typed, without the names of places
 * @param options `for_office`: the number of an office is wanted that nobody has, and a line for its field is the next best
 * @returns null when the words are not about a help line
 */
export function readHotlineQuestion(words: string, { for_office = false } = {}): HotlineQuestion | null {
  const text = foldText(words).trim();
  const numbers = numbersOf(text);
  const purposes = PURPOSES.filter(({ asked, office }) => (for_office ? office?.test(text) : asked.test(text)));
  const about = UNREACHABLE.test(text) ? "unreachable" : ABOUT_HOURS.test(text.replace(NUMBER, " ")) ? "hours" : "use";
  const asks_which = WHICH.test(text);

  if (for_office) return purposes.length > 0 ? { form: "purpose", numbers, purposes, about } : null;
  if (numbers.length > 0 && TOLD.test(text) && about !== "unreachable") return null;
  if (numbers.length > 1) {
    return asks_which || ABOUT_USE.test(text) || about !== "use" ? { form: "which", numbers, purposes, about } : null;
  }
  if (numbers.length === 1) {
    const bare = text.replace(NUMBER, "").replace(/[\s\p{P}]/gu, "").length <= 4;
    if (asks_which && purposes.length > 0) return { form: "purpose", numbers, purposes, about };
    return bare || about !== "use" || ABOUT_USE.test(text) ? { form: "number", numbers, purposes, about } : null;
  }
  if (LOCAL_OFFICE.test(text) && !/热线/.test(text)) return null;
  if (!asks_which && !ASKS_LINE.test(text)) return null;
  if (purposes.length > 0) return { form: "purpose", numbers, purposes, about };
  return text.replace(ASKING, "").length <= 2 ? { form: "which", numbers, purposes, about } : null;
}
