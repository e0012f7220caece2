import { GrammyError } from "grammy";
import type { Channel, Delivery, OutgoingMessage } from "../channel.ts";
import { type Attempt, download, fetchInTime } from "../fetch-file.ts";
import { type TelegramAccess, telegramApi } from "./api.ts";
import { telegramFailure } from "./failure.ts";
import { renderTelegram } from "./render.ts";

export interface TelegramChannel extends Channel {
  name: "telegram";
  /** Stops the pressed button's spinner; `Incoming.reply_token` of the action. Best effort, never throws. */
  answerAction(callback_query_id: string): Promise<void>;
  /** Shows "typing…" for about 5 s. Best effort, never throws. */
  typing(chat_id: string): Promise<void>;
}

/**
 * Telegram as a channel, through grammY. A long reply goes out as several messages; `resume` counts those that are out, so
 * that a retry goes on behind them. Telegram knows no retry key: after a lost answer the message in question is sent again.
 */
export function telegramChannel(access: TelegramAccess): TelegramChannel {
  const api = telegramApi(access);

  async function deliver(message: OutgoingMessage): Promise<Delivery> {
    const chat_id = Number(message.chat_id);
    const parts = renderTelegram(message.reply);
    let sent = sentParts(message.resume);
    try {
      for (const part of parts.slice(sent)) {
        const { text, ...markup } = part;
        await api.sendMessage(chat_id, text, { ...markup, link_preview_options: { is_disabled: true } });
        sent += 1;
      }
    } catch (error) {
      return telegramFailure(error, sent === 0 ? null : `sent:${sent}`);
    }
    if (message.edits !== null) await bestEffort(api.editMessageReplyMarkup(chat_id, Number(message.edits)));
    return { outcome: "delivered" };
  }

  /** Telegram gives a path, good for an hour, under an address that holds the token. */
  async function fetchOnce(file_id: string, most_bytes: number, signal: AbortSignal): Promise<Attempt> {
    try {
      const { file_path } = await api.getFile(file_id);
      if (!file_path) return { outcome: "gone", why: "no path" };
      const address = `${access.api_root.replace(/\/+$/, "")}/file/bot${access.token}/${file_path}`;
      return await download(address, {}, { most_bytes, signal });
    } catch (error) {
      if (!(error instanceof GrammyError)) throw error;
      if (error.description.includes("file is too big")) return { outcome: "too_large" };
      const later = error.error_code === 429 || error.error_code >= 500;
      return { outcome: later ? "again" : "gone", why: String(error.error_code) };
    }
  }

  return {
    name: "telegram",
    deliver,
    fetchFile: (file_id, most_bytes) => fetchInTime((signal) => fetchOnce(file_id, most_bytes, signal)),
    answerAction: (callback_query_id) => bestEffort(api.answerCallbackQuery(callback_query_id)),
    typing: (chat_id) => bestEffort(api.sendChatAction(Number(chat_id), "typing")),
  };
}

function sentParts(resume: string | null | undefined): number {
  return Number(/^sent:(\d+)$/.exec(resume ?? "")?.[1] ?? 0);
}

/** For decoration that must never hold up or fail a message: a stale button, a message too old to edit. */
async function bestEffort(call: Promise<unknown>): Promise<void> {
  await call.catch(() => undefined);
}
