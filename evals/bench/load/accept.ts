/**
 * From a webhook until it is kept for good: the service beside a bare handler and beside one INSERT, in processes of the same kind on one
 * PostgreSQL, in short rounds that take turns, so that whatever else the machine does meets all of them.
 */
import { freePort, spawnService } from "../../../api/spawned.ts";
import { signedRequest, startFakeMessengers } from "../../../bot/channels/fake-messengers.ts";
import { sampleWebhooks } from "../../../bot/channels/line/fake-line-webhooks.ts";
import { sampleUpdates } from "../../../bot/channels/telegram/fake-telegram-updates.ts";
import { createMigratedPostgres } from "../../../platform/database/fresh.ts";
import { openPostgres } from "../../../platform/database/postgres.ts";
import { createSealer, newAppKey } from "../../../platform/seal.ts";
import { percentile } from "../../percentile.ts";
import { settle } from "../faults/district.ts";
import { seeded } from "../faults/random.ts";
import { type Chat, type Messenger, tell } from "../faults/story.ts";
import type { Bound } from "./bounds.ts";
import { type Posted, type Prepared, postFor } from "./poster.ts";
import { processorSeconds } from "./processor.ts";

/** `screening` is the bare handler with the crisis screen in front. */
const TAKERS = ["service", "bare", "screening", "insert"] as const;
type Taker = (typeof TAKERS)[number];
const MESSENGERS: Messenger[] = ["telegram", "line"];

const CHATS = 200;
const CONNECTIONS = 16;
const WARM_UP_MS = 2_500;
const ROUND_MS = 2_000;
const ROUNDS = 8;

/** Webhooks of one messenger, each with an event and words of its own, the chats in turn. */
function source(messenger: Messenger, chats: Chat[]): () => Prepared {
  const [updates, webhooks] = [sampleUpdates(null), sampleWebhooks(null)];
  const theirs = chats.filter((chat) => chat.messenger === messenger);
  const path = `/webhooks/${messenger}`;
  let n = 0;
  return () => {
    n += 1;
    const { id } = theirs[n % theirs.length]!;
    const words = `今天去了${n}栋${(n % 4) + 1}单元${(n % 9) + 1}01王秀兰家 药快没了 下周三再去`;
    const body =
      messenger === "telegram"
        ? updates.message({ text: words }, { chat_id: Number(id), user_id: Number(id) })
        : webhooks.body(webhooks.text(words, { source: { type: "user", userId: id } }));
    return { path, ...signedRequest(messenger, JSON.stringify(body)) };
  };
}

interface Round extends Posted {
  processor_s: number;
}

export async function measureAccept(
  cluster_url: string,
): Promise<{ bounds: Bound[]; metrics: Record<string, number> }> {
  const app_key = newAppKey();
  const chats = tell(seeded(1), { messages: 0, chats: CHATS });
  const messengers = await startFakeMessengers(null);
  const settings = { ...messengers.settings, APP_KEY: app_key, LOG_LEVEL: "warn" };
  const takers = await Promise.all(
    TAKERS.map(async (name) => {
      const made = await createMigratedPostgres(cluster_url);
      if (name === "service") {
        const database = openPostgres(made.service_url);
        await settle(database, await createSealer(app_key), chats);
        await database.close();
      }
      const PORT = String(await freePort());
      const env = { ...settings, PORT, TAKER: name, DATABASE_URL: made.service_url };
      const spawned = await spawnService(env, `${import.meta.dirname}/taker.ts`);
      return { name, made, spawned, sources: new Map(MESSENGERS.map((each) => [each, source(each, chats)])) };
    }),
  );
  const rounds = new Map<string, Round[]>();
  try {
    for (let i = -1; i < ROUNDS; i++)
      for (const messenger of MESSENGERS)
        for (const { name, spawned, sources } of i % 2 === 0 ? takers : takers.toReversed()) {
          const before = processorSeconds(spawned.process.pid!);
          const ms = i < 0 ? WARM_UP_MS : ROUND_MS;
          const posted = await postFor(ms, CONNECTIONS, spawned.url, sources.get(messenger)!);
          const round = { ...posted, processor_s: processorSeconds(spawned.process.pid!) - before };
          const key = `${name} ${messenger}`;
          if (i >= 0) rounds.set(key, [...(rounds.get(key) ?? []), round]);
        }
  } finally {
    for (const { spawned } of takers) await spawned.kill("SIGTERM");
    for (const { made } of takers) await made.drop();
    await messengers.close();
  }
  return figures((name, messenger) => rounds.get(`${name} ${messenger}`)!);
}

const median = (values: number[]): number => percentile(values, 0.5);

function figures(of: (name: Taker, messenger: Messenger) => Round[]) {
  const [bounds, metrics] = [[] as Bound[], {} as Record<string, number>];
  for (const messenger of MESSENGERS) {
    const per_second = (name: Taker) => of(name, messenger).map((round) => round.took_ms.length / round.seconds);
    const p = (name: Taker, share: number) => of(name, messenger).map((round) => percentile(round.took_ms, share));
    /** Each round beside the one of the other that stood next to it. */
    const ratio = (ours: number[], theirs: number[]) => median(ours.map((value, i) => value / theirs[i]!));
    for (const name of TAKERS) {
      const all = of(name, messenger);
      const taken = all.reduce((sum, { took_ms }) => sum + took_ms.length, 0);
      metrics[`${messenger}: ${name}, messages a second`] = median(per_second(name));
      metrics[`${messenger}: ${name}, p50_ms`] = median(p(name, 0.5));
      metrics[`${messenger}: ${name}, p99_ms`] = median(p(name, 0.99));
      metrics[`${messenger}: ${name}, process CPU ms`] =
        (all.reduce((sum, { processor_s }) => sum + processor_s, 0) * 1000) / taken;
      metrics[`${messenger}: ${name}, refused`] = all.reduce((sum, { refused }) => sum + refused, 0);
    }
    bounds.push({
      what: `accept, ${messenger}: throughput of the bare handler's`,
      reached: ratio(per_second("service"), per_second("bare")),
      ...{ asked: 0.85, is: "at least" },
    });
    bounds.push({
      what: `accept, ${messenger}: p99 of the bare handler's`,
      reached: ratio(p("service", 0.99), p("bare", 0.99)),
      ...{ asked: 2, is: "at most" },
    });
    metrics[`${messenger}: throughput beside the bare handler that screens`] = ratio(
      per_second("service"),
      per_second("screening"),
    );
    metrics[`${messenger}: throughput beside one INSERT`] = ratio(per_second("service"), per_second("insert"));
  }
  return { bounds, metrics };
}
