import { type Context, Hono } from "hono";
import { type SSEStreamingApi, streamSSE } from "hono/streaming";
import { eventsSince } from "../../../cases/crises/events.ts";
import type { AppParts } from "../../parts.ts";
import { asStaff, type StaffEnv, whoAsks } from "../../session/who.ts";
import { type CrisisFeed, openCrisisFeed } from "./feed.ts";

/** A line that says nothing, so that nothing between here and the browser takes the connection for dead. */
const HEARTBEAT_MS = 15_000;
/** Several events of one step are one message. */
const GAP_MS = 500;
const RETRY_MS = 2_000;

/**
 * `GET /console/crises/live`: that something happened since a cursor, as a stream where the process lives on after the response,
 * as one JSON answer to `?since=` elsewhere. What happened the page reads again, as whoever opened it.
 */
export function liveRoute(parts: AppParts): Hono<StaffEnv> {
  const app = new Hono<StaffEnv>();
  const feed = parts.live ? openCrisisFeed(parts) : null;
  app.get("/", async (c) => {
    const since = c.req.header("last-event-id") ?? c.req.query("since") ?? null;
    const wants_stream = c.req.header("accept")?.includes("text/event-stream") ?? false;
    if (feed && wants_stream) {
      // A proxy that collects a response before it passes it on would hold the messages back.
      c.header("x-accel-buffering", "no");
      return streamSSE(
        c,
        (stream) => follow(parts, c, { feed, stream, since }),
        async (err) => parts.log.warn({ err, id: c.get("requestId") }, "live crises ended, the page asks again"),
      );
    }
    return c.json(await newsSince(parts, c, since));
  });
  return app;
}

async function newsSince(
  parts: AppParts,
  c: Context<StaffEnv>,
  since: string | null,
): Promise<{ cursor: string; changed: boolean }> {
  const { events, cursor } = await asStaff(parts, c.get("staff"), (session) => eventsSince(session, since));
  return { cursor, changed: events.length > 0 };
}

/** Writes a message for every change until the browser goes or the session ends. */
async function follow(
  parts: AppParts,
  c: Context<StaffEnv>,
  at: { feed: CrisisFeed; stream: SSEStreamingApi; since: string | null },
): Promise<void> {
  const { stream } = at;
  // What happened between the page and this connection is looked for at once.
  let changed = true;
  let nudge = (): void => {};
  const stop = at.feed.listen(c.get("staff").district_id, () => {
    changed = true;
    nudge();
  });
  stream.onAbort(() => nudge());
  let cursor = at.since;
  try {
    await stream.write(`retry: ${RETRY_MS}\n\n`);
    while (!stream.aborted && (await whoAsks(c, parts))) {
      if (changed) {
        changed = false;
        const news = await newsSince(parts, c, cursor);
        const is_first = cursor === null;
        cursor = news.cursor;
        if (news.changed || is_first) {
          await stream.writeSSE({ event: news.changed ? "changed" : "ready", id: cursor, data: cursor });
        }
      } else {
        await stream.write(": still here\n\n");
      }
      await pause(
        () => !changed && !stream.aborted,
        HEARTBEAT_MS,
        (wake) => {
          nudge = wake;
        },
      );
      if (changed) await stream.sleep(GAP_MS);
    }
  } finally {
    stop();
  }
}

/** Until somebody wakes it or the time is up; not at all when there is something to do already. */
function pause(is_idle: () => boolean, ms: number, onWake: (wake: () => void) => void): Promise<void> {
  return new Promise((go) => {
    const timer = setTimeout(go, ms);
    const wake = (): void => {
      clearTimeout(timer);
      go();
    };
    onWake(wake);
    if (!is_idle()) wake();
  });
}
