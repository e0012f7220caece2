import type { ChannelName } from "../incoming.ts";
import type { Reply } from "../reply.ts";
import type { FetchedFile } from "./fetch-file.ts";

/** The port every messenger stands behind: the sender hands over one outgoing reply and learns what became of it. */

/** No messenger is waited for longer than this, in milliseconds. */
export const DELIVERY_TIMEOUT_MS = 10_000;

/** Nobody knows whether the last attempt used the reply token. */
export const RESUME_UNKNOWN = "token";

export interface OutgoingMessage {
  /** As in `Incoming.chat_id`. */
  chat_id: string;
  reply: Reply;
  /** LINE's token of the event that is answered; null for a message nobody asked for. */
  reply_token: string | null;
  /**
   * True while LINE surely still honours an unused token. LINE promises no time; 30 s have been observed, so count 25 s
   * from the webhook's arrival.
   */
  reply_token_fresh: boolean;
  /** A uuid stored with the message: the same on every attempt. */
  retry_key: string;
  /** Telegram: the message whose buttons were used and are taken away once the reply is out. */
  edits: string | null;
  /**
   * What the last `retry` of this message gave as `resume`, stored with it; absent or null on the first attempt. After an
   * attempt that a crash cut off give RESUME_UNKNOWN: it may have gone out by its token.
   */
  resume?: string | null;
}

export type Delivery =
  | { outcome: "delivered" }
  /**
   * Try again after `after_ms` at the earliest. `resume` says how far this attempt came; a sender that stores it and
   * hands it back spares the reader a doubled message, whichever process makes the next attempt.
   */
  | { outcome: "retry"; after_ms: number; why: string; resume: string | null }
  /** Never again: blocked, chat gone, or a message the messenger will not take. */
  | { outcome: "gone"; why: string };

/** Neither throws for what networks and messengers do. `why` holds codes only: no names, words or tokens. */
export interface Channel {
  name: ChannelName;
  deliver(message: OutgoingMessage): Promise<Delivery>;
  /** @param file_id `SentFile.id` of a message that came through this channel */
  fetchFile(file_id: string, most_bytes: number): Promise<FetchedFile>;
}
