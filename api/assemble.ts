import { lineChannel } from "../bot/channels/line/line.ts";
import { telegramChannel } from "../bot/channels/telegram/telegram.ts";
import { openLive } from "../bot/live.ts";
import { maskingFor } from "../bot/masking/masking-for.ts";
import { nodeForms } from "../cases/forms/node/make.ts";
import { readList } from "../knowledge/directory/list/read-list.ts";
import { nodeReader } from "../knowledge/documents/node-reader.ts";
import { loadPack } from "../knowledge/pack/load.ts";
import type { Clock } from "../platform/clock.ts";
import type { Config } from "../platform/config.ts";
import type { Database } from "../platform/database/port.ts";
import type { Log } from "../platform/log.ts";
import { openLangChainTools } from "../platform/model/langchain-tools.ts";
import { openModels, probeModels } from "../platform/model/models.ts";
import { openQueue } from "../platform/queue/queue.ts";
import { createSealer } from "../platform/seal.ts";
import { charts } from "./console/coverage/draw.ts";
import { writePack } from "./console/dispatch/write-pack.ts";
import { seedDemo } from "./demo.ts";
import type { AppParts } from "./parts.ts";

/**
 * Everything a Node process serves with, on an open database: queue, pack, demo people where they belong, channels. The
 * caller runs the loops and the server, and stops them.
 */
export async function assemble(made: {
  config: Config;
  database: Database;
  backend: "pglite" | "postgres";
  app_key: string;
  clock: Clock;
  log: Log;
}): Promise<AppParts> {
  const { config, database, clock, log } = made;
  const models = openModels(config.model, log, database, openLangChainTools);
  await probeModels(models, log);
  const sealer = await createSealer(made.app_key);
  const queue = openQueue(database, {
    backend: made.backend,
    timers: true,
    onError: (err) => log.error({ err }, "queue"),
  });
  await queue.start();
  await loadPack(database, { now: clock.now() });
  if (config.demo) await seedDemo(database, sealer, clock.now());
  return {
    config,
    database,
    queue,
    sealer,
    log,
    clock,
    public_url: config.public_url,
    models,
    masking: maskingFor,
    live: openLive(),
    reader: nodeReader,
    sends_webhooks: true,
    charts,
    write_pack: writePack,
    list_reader: readList,
    forms: nodeForms,
    channels: {
      ...(config.telegram ? { telegram: telegramChannel(config.telegram) } : {}),
      ...(config.line ? { line: lineChannel(config.line) } : {}),
    },
    later: (work) => {
      work.catch((err: unknown) => log.error({ err }, "work after the response failed"));
    },
  };
}
