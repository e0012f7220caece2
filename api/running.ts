/**
 * The whole service for tests and evals: the real app object, queue, pack and conversation on a fresh database, without a
 * port. Nothing in it is a double but the clock, when one is given.
 */
import type { Hono } from "hono";
import { type Running, runBot } from "../bot/run.ts";
import { freshPglitePack } from "../knowledge/pack/fresh.ts";
import { type Clock, systemClock } from "../platform/clock.ts";
import { type Environment, parseConfig } from "../platform/config.ts";
import type { Database } from "../platform/database/port.ts";
import { createLog } from "../platform/log.ts";
import { newAppKey } from "../platform/seal.ts";
import { createApp } from "./app.ts";
import { assemble } from "./assemble.ts";
import { DEMO_DISTRICT, type DemoRole, demoStaffId } from "./demo.ts";
import type { AppParts } from "./parts.ts";
import { demoToken } from "./session/who.ts";

export interface RunningApp {
  app: Hono;
  parts: AppParts;
  /** What was logged, one JSON line each. */
  logged: string[];
  /** POST or GET as a demo person; the parsed JSON. */
  ask(role: DemoRole, path: string, body?: object): Promise<{ status: number; json: unknown }>;
  stopBot(): Promise<void>;
  startBot(): Promise<void>;
  close(): Promise<void>;
}

export async function runApp(
  options: { env?: Environment; clock?: Clock; database?: Database; backend?: "pglite" | "postgres" } = {},
): Promise<RunningApp> {
  const logged: string[] = [];
  const config = parseConfig({ DATA_DIR: "unused", ...options.env });
  const log = createLog(config.log_level, (line) => logged.push(line));
  const clock = options.clock ?? systemClock;
  const database = options.database ?? (await freshPglitePack());
  const backend = options.backend ?? "pglite";
  const parts = await assemble({ config, database, backend, app_key: newAppKey(), clock, log });
  const app = createApp(parts);
  let bot: Running | null = await runBot(parts);

  return {
    app,
    parts,
    logged,
    async ask(role, path, body) {
      const token = await demoToken(parts.sealer, await demoStaffId(role), DEMO_DISTRICT, new Date());
      const response = await app.request(path, {
        method: body === undefined ? "GET" : "POST",
        headers: {
          authorization: `Bearer ${token}`,
          ...(body === undefined ? {} : { "content-type": "application/json" }),
        },
        ...(body === undefined ? {} : { body: JSON.stringify(body) }),
      });
      return { status: response.status, json: await response.json() };
    },
    async stopBot() {
      await bot?.stop();
      bot = null;
    },
    async startBot() {
      bot ??= await runBot(parts);
    },
    async close() {
      await bot?.stop();
      await parts.queue.stop();
      await database.close();
    },
  };
}
