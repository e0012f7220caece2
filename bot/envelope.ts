import * as z from "zod";
import type { Incoming } from "./incoming.ts";
import type { Reply } from "./reply.ts";

/** What stands sealed in an inbox row: the message, and the moment the demo's `at` field set for it. */
export interface InboxBody {
  incoming: Incoming;
  at: string | null;
  /**
   * Of an account in several districts: the one that it was accepted for. The row has it too, but the build before keeps it and looks for
   * it here alone, and both work while processes are upgraded one after the other.
   */
  district?: number | null;
}

/** What stands sealed in an outbox row: the reply, and where and how it goes out. */
export interface OutboxBody {
  chat_id: string;
  reply: Reply;
  reply_token: string | null;
  /** When the message it answers arrived: a LINE reply token is fresh for less than half a minute after. */
  answers: string | null;
  /** Telegram: the message whose used buttons go away with this reply. */
  edits: string | null;
  /** Names that foreign messengers must not carry in full. */
  names: string[];
  /** What is merged in it: notices that waited for the morning, the oldest first. */
  digest?: string[];
}

/** Both were sealed by this program, so the envelope vouches for the shape; what is checked is that nothing is missing. */
const inboxBody = z.object({
  incoming: z.looseObject({ content: z.looseObject({ type: z.string() }) }),
  at: z.string().nullable(),
  district: z.int().nullish(),
});
const outboxBody = z.object({
  chat_id: z.string(),
  reply: z.looseObject({ kind: z.string() }),
  reply_token: z.string().nullable(),
  names: z.array(z.string()),
});

export function readInboxBody(json: string): InboxBody {
  return inboxBody.parse(JSON.parse(json)) as unknown as InboxBody;
}

export function readOutboxBody(json: string): OutboxBody {
  const value: unknown = JSON.parse(json);
  outboxBody.parse(value);
  return value as OutboxBody;
}
