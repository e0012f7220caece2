import { AsyncLocalStorage } from "node:async_hooks";
import type { Hono } from "hono";
import { lineChannel } from "../bot/channels/line/line.ts";
import { telegramChannel } from "../bot/channels/telegram/telegram.ts";
import { readDictionaryFrom } from "../bot/language/dictionary.ts";
import { maskingFor } from "../bot/masking/masking-for.ts";
import { drain } from "../bot/run.ts";
import { systemClock } from "../platform/clock.ts";
import { type Config, ConfigError, parseConfig } from "../platform/config.ts";
import { openHyperdrive } from "../platform/database/hyperdrive.ts";
import { createLog } from "../platform/log.ts";
import { openModels } from "../platform/model/models.ts";
import { openQueue } from "../platform/queue/queue.ts";
import { assertBoundByRls } from "../platform/scope.ts";
import { createSealer } from "../platform/seal.ts";
import { createApp } from "./app.ts";
import { bringBack, scheduleAllDistricts, sealAllDistricts, sweep } from "./housekeeping.ts";
import type { AppParts } from "./parts.ts";
import { type Files, readTraditional } from "./worker-files/read.ts";

/** What wrangler.toml binds; everything else of the environment is plain variables and secrets. */
interface Bindings extends Record<string, unknown> {
  HYPERDRIVE: { connectionString: string };
  FILES: Files;
}

interface Service {
  config: Config;
  parts: AppParts;
  app: Hono;
}

const hyperdrive = openHyperdrive(assertBoundByRls);
const invocation = new AsyncLocalStorage<{ waitUntil: (work: Promise<unknown>) => void }>();

async function start(env: Bindings): Promise<Service> {
  const variables = Object.fromEntries(Object.entries(env).filter(([, value]) => typeof value === "string")) as Record<
    string,
    string
  >;
  const config = parseConfig({ ...variables, DATABASE_URL: env.HYPERDRIVE.connectionString });
  if (config.public_url === null) throw new ConfigError("PUBLIC_URL: is needed on Workers, where nothing can poll");
  readDictionaryFrom(() => readTraditional(env.FILES));
  const log = createLog(config.log_level, (line) => console.log(line));
  const { database } = hyperdrive;
  // Never started: no timers outlive an invocation.
  const queue = openQueue(database, {
    backend: "postgres",
    timers: false,
    onError: (err) => log.error({ err }, "queue"),
  });
  const parts: AppParts = {
    config,
    database,
    queue,
    log,
    sealer: await createSealer(config.app_key!),
    clock: systemClock,
    public_url: config.public_url,
    models: openModels(config.model, log, database),
    masking: maskingFor,
    channels: {
      ...(config.telegram ? { telegram: telegramChannel(config.telegram) } : {}),
      ...(config.line ? { line: lineChannel(config.line) } : {}),
    },
    later: (work) => invocation.getStore()?.waitUntil(work),
    afterAccept: () => drain(parts),
  };
  return { config, parts, app: createApp(parts) };
}

/** Made once per isolate, without asking anybody anything: a crisis is answered while the database is down. */
let service: Service | null = null;

/** One invocation: the service, a connection when it needs one, and the connection's end after all deferred work. */
function invoke<T>(
  env: Bindings,
  ctx: { waitUntil(work: Promise<unknown>): void },
  work: (service: Service) => Promise<T>,
): Promise<T> {
  const deferred: Promise<unknown>[] = [];
  const waitUntil = (later: Promise<unknown>): void => {
    const settled = later.catch(() => {});
    deferred.push(settled);
    ctx.waitUntil(settled);
  };
  const settled = async (): Promise<void> => {
    // Deferred work may defer more.
    for (let done = 0; done < deferred.length; done = deferred.length) await Promise.all(deferred.slice(done));
  };
  return invocation.run({ waitUntil }, () =>
    hyperdrive.within(
      env.HYPERDRIVE.connectionString,
      async () => {
        service ??= await start(env);
        return work(service);
      },
      settled,
    ),
  );
}

/** A response that is still being written keeps the invocation, and with it its connection, until the last of it is sent. */
function untilSent(response: Response, later: AppParts["later"]): Response {
  if (!response.body || !response.headers.get("content-type")?.startsWith("text/event-stream")) return response;
  const { readable, writable } = new TransformStream();
  later(response.body.pipeTo(writable));
  return new Response(readable, response);
}

export default {
  async fetch(request: Request, env: Bindings, ctx: { waitUntil(work: Promise<unknown>): void }): Promise<Response> {
    try {
      return await invoke(env, ctx, async ({ app, parts }) => untilSent(await app.fetch(request, env), parts.later));
    } catch (error) {
      console.error(error instanceof ConfigError ? error.message : (error as Error).name);
      return Response.json(
        {
          type: "about:blank",
          title: "Not available right now",
          status: 503,
          code: "not_ready",
          id: crypto.randomUUID(),
        },
        { status: 503, headers: { "content-type": "application/problem+json; charset=utf-8" } },
      );
    }
  },

  /** Cron: what no webhook drained, jobs whose invocation died, the audit chain, pauses and dates by rules, and what may be erased. */
  async scheduled(
    event: { scheduledTime?: number },
    env: Bindings,
    ctx: { waitUntil(work: Promise<unknown>): void },
  ): Promise<void> {
    await invoke(env, ctx, async ({ parts }) => {
      await parts.queue.supervise();
      await drain(parts);
      await sealAllDistricts(parts);
      await bringBack(parts);
      // The cron comes each minute; dates by rules are looked at once an hour, as on Node.
      if (new Date(event.scheduledTime ?? Date.now()).getUTCMinutes() === 0) await scheduleAllDistricts(parts);
      await sweep(parts);
    });
  },
};
