import { startCrew } from "../platform/crew.ts";
import { isUnreachable } from "../platform/database/port.ts";
import type { Loop } from "../platform/loop.ts";
import { HEARTBEAT_EVERY_MS } from "../platform/queue/boss.ts";
import { type InboxJob, JOB_WAKE, JobTakenOver } from "../platform/queue/queue.ts";
import { OUT_WAKE } from "../platform/transport/outbox.ts";
import { keepCrisisClock, workCrisisClock } from "./crisis-clock.ts";
import type { BotParts } from "./parts.ts";
import { SENDS_AT_ONCE, sendDue, startDue } from "./send.ts";
import { workOff } from "./work.ts";

/** Chats that are worked on at the same time in one process. */
const CHATS_AT_ONCE = 8;
/** Deliveries of a process that stops, ten replies each. */
const LAST_SENDS = 3;
/** How long a lost NOTIFY can hold a message up. */
const IDLE_MS = 1_000;

export interface Running {
  /** Takes no more messages, finishes those it has, and delivers what they said; the rest is for whoever runs next. */
  stop(): Promise<void>;
}

/** Works off messages and delivers replies until stopped; woken by NOTIFY, from whichever process it comes. */
export async function runBot(parts: BotParts): Promise<Running> {
  const { log } = parts;
  const work = startCrew("work", { at_once: CHATS_AT_ONCE, idle_ms: IDLE_MS }, log, async (free) => {
    const jobs = await parts.queue.fetch(free);
    return jobs.map((job) => workOrGiveBack(parts, job));
  });
  const send = startCrew("send", { at_once: SENDS_AT_ONCE, idle_ms: IDLE_MS }, log, (free) => startDue(parts, free));
  const quiet: (() => Promise<void>)[] = [
    await parts.database.listen(JOB_WAKE, work.wake),
    await parts.database.listen(OUT_WAKE, send.wake),
  ];
  const loops: Loop[] = [work, send, keepCrisisClock(parts)];
  return {
    async stop() {
      await Promise.all(quiet.map((stop) => stop()));
      await Promise.all(loops.map((loop) => loop.stop()));
      for (let i = 0; i < LAST_SENDS && (await sendDue(parts).catch(() => 0)) > 0; i++);
    },
  };
}

/** One pass for processes without loops (Workers): crises that are due, everything that waits now, crises again, each with its replies. */
export async function drain(parts: BotParts): Promise<void> {
  await tellOfCrises(parts);
  try {
    for (;;) {
      const jobs = await parts.queue.fetch(CHATS_AT_ONCE);
      if (jobs.length === 0) break;
      await Promise.all(jobs.map((job) => workOrGiveBack(parts, job)));
    }
  } finally {
    await tellOfCrises(parts);
  }
}

/** What the crisis clock has due, and every reply that waits. Does not wait for messages, nor for a queue that is well. */
async function tellOfCrises(parts: BotParts): Promise<void> {
  await workCrisisClock(parts).catch((err: unknown) => parts.log.error({ err }, "crisis clock failed"));
  while ((await sendDue(parts)) > 0);
}

/** A message that fails goes back to the queue at once, for another attempt. */
async function workOrGiveBack(parts: BotParts, job: InboxJob): Promise<void> {
  const alive = setInterval(() => void parts.queue.touch(job).catch(() => {}), HEARTBEAT_EVERY_MS);
  try {
    await workOff(parts, job);
  } catch (err) {
    parts.log.error({ err, inbox_id: job.inbox_id, retry: job.retry_count }, "message failed");
    const is_its_own = !isUnreachable(err) && !(err instanceof JobTakenOver);
    await parts.queue.fail(job, job.failures + Number(is_its_own));
  } finally {
    clearInterval(alive);
  }
}
