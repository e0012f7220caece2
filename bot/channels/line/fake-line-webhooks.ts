import { createHmac, randomUUID } from "node:crypto";
import { lineSchemaCheck } from "./fake-line-checks.ts";

/** Webhook bodies as LINE posts them, checked against the published description where the specs folder is there. */

export const SAMPLE_USER = `U${"1".repeat(32)}`;
export const SAMPLE_GROUP = `C${"2".repeat(32)}`;
const DESTINATION = `U${"0".repeat(32)}`;

export interface SampleEvent {
  source?: { type: "user" | "group" | "room"; userId?: string; groupId?: string; roomId?: string };
  replyToken?: string;
  webhookEventId?: string;
  timestamp?: number;
  redelivered?: boolean;
  mode?: "active" | "standby";
}

/** The header X-Line-Signature of a body. */
export function signLine(body: string, secret: string): string {
  return createHmac("sha256", secret).update(body).digest("base64");
}

/** Builders of events and of the body around them; `body` throws when real LINE could not have sent it. */
export function sampleWebhooks(specs: string | null) {
  const schema = lineSchemaCheck(specs, "webhook.yml");

  function event(type: string, fields: object, of: SampleEvent = {}) {
    const { redelivered = false, mode = "active", ...rest } = of;
    return {
      type,
      mode,
      timestamp: Date.now(),
      webhookEventId: randomUUID().replaceAll("-", "").toUpperCase().slice(0, 26),
      deliveryContext: { isRedelivery: redelivered },
      source: { type: "user", userId: SAMPLE_USER },
      ...fields,
      ...rest,
    };
  }

  const message = (content: object, of: SampleEvent = {}) =>
    event("message", { replyToken: randomUUID().replaceAll("-", ""), message: { id: "500", ...content } }, of);

  return {
    event,
    /** `content` beside the id, e.g. `{type: "location", latitude, longitude}`. */
    message,
    text: (text: string, of: SampleEvent = {}) => message({ type: "text", text, quoteToken: "q" }, of),
    sticker: (text?: string, of: SampleEvent = {}) =>
      message(
        {
          type: "sticker",
          packageId: "1",
          stickerId: "2",
          stickerResourceType: text === undefined ? "STATIC" : "MESSAGE",
          quoteToken: "q",
          ...(text === undefined ? {} : { text }),
        },
        of,
      ),
    postback: (data: string, of: SampleEvent = {}) => event("postback", { replyToken: "r", postback: { data } }, of),
    unsend: (messageId: string, of: SampleEvent = {}) => event("unsend", { unsend: { messageId } }, of),
    follow: (of: SampleEvent = {}) => event("follow", { replyToken: "r", follow: { isUnblocked: false } }, of),
    body(...events: object[]): { destination: string; events: object[] } {
      const request = { destination: DESTINATION, events };
      const problems = schema("CallbackRequest", request);
      if (problems.length > 0) throw new Error(`no such webhook: ${problems.join("; ")}`);
      return request;
    },
  };
}
