/** What a channel hands to the conversation: one event of one chat, already verified and freed of the channel's own shapes. */

export type ChannelName = "telegram" | "line" | "web";

/** What a message that is not text turned out to be, so that the reply can name it. */
export type UnsupportedKind = "sticker" | "photo" | "voice" | "video" | "file" | "contact" | "other";

/** A file that the channel keeps for a while; `Channel.fetchFile` gets it. What is not known is null. */
export interface SentFile {
  id: string;
  bytes: number | null;
  seconds: number | null;
}

export type Content =
  /** `heard`: it was spoken, and this is what a model understood. */
  | { type: "text"; text: string; message_id: string; heard?: true }
  | { type: "edited"; text: string; message_id: string }
  | { type: "unsent"; message_id: string }
  | { type: "action"; id: string }
  | { type: "location"; latitude: number; longitude: number }
  | { type: "voice"; file: SentFile; caption: string; message_id: string }
  | { type: "picture"; file: SentFile; caption: string; message_id: string }
  | { type: "unsupported"; what: UnsupportedKind; caption: string };

export interface Incoming {
  channel: ChannelName;
  /** Unique per channel: a redelivery carries the same id. */
  event_id: string;
  /** Where replies go: the Telegram chat id, the LINE user id, or the web staff id. */
  chat_id: string;
  /** Who wrote: the channel's user id. */
  sender_id: string;
  /** True in a group, room or channel: nothing is stored there and the answer is 请私聊. */
  group: boolean;
  /** When it was written, by the channel's clock (ISO 8601, UTC). */
  at: string;
  /** The web chat: when it was written, if that was without a network and some time before it arrived (ISO 8601, UTC). */
  written_at?: string;
  /** LINE: lets the answer go out free of charge while it is fresh. Telegram: the pressed button's callback query. */
  reply_token?: string;
  /** Telegram: the message whose button was pressed; its buttons are taken away when the answer is out. */
  pressed_message_id?: string;
  content: Content;
}
