import type { messagingApi } from "@line/bot-sdk";
import type { Action } from "../../reply.ts";
import { shortenCharacters } from "../split-text.ts";

/** Postback action: `label` of a quick reply, counted in characters as a reader sees them. */
const LABEL_CHARACTERS = 20;
/** Postback action, `data`. */
const DATA_LIMIT = 300;

/** The action that asks for a position; LINE takes it in quick replies only. */
export const SHARE_LOCATION = "location.share";

/** LINE refuses the whole message for one wrong button; the words must not be lost with it. */
export function usable(action: Action): boolean {
  return action.label.trim() !== "" && action.id !== "" && action.id.length <= DATA_LIMIT;
}

/** A button that sends the action's id and says its label in the chat, so that the chat reads as a conversation. */
export function postback(action: Action): messagingApi.PostbackAction & { type: "postback" } {
  const label = shortenCharacters(action.label.trim(), LABEL_CHARACTERS);
  return { type: "postback", label, data: action.id, displayText: label };
}

/** A quick reply: the position for `location.share`, a postback otherwise. */
export function quickReplyItem(action: Action): messagingApi.QuickReplyItem {
  if (action.id !== SHARE_LOCATION) return { type: "action", action: postback(action) };
  return { type: "action", action: { type: "location", label: postback(action).label ?? "发位置" } };
}
