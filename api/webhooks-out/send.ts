import { inSession } from "../../cases/session.ts";
import { claimDelivery, type Delivery, endAttempt } from "../../cases/webhooks/deliveries.ts";
import { WEBHOOK_WAKE } from "../../cases/webhooks/put.ts";
import { startLoop } from "../../platform/loop.ts";
import { systemScope } from "../../platform/scope.ts";
import { watched } from "../../platform/watch/steps.ts";
import type { AppParts } from "../parts.ts";
import type { PostWebhook } from "./post.ts";
import { signedHeaders } from "./sign.ts";

/** How long a lost NOTIFY can hold an event up; also how soon one is tried again. */
const IDLE_MS = 2_000;
/** Endpoints that are spoken to at the same time. */
const AT_ONCE = 16;

type Sending = Pick<AppParts, "database" | "sealer" | "clock" | "log">;

/** What an endpoint gets. `id` is the same at every attempt: whoever has seen it may forget it. */
function bodyOf({ event_id, type, happened_at, data }: Delivery): string {
  return JSON.stringify({ id: event_id, type, timestamp: happened_at.toISOString(), data });
}

/**
 * Tells other systems what is due, until stopped. Each endpoint is spoken to by itself, one event after the other: one that hangs holds up
 * nobody else, and nothing here stands in a transaction of people's.
 */
export async function sendWebhooks(parts: Sending, post: PostWebhook): Promise<{ stop(): Promise<void> }> {
  const active = new Map<string, Promise<void>>();
  let stopped = false;
  const loop = startLoop("webhooks", IDLE_MS, parts.log, async () => {
    const { rows } = await parts.database.query<{ district_id: number; endpoint_id: string }>(
      "select * from webhooks_due($1)",
      [parts.clock.now()],
    );
    for (const { district_id, endpoint_id } of rows) {
      if (active.has(endpoint_id) || active.size >= AT_ONCE) continue;
      const done = sendTo(parts, post, district_id, endpoint_id, () => stopped)
        .catch((err: unknown) => parts.log.error({ err, endpoint_id }, "webhook left to expire"))
        .finally(() => {
          const full = active.size >= AT_ONCE;
          active.delete(endpoint_id);
          if (full) loop.wake();
        });
      active.set(endpoint_id, done);
    }
    return false;
  });
  const quiet = await parts.database.listen(WEBHOOK_WAKE, loop.wake);
  return {
    async stop() {
      stopped = true;
      await quiet();
      await loop.stop();
      await Promise.all(active.values());
    },
  };
}

/** Everything that is due for one endpoint. @returns when nothing is, or the endpoint did not take one */
async function sendTo(
  parts: Sending,
  post: PostWebhook,
  district_id: number,
  endpoint_id: string,
  isStopped: () => boolean,
): Promise<void> {
  const scope = systemScope(district_id);
  const within = <T>(work: Parameters<typeof inSession<typeof scope, T>>[2]): Promise<T> =>
    inSession({ ...parts, now: parts.clock.now() }, scope, work);
  while (!isStopped()) {
    const delivery = await within((session) => claimDelivery(session, endpoint_id));
    if (!delivery) return;
    const body = bodyOf(delivery);
    const { attempt, end } = await watched("webhook_out", {}, async (step) => {
      const attempt = await post(
        delivery.url,
        {
          "content-type": "application/json",
          "user-agent": "Doorstep-Webhooks/1",
          ...(await signedHeaders(delivery.secret, delivery.event_id, parts.clock.now(), body)),
        },
        body,
      );
      const end = await within((session) => endAttempt(session, endpoint_id, delivery, attempt));
      step.facts.outcome = end;
      return { attempt, end };
    });
    if (end === "delivered") continue;
    const { id, attempts } = delivery;
    parts.log.warn({ delivery_id: id, endpoint_id, attempts, ...attempt, end }, "webhook not delivered");
  }
}
