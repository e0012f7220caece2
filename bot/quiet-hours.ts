import type { DistrictSettings } from "../cases/district-settings.ts";
import { districtSettings } from "../cases/district-settings.ts";
import type { Priority } from "../cases/referrals/due.ts";
import type { Session } from "../cases/session.ts";
import { chatsOf } from "../cases/staff/chats.ts";
import { addDays, chinaDate, chinaMinute } from "../platform/clock.ts";
import { putOutgoing } from "../platform/transport/outbox.ts";
import { putQuietly } from "../platform/transport/quiet.ts";
import { type OutboxBody, readOutboxBody } from "./envelope.ts";
import { noticeOf } from "./name-district.ts";
import { withOwnLinks } from "./own-links.ts";
import type { BotParts } from "./parts.ts";
import type { Reply } from "./reply.ts";
import { forOthers } from "./texts/in-language.ts";
import { referralLife } from "./texts/referral-life.ts";

/**
 * The end of the quiet hours that `now` lies in, by the clock of China; null outside of them.
 * @param hours `from` and `until` as HH:MM; `until` before `from` passes midnight, both the same is never
 */
export function quietUntil(now: Date, { from, until }: Pick<DistrictSettings["quiet_hours"], "from" | "until">) {
  if (from === until) return null;
  const minute = chinaMinute(now).slice(11);
  const passes_midnight = until < from;
  const quiet = passes_midnight ? minute >= from || minute < until : minute >= from && minute < until;
  if (!quiet) return null;
  const day = chinaDate(now);
  const ends = passes_midnight && minute >= from ? addDays(day, 1) : day;
  return new Date(`${ends}T${until}:00+08:00`);
}

/**
 * Tells members of staff something that they did not ask for, on every chat they have: in their district's quiet hours in the morning,
 * merged into one message with whatever else waits, unless its priority goes through.
 */
export async function notifyCalmly(
  parts: Pick<BotParts, "sealer" | "clock"> & Partial<Pick<BotParts, "public_url">>,
  session: Session,
  staff_ids: string[],
  said: Reply,
  about: { priority: Priority; names?: string[] },
): Promise<void> {
  if (staff_ids.length === 0) return;
  const now = parts.clock.now();
  const { quiet_hours } = await districtSettings(session);
  const until = quiet_hours.through.includes(about.priority) ? null : quietUntil(now, quiet_hours);
  const put = { sealer: parts.sealer, now };
  for (const chat of await chatsOf(session, staff_ids)) {
    const { channel, chat_id } = chat;
    const body: OutboxBody = {
      chat_id,
      reply: withOwnLinks(noticeOf(session, chat, said), parts.public_url ?? null),
      reply_token: null,
      answers: null,
      edits: null,
      names: about.names ?? [],
    };
    if (until === null) {
      await putOutgoing(session.tx, put, { channel, chat_id, body: JSON.stringify(body), inbox_id: null });
      continue;
    }
    const merge = (waiting: string | null): string => JSON.stringify(merged(waiting, body));
    await putQuietly(session.tx, put, { channel, chat_id, quiet_until: until, merge });
  }
}

/** One message for what waits and one more; alone it stays as it is. */
function merged(waiting: string | null, next: OutboxBody): OutboxBody {
  const before = waiting === null ? null : readOutboxBody(waiting);
  const digest = [...(before?.digest ?? []), next.reply.text];
  if (!before) return { ...next, digest };
  const lines = [forOthers(() => referralLife.digest(digest.length)), ...digest.map((text) => `· ${text}`)];
  return {
    ...next,
    reply: { ...next.reply, text: lines.join("\n") },
    names: [...new Set([...before.names, ...next.names])],
    digest,
  };
}
