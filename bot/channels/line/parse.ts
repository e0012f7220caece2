import * as z from "zod";
import type { Content, Incoming, UnsupportedKind } from "../../incoming.ts";

/** LINE's webhook body (Messaging API, CallbackRequest) in the conversation's terms. Only what is needed is looked at. */

const source = z.discriminatedUnion("type", [
  z.object({ type: z.literal("user"), userId: z.string() }),
  z.object({ type: z.literal("group"), groupId: z.string(), userId: z.string().optional() }),
  z.object({ type: z.literal("room"), roomId: z.string(), userId: z.string().optional() }),
]);
const envelope = {
  // A ULID; whatever else it might become, it has to fit into an index.
  webhookEventId: z.string().regex(/^[!-~]{1,64}$/),
  /** Milliseconds since 1970, up to the year 9999. */
  timestamp: z.int().min(0).max(253_402_300_799_999),
  mode: z.string(),
  source,
  replyToken: z.string().optional(),
  deliveryContext: z.object({ isRedelivery: z.boolean() }).optional(),
};
// Every kind of message in one: which fields are there is settled by `type` in `messageContent`.
const message = z.object({
  id: z.string(),
  type: z.string(),
  text: z.string().optional(),
  /** Of a sound, in milliseconds. */
  duration: z.number().optional(),
  /** `external`: it lies on somebody else's server, which nobody asks here. */
  contentProvider: z.object({ type: z.string() }).optional(),
  latitude: z.number().optional(),
  longitude: z.number().optional(),
});
const heardEvent = z.discriminatedUnion("type", [
  z.object({ ...envelope, type: z.literal("message"), message }),
  z.object({ ...envelope, type: z.literal("messageEdited"), message }),
  z.object({ ...envelope, type: z.literal("unsend"), unsend: z.object({ messageId: z.string() }) }),
  z.object({ ...envelope, type: z.literal("postback"), postback: z.object({ data: z.string() }) }),
  z.object({ ...envelope, type: z.literal("follow") }),
]);
const HEARD = new Set(heardEvent.options.map((option) => option.shape.type.value as string));
const body = z.object({ events: z.array(z.looseObject({ type: z.string() })) });

type HeardEvent = z.infer<typeof heardEvent>;
type Message = z.infer<typeof message>;

const UNSUPPORTED: Record<string, UnsupportedKind> = {
  sticker: "sticker",
  image: "photo",
  audio: "voice",
  video: "video",
  file: "file",
};

/** The body is not what LINE sends. `where` names the place (`events.0.source.userId`), never the content. */
export class MalformedWebhook extends Error {
  readonly where: string;
  constructor(where: string) {
    super(`malformed LINE webhook at ${where}`);
    this.name = "MalformedWebhook";
    this.where = where;
  }
}

/**
 * Takes the decoded JSON of a verified body, gives its events in order; none for LINE's connection test, joins, leaves and
 * kinds unknown here. A redelivered event keeps its `webhookEventId` and so its identity. Standby events belong to another
 * module of the account and are left to it. Throws MalformedWebhook.
 */
export function parseLineWebhook(json: unknown): Incoming[] {
  const parsed = body.safeParse(json);
  if (!parsed.success) throw new MalformedWebhook(place(parsed.error, []));
  return parsed.data.events.flatMap((raw, index) => {
    if (!HEARD.has(raw.type) || raw.mode === "standby") return [];
    const event = heardEvent.safeParse(raw);
    if (!event.success) throw new MalformedWebhook(place(event.error, ["events", index]));
    return incoming(event.data, index);
  });
}

function incoming(event: HeardEvent, index: number): Incoming[] {
  const from = event.source;
  const chat_id = from.type === "user" ? from.userId : from.type === "group" ? from.groupId : from.roomId;
  // Its token is as old as the first delivery: refused, nobody could say whether it was used or has expired.
  const is_late = event.deliveryContext?.isRedelivery === true;
  return [
    {
      channel: "line",
      event_id: event.webhookEventId,
      chat_id,
      // In a group LINE names the writer only with their consent.
      sender_id: from.userId ?? "",
      group: from.type !== "user",
      at: new Date(event.timestamp).toISOString(),
      ...(event.replyToken === undefined || is_late ? {} : { reply_token: event.replyToken }),
      content: content(event, index),
    },
  ];
}

function content(event: HeardEvent, index: number): Content {
  switch (event.type) {
    case "message":
      return messageContent(event.message, index);
    case "messageEdited":
      return { type: "edited", text: event.message.text ?? "", message_id: event.message.id };
    case "unsend":
      return { type: "unsent", message_id: event.unsend.messageId };
    case "postback":
      return { type: "action", id: event.postback.data };
    case "follow":
      return { type: "text", text: "/start", message_id: event.webhookEventId };
  }
}

function messageContent(written: Message, index: number): Content {
  const { type, id, text, latitude, longitude } = written;
  if (type === "text") {
    if (text === undefined) throw new MalformedWebhook(`events.${index}.message.text`);
    return { type: "text", text, message_id: id };
  }
  if (type === "location" && latitude !== undefined && longitude !== undefined) {
    return { type: "location", latitude, longitude };
  }
  if ((type === "image" || type === "audio") && written.contentProvider?.type !== "external") {
    const seconds = written.duration === undefined ? null : written.duration / 1000;
    const file = { id, bytes: null, seconds };
    return { type: type === "image" ? "picture" : "voice", file, caption: "", message_id: id };
  }
  // A message sticker carries words its sender typed.
  return { type: "unsupported", what: UNSUPPORTED[type] ?? "other", caption: text ?? "" };
}

function place(error: z.ZodError, base: PropertyKey[]): string {
  return [...base, ...(error.issues[0]?.path ?? [])].map(String).join(".") || "body";
}
