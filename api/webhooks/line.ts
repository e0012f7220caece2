import { Hono } from "hono";
import { MalformedWebhook, parseLineWebhook } from "../../bot/channels/line/parse.ts";
import { verifyLineSignature } from "../../bot/channels/line/verify.ts";
import { DEDUPE_KEPT_DAYS } from "../../platform/transport/outbox.ts";
import type { AppParts } from "../parts.ts";
import { problem } from "../problem.ts";
import { accept, takesTime } from "./accept.ts";

/**
 * Whether an event is older than the ids that are remembered. LINE delivers again within days; a captured body has its signature for
 * ever, and sent again after its id is forgotten it would count as new.
 */
const isForgotten = (at: string, now: Date): boolean =>
  now.getTime() - Date.parse(at) > (DEDUPE_KEPT_DAYS - 1) * 86_400_000;

/** Where LINE messages arrive. The signature is checked over the raw body, before anything reads it. */
export function lineWebhook(parts: AppParts): Hono {
  const app = new Hono();
  app.post("/", async (c) => {
    const channel = parts.channels.line;
    const { line } = parts.config;
    if (!channel || !line) return problem(c, 404, "line_not_connected");
    // Bytes, not text: decoding drops a byte order mark and replaces what is no UTF-8, and another body would pass.
    const raw = new Uint8Array(await c.req.arrayBuffer());
    if (!(await verifyLineSignature(raw, c.req.header("x-line-signature") ?? null, line.secret))) {
      return problem(c, 401, "line_signature_wrong");
    }
    let events: ReturnType<typeof parseLineWebhook>;
    try {
      events = parseLineWebhook(JSON.parse(new TextDecoder().decode(raw)));
    } catch (error) {
      if (error instanceof SyntaxError) return problem(c, 400, "malformed_json");
      if (error instanceof MalformedWebhook) return problem(c, 400, "malformed_webhook");
      throw error;
    }
    // One after the other: the events of a chat keep their order.
    for (const incoming of events) {
      if (isForgotten(incoming.at, parts.clock.now())) {
        parts.log.warn({ event_id: incoming.event_id }, "an event of long ago is passed over");
        continue;
      }
      await accept(parts, channel, incoming);
      if (takesTime(parts) && incoming.content.type !== "unsent") parts.later(channel.typing(incoming.chat_id));
    }
    if (parts.afterAccept && events.length > 0) parts.later(parts.afterAccept());
    return c.body(null, 200);
  });
  return app;
}
