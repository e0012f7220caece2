import { closeDraft, openDraft, reviseDraft, type StoredDraft, startDraft } from "../../cases/drafts/drafts.ts";
import { type VisitDraft, visitDraft } from "../../cases/visits/draft.ts";
import { saveVisit } from "../../cases/visits/save.ts";
import { chinaDate } from "../../platform/clock.ts";
import { actionId } from "../action-id.ts";
import type { Action, Reply } from "../reply.ts";
import { texts } from "../texts/zh-hans.ts";
import { correctDraft } from "../understand/correct.ts";
import { readNote } from "../understand/note.ts";
import { recall, remember } from "./chat-state.ts";
import { reply, say, type Turn, type TurnResult } from "./turn.ts";
import { namesIn, visitCard } from "./visit-card.ts";

function draftActions(stored: StoredDraft): Action[] {
  return [
    { id: actionId("visit.save", stored.id, stored.version), label: texts.actions.save },
    { id: actionId("visit.edit", stored.id, stored.version), label: texts.actions.edit },
    { id: actionId("visit.drop", stored.id, stored.version), label: texts.actions.drop },
  ];
}

function draftReply(stored: StoredDraft, draft: VisitDraft, heading?: string): Reply {
  return reply("visit_draft", visitCard(draft, heading), {
    actions: draftActions(stored),
    draft: { type: "visit", ...draft },
  });
}

/** Reads the message as a note and shows what was understood; nothing is in the case table yet. */
export async function takeNote(turn: Turn, text: string, message_id: string | null): Promise<TurnResult> {
  const draft = readNote(text, chinaDate(turn.session.now));
  const stored = await startDraft(turn.session, { kind: "visit", body: JSON.stringify(draft), message_id });
  return { replies: [draftReply(stored, draft)], names: namesIn(draft) };
}

/** The card of a visit draft as it stands. */
export function visitDraftReply(stored: StoredDraft): TurnResult {
  const draft = visitDraft.parse(JSON.parse(stored.body));
  return { replies: [draftReply(stored, draft)], names: namesIn(draft) };
}

/** The newest open draft, when it is a visit. */
async function openVisitDraft(turn: Turn): Promise<{ stored: StoredDraft; draft: VisitDraft } | null> {
  const stored = await openDraft(turn.session);
  return stored?.kind === "visit" ? { stored, draft: visitDraft.parse(JSON.parse(stored.body)) } : null;
}

/** Changes the open draft as the words say; null when they are no correction. */
export async function correctNote(turn: Turn, text: string): Promise<TurnResult | null> {
  const open = await openVisitDraft(turn);
  if (!open) return null;
  const corrected = correctDraft(open.draft, text, chinaDate(turn.session.now));
  if (!corrected) return null;
  if (corrected.changed.length === 0) return say("clarify", texts.not_a_correction, draftActions(open.stored));
  const stored = await reviseDraft(turn.session, open.stored, JSON.stringify(corrected.draft));
  const state = await recall(turn.session);
  if (state.correcting) await remember(turn.session, state, { correcting: false });
  return {
    replies: [draftReply(stored, corrected.draft, texts.visit.heading_changed)],
    names: namesIn(corrected.draft),
  };
}

/** 修改: the next words are the correction. */
export async function askForCorrection(turn: Turn): Promise<TurnResult> {
  const open = await openVisitDraft(turn);
  if (!open) return say("clarify", texts.no_open_draft);
  await remember(turn.session, await recall(turn.session), { correcting: true });
  return say("clarify", texts.edit_how);
}

/** 保存: the draft becomes a visit, once. */
export async function saveNote(turn: Turn, draft_id: string, version: number): Promise<TurnResult> {
  const { session } = turn;
  const stored = await closeDraft(session, draft_id, version, "saved");
  const draft = visitDraft.parse(JSON.parse(stored.body));
  const saved = await saveVisit(session, draft);
  const lines = [
    texts.visit.saved(
      saved.ref,
      saved.people.map((person) => `${person.name} ${person.ref}`),
    ),
  ];
  if (saved.people.length === 0) lines.push(texts.visit.saved_no_name);
  if (draft.agreed_on) lines.push(texts.visit.saved_follow_up(draft.agreed_on.value));
  const actions = draft.needs
    .map((need, i) => ({ need, id: actionId("refer.need", saved.id, i) }))
    .filter(({ need }) => need.urgency !== "green")
    .slice(0, 3)
    .map(({ need, id }) => ({ id, label: texts.actions.refer(need.words).slice(0, 20) }));
  return {
    replies: [
      reply("saved", lines.join("\n"), {
        actions: [
          ...(actions.length > 0
            ? actions
            : [{ id: actionId("refer.visit", saved.id), label: texts.actions.refer_plain }]),
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
