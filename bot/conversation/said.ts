import { openDraft, type StoredDraft } from "../../cases/drafts/drafts.ts";
import { askedInChinese } from "../language/english-question.ts";
import { type Intent, readIntent } from "../understand/intent.ts";
import { type ChatState, recall } from "./chat-state.ts";
import { COMMANDS } from "./commands.ts";
import { isPrivate, isWork } from "./private-hours.ts";
import type { Turn } from "./turn.ts";

/** Words of a member of staff, with what is known when they come. */
export interface Said {
  text: string;
  /** An English question as it is asked in Chinese; anything else as it stands. */
  in_chinese: string;
  message_id: string | null;
  intent: Intent;
  open: StoredDraft | null;
  state: ChatState;
  /** The writer spoke of their own distress not long ago (private-hours.ts). */
  in_private: boolean;
  /** False when nothing of it may be kept. */
  kept: boolean;
}

/** @param command what the words are, when they are nothing but a command */
export async function readSaid(
  { session }: Turn,
  text: string,
  { message_id, command }: { message_id: string | null; command: string | undefined },
): Promise<Said> {
  const open = await openDraft(session);
  const state = await recall(session);
  const in_chinese = askedInChinese(text) ?? text;
  const meant = (command && COMMANDS[command]) ?? in_chinese;
  const intent = readIntent(meant, { has_open_draft: open?.kind === "visit" });
  const in_private = isPrivate(state, session.now);
  return { text, in_chinese, message_id, intent, open, state, in_private, kept: !in_private || isWork(text) };
}
