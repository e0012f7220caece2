/**
 * A process that takes webhooks in and works nothing off: `TAKER` names which. The service's is its own app object over its own
 * adapters, without the loops that a whole process has beside it.
 */
import { serve } from "@hono/node-server";
import type { Hono } from "hono";
import { createApp } from "../../../api/app.ts";
import { charts } from "../../../api/console/coverage/draw.ts";
import { writePack } from "../../../api/console/dispatch/write-pack.ts";
import { lineChannel } from "../../../bot/channels/line/line.ts";
import { telegramChannel } from "../../../bot/channels/telegram/telegram.ts";
import { nodeForms } from "../../../cases/forms/node/make.ts";
import { readList } from "../../../knowledge/directory/list/read-list.ts";
import { nodeReader } from "../../../knowledge/documents/node-reader.ts";
import { systemClock } from "../../../platform/clock.ts";
import { parseConfig } from "../../../platform/config.ts";
import { openPostgres } from "../../../platform/database/postgres.ts";
import { createLog } from "../../../platform/log.ts";
import { openQueue } from "../../../platform/queue/queue.ts";
import { createSealer } from "../../../platform/seal.ts";
import { bareApp } from "./bare.ts";

async function serviceApp(database_url: string): Promise<Hono> {
  const config = parseConfig(process.env);
  const database = openPostgres(database_url);
  const queue = openQueue(database, { backend: "postgres", timers: false, onError: console.error });
  await queue.start();
  return createApp({
    ...{ config, database, queue, clock: systemClock, public_url: config.public_url },
    sealer: await createSealer(process.env.APP_KEY!),
    log: createLog(config.log_level),
    channels: { telegram: telegramChannel(config.telegram!), line: lineChannel(config.line!) },
    later: (work) => void work.catch(console.error),
    ...{ reader: nodeReader, list_reader: readList, charts, write_pack: writePack, forms: nodeForms },
  });
}

const database_url = process.env.DATABASE_URL!;
const taker = process.env.TAKER;
const app =
  taker === "service"
    ? await serviceApp(database_url)
    : await bareApp(database_url, { with_job: taker !== "insert", screens: taker === "screening" });
serve({ fetch: app.fetch, port: Number(process.env.PORT), hostname: "127.0.0.1" });
process.once("SIGTERM", () => process.exit(0));
