import type { messagingApi } from "@line/bot-sdk";
import type { Reply } from "../../reply.ts";
import { citationLines } from "../citations.ts";
import { replyText } from "../reply-text.ts";
import { splitText } from "../split-text.ts";
import { buttonCard, card } from "./card.ts";
import { quickReplyItem, SHARE_LOCATION, usable } from "./postback.ts";

/** TextMessage, `text`, in UTF-16 units. */
const TEXT_LIMIT = 5_000;
/** ReplyMessageRequest and PushMessageRequest, `messages`. */
const MOST_MESSAGES = 5;
/** QuickReply, `items`. */
const MOST_QUICK_REPLIES = 13;

/** What is looked at again later, or acted on from, is a card with lasting buttons. */
const CARD_KINDS = new Set<Reply["kind"]>(["visit_draft", "referral_draft", "services", "crisis"]);

const CUT_NOTE = "(太长了,后面的请到网页上看。)";

/**
 * A reply as one to five LINE messages. Drafts, services and crises are Flex cards, everything else is text with quick
 * replies; a fourteenth button and those after it stand in a card of their own before the last message, for LINE shows
 * quick replies of the last one only.
 */
export function renderLine(reply: Reply): messagingApi.Message[] {
  const actions = reply.actions.filter(usable);
  if (CARD_KINDS.has(reply.kind) || reply.crisis !== null) {
    const lasting = actions.filter((action) => action.id !== SHARE_LOCATION);
    const message = card(reply, lasting);
    if (message)
      return [
        withQuickReplies(
          message,
          actions.filter((action) => !lasting.includes(action)),
        ),
      ];
  }
  const quick = actions.slice(0, MOST_QUICK_REPLIES);
  const rest = actions.slice(MOST_QUICK_REPLIES).filter((action) => action.id !== SHARE_LOCATION);
  const texts = textMessages(reply, rest.length === 0 ? MOST_MESSAGES : MOST_MESSAGES - 1);
  const last = texts.pop();
  return [...texts, ...(rest.length === 0 ? [] : [buttonCard(rest)]), ...(last ? [withQuickReplies(last, quick)] : [])];
}

function textMessages(reply: Reply, most: number): messagingApi.TextMessage[] {
  const text = [replyText(reply), citationLines(reply).join("\n")].filter((part) => part !== "").join("\n\n");
  const parts = splitText(text, TEXT_LIMIT);
  if (parts.length > most) {
    const [end = ""] = splitText(parts[most - 1] ?? "", TEXT_LIMIT - CUT_NOTE.length - 1);
    parts.splice(most - 1, parts.length, `${end}\n${CUT_NOTE}`);
  }
  return parts.map((part) => ({ type: "text", text: part }));
}

function withQuickReplies<M extends messagingApi.Message>(message: M, actions: Reply["actions"]): M {
  if (actions.length === 0) return message;
  return { ...message, quickReply: { items: actions.map(quickReplyItem) } };
}
