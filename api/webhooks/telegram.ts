import { Hono } from "hono";
import { parseTelegramUpdate } from "../../bot/channels/telegram/parse.ts";
import { sameSignature } from "../../platform/seal.ts";
import type { AppParts } from "../parts.ts";
import { problem } from "../problem.ts";
import { accept, takesTime } from "./accept.ts";

/** Where a Telegram update arrives. Nobody gets past without the secret token that was registered with the webhook. */
export function telegramWebhook(parts: AppParts): Hono {
  const app = new Hono();
  const { telegram } = parts.config;
  const secret = telegram?.delivery.mode === "webhook" ? telegram.delivery.secret : null;
  app.post("/", async (c) => {
    const channel = parts.channels.telegram;
    if (!channel || secret === null) return problem(c, 404, "telegram_not_connected");
    if (!sameSignature(c.req.header("x-telegram-bot-api-secret-token") ?? "", secret)) {
      return problem(c, 401, "telegram_secret_wrong");
    }
    let update: unknown;
    try {
      update = await c.req.json();
    } catch {
      return problem(c, 400, "malformed_json");
    }
    const incoming = parseTelegramUpdate(update, parts.clock.now());
    if (!incoming) return c.body(null, 200);
    await accept(parts, channel, incoming);
    if (incoming.content.type === "action" && incoming.reply_token)
      parts.later(channel.answerAction(incoming.reply_token));
    else if (takesTime(parts)) parts.later(channel.typing(incoming.chat_id));
    if (parts.afterAccept) parts.later(parts.afterAccept());
    return c.body(null, 200);
  });
  return app;
}
