import { openDraft } from "../../cases/drafts/drafts.ts";
import type { Proposal } from "../assistant/proposal.ts";
import { texts } from "../texts/zh-hans.ts";
import { ask } from "./ask.ts";
import { recall, remember } from "./chat-state.ts";
import { correctNote, takeNote } from "./note.ts";
import { referFromWords } from "./referral.ts";
import { lookForServices } from "./services.ts";
import { myReferrals, today } from "./today.ts";
import { say, type Turn, type TurnResult } from "./turn.ts";

/** What a message may be that the rules cannot tell. */
const WAYS = [
  { way: "note", id: "as.note", text: "as_note" },
  { way: "question", id: "as.question", text: "as_question" },
  { way: "service", id: "as.service", text: "as_service" },
] as const;

/**
 * A message that the rules cannot tell: it goes the way that a model proposes, exactly as if the button for it had been pressed, and
 * the other ways stay a tap away. Without a proposal, or when it does not fit what is there, the person is asked.
 */
export async function followOrAsk(turn: Turn, text: string, message_id: string | null): Promise<TurnResult> {
  const { session, understood } = turn;
  const proposal = understood?.words === text ? understood.proposal : null;
  const result = proposal ? await goThatWay(turn, text, message_id, proposal) : null;
  await remember(session, await recall(session), { unclear: { text, message_id: message_id ?? "" } });
  const last = result?.replies.at(-1);
  const others = WAYS.filter(({ way }) => !last || way !== proposal?.kind).map(({ id, text }) => ({
    id,
    label: texts.actions[text],
  }));
  if (!result || !last) return say("clarify", texts.clarify, others);
  const with_others = { ...last, actions: [...last.actions, ...others] };
  return { ...result, replies: [...result.replies.slice(0, -1), with_others] };
}

/** What is said comes from records and rules, what would be written waits for a button. Null when there is nothing to go on. */
async function goThatWay(
  turn: Turn,
  text: string,
  message_id: string | null,
  proposal: Proposal,
): Promise<TurnResult | null> {
  switch (proposal.kind) {
    case "question":
      return ask(turn, text);
    case "service":
      return lookForServices(turn, text);
    case "today":
      return today(turn);
    case "status":
      return myReferrals(turn);
    case "note":
      return takeNote(turn, text, message_id);
    case "referral":
      return referFromWords(turn, text, message_id, proposal.need);
    case "correction": {
      const open = await openDraft(turn.session);
      if (open?.kind !== "visit" || !open.body.includes(proposal.from)) return null;
      return correctNote(turn, `不是${proposal.from}是${proposal.to}`);
    }
  }
}
