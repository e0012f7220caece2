import { privateHoursTexts as texts } from "../texts/private-hours.ts";
import { fold } from "../understand/fold.ts";
import { WEARY } from "../understand/lexicon/intent-words.ts";
import { findMentions } from "../understand/mentions.ts";
import { findPlaces } from "../understand/places.ts";
import { type ChatState, recall, remember } from "./chat-state.ts";
import { lookForServices } from "./services.ts";
import { say, type Turn, type TurnResult } from "./turn.ts";

/** What the worker did for somebody or wants of the assistant: the only 我 of work. */
const AT_WORK =
  /我(?:们)?(?:刚|今天|昨天|上午|下午|明天|已经|又|也|想|要|得|先|再)*(?:去(?!死)|到|上门|走访|看望?|敲|打了?电话|打电话|联系|问|查|帮|给|送|提醒|陪|约|跟|和|扶|记|转介)|(?:帮|给|替)我(?:查|找|看|记|转)|我(?:们)?(?:这个|那个)?(?:网格|社区|片区|的(?:草稿|转介|单子|任务|待办|网格))|我的转介/g;
const SAYS_SO = /^\s*(?:记|補?记录?|記錄?)(?:一下|个|個)?走[访訪]/;
/** The writer, wherever they stand in the words. */
const WRITER = /[我俺咱偶]|自己/;
/** How somebody feels; said of nobody it is said of the writer. */
const FEELING =
  /难受|难过|难熬|心里|心情|崩溃|撑|熬|哭|孤单|孤独|没意思|没劲|没希望|活着|活得|想死|去死|不想活|压力|焦虑|抑郁|害怕|睡不着|失眠|绝望|委屈|后悔|恨|受不了|扛不/;
/** What the work is about: rules, offices, papers, visits, people in care. */
const OF_WORK =
  /走访|入户|上门|回访|敲门|居民|住户|老人|网格|社区|街道|政策|低保|特困|救助|补贴|补助|津贴|材料|手续|申请|办理|窗口|转介|草稿|单子|精防|社工|家庭医生|残联|民政|妇联|司法|派出所|医保|社保|残疾证|丧葬|食堂|助餐|日托|养老院|轮椅|条例|规定|台账|报表/;

/** Whether what the writer says of themself is not kept at this moment: they spoke of their own distress (docs/rules.md 7). */
export function isPrivate(state: ChatState, now: Date): boolean {
  return state.private_until !== null && new Date(state.private_until) > now;
}

/**
 * Whether a message in those hours is plainly work and no word about the writer: it says so at its beginning, it names a person, or
 * somebody's kin behind a door, or it is about a rule, an office or a paper and tells no feeling; 我 only as who did or asks something
 * there. In doubt it is the writer's own and not kept.
 */
export function isWork(text: string): boolean {
  if (SAYS_SO.test(text)) return true;
  const folded = fold(text);
  if (WRITER.test(folded.replace(AT_WORK, ""))) return false;
  const people = findMentions(folded);
  // A grid is where the writer works: it tells of nobody.
  const doors = findPlaces(folded).filter(({ kind }) => kind !== "grid");
  if (people.some(({ name }) => name !== null) || (people.length > 0 && doors.length > 0)) return true;
  return OF_WORK.test(folded) && !FEELING.test(folded) && !WEARY.test(folded);
}

/** The button 说工作. */
export const END_OF_PRIVATE_HOURS = "private.end";
const BACK_TO_WORK = /^(?:(?:接着|继续|来|不说了)?[,，\s]*说工作(?:了|吧)?|(?:back )?to work)[。.!]?$/i;

/** That nothing is kept now, with the way out of it. */
export const stillHere = (): TurnResult =>
  say("crisis", texts.still_here, [{ id: END_OF_PRIVATE_HOURS, label: texts.work }]);

/** 说工作: from now on what is said is work again. */
export async function endPrivateHours({ session }: Turn): Promise<TurnResult> {
  await remember(session, await recall(session), { private_until: null });
  return say("help", texts.ended);
}

/** The button 说工作 typed; null when it is not. */
export const backToWork = async (turn: Turn, text: string): Promise<TurnResult | null> =>
  BACK_TO_WORK.test(text.trim()) ? endPrivateHours(turn) : null;

/** The search for a place in the hours in which nothing is kept: 再看几个 does not know it any more. */
export async function lookWithoutTrace(turn: Turn, text: string, only_named = false): Promise<TurnResult> {
  const { services } = await recall(turn.session);
  const found = await lookForServices(turn, text, only_named);
  await remember(turn.session, await recall(turn.session), { services });
  return found;
}
