/**
 * `npm run bench -- bytes`: what one person, visit, referral and message weigh on PostgreSQL's disk, indexes included: a made-up district
 * of two sizes, and what the larger one has more by what it holds more; messages by real ones, before and after they are forgotten.
 */
import { startPostgres } from "../../.ci/postgres.ts";
import { createMigratedPostgres, POSTGRES_URL } from "../../platform/database/fresh.ts";
import type { Database } from "../../platform/database/port.ts";
import { openPostgres } from "../../platform/database/postgres.ts";
import { openQueue } from "../../platform/queue/queue.ts";
import { createSealer, newAppKey } from "../../platform/seal.ts";
import { endMessage, keepArrival } from "../../platform/transport/inbox.ts";
import { endOutgoing, putOutgoing } from "../../platform/transport/outbox.ts";
import type { EvalResult } from "../result.ts";
import { seed } from "../seed/seed.ts";
import type { Sizes } from "../seed/shape.ts";

const BASE: Sizes = { people: 1_000, visits: 1_000, referrals: 500 };
/** Each larger in one thing; enough that pages and not their remainders are counted. */
const LARGER: Record<string, Sizes> = {
  person: { ...BASE, people: 11_000 },
  visit: { ...BASE, visits: 21_000 },
  referral: { ...BASE, referrals: 5_500 },
};
const MESSAGES = 2_000;
const WORDS = "今天去了三网格五栋二单元四零一王奶奶家,药快没了,儿子下周回来,下周三再去看一次。";

/** Bytes of each table with its indexes and long values. */
async function weigh(owner: Database): Promise<Map<string, number>> {
  await owner.execute("vacuum");
  const { rows } = await owner.query<{ name: string; bytes: number }>(
    `select c.relname as name, pg_total_relation_size(c.oid)::float8 as bytes from pg_class c
     join pg_namespace n on n.oid = c.relnamespace where c.relkind = 'r' and n.nspname in ('public', 'boss')`,
  );
  return new Map(rows.map(({ name, bytes }) => [name, bytes]));
}

const total = (weights: Map<string, number>): number => [...weights.values()].reduce((sum, bytes) => sum + bytes, 0);

async function inDatabase<T>(cluster: string, work: (owner: Database, service: Database) => Promise<T>): Promise<T> {
  const made = await createMigratedPostgres(cluster);
  const owner = openPostgres(made.owner_url, { connections: 1 });
  const service = openPostgres(made.service_url);
  try {
    return await work(owner, service);
  } finally {
    await service.close();
    await owner.close();
    await made.drop();
  }
}

async function seeded(cluster: string, sizes: Sizes): Promise<Map<string, number>> {
  const sealer = await createSealer(newAppKey());
  return inDatabase(cluster, async (owner, service) => {
    await seed({ database: service, sealer, now: new Date() }, sizes, () => {});
    return weigh(owner);
  });
}

/** What a message and its one answer weigh: kept for the 30 days in which a repeated one is known, and while they wait. */
async function messages(cluster: string): Promise<Record<string, number>> {
  const sealer = await createSealer(newAppKey());
  return inDatabase(cluster, async (owner, database) => {
    const queue = openQueue(database, { backend: "postgres", timers: false, onError: () => {} });
    await queue.start();
    const before = total(await weigh(owner));
    const now = new Date();
    const body = JSON.stringify({ incoming: { content: { type: "text", text: WORDS } }, at: null });
    const kept: string[] = [];
    for (let i = 0; i < MESSAGES; i++) {
      const chat_id = `chat-${i % 200}`;
      await database.transaction(async (tx) => {
        const arrival = { channel: "line" as const, event_id: `E${i}`, chat_id, body, card_attempted: false };
        const { inbox_id } = await keepArrival(tx, { sealer, queue, now }, arrival, 440606);
        await putOutgoing(tx, { sealer, now }, { channel: "line", chat_id, body: body.repeat(3), inbox_id });
        kept.push(inbox_id);
      });
    }
    const waiting = total(await weigh(owner));
    const { rows } = await database.query<{ id: string }>("select id from outbox");
    for (const id of kept) await endMessage(database, id, "done", now);
    for (const { id } of rows) await endOutgoing(database, id, "sent", now);
    await owner.execute("vacuum full inbox");
    await owner.execute("vacuum full outbox");
    const after = total(await weigh(owner));
    return { "message waiting": (waiting - before) / MESSAGES, "message done, 30 days": (after - before) / MESSAGES };
  });
}

export async function benchBytes(): Promise<EvalResult> {
  const cluster = POSTGRES_URL ? { url: POSTGRES_URL, stop: () => {} } : await startPostgres();
  if ("missing" in cluster) throw new Error(cluster.missing);
  const metrics: Record<string, number> = {};
  try {
    const base = await seeded(cluster.url, BASE);
    for (const [what, sizes] of Object.entries(LARGER)) {
      const larger = await seeded(cluster.url, sizes);
      const more = sizes.people - BASE.people + sizes.visits - BASE.visits + sizes.referrals - BASE.referrals;
      metrics[`bytes a ${what}`] = (total(larger) - total(base)) / more;
      for (const [table, bytes] of larger) {
        const each = (bytes - (base.get(table) ?? 0)) / more;
        if (each >= 20) metrics[`bytes a ${what}: ${table}`] = each;
      }
    }
    for (const [what, bytes] of Object.entries(await messages(cluster.url))) metrics[`bytes a ${what}`] = bytes;
  } finally {
    cluster.stop();
  }
  return { suite: "bench bytes", data: "-", metrics };
}
