import type { Channel } from "../../bot/channels/channel.ts";
import type { Incoming } from "../../bot/incoming.ts";
import { receive } from "../../bot/receive.ts";
import type { AppParts } from "../parts.ts";

/** Whether a model is asked before the answer. Without one the answer is there before the dots that announce it would be. */
export const takesTime = ({ models }: AppParts): boolean => Boolean(models?.chat || models?.transcriber);

/**
 * Takes a messenger's message in. The card goes straight out through the channel, before and beside the database.
 * @throws when the database cannot keep the message: answer 503, the channel delivers again
 */
export async function accept(parts: AppParts, channel: Channel, incoming: Incoming): Promise<void> {
  await receive(parts, incoming, {
    later: parts.later,
    card: (reply) =>
      channel.deliver({
        chat_id: incoming.chat_id,
        reply,
        reply_token: channel.name === "line" ? (incoming.reply_token ?? null) : null,
        reply_token_fresh: true,
        retry_key: crypto.randomUUID(),
        edits: null,
      }),
  });
}
