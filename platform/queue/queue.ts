import type { Job, PgBoss } from "pg-boss";
import type { Database } from "../database/port.ts";
import { openBoss, QUEUE, sendStatement } from "./boss.ts";

export interface InboxJob {
  id: string;
  inbox_id: string;
  /** 0 at the first attempt. */
  retry_count: number;
  /** How many attempts in a row failed by the message itself: not by the end of their process, nor for want of a database. */
  failures: number;
  /** What proves to the boss that this attempt is ours. */
  claim: Job<{ inbox_id: string }>;
}

/** NOTIFY channel that says "there is a job"; `keep_arrival` names it too. */
export const JOB_WAKE = "doorstep_job";

/**
 * pg-boss behind the few verbs that the service needs. A message and its job are one statement, and `complete` joins the running
 * transaction, so its effects and the end of its job are one.
 */
export interface Queue {
  start(): Promise<void>;
  stop(): Promise<void>;
  /** One job for one inbox row, as `keep_arrival` takes it; the chat is the key that keeps order. Asks no database but the first time. */
  jobFor(inbox_id: string, chat_key: string): Promise<string>;
  /** Up to `limit` jobs, at most one of a chat, each claimed for this process until it expires. */
  fetch(limit: number): Promise<InboxJob[]>;
  /** Ends the job in the running transaction. @throws when another process has taken it over: roll back */
  complete(job: InboxJob): Promise<void>;
  /** Says that the job is still being worked on; due every HEARTBEAT_EVERY_MS. */
  touch(job: InboxJob): Promise<void>;
  /** Gives the job back at once, for another attempt. @param failures as the next attempt is told */
  fail(job: InboxJob, failures: number): Promise<void>;
  /** Gives back jobs whose process died. For callers without the boss's own timers. */
  supervise(): Promise<void>;
  depth(): Promise<{ waiting: number; active: number }>;
}

export function openQueue(
  database: Database,
  options: { backend: "postgres" | "pglite"; timers: boolean; onError: (error: Error) => void },
): Queue {
  const boss: PgBoss = openBoss(database, { ...options, supervise: options.timers });

  return {
    async start() {
      // Workers never start the boss: no timers outlive a request there.
      if (options.timers) await boss.start();
      if (options.backend === "pglite") await giveBackAll(database);
    },
    async stop() {
      if (options.timers) await boss.stop({ graceful: false });
    },
    jobFor: async (inbox_id, chat_key) => (await sendStatement(boss, inbox_id, chat_key)).job,
    async fetch(limit) {
      const jobs = await boss.fetch<{ inbox_id: string }>(QUEUE, { batchSize: limit, includeMetadata: true });
      return jobs.map((job) => ({
        id: job.id,
        inbox_id: job.data.inbox_id,
        retry_count: job.retryCount,
        failures: failuresIn(job.output),
        claim: job,
      }));
    },
    async complete(job) {
      // `affected` is in the answer (manager.js mapCommandResponse) and missing from its type.
      const { affected } = (await boss.complete(QUEUE, job.claim)) as unknown as { affected: number };
      if (affected !== 1) throw new JobTakenOver(job.id);
    },
    async touch(job) {
      await boss.touch(QUEUE, job.claim);
    },
    async fail(job, failures) {
      await boss.fail(QUEUE, job.claim, { failures });
    },
    async supervise() {
      await boss.supervise(QUEUE);
    },
    async depth() {
      const { rows } = await database.query<{ waiting: number; active: number }>(
        `select count(*) filter (where state in ('created', 'retry')) as waiting,
           count(*) filter (where state = 'active') as active from boss.job where name = $1`,
        [QUEUE],
      );
      return rows[0]!;
    },
  };
}

/** What the last attempt left with the job. Where its process died the boss has written something else there, and the count begins anew. */
function failuresIn(output: object | null | undefined): number {
  return output && "failures" in output ? Number(output.failures) : 0;
}

/** The attempt is no longer ours: it expired and another process has the job. What this one did must be rolled back. */
export class JobTakenOver extends Error {
  override readonly name = "JobTakenOver";
  constructor(id: string) {
    super(`job ${id} was taken over`);
  }
}

/** One process owns the embedded database: whatever was active when it died is free again. */
async function giveBackAll(database: Database): Promise<void> {
  await database.query(
    "update boss.job set state = 'retry', retry_count = retry_count + 1 where name = $1 and state = 'active'",
    [QUEUE],
  );
}
