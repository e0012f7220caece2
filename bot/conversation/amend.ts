import { startDraft } from "../../cases/drafts/drafts.ts";
import { isTitle, nearness } from "../../cases/people/near.ts";
import { AMEND_DAYS } from "../../cases/visits/amend.ts";
import { type OwnVisit, ownVisits } from "../../cases/visits/amend-find.ts";
import { toldOfVisit } from "../../cases/visits/amend-told.ts";
import { chinaDate } from "../../platform/clock.ts";
import { amendTexts } from "../texts/amend.ts";
import { findDateWords } from "../understand/date-words.ts";
import { fold } from "../understand/fold.ts";
import { readNote } from "../understand/note.ts";
import { amendedBy } from "../understand/reread.ts";
import { dayWritten } from "./amend-text.ts";
import { recall, remember } from "./chat-state.ts";
import { visitDraftReply } from "./note.ts";
import { say, type Turn, type TurnResult, writtenAt } from "./turn.ts";

/** 那条改一下, 那次走访要改, 的记录写错了: of something saved, and what comes after it is the change. */
const ASKS = /[?？吗]\s*$|了没|怎么|能不能|可不可以/u;
/** 昨天, 刚才我记的: nobody is named, and nothing else either. */
const NOBODY =
  /^(?:刚才|刚刚|今天|昨天|前天|昨晚|上午|下午|上次|上?(?:周|星期|礼拜).|[0-9一二三十]+[号日]|我|记|写|的|把|\s)*$/u;
const AMENDS =
  /(?:那一?[条次份]|那个)(?:走访)?(?:记录|记的|记得)?[,， ]{0,2}(?:我|帮我|请|要|得|需要|想){0,3}(?:改一?下|改改|改动|更正一?下?|修改一?下?|补正|改|[写记说填]错了?)|(?:走访|走访记录|的记录)(?:我|帮我|请|要|得|需要|想){0,3}(?:改一?下|改改|更正一?下?|修改一?下?|[写记填]错了?)/u;

/**
 * 昨天王奶奶那条改一下 药是三天不是五天: the newest visit of that person that the writer wrote is shown as it would be, and one tap saves it.
 * Null when something else is said.
 */
export async function amendInWords(turn: Turn, text: string): Promise<TurnResult | null> {
  const match = AMENDS.exec(text);
  if (!match || ASKS.test(text)) return null;
  const { session } = turn;
  const [whose, change] = [text.slice(0, match.index), text.slice(match.index + match[0].length)];
  const today = chinaDate(writtenAt(turn));
  const name = readNote(whose, today).persons.find((person) => person.name)?.name?.value ?? null;
  if (name === null && !NOBODY.test(whose)) return null;
  const all = await ownVisits(session);
  const theirs = name === null ? all : all.filter((visit) => visit.names.some((one) => isMeant(one, name)));
  const found = ofDay(theirs, whose, today) ?? theirs[0];
  if (!found)
    return say("not_found", name === null ? amendTexts.none(AMEND_DAYS) : amendTexts.none_of(name, AMEND_DAYS));
  const visit = await toldOfVisit(session, found.id);
  const { id, ref, version, told } = visit;
  const words = change.replace(/^[\s，,。:：、]+/u, "").trim();
  const day = dayWritten(visit);
  const amended = words === "" ? null : amendedBy(told, words, day, today);
  const body = JSON.stringify({ ...(amended ?? told), amends: { id, ref, version, day } });
  // No message id: the words of this message are not the visit's, so that editing or unsending it leaves the visit alone.
  const stored = await startDraft(session, { kind: "visit", body, message_id: null });
  if (!amended) await remember(session, await recall(session), { correcting: true });
  const shown = await visitDraftReply(turn, stored);
  return amended ? shown : { ...shown, replies: [...say("clarify", amendTexts.how).replies, ...shown.replies] };
}

/** The same name, one that sounds like it, or somebody of that family name who is called by a title. */
function isMeant(name: string, said: string): boolean {
  const near = nearness(name, said);
  return near === "same" || near === "near" || (near === "akin" && isTitle(said));
}

/** The newest of the day that was said, when there is one. */
function ofDay(visits: readonly OwnVisit[], whose: string, today: string): OwnVisit | undefined {
  const [said] = findDateWords(fold(whose), today);
  return said ? visits.find(({ visited_on }) => visited_on === said.value) : undefined;
}
