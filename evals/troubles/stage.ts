/** What the troubles are made on: the real service as a process, a PostgreSQL of its own, and fakes of LINE and of a model over HTTP. */
import { type ChildProcess, spawn } from "node:child_process";
import { join } from "node:path";
import { setTimeout as pause } from "node:timers/promises";
import { startPostgres, type TestPostgres } from "../../.ci/postgres.ts";
import { applySetup } from "../../api/setup/apply.ts";
import { freePort } from "../../api/spawned.ts";
import { LINE_SECRET, signedRequest } from "../../bot/channels/fake-messengers.ts";
import { type FakeLine, startFakeLine } from "../../bot/channels/line/fake-line.ts";
import { sampleWebhooks } from "../../bot/channels/line/fake-line-webhooks.ts";
import { enrol } from "../../cases/staff/enrol.ts";
import { loadPack } from "../../knowledge/pack/load.ts";
import { createPostgres, type FreshPostgres } from "../../platform/database/fresh.ts";
import type { Database } from "../../platform/database/port.ts";
import { openPostgres } from "../../platform/database/postgres.ts";
import { migrate } from "../../platform/migrate/migrate.ts";
import { type FakeEndpoint, startFakeEndpoint } from "../../platform/model/fake/endpoint.ts";
import { installQueue } from "../../platform/queue/boss.ts";
import { createSealer, newAppKey } from "../../platform/seal.ts";

export const DISTRICT = 440606;
const METRICS_TOKEN = "a-token-of-the-monitoring";
const GRID: [string, string, string] = ["大良街道", "府前社区", "一网格"];
const ROOT = join(import.meta.dirname, "../..");
/** People of one grid, who write by LINE. */
export const USERS = Array.from({ length: 20 }, (_, i) => `U${i.toString(16).padStart(32, "0")}`);

export interface Service {
  url: string;
  child: ChildProcess;
  /** What it printed and logged. */
  said(): string;
  stop(signal?: "SIGTERM" | "SIGKILL"): Promise<number | null>;
}

export interface Stage {
  postgres: TestPostgres;
  made: FreshPostgres;
  line: FakeLine;
  model: FakeEndpoint;
  env: Record<string, string>;
  /** Starts the service; resolves when it answers `/healthz` or has ended. */
  start(more?: Record<string, string>): Promise<Service>;
  /** A message by LINE's webhook. @returns the HTTP status */
  say(service: Service, text: string, user?: string, secret?: string): Promise<number>;
  /** A figure of `/metrics`; null when it is not there. */
  figure(service: Service, name: string): Promise<number | null>;
  within<T>(work: (database: Database) => Promise<T>): Promise<T>;
  close(): Promise<void>;
}

/** Waits until it holds, at most `seconds`. @returns how long it took in seconds, null when it did not come */
export async function until(seconds: number, holds: () => Promise<boolean> | boolean): Promise<number | null> {
  const began = performance.now();
  while (performance.now() - began < seconds * 1000) {
    if (await holds()) return Math.round((performance.now() - began) / 100) / 10;
    await pause(100);
  }
  return null;
}

export async function setStage(): Promise<Stage> {
  const postgres = await startPostgres();
  if ("missing" in postgres) throw new Error(postgres.missing);
  const made = await createPostgres(postgres.url);
  const owner = openPostgres(made.owner_url, { connections: 1 });
  await migrate(owner);
  await installQueue(owner, "postgres");
  await owner.close();
  const within: Stage["within"] = async (work) => {
    const database = openPostgres(made.service_url, { connections: 2 });
    return work(database).finally(() => database.close());
  };
  const line = await startFakeLine({ specs: null });
  const model = await startFakeEndpoint({ api_key: "key", model: "m" });
  const app_key = newAppKey();
  await within(async (database) => {
    await loadPack(database, { now: new Date() });
    await settle(database, app_key);
  });
  const env = {
    ...{ PATH: process.env.PATH!, DATABASE_URL: made.service_url, APP_KEY: app_key, METRICS_TOKEN, LOG_LEVEL: "info" },
    ...{ PUBLIC_URL: "https://doorstep.example.org", LINE_CHANNEL_SECRET: LINE_SECRET, LINE_API_ROOT: line.api_root },
    ...{ LINE_CHANNEL_ACCESS_TOKEN: line.access_token },
  };
  const webhooks = sampleWebhooks(null);
  const running = new Set<ChildProcess>();
  return {
    ...{ postgres, made, line, model, env, within },
    start: (more = {}) => startService({ ...env, ...more }, running),
    async say({ url }, text, user = USERS[0]!, secret) {
      const replyToken = line.issueReplyToken(user);
      const body = JSON.stringify(
        webhooks.body(webhooks.text(text, { source: { type: "user", userId: user }, replyToken })),
      );
      const response = await fetch(`${url}/webhooks/line`, signedRequest("line", body, secret)).catch(() => null);
      return response?.status ?? 0;
    },
    async figure({ url }, name) {
      const response = await fetch(`${url}/metrics`, { headers: { authorization: `Bearer ${METRICS_TOKEN}` } });
      const line_of = (await response.text()).split("\n").find((each) => each.startsWith(`${name} `));
      return line_of === undefined ? null : Number(line_of.slice(name.length + 1));
    },
    async close() {
      for (const child of running) child.kill("SIGKILL");
      await line.close();
      await model.close();
      postgres.stop();
    },
  };
}

/** One district with people who are enrolled. */
async function settle(database: Database, app_key: string): Promise<void> {
  const sealer = await createSealer(app_key);
  const now = new Date();
  const staff = USERS.map((_, i) => ({
    name: `李${i}`,
    role: "grid_worker" as const,
    organization: null,
    grids: [GRID],
  }));
  const supervisor = { name: "周强", role: "supervisor" as const, organization: null, grids: [] };
  const invited = await applySetup(
    { database, sealer, now },
    { adcode: String(DISTRICT), name: "顺德区" },
    { areas: [GRID], staff: [...staff, supervisor] },
  );
  for (const [i, user] of USERS.entries()) {
    const account = { channel: "line" as const, chat_id: user, sender_id: user };
    await database.transaction((tx) => enrol(tx, sealer, account, invited[i]!.code, now));
  }
}

async function startService(env: Record<string, string>, running: Set<ChildProcess>): Promise<Service> {
  const port = await freePort();
  let said = "";
  const child = spawn(process.execPath, [join(ROOT, "api/start.mjs")], {
    cwd: ROOT,
    env: { ...env, PORT: String(port) },
    stdio: ["ignore", "pipe", "pipe"],
  });
  running.add(child);
  for (const stream of [child.stdout, child.stderr]) stream.on("data", (chunk: Buffer) => (said += chunk.toString()));
  const url = `http://127.0.0.1:${port}`;
  const up = await until(
    120,
    async () => child.exitCode !== null || (await fetch(`${url}/healthz`).catch(() => null)) !== null,
  );
  if (up === null) throw new Error(`the service did not start: ${said}`);
  return {
    ...{ url, child, said: () => said },
    async stop(signal = "SIGTERM") {
      const gone = new Promise((end) => child.once("exit", end));
      if (child.exitCode === null && child.signalCode === null) {
        child.kill(signal);
        await gone;
      }
      running.delete(child);
      return child.exitCode;
    },
  };
}
