import { openDraft } from "../../cases/drafts/drafts.ts";
import { texts } from "../texts/zh-hans.ts";
import { visitDraftReply } from "./note.ts";
import { referralDraftReply } from "./referral.ts";
import { say, type Turn, type TurnResult } from "./turn.ts";

/** 草稿: the newest unsaved card again, after a reload or a long scroll. */
export async function showDraft(turn: Turn): Promise<TurnResult> {
  const open = await openDraft(turn.session);
  if (!open) return say("clarify", texts.no_open_draft);
  return open.kind === "visit" ? visitDraftReply(turn, open) : referralDraftReply(turn.session, open);
}
