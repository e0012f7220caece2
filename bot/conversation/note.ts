import { closeDraft, openDraft, reviseDraft, type StoredDraft, startDraft } from "../../cases/drafts/drafts.ts";
import { datesMade } from "../../cases/follow-ups/made.ts";
import { hangOnVisit } from "../../cases/pictures/hang.ts";
import { type VisitDraft, visitDraft } from "../../cases/visits/draft.ts";
import { saveVisit } from "../../cases/visits/save.ts";
import { firstUnclear } from "../../cases/visits/whose.ts";
import { chinaDate } from "../../platform/clock.ts";
import { actionId } from "../action-id.ts";
import { mergeReading } from "../assistant/merge.ts";
import { readingOf } from "../assistant/proposal.ts";
import type { Action } from "../reply.ts";
import { amendTexts } from "../texts/amend.ts";
import { followUpTexts, whyWords } from "../texts/follow-ups.ts";
import { mediaTexts } from "../texts/media.ts";
import { noteTexts } from "../texts/notes.ts";
import { texts } from "../texts/zh-hans.ts";
import { correctDraft } from "../understand/correct.ts";
import { discardsDraft, isAboutDraft } from "../understand/correct-freely.ts";
import { fold } from "../understand/fold.ts";
import { isFromElsewhere } from "../understand/idioms.ts";
import { readIntent } from "../understand/intent.ts";
import { mostUrgentFirst } from "../understand/needs.ts";
import { readNote } from "../understand/note.ts";
import { amendedBy } from "../understand/reread.ts";
import { withScreened } from "../understand/screened.ts";
import { recall, remember } from "./chat-state.ts";
import { askAboutCorrection } from "./correct-unclear.ts";
import { doorLines } from "./doors.ts";
import { formsAction } from "./forms.ts";
import { doneByVisit } from "./need-done.ts";
import { saveAmended } from "./save-amended.ts";
import { reply, say, type Turn, type TurnResult, writtenAt } from "./turn.ts";
import { namesIn, visitCard } from "./visit-card.ts";
import { answerWhoseFile, askWhoseFile } from "./whose-file.ts";

/** @param saves the buttons that save where it is asked whose file it is */
function draftActions(stored: StoredDraft, saves: Action[] | null = null): Action[] {
  return [
    ...(saves ?? [{ id: actionId("visit.save", stored.id, stored.version), label: texts.actions.save }]),
    { id: actionId("visit.edit", stored.id, stored.version), label: texts.actions.edit },
    { id: actionId("visit.drop", stored.id, stored.version), label: texts.actions.drop },
  ];
}

/** The card; when somebody of the note may have a file, the question whose it is stands under it and its answers save. */
async function draftReply(turn: Turn, stored: StoredDraft, draft: VisitDraft, heading?: string): Promise<TurnResult> {
  const question = await askWhoseFile(turn.session, stored, draft);
  const lines = [visitCard(draft, headingOf(draft, heading)), ...(await doorLines(turn, draft))];
  if (stored.pictures > 0) lines.push(mediaTexts.picture.on_card(stored.pictures));
  if (question) lines.push(question.text);
  const { files: _, ...shown } = draft;
  const card = reply("visit_draft", lines.join("\n"), {
    actions: draftActions(stored, question?.actions),
    draft: { type: "visit", ...shown },
  });
  return { replies: [card], names: [...namesIn(draft), ...(question?.names ?? [])] };
}

/** Of an amendment, whose visit it is of. */
function headingOf({ amends }: VisitDraft, heading?: string): string | undefined {
  return amends ? amendTexts.heading(amends.ref) : heading;
}

/**
 * Reads the message as a note, with what a model read of it beforehand, and shows what was understood; nothing is in the case
 * table yet.
 */
export async function takeNote(turn: Turn, text: string, message_id: string | null): Promise<TurnResult> {
  const today = chinaDate(writtenAt(turn));
  const reading = readingOf(turn.understood, text);
  const ruled = readNote(text, today);
  const read = withScreened(reading ? mergeReading(ruled, reading, today) : ruled, turn.verdict);
  const { written_at } = turn.incoming;
  const draft = written_at === undefined ? read : { ...read, written_at };
  if (isNobodys(draft)) return say("clarify", noteTexts.nobodys);
  const stored = await startDraft(turn.session, { kind: "visit", body: JSON.stringify(draft), message_id });
  return draftReply(turn, stored, draft);
}

