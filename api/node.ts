import { serve } from "@hono/node-server";
import { telegramApi } from "../bot/channels/telegram/api.ts";
import { parseTelegramUpdate } from "../bot/channels/telegram/parse.ts";
import { pollTelegram } from "../bot/channels/telegram/poll.ts";
import { keepRegistering, registerTelegramCommands } from "../bot/channels/telegram/register.ts";
import { runBot } from "../bot/run.ts";
import { assertKeyFits } from "../cases/keys/assert-fits.ts";
import { inSession } from "../cases/session.ts";
import { makeLogin } from "../cases/staff/login.ts";
import { systemClock } from "../platform/clock.ts";
import { ConfigError, parseConfig } from "../platform/config.ts";
import { FolderLocked } from "../platform/database/lock.ts";
import { createLog } from "../platform/log.ts";
import { open } from "../platform/open.ts";
import { systemScope } from "../platform/scope.ts";
import { createSealer } from "../platform/seal.ts";
import { createApp } from "./app.ts";
import { assemble } from "./assemble.ts";
import { DEMO_DISTRICT, DEMO_PEOPLE, type DemoRole, demoStaffId } from "./demo.ts";
import { seedDemoResidents } from "./demo-residents.ts";
import { keepHouse } from "./housekeeping.ts";
import type { AppParts } from "./parts.ts";
import { accept } from "./webhooks/accept.ts";
import { nodePost } from "./webhooks-out/post.ts";
import { sendWebhooks } from "./webhooks-out/send.ts";

const POLL_TIMEOUT_MS = 35_000;
/** How long a stopping process lets open requests finish. */
const LAST_ANSWERS_MS = 3_000;
/** How long it may take in all; deploy/ gives it a little more. What is not finished then is another process's after ten seconds. */
const STOP_WITHIN_MS = 25_000;
const DEMO_LOGIN_MINUTES = 24 * 60;
const say = (line: string): void => console.log(line);

async function main(): Promise<void> {
  const config = parseConfig(process.env);
  const log = createLog(config.log_level);
  const opened = await open(config, say);
  await assertKeyFits(opened.database, await createSealer(opened.app_key));
  const parts = await assemble({ config, ...opened, clock: systemClock, log });
  if (config.metrics_token !== null) parts.metrics = (await import("./metrics/prometheus.ts")).openMetrics(parts);
  const traces =
    config.otlp_endpoint && (await import("./traces/open-traces.ts")).openTraces(config.otlp_endpoint, log);
  if (config.demo) await seedDemoResidents(parts);
  const bot = await runBot(parts);
  const house = keepHouse(parts, opened.analyze);
  const webhooks = await sendWebhooks(parts, nodePost(config.webhook_private_hosts));
  const polling = new AbortController();
  connectTelegram(parts, polling.signal);

  const hostname = config.demo ? "127.0.0.1" : "0.0.0.0";
  const server = serve({ fetch: createApp(parts).fetch, port: config.port, hostname }, async ({ port }) => {
    say(`Doorstep is at ${config.public_url ?? `http://${hostname}:${port}`}`);
    if (config.demo) await printDemoLinks(parts, port);
  });

  const stop = async (): Promise<void> => {
    setTimeout(() => {
      log.error("stopped before everything was finished: the rest is worked off by the next process");
      process.exit(1);
    }, STOP_WITHIN_MS);
    polling.abort();
    await new Promise<void>((closed) => {
      server.close(() => closed());
      setTimeout(() => "closeAllConnections" in server && server.closeAllConnections(), LAST_ANSWERS_MS).unref();
    });
    await bot.stop();
    await webhooks.stop();
    await house.stop();
    await parts.queue.stop();
    if (traces) await traces.close();
    await opened.close();
    process.exit(0);
  };
  process.once("SIGTERM", stop);
  process.once("SIGINT", stop);
}

function connectTelegram(parts: AppParts, signal: AbortSignal): void {
  const { telegram, public_url } = parts.config;
  if (!telegram) return;
  const { delivery } = telegram;
  const api = telegramApi({ ...telegram, timeout_ms: POLL_TIMEOUT_MS });
  registerTelegramCommands(api).catch((err: unknown) => parts.log.warn({ err }, "telegram commands not set"));
  if (delivery.mode === "webhook") {
    const registration = { api, url: `${public_url}/webhooks/telegram`, secret_token: delivery.secret };
    const onTrouble = (err: unknown) => parts.log.error({ err }, "telegram webhook not registered, trying again");
    void keepRegistering(registration, { signal, onTrouble });
    return;
  }
  const channel = parts.channels.telegram!;
  void pollTelegram({
    api,
    signal,
    accept: async (update) => {
      const incoming = parseTelegramUpdate(update, parts.clock.now());
      if (!incoming) return;
      await accept(parts, channel, incoming);
      if (incoming.content.type === "action" && incoming.reply_token)
        parts.later(channel.answerAction(incoming.reply_token));
    },
    onTrouble: (trouble) => parts.log.warn({ trouble }, "telegram polling"),
  });
}

async function printDemoLinks(parts: AppParts, port: number): Promise<void> {
  say("Demo people (each link works once; restart for new ones):");
  for (const [role, name] of Object.entries(DEMO_PEOPLE) as [DemoRole, string][]) {
    const id = await demoStaffId(role);
    const token = await inSession({ ...parts, now: parts.clock.now() }, systemScope(DEMO_DISTRICT), (session) =>
      makeLogin(session, id, DEMO_LOGIN_MINUTES),
    );
    say(`  ${role.padEnd(13)} ${name}  http://127.0.0.1:${port}/login/${token}`);
  }
}

main().catch((error: unknown) => {
  if (error instanceof ConfigError || error instanceof FolderLocked) console.error(error.message);
  else console.error(error);
  process.exit(1);
});
