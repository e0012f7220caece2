/** For tests: `/api/v1/messages` as a script tells it, over real HTTP, and what the page asked of it. */
import type { HttpBindings } from "@hono/node-server";
import { type Context, Hono } from "hono";
import { streamSSE } from "hono/streaming";
import * as z from "zod";
import { sampleReply } from "../../bot/channels/sample-reply.ts";
import type { Reply } from "../../bot/reply.ts";

const place = z.strictObject({ latitude: z.number(), longitude: z.number() });
const message = z
  .strictObject({
    id: z.string().min(8).max(64),
    text: z.string().optional(),
    action: z.string().optional(),
    location: place.optional(),
    written_at: z.iso.datetime().optional(),
  })
  .refine((m) => [m.text, m.action, m.location].filter((part) => part !== undefined).length === 1);
const collect = z.strictObject({ taken: z.array(z.uuid()).max(100) });

export type Sent = z.infer<typeof message>;

/** What becomes of one attempt: replies, a problem, or a connection that breaks after the message arrived. */
export type Outcome =
  | Partial<Reply>[]
  /** Sentences while the answer is being written; behind them the replies, or null: the stream breaks off. */
  | { sentences: string[]; ended: () => Promise<Partial<Reply>[] | null> }
  | { status: 400 | 409 | 413 | 503; code?: string; replies?: Reply[] }
  | "broken";

export interface FakeV1 {
  app: Hono<{ Bindings: HttpBindings }>;
  /** Every attempt, in order. */
  sent: Sent[];
  taken: string[];
  /** The staff ids that pages named. */
  staff: Set<string>;
  /** What waits to be collected; a taken notice is gone. */
  notices: { id: string; reply: Reply }[];
  /** Nobody is signed in: everything is answered with 401. */
  signed_out: boolean;
  /** The next request that names what was taken fails. */
  lose_taken: boolean;
  /** What an attempt comes to; `attempt` counts those of one id from 1. */
  answer(to: (sent: Sent, attempt: number) => Outcome | Promise<Outcome>): void;
  reset(): void;
}

export function fakeV1(): FakeV1 {
  let answer: (sent: Sent, attempt: number) => Outcome | Promise<Outcome>;
  const app: FakeV1["app"] = new Hono();
  const fake: FakeV1 = {
    app,
    sent: [],
    taken: [],
    staff: new Set(),
    notices: [],
    signed_out: false,
    lose_taken: false,
    answer(to) {
      answer = to;
    },
    reset() {
      fake.sent = [];
      fake.taken = [];
      fake.staff.clear();
      fake.notices = [];
      fake.signed_out = false;
      fake.lose_taken = false;
      answer = ({ text }) => [{ text: `收到${text ?? ""}` }];
    },
  };
  fake.reset();

  const say = (
    c: Context,
    outcome: Exclude<Outcome, "broken" | { sentences: string[] }> | { status: 401; code: string },
  ): Response =>
    Array.isArray(outcome)
      ? c.json({ replies: outcome.map((reply) => sampleReply(reply)) })
      : c.json({ ...outcome, title: "no" }, outcome.status, { "content-type": "application/problem+json" });

  app.use(async (c, next) => {
    if (fake.signed_out) return say(c, { status: 401, code: "not_signed_in" });
    return next();
  });
  app.post("/messages", async (c) => {
    const sent = message.parse(await c.req.json());
    fake.sent.push(sent);
    fake.staff.add(c.req.header("doorstep-staff") ?? "");
    const outcome = await answer(sent, fake.sent.filter(({ id }) => id === sent.id).length);
    if (typeof outcome === "object" && "sentences" in outcome) {
      if (!c.req.header("accept")?.includes("text/event-stream")) throw new Error("nobody asked for a stream");
      return streamSSE(c, async (stream) => {
        for (const text of outcome.sentences)
          await stream.writeSSE({ event: "sentence", data: JSON.stringify({ text }) });
        const replies = (await outcome.ended())?.map((reply) => sampleReply(reply));
        if (replies) await stream.writeSSE({ event: "replies", data: JSON.stringify({ replies }) });
      });
    }
    if (outcome !== "broken") return say(c, outcome);
    c.env.incoming.socket.destroy();
    return c.body(null);
  });
  app.post("/messages/collect", async (c) => {
    const { taken } = collect.parse(await c.req.json());
    if (fake.lose_taken && taken.length > 0) {
      fake.lose_taken = false;
      return say(c, { status: 503, code: "database_unreachable" });
    }
    fake.taken.push(...taken);
    fake.notices = fake.notices.filter(({ id }) => !taken.includes(id));
    return c.json({ notices: fake.notices });
  });
  return fake;
}
