import { setTimeout as pause } from "node:timers/promises";
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

const FIRST_AGAIN_MS = 1_000;
const LONGEST_AGAIN_MS = 60_000;

/**
 * Registers, again and again until Telegram takes it or `signal` aborts: a messenger that is down, or refuses its token, holds up neither
 * the start of the service nor the other messengers. Throws RangeError for an unusable secret.
 */
export async function keepRegistering(
  registration: TelegramRegistration,
  { signal, onTrouble }: { signal: AbortSignal; onTrouble: (error: unknown) => void },
): Promise<void> {
  for (let again_ms = FIRST_AGAIN_MS; !signal.aborted; again_ms = Math.min(again_ms * 2, LONGEST_AGAIN_MS)) {
    try {
      return await registerTelegram(registration);
    } catch (error) {
      if (error instanceof RangeError) throw error;
      onTrouble(error);
      await pause(again_ms, undefined, { signal }).catch(() => undefined);
    }
  }
}

/** Sets the command menu alone, for a bot that polls. Throws grammY's errors. */
export async function registerTelegramCommands(api: Api): Promise<void> {
  await api.setMyCommands(TELEGRAM_COMMANDS);
}
