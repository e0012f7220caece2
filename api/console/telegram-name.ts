import { telegramApi } from "../../bot/channels/telegram/api.ts";
import type { AppParts } from "../parts.ts";

const TIMEOUT_MS = 3_000;

/** Asks Telegram once what the bot is called; null without Telegram, or while it does not answer. */
export function telegramBotName({ config, log }: Pick<AppParts, "config" | "log">): () => Promise<string | null> {
  const { telegram } = config;
  let known: string | null = null;
  return async () => {
    if (!telegram || known !== null) return known;
    try {
      known = (await telegramApi({ ...telegram, timeout_ms: TIMEOUT_MS }).getMe()).username;
    } catch (err) {
      log.warn({ err }, "telegram did not say what the bot is called");
    }
    return known;
  };
}
