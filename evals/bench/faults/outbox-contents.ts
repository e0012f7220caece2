import { withholdNames } from "../../../bot/channels/abroad.ts";
import { renderLine } from "../../../bot/channels/line/render.ts";
import { renderTelegram } from "../../../bot/channels/telegram/render.ts";
import { readOutboxBody } from "../../../bot/envelope.ts";
import type { ReplyKept } from "./kept.ts";
import type { Messenger } from "./story.ts";

/** The body of an outbox row as the messages that it goes out as, in the form of `Arrived.content`. */
export function outboxContents(channel: Messenger, body: string): Pick<ReplyKept, "contents" | "kind" | "chat_id"> {
  const { chat_id, reply, names } = readOutboxBody(body);
  const shown = withholdNames(reply, names);
  const contents =
    channel === "line"
      ? [JSON.stringify(renderLine(shown))]
      : renderTelegram(shown).map(({ text, reply_markup }) => JSON.stringify({ text, reply_markup }));
  return { chat_id, kind: reply.kind, contents };
}
