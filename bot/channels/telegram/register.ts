import type { Api } from "grammy";

/** What the bot wants to hear of; everything else Telegram keeps to itself. */
export const ALLOWED_UPDATES = ["message", "edited_message", "callback_query"] as const;

/** The menu beside the input field. Telegram allows Latin command words only; the conversation reads them as the words. */
export const TELEGRAM_COMMANDS = [
  { command: "today", description: "今天该看谁" },
  { command: "status", description: "我转的事办到哪了" },
  { command: "undo", description: "撤回上一步" },
  { command: "console", description: "打开网页工作台" },
  { command: "help", description: "怎么用" },
];

/** setWebhook, `secret_token`. */
const SECRET_TOKEN = /^[A-Za-z0-9_-]{1,256}$/;

export interface TelegramRegistration {
  api: Api;
  /** The public HTTPS address of the webhook. */
  url: string;
  /** Comes back in X-Telegram-Bot-Api-Secret-Token; without one anybody could post updates. */
  secret_token: string;
  /** How many updates Telegram posts at once, 1–100. */
  max_connections?: number;
}

/** Sets webhook and command menu; may be repeated. Throws RangeError for an unusable secret, grammY's errors otherwise. */
export async function registerTelegram(registration: TelegramRegistration): Promise<void> {
  const { api, url, secret_token, max_connections = 40 } = registration;
  if (!SECRET_TOKEN.test(secret_token)) {
    throw new RangeError("the Telegram webhook secret must be 1–256 characters of A–Z, a–z, 0–9, _ and -");
  }
  await api.setWebhook(url, { secret_token, allowed_updates: ALLOWED_UPDATES, max_connections });
  await registerTelegramCommands(api);
}

/** Sets the command menu alone, for a bot that polls. Throws grammY's errors. */
export async function registerTelegramCommands(api: Api): Promise<void> {
  await api.setMyCommands(TELEGRAM_COMMANDS);
}
