import { openDraft } from "../../cases/drafts/drafts.ts";
import { inSession, type SessionParts, type StaffSession } from "../../cases/session.ts";
import type { Staff } from "../../cases/staff/staff.ts";
import type { Log } from "../../platform/log.ts";
import type { Chat } from "../../platform/model/chat.ts";
import type { ChatState } from "../conversation/chat-state.ts";
import { readIntent } from "../understand/intent.ts";
import type { Understood } from "./proposal.ts";
import { readNoteWithModel } from "./read-note.ts";
import { sortMessage } from "./sort-message.ts";

/** What a model is asked about a message: to read it as a note, to say what it is, or nothing at all. */
export type ToUnderstand = { as: "note" | "unclear"; words: string; has_open_draft: boolean };

/**
 * Whether a message is one that a model is asked to understand; it runs in the writer's transaction, before any model. Not what
 * corrects or answers something that is open, for that the rules read.
 */
export async function toUnderstand(
  session: StaffSession,
  state: ChatState,
  words: string,
): Promise<ToUnderstand | null> {
  if (words.trim() === "" || words.startsWith("/") || state.correcting || state.correcting_service) return null;
  const has_open_draft = (await openDraft(session))?.kind === "visit";
  const { intent } = readIntent(words, { has_open_draft });
  return intent === "note" || intent === "unclear" ? { as: intent, words, has_open_draft } : null;
}

/**
 * Asks the model. Nothing is held meanwhile: its tools read in short transactions of their own, as the writer.
 * @returns null when nothing came of it: then the rules decide alone
 */
export async function understand(
  { log, ...parts }: SessionParts & { log: Log },
  chat: Chat,
  staff: Staff,
  { as, words, has_open_draft }: ToUnderstand,
): Promise<Understood | null> {
  if (as === "note") {
    const reading = await readNoteWithModel(chat, words, log);
    return reading && { words, reading, proposal: null };
  }
  const scope = { district_id: staff.district_id, staff_id: staff.id, role: staff.role };
  const proposal = await sortMessage(chat, {
    ...{ words, staff, has_open_draft },
    read: (work) => inSession(parts, scope, work),
  });
  return proposal && { words, reading: null, proposal };
}