/** News that was sent on and an advertisement tell of nobody here: without a name or a home there is nothing to write down. */
function isNobodys(draft: VisitDraft): boolean {
  if (!isFromElsewhere(fold(draft.note)) || draft.visited_on || draft.form || draft.agreed_on) return false;
  return draft.persons.every(({ name, address, grid }) => !name && !address && !grid);
}

/** The card of a visit draft as it stands. */
export function visitDraftReply(turn: Turn, stored: StoredDraft): Promise<TurnResult> {
  return draftReply(turn, stored, visitDraft.parse(JSON.parse(stored.body)));
}

/** The newest open draft, when it is a visit. */
async function openVisitDraft(turn: Turn): Promise<{ stored: StoredDraft; draft: VisitDraft } | null> {
  const stored = await openDraft(turn.session);
  return stored?.kind === "visit" ? { stored, draft: visitDraft.parse(JSON.parse(stored.body)) } : null;
}

/** Changes the open draft as the words say, asks when they can mean several things; null when they are no correction. */
export async function correctNote(turn: Turn, text: string): Promise<TurnResult | null> {
  const open = await openVisitDraft(turn);
  if (!open) return null;
  const { correcting, correction } = await recall(turn.session);
  // 地址不对 — 地址应该是哪里? — 六栋402: the answer alone may say too little.
  const asked = correcting && correction?.draft_id === open.stored.id ? `${correction.words} ${text}` : text;
  for (const words of asked === text ? [text] : [asked, text]) {
    const done = await correctAs(turn, open, words, text, null);
    if (done) return done;
  }
  if (!correctDraft(open.draft, text, chinaDate(writtenAt(turn)))) return null;
  const question = await askAboutCorrection(turn, open.stored, open.draft, text);
  return question ?? say("clarify", texts.not_a_correction, draftActions(open.stored));
}

/** Whether a message that does not say that it corrects can only be about the open draft: 王奶奶八十三. */
function speaksOfDraft(stored: StoredDraft, text: string, now: Date): boolean {
  return isAboutDraft(visitDraft.parse(JSON.parse(stored.body)), text, chinaDate(now));
}

/**
 * 补充:他说不想活了, 她姓黄不是王, and whatever is said after 修改: the open draft is changed. 刚才那个不要了 drops whichever draft is
 * open. Null when none is, or the words are of something else.
 */
export async function correctOpen(turn: Turn, text: string): Promise<TurnResult | null> {
  const open = await openDraft(turn.session);
  if (open && discardsDraft(text)) return dropDraft(turn, open.id, open.version);
  if (open?.kind !== "visit") return null;
  const state = await recall(turn.session);
  const { intent } = readIntent(text, { has_open_draft: true });
  if (!state.correcting && intent !== "correction" && !speaksOfDraft(open, text, turn.session.now)) return null;
  const corrected = await correctNote(turn, text);
  if (!corrected && state.correcting) await remember(turn.session, state, { correcting: false });
  return corrected;
}

/** The button says what the correction meant. */
export async function chooseCorrection(turn: Turn, draft_id: string, option: number): Promise<TurnResult> {
  const open = await openVisitDraft(turn);
  const { correction } = await recall(turn.session);
  const chosen = correction?.draft_id === draft_id ? correction.options[option] : undefined;
  if (open?.stored.id !== draft_id || !chosen) return say("clarify", texts.refusals.draft_stale);
  const done = await correctAs(turn, open, chosen.text, chosen.text, chosen.person);
  return done ?? visitDraftReply(turn, open.stored);
}

