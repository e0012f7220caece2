import { createRoute, type OpenAPIHono, z } from "@hono/zod-openapi";
import { streamSSE } from "hono/streaming";
import { readOutboxBody } from "../../bot/envelope.ts";
import { firstCard } from "../../bot/first-card.ts";
import type { Content, Incoming } from "../../bot/incoming.ts";
import { receive } from "../../bot/receive.ts";
import type { Reply } from "../../bot/reply.ts";
import { newId } from "../../platform/id.ts";
import { messageState } from "../../platform/transport/inbox.ts";
import { answersTo, collectForWeb } from "../../platform/transport/outbox.ts";
import type { AppParts } from "../parts.ts";
import { problem } from "../problem.ts";
import type { StaffEnv } from "../session/who.ts";
import { json, ok, refusal, routes } from "./routes.ts";
import { replySchema } from "./schemas.ts";
import { readWrittenAt, WRITTEN_AT_DETAIL } from "./written-at.ts";

const message = z
  .object({
    /** Made by the sender: the same message sent again (a weak network) is answered again and works once. */
    id: z.string().min(8).max(64).optional(),
    text: z.string().max(20_000).optional(),
    action: z.string().min(1).max(64).optional(),
    location: z.object({ latitude: z.number().min(-90).max(90), longitude: z.number().min(-180).max(180) }).optional(),
    /** When it was written; only for demo people. */
    at: z.iso.datetime({ offset: true }).optional(),
    /** When it was written, if there was no network then: not later than now, not more than seven days ago. */
    written_at: z.iso.datetime({ offset: true }).optional(),
  })
  .refine((m) => [m.text, m.action, m.location].filter((part) => part !== undefined).length === 1, {
    message: "exactly one of text, action, location",
  })
  .openapi("Message");

const replies = z.object({ replies: z.array(replySchema) }).openapi("Replies");

const send = createRoute({
  method: "post",
  path: "/messages",
  summary: "Say something to the assistant and wait for its replies",
  description:
    "With `Accept: text/event-stream` the answer comes as events: `sentence` ({text}) for each sentence while an answer is being " +
    "written, as far as this process writes it, then `replies` with what the JSON form gives. The replies take the sentences' place.",
  request: { body: json(message) },
  responses: {
    200: {
      description: "The replies",
      content: { "application/json": { schema: replies }, "text/event-stream": { schema: z.string() } },
    },
    400: refusal(
      "Not a message; `written_in_future` or `written_too_long_ago` for a time of writing that cannot be right",
    ),
    401: refusal("Not signed in"),
    503: refusal("Could not be kept; `replies` holds the crisis card if one was due"),
  },
});

const collect = createRoute({
  method: "post",
  path: "/messages/collect",
  summary: "What came for me meanwhile; `taken` names what was shown",
  request: { body: json(z.object({ taken: z.array(z.uuid()).max(100) })) },
  responses: ok(
    z.object({ notices: z.array(z.object({ id: z.uuid(), reply: replySchema })) }),
    "Notices, oldest first",
  ),
});

/** How long an answer is waited for before the request gives up; the message stays and is worked off. */
const ANSWER_WITHIN_MS = 25_000;
/** With a crisis card in hand it is not held back longer than this; what comes later is collected. */
const CARD_WITHIN_MS = 2_500;

export function messageRoutes(parts: AppParts): OpenAPIHono<StaffEnv> {
  const app = routes();
  app.openapi(send, async (c) => {
    const staff = c.get("staff");
    const { id, text, action, location, at, written_at } = c.req.valid("json");
    if (at !== undefined && !parts.config.demo) {
      return problem(c, 400, "at_is_for_demo_people", { detail: "`at` is only for demo people" }) as never;
    }
    const arrived = at === undefined ? parts.clock.now() : new Date(at);
    const written = written_at === undefined ? null : readWrittenAt(written_at, arrived);
    if (typeof written === "string") return problem(c, 400, written, { detail: WRITTEN_AT_DETAIL[written] }) as never;
    const event_id = `${staff.id}:${id ?? newId()}`;
    const content: Content =
      action !== undefined
        ? { type: "action", id: action }
        : location
          ? { type: "location", ...location }
          : { type: "text", text: text ?? "", message_id: event_id };
    const incoming: Incoming = {
      channel: "web",
      event_id,
      chat_id: staff.id,
      sender_id: `${staff.district_id}:${staff.id}`,
      group: false,
      at: at ?? parts.clock.now().toISOString(),
      ...(written === null ? {} : { written_at: written.toISOString() }),
      content,
    };
    let card: Reply | null = null;
    let inbox_id: string;
    try {
      const received = await receive(parts, incoming, {
        at: at ?? null,
        later: parts.later,
        card: async (reply) => {
          card = reply;
        },
      });
      inbox_id = received!.inbox_id;
    } catch (err) {
      parts.log.error({ err, id: c.get("requestId") }, "message not kept");
      return problem(c, 503, "not_kept", { extra: { replies: card ? [card] : [] } }) as never;
    }
    if (parts.afterAccept) await parts.afterAccept();
    const answered = async (): Promise<{ replies: z.infer<typeof replySchema>[] }> => {
      const worked = await waitFor(parts, inbox_id, card ? CARD_WITHIN_MS : ANSWER_WITHIN_MS);
      const rows = worked ? await answersTo(parts.database, parts.sealer, inbox_id, parts.clock.now()) : [];
      const said = rows.map((row) => readOutboxBody(row.body).reply);
      // Worked off, the answers say who was told; before that the card says that nobody was.
      const replies = card ? [worked ? await firstCard(content, { alone: false }) : card, ...said] : said;
      return { replies: replies as z.infer<typeof replySchema>[] };
    };
    /** With a card in hand a database that goes away now is no reason to wait. */
    const answeredInTime = async (): ReturnType<typeof answered> => {
      if (!card) return answered();
      const alone = { replies: [card] as z.infer<typeof replySchema>[] };
      return Promise.race([answered().catch(() => alone), pause(CARD_WITHIN_MS + 250).then(() => alone)]);
    };
    if (!c.req.header("accept")?.includes("text/event-stream")) return c.json(await answeredInTime(), 200);
    return streamSSE(c, async (stream) => {
      const stop = parts.live?.listen(
        inbox_id,
        (text) => void stream.writeSSE({ event: "sentence", data: JSON.stringify({ text }) }),
      );
      try {
        await stream.writeSSE({ event: "replies", data: JSON.stringify(await answeredInTime()) });
      } finally {
        stop?.();
      }
    }) as never;
  });

  app.openapi(collect, async (c) => {
    const rows = await collectForWeb(parts.database, parts.sealer, {
      chat_id: c.get("staff").id,
      taken: c.req.valid("json").taken,
      now: parts.clock.now(),
    });
    const notices = rows.map((row) => ({
      id: row.id,
      reply: readOutboxBody(row.body).reply as z.infer<typeof replySchema>,
    }));
    return c.json({ notices }, 200);
  });
  return app;
}

/** Polls until the message is worked off: by this process in a few milliseconds, by another one perhaps later. */
async function waitFor(parts: AppParts, inbox_id: string, within_ms: number): Promise<boolean> {
  const until = Date.now() + within_ms;
  for (let pause_ms = 5; Date.now() < until; pause_ms = Math.min(pause_ms * 1.5, 200)) {
    if ((await messageState(parts.database, inbox_id)) !== "open") return true;
    await pause(pause_ms);
  }
  return false;
}

const pause = (ms: number): Promise<void> => new Promise((later) => setTimeout(later, ms));
