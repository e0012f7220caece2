/** The real app over a seeded PostgreSQL, and people of each role who ask it. */
import type { Hono } from "hono";
import { createApp } from "../../api/app.ts";
import { charts } from "../../api/console/coverage/draw.ts";
import { writePack } from "../../api/console/dispatch/write-pack.ts";
import { openLive } from "../../bot/live.ts";
import { nodeForms } from "../../cases/forms/node/make.ts";
import { inSession } from "../../cases/session.ts";
import { makeLogin } from "../../cases/staff/login.ts";
import { readList } from "../../knowledge/directory/list/read-list.ts";
import { nodeReader } from "../../knowledge/documents/node-reader.ts";
import { systemClock } from "../../platform/clock.ts";
import { parseConfig } from "../../platform/config.ts";
import { createMigratedPostgres } from "../../platform/database/fresh.ts";
import type { Database } from "../../platform/database/port.ts";
import { openPostgres } from "../../platform/database/postgres.ts";
import { createLog } from "../../platform/log.ts";
import { openQueue } from "../../platform/queue/queue.ts";
import { type Role, scoped, systemScope } from "../../platform/scope.ts";
import { createSealer, newAppKey, type Sealer } from "../../platform/seal.ts";
import { seed } from "../seed/seed.ts";
import { SEEDED, type Sizes } from "../seed/shape.ts";

const ORIGIN = "http://localhost";
const ROLES: Role[] = ["supervisor", "admin", "social_worker", "grid_worker"];
const LOGIN_MINUTES = 10;

export interface BenchVisitor {
  role: Role;
  get(path: string): Promise<{ status: number; text: string }>;
}

export interface BenchHouse {
  app: Hono;
  visitors: BenchVisitor[];
  /** One row's id of the seeded district, as the service finds it. */
  oneOf(table: string, where?: string): Promise<string | null>;
  close(): Promise<void>;
}

/** Makes a database in the cluster, fills it, and opens the app on it as the service. */
export async function openBenchHouse(
  cluster_url: string,
  sizes: Sizes,
  say: (line: string) => void,
): Promise<BenchHouse> {
  const made = await createMigratedPostgres(cluster_url);
  const owner = openPostgres(made.owner_url, { connections: 1 });
  const database = openPostgres(made.service_url);
  const sealer = await createSealer(newAppKey());
  await seed({ database, sealer, now: systemClock.now() }, sizes, say);
  // What autovacuum does in a database that lives longer.
  await owner.query("vacuum analyze");
  await owner.close();
  const house = await houseOn(database, sealer);
  return {
    ...house,
    async close() {
      await house.close();
      await made.drop();
    },
  };
}

/** The app on a seeded database, and somebody of every role signed in. */
async function houseOn(database: Database, sealer: Sealer): Promise<BenchHouse> {
  const app = appOn(database, sealer);
  const visitors = await Promise.all(ROLES.map((role) => signIn(app, { database, sealer }, role)));
  return {
    app,
    visitors,
    oneOf: (table, where = "true") =>
      scoped(database, systemScope(SEEDED.id), async (tx) => {
        const { rows } = await tx.query<{ id: string }>(
          `select id from ${table} where district_id = $1 and ${where} order by id limit 1`,
          [SEEDED.id],
        );
        return rows[0]?.id ?? null;
      }),
    close: () => database.close(),
  };
}

function appOn(database: Database, sealer: Sealer): Hono {
  const queue = openQueue(database, { backend: "postgres", timers: false, onError: console.error });
  return createApp({
    ...{ config: parseConfig({}), database, queue, sealer, clock: systemClock },
    log: createLog("error", (line) => console.error(line)),
    public_url: null,
    channels: {},
    later: () => {},
    ...{ reader: nodeReader, list_reader: readList, charts, write_pack: writePack, live: openLive(), forms: nodeForms },
  });
}

async function signIn(
  app: Hono,
  { database, sealer }: { database: Database; sealer: Sealer },
  role: Role,
): Promise<BenchVisitor> {
  const token = await inSession(
    { database, sealer, now: systemClock.now() },
    systemScope(SEEDED.id),
    async (session) => {
      const { rows } = await session.tx.query<{ id: string }>(
        "select id from staff where district_id = $1 and role = $2 order by id limit 1",
        [SEEDED.id, role],
      );
      return makeLogin(session, rows[0]!.id, LOGIN_MINUTES);
    },
  );
  const entered = await app.request(`${ORIGIN}/login/${token}`, { method: "POST", headers: { origin: ORIGIN } });
  const cookie = entered.headers
    .getSetCookie()
    .map((one) => one.split(";")[0]!)
    .join("; ");
  return {
    role,
    async get(path) {
      const response = await app.request(ORIGIN + path, { headers: { cookie, "accept-language": "zh-CN" } });
      return { status: response.status, text: await response.text() };
    },
  };
}
