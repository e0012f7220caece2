import { closeNeed, type NeedResult, reopenNeed } from "../../cases/needs/close.ts";
import { listNeeds, type NeedRow, readNeed } from "../../cases/needs/list.ts";
import type { StaffSession } from "../../cases/session.ts";
import { lastVisitTo } from "../../cases/visits/last.ts";
import { chinaDate } from "../../platform/clock.ts";
import { actionId } from "../action-id.ts";
import type { Action } from "../reply.ts";
import { forOthers } from "../texts/in-language.ts";
import { needTexts } from "../texts/needs.ts";
import { texts } from "../texts/zh-hans.ts";
import { doneIn, saysDone, sharedWith } from "../understand/done.ts";
import { readNote } from "../understand/note.ts";
import { recall, remember } from "./chat-state.ts";
import type { Said } from "./said.ts";
import { say, type Turn, type TurnResult } from "./turn.ts";

/** A message that is read as a note with so much confidence, or is longer, tells a visit: its needs are asked about once it is saved. */
const SURELY_A_NOTE = 0.7;
/** Whoever says that they were there tells a visit, however short. */
const WAS_THERE = /去了|去过|看望|走访|入户|探访/u;
const LONGEST = 40;
/** Open needs that are looked through, the newest first. */
const LOOKED_THROUGH = 400;
const SHOWN = 3;
/** So much of what a need asks for has to be said. */
const SHARED = 0.3;
/** A button holds so many characters. */
const LABEL = 18;

/**
 * 王奶奶的扶手装好了: a short message that says that something needed has been done, of somebody of the files. The need is offered to be
 * closed; nothing is written before a button. Null when it says something else, no open need fits, or the words are about an open draft
 * that names the same person.
 */
export async function needDone(
  turn: Turn,
  text: string,
  { message_id, intent, open: draft }: Pick<Said, "message_id" | "intent" | "open">,
): Promise<TurnResult | null> {
  const is_visit = intent.intent === "note" && (intent.confidence >= SURELY_A_NOTE || WAS_THERE.test(text));
  if (is_visit || text.length > LONGEST || !saysDone(text)) return null;
  const said = readNote(text, chinaDate(turn.session.now)).persons.flatMap(({ name }) => (name ? [name.value] : []));
  const open = await listNeeds(turn.session, { state: "open", limit: LOOKED_THROUGH });
  const fitting = open.rows
    .filter(({ person }) => person?.name && isNamed(person.name, text, said) && !draft?.body.includes(person.name))
    .map((need) => ({ need, shared: sharedWith(need.words, text) }))
    .filter(({ shared }) => shared >= SHARED)
    .toSorted((one, other) => other.shared - one.shared)
    .slice(0, SHOWN)
    .map(({ need }) => need);
  if (fitting.length === 0) return null;
  // 记成走访 and 只办了一部分 need the words.
  await remember(turn.session, await recall(turn.session), { unclear: { text, message_id: message_id ?? "" } });
  const as_note = { id: "as.note", label: texts.actions.as_note };
  const [only] = fitting;
  const one = fitting.length === 1 && only;
  const actions: Action[] = one
    ? [
        { id: actionId("need.done", one.id, undefined, "met"), label: needTexts.met },
        { id: actionId("need.done", one.id, undefined, "partly"), label: needTexts.partly },
        as_note,
      ]
    : [...fitting.map(doneAction), as_note];
  const words = one
    ? needTexts.ask_one(described(one))
    : [needTexts.ask_which, ...fitting.map((need) => `· ${described(need)}`)].join("\n");
  return { ...say("clarify", words, actions), names: namesOf(fitting) };
}

/** Buttons for the earlier needs of a visit's people that its note says are done; a saved visit closes them by what it saw. */
export async function doneByVisit(
  session: StaffSession,
  visit: { id: string; people: readonly { id: string }[] },
  note: string,
): Promise<Action[]> {
  const done = doneIn(note).join(",");
  if (done === "") return [];
  const found: Action[] = [];
  for (const { id: person_id } of visit.people) {
    const { rows } = await listNeeds(session, { state: "open", person_id, limit: 50 });
    const earlier = rows.filter((need) => need.visit_id !== visit.id && sharedWith(need.words, done) >= SHARED);
    found.push(...earlier.map((need) => ({ ...doneAction(need), id: actionId("need.seen", need.id) })));
  }
  return found.slice(0, SHOWN);
}

const doneAction = (need: NeedRow): Action => ({
  id: actionId("need.done", need.id, undefined, "met"),
  label: needTexts.met_this(need.words).slice(0, LABEL),
});

/** A button: the need ends, by hand, or by the writer's last visit of that person where the visit saw it. */
export async function pressDone(
  turn: Turn,
  id: string,
  given: { result: Exclude<NeedResult, "not_met">; seen: boolean },
): Promise<TurnResult> {
  const { session } = turn;
  const state = await recall(session);
  const words = given.result === "partly" ? state.unclear?.text : undefined;
  const before = await readNeed(session, id);
  const visit_id = given.seen && before.person ? await lastVisitTo(session, before.person.id) : null;
  await closeNeed(session, id, { result: given.result, words, ...(visit_id ? { visit_id } : {}) });
  const again = { id: actionId("need.open", id), label: needTexts.reopen };
  return { ...say("saved", needTexts.closed[given.result](described(before)), [again]), names: namesOf([before]) };
}

/** 没办好,重新打开. */
export async function pressReopen(turn: Turn, id: string): Promise<TurnResult> {
  await reopenNeed(
    turn.session,
    id,
    forOthers(() => needTexts.by_button),
  );
  const need = await readNeed(turn.session, id);
  return { ...say("saved", needTexts.reopened(described(need))), names: namesOf([need]) };
}

function described(need: NeedRow): string {
  const day = chinaDate(new Date(need.created_at));
  return needTexts.need(need.person?.name ?? texts.today.unnamed, need.words, day);
}

const namesOf = (needs: readonly NeedRow[]): string[] =>
  needs.flatMap(({ person }) => (person?.name ? [person.name] : []));

/** 王奶奶, 老王, 小王: the surname and how one speaks to them. */
const SPOKEN =
  /^(?:老|小|阿)(\p{Script=Han})$|^(\p{Script=Han})(?:奶奶|爷爷|阿姨|叔叔?|伯伯?|婆婆?|大[爷妈娘伯叔姐哥婶嫂]|婶婶?|姨|姐|哥|公公?|嫂|师傅|老太|老伯|老师|家)/u;

/** A full name counts wherever it stands; one that is spoken only where the words are read as somebody. */
const isNamed = (name: string, text: string, said: readonly string[]): boolean =>
  ([...name].length > 1 && text.includes(name)) || said.some((called) => mayBe(called, name));

/** Whether somebody who is called `said` may be the person of this name. */
function mayBe(said: string, name: string): boolean {
  if (said === name) return true;
  const surname = (called: string) => SPOKEN.exec(called)?.slice(1).find(Boolean);
  const [one, other] = [surname(said), surname(name)];
  return one !== undefined && (other ?? [...name][0]) === one;
}
