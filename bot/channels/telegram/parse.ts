import * as z from "zod";
import type { Content, Incoming, SentFile, UnsupportedKind } from "../../incoming.ts";

/** Telegram's update (Bot API, Update) in the conversation's terms. Only what is needed is looked at. */

/** Seconds since 1970, up to the year 9999: beyond it there is no day that could be written down. */
const seconds = z.int().min(0).max(253_402_300_799);
const chat = z.object({ id: z.int(), type: z.string() });
const user = z.object({ id: z.int(), is_bot: z.boolean().default(false) });
const file = z.object({ file_id: z.string(), file_size: z.number().optional(), duration: z.number().optional() });
const photo = file.extend({ width: z.number(), height: z.number() });
// Loose: which kind of message it is shows in the name of the field that is there.
const message = z.looseObject({
  message_id: z.int(),
  date: seconds,
  edit_date: seconds.optional(),
  chat,
  from: user.optional(),
  text: z.string().optional(),
  caption: z.string().optional(),
  location: z.object({ latitude: z.number(), longitude: z.number() }).optional(),
  voice: file.optional().catch(undefined),
  audio: file.optional().catch(undefined),
  photo: z.array(photo).min(1).optional().catch(undefined),
  document: file.extend({ mime_type: z.string().optional() }).optional().catch(undefined),
});
const press = z.object({
  id: z.string(),
  from: user,
  data: z.string(),
  message: z.object({ message_id: z.int(), chat }),
});
const update = z.object({
  update_id: z.int(),
  message: message.optional(),
  edited_message: message.optional(),
  channel_post: message.optional(),
  edited_channel_post: message.optional(),
  callback_query: press.optional(),
});
type Message = z.infer<typeof message>;

/** In this order: an animation also carries `document`. */
const UNSUPPORTED: [field: string, what: UnsupportedKind][] = [
  ["sticker", "sticker"],
  ["photo", "photo"],
  ["voice", "voice"],
  ["audio", "voice"],
  ["animation", "video"],
  ["video", "video"],
  ["video_note", "video"],
  ["document", "file"],
  ["contact", "contact"],
  ["poll", "other"],
  ["dice", "other"],
  ["game", "other"],
  ["story", "other"],
  ["paid_media", "other"],
  ["checklist", "other"],
];

/**
 * Takes the decoded JSON of one update, gives one event, or null for what nobody said: service messages, member changes,
 * other bots, unknown kinds, a body of another shape. A pressed button has no time of its own: `received_at` is used.
 */
export function parseTelegramUpdate(json: unknown, received_at: Date = new Date()): Incoming | null {
  const parsed = update.safeParse(json);
  if (!parsed.success) return null;
  const { update_id, callback_query } = parsed.data;
  const event_id = String(update_id);
  if (callback_query) {
    return {
      channel: "telegram",
      event_id,
      chat_id: String(callback_query.message.chat.id),
      sender_id: String(callback_query.from.id),
      group: callback_query.message.chat.type !== "private",
      at: received_at.toISOString(),
      reply_token: callback_query.id,
      content: { type: "action", id: callback_query.data },
      pressed_message_id: String(callback_query.message.message_id),
    };
  }
  const edited = parsed.data.edited_message ?? parsed.data.edited_channel_post;
  const written = edited ?? parsed.data.message ?? parsed.data.channel_post;
  if (!written || written.from?.is_bot) return null;
  const content = edited ? editedContent(edited) : messageContent(written);
  if (content === null) return null;
  return {
    channel: "telegram",
    event_id,
    chat_id: String(written.chat.id),
    sender_id: String(written.from?.id ?? written.chat.id),
    group: written.chat.type !== "private",
    at: new Date((edited?.edit_date ?? written.date) * 1000).toISOString(),
    content,
  };
}

function messageContent(written: Message): Content | null {
  if (written.text !== undefined) {
    // A tapped command may carry the bot's name: /start@doorstep_bot CODE.
    const text = written.text.replace(/^(\/\w+)@\w+/, "$1");
    return { type: "text", text, message_id: String(written.message_id) };
  }
  if (written.location) return { type: "location", ...written.location };
  const sent = sentFile(written);
  if (sent) return { ...sent, caption: written.caption ?? "", message_id: String(written.message_id) };
  const kind = UNSUPPORTED.find(([field]) => written[field] !== undefined);
  return kind ? { type: "unsupported", what: kind[1], caption: written.caption ?? "" } : null;
}

/** A picture, also one sent as a file, or something spoken. Of a photo Telegram keeps several sizes. */
function sentFile({ voice, audio, photo, document, animation }: Message) {
  const sound = voice ?? audio;
  if (sound) return { type: "voice", file: asSent(sound) } as const;
  const largest = photo?.toSorted((a, b) => b.width * b.height - a.width * a.height)[0];
  const is_picture = document?.mime_type?.startsWith("image/") && animation === undefined;
  const picture = largest ?? (is_picture ? document : undefined);
  return picture ? ({ type: "picture", file: asSent(picture) } as const) : null;
}

function asSent({ file_id, file_size, duration }: z.infer<typeof file>): SentFile {
  return { id: file_id, bytes: file_size ?? null, seconds: duration ?? null };
}

/** Only changed words count: a live location moving on is an edit too, and nobody is tracked here. */
function editedContent(edited: Message): Content | null {
  const text = edited.text ?? edited.caption;
  return text === undefined ? null : { type: "edited", text, message_id: String(edited.message_id) };
}
