import { CALLED_NUMBERS, type CalledNumber, noteCrisis } from "../../cases/crises/call.ts";
import { openCrisisSince } from "../../cases/crises/progress.ts";
import { openDraft } from "../../cases/drafts/drafts.ts";
import { crisisAfterwards as texts } from "../texts/crisis-afterwards.ts";
import { fold } from "../understand/fold.ts";
import { findMentions } from "../understand/mentions.ts";
import { progressAction } from "./crisis-notices.ts";
import { sayCalled } from "./crisis-work.ts";
import { say, type Turn, type TurnResult } from "./turn.ts";

/** For so long after it was told, what is said of help that came is of this crisis. */
const HOURS = 6;
/** Longer words tell more than what came of it. */
const LONGEST = 40;

/** A question, a plan, a wish or a denial is no call that was made. */
const NOT_DONE =
  /[?？吗呢么]|怎么|要不要|该不该|是不是|几点|多久|什么|啥|哪|没打|没报|打不通|没人接|不用打|要打|想打|准备打|如果|万一|电话多少/;
const CALLED =
  /(?:打|拨|报|叫|喊|call(?:ed)?)(?:完|通|好|过|咗)?[了过咗]?(?:个|的)?\s*(?:电话给)?(?<number>110|119|120)|(?<number_first>110|119|120)(?:已经|都|也|我)*(?:打|拨|报|叫)(?:完|通|过|好)?(?:了|过)|(?<alarm>报(?:过|完|了)警|已经?报警|报警了)/;
const HELP = "(?:警察|民警|警车|派出所|公安|110|119|120|救护车|急救|医生|消防车?|救援)(?:的?(?:人|车|同志|队))?";
const CAME = new RegExp(`${HELP}(?:都|已经|也|刚|马上)*(?:来|到|赶到|过来|接走|带走|拉走|送走|在(?:处理|路上|现场))`);
const ENDED =
  /(?:人|[他她])?(?:已经|都|刚|被|给|让)*(?:带走|接走|拉走|送走|救下来?|劝下来?|拉下来?|控制住|送(?:去|到|进)?(?:了)?(?:医院|派出所|精神科|急诊|卫生院))了?|(?:我|我们|都)?(?:已经)?(?:退|撤|躲|跑|走)(?:下来|出来|开|远|到(?:楼下|门外|外面|安全)[^\s]{0,4})了?|(?:人|[他她])(?:已经|现在)*(?:没事|安全|平静|冷静|下来|醒|缓过来)(?:下来)?了/;

/** The number that somebody says they called; null when they say of no call. */
function calledIn(said: string): CalledNumber | null {
  const groups = CALLED.exec(said)?.groups;
  if (!groups) return null;
  const number = groups.number ?? groups.number_first ?? "110";
  return CALLED_NUMBERS.find((known) => known === number) ?? null;
}

/**
 * 打了110, 警察来了 人带走了: after a crisis that the writer told in the last six hours and that is open, what they say of calls and of
 * help that came goes on its timeline. Null without such a crisis, and for words of somebody who is not in the note of it.
 */
export async function afterwardsInWords(turn: Turn, text: string): Promise<TurnResult | null> {
  const said = fold(text).trim();
  if (said.length > LONGEST || NOT_DONE.test(said)) return null;
  const number = calledIn(said);
  const happened = CAME.test(said) || ENDED.test(said);
  if (number === null && !happened) return null;
  const since = new Date(turn.session.now.getTime() - HOURS * 3_600_000);
  const crisis = await openCrisisSince(turn.session, since);
  if (crisis === null || (await namesAnother(turn, said, crisis.words))) return null;
  const bare = number !== null && !happened;
  if (!bare) await noteCrisis(turn.session, crisis.id, text);
  if (number !== null) return sayCalled(turn, crisis.id, Number(number));
  return say("crisis", texts.noted(crisis.ref), [progressAction(crisis.id)]);
}

/** 王奶奶摔了 打了120 while another's crisis is open is told of 王奶奶. */
async function namesAnother(turn: Turn, said: string, words: string): Promise<boolean> {
  const names = findMentions(said).filter(({ kind }) => kind === "name");
  if (names.length === 0) return false;
  const draft = await openDraft(turn.session);
  const known = fold(`${words}\n${draft?.kind === "visit" ? draft.body : ""}`);
  return names.some((mention) => !known.includes(mention.words));
}
