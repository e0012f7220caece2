import type { InlineKeyboardMarkup, ReplyKeyboardMarkup } from "grammy/types";
import type { Action, Reply } from "../../reply.ts";
import { citationLines } from "../citations.ts";
import { replyText } from "../reply-text.ts";
import { splitText } from "../split-text.ts";

export interface TelegramMessage {
  /** Plain text, 1–4096 UTF-16 units: no parse mode, so nothing needs escaping. */
  text: string;
  reply_markup?: InlineKeyboardMarkup | ReplyKeyboardMarkup;
}

/** sendMessage, `text`. */
const TEXT_LIMIT = 4096;
/** InlineKeyboardButton, `callback_data`. */
const CALLBACK_DATA_BYTES = 64;
/** Labels up to this many characters stand two in a row and are still readable on an old phone. */
const HALF_ROW_CHARACTERS = 8;
/** The action that asks for a position. */
const SHARE_LOCATION = "location.share";

/**
 * A reply as Telegram messages, in the order they are sent. The buttons hang on the last text. A position can only be asked
 * for by a reply keyboard, and a message carries one keyboard: beside other buttons it gets a short message of its own.
 */
export function renderTelegram(reply: Reply): TelegramMessage[] {
  const text = [replyText(reply), citationLines(reply).join("\n")].filter((part) => part !== "").join("\n\n");
  const messages: TelegramMessage[] = splitText(text, TEXT_LIMIT).map((part) => ({ text: part }));
  const inline = inlineKeyboard(reply.actions.filter((action) => action.id !== SHARE_LOCATION));
  const share = reply.actions.find((action) => action.id === SHARE_LOCATION);
  const last = messages.at(-1);
  if (last && inline) last.reply_markup = inline;
  if (last && share) {
    const keyboard = locationKeyboard(share);
    if (inline) messages.push({ text: "要发位置,点输入框下面的按钮。", reply_markup: keyboard });
    else last.reply_markup = keyboard;
  }
  return messages;
}

function inlineKeyboard(actions: Action[]): InlineKeyboardMarkup | null {
  const rows: { text: string; callback_data: string }[][] = [];
  for (const action of actions) {
    // Telegram refuses the whole message for one wrong button; the words must not be lost with it.
    const bytes = new TextEncoder().encode(action.id).length;
    if (bytes < 1 || bytes > CALLBACK_DATA_BYTES || action.label.trim() === "") continue;
    const button = { text: action.label, callback_data: action.id };
    const row = rows.at(-1);
    const fits = [button, ...(row ?? [])].every((each) => [...each.text].length <= HALF_ROW_CHARACTERS);
    if (row?.length === 1 && fits) row.push(button);
    else rows.push([button]);
  }
  return rows.length === 0 ? null : { inline_keyboard: rows };
}

function locationKeyboard(action: Action): ReplyKeyboardMarkup {
  return {
    keyboard: [[{ text: action.label.trim() || "发位置", request_location: true }]],
    resize_keyboard: true,
    one_time_keyboard: true,
  };
}