/** Changes the draft by the `words`, of which the message `said` the last; null when they change nothing. */
async function correctAs(
  turn: Turn,
  open: { stored: StoredDraft; draft: VisitDraft },
  words: string,
  said: string,
  person: number | null,
): Promise<TurnResult | null> {
  const today = chinaDate(writtenAt(turn));
  const { amends } = open.draft;
  const amended = amends && person === null ? amendedBy(open.draft, words, amends.day, today) : null;
  const corrected = amended
    ? { draft: amended, changed: ["note"] }
    : correctDraft(open.draft, words, today, person ?? undefined);
  if (!corrected || corrected.changed.length === 0) return null;
  const next = withScreened(corrected.draft, turn.verdict, open.draft.note.length + 1 + words.length - said.length);
  const stored = await reviseDraft(turn.session, open.stored, JSON.stringify(next));
  const state = await recall(turn.session);
  if (state.correcting || state.correction)
    await remember(turn.session, state, { correcting: false, correction: null });
  return draftReply(turn, stored, next, texts.visit.heading_changed);
}

/** 修改: the next words are the correction. */
export async function askForCorrection(turn: Turn): Promise<TurnResult> {
  const open = await openVisitDraft(turn);
  if (!open) return say("clarify", texts.no_open_draft);
  await remember(turn.session, await recall(turn.session), { correcting: true });
  return say("clarify", texts.edit_how);
}

/** What a rule asks of two people is told at the door; the rest stands in 今天. */
const SHOWN_RULE_DATES = 2;

/**
 * 保存: the draft becomes a visit, once. Where it is asked whose file it is, nothing is saved before that is said.
 * @param whose what the button said to that question
 */
export async function saveNote(
  turn: Turn,
  draft_id: string,
  version: number,
  whose: string | null = null,
): Promise<TurnResult> {
  const { session } = turn;
  const open = await openDraft(session, { id: draft_id });
  let answered: VisitDraft | null = null;
  if (open?.kind === "visit" && open.version === version) {
    const asked = visitDraft.parse(JSON.parse(open.body));
    answered = whose === null ? null : await answerWhoseFile(session, asked, whose);
    if (await firstUnclear(session, answered ?? asked)) {
      const next = answered ? await reviseDraft(session, open, JSON.stringify(answered)) : open;
      return visitDraftReply(turn, next);
    }
  }
  const stored = await closeDraft(session, draft_id, version, "saved");
  const draft = answered ?? visitDraft.parse(JSON.parse(stored.body));
  if (draft.amends) return saveAmended(turn, draft_id, draft);
  const saved = await saveVisit(session, draft);
  const lines = [
    texts.visit.saved(
      saved.ref,
      saved.people.map((person) => `${person.name} ${person.ref}`),
    ),
  ];
  const pictures = await hangOnVisit(session, draft_id, saved.id);
  if (pictures > 0) lines.push(mediaTexts.picture.saved(pictures));
  if (saved.people.length === 0) lines.push(texts.visit.saved_no_name);
  if (draft.agreed_on) lines.push(texts.visit.saved_follow_up(draft.agreed_on.value));
  const made = await datesMade(
    session,
    saved.people.map(({ id }) => id),
  );
  for (const { person_id, rule, due_on } of made.slice(0, SHOWN_RULE_DATES)) {
    const { name } = saved.people.find(({ id }) => id === person_id)!;
    lines.push(followUpTexts.saved_rule(name, whyWords(rule), due_on));
  }
  const needs = draft.needs.map((need, i) => ({ need, id: actionId("refer.need", saved.id, i) }));
  const urgent = mostUrgentFirst(needs.filter(({ need }) => need.urgency !== "green")).map(({ need, id }) => ({
    id,
    label: texts.actions.refer(need.words).slice(0, 20),
  }));
  // Two tasks of the same words look the same on a button: one of them is enough.
  const actions = urgent.filter(({ label }, i) => urgent.findIndex((one) => one.label === label) === i).slice(0, 3);
  return {
    replies: [
      reply("saved", lines.join("\n"), {
        actions: [
          ...(actions.length > 0
            ? actions
            : [{ id: actionId("refer.visit", saved.id), label: texts.actions.refer_plain }]),
          ...(await doneByVisit(session, saved, draft.note)),
          formsAction(saved.id),
          { id: "undo", label: texts.actions.undo },
        ],
      }),
    ],
    names: namesIn(draft),
  };
}

/** 放弃: nothing was saved and nothing stays. */
export async function dropDraft(turn: Turn, draft_id: string, version: number): Promise<TurnResult> {
  await closeDraft(turn.session, draft_id, version, "discarded");
  return say("saved", texts.draft_dropped);
}
