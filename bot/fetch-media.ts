import type { Staff } from "../cases/staff/staff.ts";
import type { Queryable } from "../platform/database/port.ts";
import { cutIdNumbers } from "../platform/id-numbers.ts";
import { type PictureFault, UnusablePicture } from "../platform/image/fault.ts";
import { cleanPicture, MOST_BYTES, type Picture } from "../platform/image/picture.ts";
import { soundType } from "../platform/sound-type.ts";
import type { Channel } from "./channels/channel.ts";
import { screen } from "./crisis/screen.ts";
import { firstCard } from "./first-card.ts";
import type { Incoming, SentFile } from "./incoming.ts";
import type { BotParts } from "./parts.ts";

/** What one recording may have; more than a door needs, and what Telegram hands out. */
const MOST_SOUND_BYTES = 20 * 1024 * 1024;
const MOST_SOUND_SECONDS = 5 * 60;
/** LINE takes an unused reply token for so long after the message, observed. */
const REPLY_TOKEN_FRESH_MS = 25_000;
/** How long the crisis card may hold the rest up. */
const CARD_CAP_MS = 3_000;

export type VoiceFault = "no_transcriber" | "too_long" | "not_heard" | "not_fetched";
/** What became of a file; a recording that was understood has become the message's text. */
export type Media =
  | { picture: Picture }
  | { picture_fault: PictureFault | "not_fetched" }
  | { voice_fault: VoiceFault };

export interface Brought {
  /** The message, with the words that were heard in place of a recording. */
  incoming: Incoming;
  media: Media | null;
  /** The crisis card of what was heard is out. */
  card_out: boolean;
}

/**
 * Fetches the recording or the picture of a message, before its transaction. A recording goes to the transcription model if the
 * operator has one of their own, and is gone when this returns; what was heard is screened at once, and on red the card goes out
 * before anything else. Strangers' files are not fetched. Never throws for what networks and models do.
 * @param whoWrites finds the writer in a transaction
 */
export async function fetchMedia(
  parts: BotParts,
  { incoming, received_at }: { incoming: Incoming; received_at: Date },
  whoWrites: (tx: Queryable) => Promise<Staff | null>,
): Promise<Brought> {
  const { content } = incoming;
  const as_it_is: Brought = { incoming, media: null, card_out: false };
  if (content.type !== "voice" && content.type !== "picture") return as_it_is;
  if (!(await parts.database.transaction(whoWrites))) return as_it_is;
  const channel = incoming.channel === "web" ? undefined : parts.channels[incoming.channel];
  if (content.type === "picture") return { ...as_it_is, media: await fetchPicture(channel, content.file) };
  const heard = await hear(parts, channel, content.file);
  if ("voice_fault" in heard) return { ...as_it_is, media: heard };
  let card_out = false;
  const words = { type: "text", text: heard.words, message_id: content.message_id } as const;
  if (screen(heard.words).level === "red" && channel) {
    const card = channel.deliver({
      chat_id: incoming.chat_id,
      reply: await firstCard(words, { alone: true }),
      reply_token: incoming.channel === "line" ? (incoming.reply_token ?? null) : null,
      reply_token_fresh: parts.clock.now().getTime() - received_at.getTime() < REPLY_TOKEN_FRESH_MS,
      retry_key: crypto.randomUUID(),
      edits: null,
    });
    const cap = new Promise<null>((done) => setTimeout(() => done(null), CARD_CAP_MS));
    card_out = (await Promise.race([card, cap]).catch(() => null))?.outcome === "delivered";
  }
  const text = cutIdNumbers([content.caption, heard.words].filter((part) => part !== "").join("\n"));
  const spoken = { type: "text", text, message_id: content.message_id, heard: true } as const;
  return { incoming: { ...incoming, content: spoken }, media: null, card_out };
}

async function fetchPicture(channel: Channel | undefined, file: SentFile): Promise<Media> {
  if ((file.bytes ?? 0) > MOST_BYTES) return { picture_fault: "too_large" };
  const fetched = await channel?.fetchFile(file.id, MOST_BYTES);
  if (fetched?.outcome === "too_large") return { picture_fault: "too_large" };
  if (fetched?.outcome !== "fetched") return { picture_fault: "not_fetched" };
  try {
    return { picture: cleanPicture(fetched.bytes) };
  } catch (error) {
    if (error instanceof UnusablePicture) return { picture_fault: error.fault };
    throw error;
  }
}

async function hear(
  { models, log }: BotParts,
  channel: Channel | undefined,
  file: SentFile,
): Promise<{ words: string } | { voice_fault: VoiceFault }> {
  const transcriber = models?.transcriber;
  if (!transcriber) return { voice_fault: "no_transcriber" };
  if ((file.seconds ?? 0) > MOST_SOUND_SECONDS || (file.bytes ?? 0) > MOST_SOUND_BYTES)
    return { voice_fault: "too_long" };
  const fetched = await channel?.fetchFile(file.id, MOST_SOUND_BYTES);
  if (fetched?.outcome === "too_large") return { voice_fault: "too_long" };
  if (fetched?.outcome !== "fetched") {
    log.warn({ channel: channel?.name, why: fetched?.why }, "recording not fetched");
    return { voice_fault: "not_fetched" };
  }
  const type = soundType(fetched.bytes);
  const words = type && (await transcriber.transcribe(fetched.bytes, type));
  return words ? { words } : { voice_fault: "not_heard" };
}
