/** A district with so many stored visits on PostgreSQL, its workers enrolled on messengers, and real processes of the service on it. */
import { freePort, type Spawned, spawnService } from "../../../api/spawned.ts";
import { startFakeMessengers } from "../../../bot/channels/fake-messengers.ts";
import { inSession } from "../../../cases/session.ts";
import { enrol } from "../../../cases/staff/enrol.ts";
import { inviteStaff } from "../../../cases/staff/invite.ts";
import { loadDemoDirectory, loadPack } from "../../../knowledge/pack/load.ts";
import { createMigratedPostgres } from "../../../platform/database/fresh.ts";
import type { Database } from "../../../platform/database/port.ts";
import { openPostgres } from "../../../platform/database/postgres.ts";
import { systemScope } from "../../../platform/scope.ts";
import { createSealer, newAppKey, type Sealer } from "../../../platform/seal.ts";
import { seed } from "../../seed/seed.ts";
import { SEEDED } from "../../seed/shape.ts";
import { whatIsLeft } from "../faults/kept.ts";
import { seeded } from "../faults/random.ts";
import { type Chat, type Mix, tell } from "../faults/story.ts";
import { postmasterOf } from "./processor.ts";
import { startTalk, type Talk } from "./talk.ts";

export interface LoadHouse {
  talk: Talk;
  /** One more process; all of them get webhooks in turn. */
  start(env?: Record<string, string>): Promise<Spawned>;
  /** Ends the process that was started last, in peace. */
  stopOne(): Promise<void>;
  /** How many messages, jobs and replies are not ended. */
  left(): Promise<number>;
  /** PostgreSQL's first process. */
  postmaster: number;
  close(): Promise<void>;
}

/** What grid workers send when nothing burns. */
const EVERYDAY: Mix = { question: 50, visit: 35, referral: 15, burst: 0, crisis: 0 };
/** More than are ever sent in one bench. */
const MESSAGES = 40_000;

export async function openLoadHouse(
  cluster_url: string,
  { visits, chats: count, say }: { visits: number; chats: number; say: (line: string) => void },
): Promise<LoadHouse> {
  const made = await createMigratedPostgres(cluster_url);
  const database = openPostgres(made.service_url);
  const app_key = newAppKey();
  const sealer = await createSealer(app_key);
  const chats = tell(seeded(1), { messages: MESSAGES, chats: count, mix: EVERYDAY });
  await loadPack(database, { now: new Date() });
  // Ten visits a person, a referral in twenty of them.
  const sizes = { visits, people: Math.max(1_000, visits / 10), referrals: Math.max(100, visits / 20) };
  await seed({ database, sealer, now: new Date() }, sizes, () => {});
  await loadDemoDirectory(database, SEEDED.id);
  await enrolWorkers(database, sealer, chats);
  const owner = openPostgres(made.owner_url, { connections: 1 });
  // What autovacuum does in a database that lives longer.
  await owner.query("vacuum analyze");
  await owner.close();
  say(`a district with ${visits} visits is there`);

  const messengers = await startFakeMessengers(null);
  const urls: string[] = [];
  const running: Spawned[] = [];
  const { rows } = await database.query<{ pid: number }>("select pg_backend_pid() as pid");
  return {
    talk: startTalk({ chats, line: messengers.line, telegram: messengers.telegram, urls }),
    postmaster: postmasterOf(rows[0]!.pid),
    async start(env = {}) {
      const settings = { ...messengers.settings, APP_KEY: app_key, DATABASE_URL: made.service_url, LOG_LEVEL: "warn" };
      const spawned = await spawnService({ ...settings, ...env, PORT: String(await freePort()) });
      running.push(spawned);
      urls.push(spawned.url);
      return spawned;
    },
    async stopOne() {
      urls.pop();
      await running.pop()!.kill("SIGTERM");
    },
    left: () => whatIsLeft(database),
    async close() {
      urls.length = 0;
      for (const spawned of running.splice(0)) await spawned.kill("SIGKILL");
      await Promise.all([messengers.close(), database.close()]);
      await made.drop();
    },
  };
}

/** The seeded grid workers, each with a chat: each has a grid of their own, in which the visits are. */
async function enrolWorkers(database: Database, sealer: Sealer, chats: Chat[]): Promise<void> {
  const now = new Date();
  const codes = await inSession({ database, sealer, now }, systemScope(SEEDED.id), async (session) => {
    const { rows } = await session.tx.query<{ id: string }>(
      "select id from staff where district_id = $1 and role = 'grid_worker' order by id limit $2",
      [SEEDED.id, chats.length],
    );
    const made: string[] = [];
    for (const { id } of rows) made.push(await inviteStaff(session, id));
    return made;
  });
  for (const [i, { messenger, id }] of chats.entries()) {
    const account = { channel: messenger, chat_id: id, sender_id: id };
    await database.transaction((tx) => enrol(tx, sealer, account, codes[i]!, now));
  }
}
