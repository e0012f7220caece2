import { claimOutgoing, endOutgoing, type OutboxRow, putOffOutgoing } from "../platform/transport/outbox.ts";
import { lasted, watched } from "../platform/watch/steps.ts";
import { withholdNames } from "./channels/abroad.ts";
import { type Channel, RESUME_UNKNOWN } from "./channels/channel.ts";
import { readOutboxBody } from "./envelope.ts";
import type { BotParts } from "./parts.ts";

/** Longer than the slowest delivery: a claim that runs out means that its sender died. */
const LEASE_MS = 30_000;
export const SENDS_AT_ONCE = 10;
/** LINE observed to take a reply token for 30 s; counted from the webhook's arrival. */
const REPLY_TOKEN_FRESH_MS = 25_000;
/** After this many attempts (about a day with the longest wait) a message is given up, and logged. */
const GIVE_UP_ATTEMPTS = 60;

/** Begins to deliver what is due on the connected messengers. @returns the deliveries under way, `limit` at most */
export async function startDue(parts: BotParts, limit: number): Promise<Promise<void>[]> {
  const channels = (["telegram", "line"] as const).filter((name) => parts.channels[name]);
  if (channels.length === 0) return [];
  const rows = await claimOutgoing(parts.database, parts.sealer, {
    channels,
    now: parts.clock.now(),
    lease_ms: LEASE_MS,
    limit,
  });
  return rows.map((row) => sendOne(parts, parts.channels[row.channel as "telegram" | "line"]!, row));
}

/** Delivers some of what is due, and waits for it. @returns how many were tried */
export async function sendDue(parts: BotParts): Promise<number> {
  return (await Promise.all(await startDue(parts, SENDS_AT_ONCE))).length;
}

async function sendOne(parts: BotParts, channel: Channel, row: OutboxRow): Promise<void> {
  const body = readOutboxBody(row.body);
  const now = parts.clock.now();
  const about = { message_id: row.inbox_id, facts: { channel: row.channel } };
  const delivery = await watched("send", about, async (step) => {
    const tried = await channel.deliver({
      chat_id: body.chat_id,
      reply: withholdNames(body.reply, body.names),
      reply_token: body.reply_token,
      reply_token_fresh: body.answers !== null && now.getTime() - Date.parse(body.answers) < REPLY_TOKEN_FRESH_MS,
      retry_key: row.retry_key,
      edits: body.edits,
      // A claim that ran out left no word of how far it came.
      resume: row.resume ?? (row.attempts > 1 ? RESUME_UNKNOWN : null),
    });
    const given_up = tried.outcome === "retry" && row.attempts >= GIVE_UP_ATTEMPTS;
    step.facts.outcome = given_up ? "gone" : tried.outcome;
    return tried;
  });
  if (delivery.outcome === "delivered") {
    if (body.answers !== null) lasted("reply", about, parts.clock.now().getTime() - Date.parse(body.answers));
    return endOutgoing(parts.database, row.id, "sent", parts.clock.now());
  }
  parts.log.warn(
    { outbox_id: row.id, channel: row.channel, attempts: row.attempts, why: delivery.why },
    "not delivered",
  );
  if (delivery.outcome === "gone" || row.attempts >= GIVE_UP_ATTEMPTS) {
    return endOutgoing(parts.database, row.id, "gone", parts.clock.now());
  }
  await putOffOutgoing(parts.database, row.id, {
    not_before: new Date(parts.clock.now().getTime() + delivery.after_ms),
    resume: delivery.resume,
  });
}
