/**
 * For tests: the bundle that would be deployed, in workerd, behind a pooler in transaction mode on a real PostgreSQL, with strict fakes of
 * both messengers and of a model, and a district whose people are invited.
 */
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { createTestHarness } from "wrangler";
import { type FakeMessengers, signedRequest, startFakeMessengers } from "../bot/channels/fake-messengers.ts";
import { sampleWebhooks } from "../bot/channels/line/fake-line-webhooks.ts";
import { specsFolder } from "../bot/channels/specs-folder.ts";
import { sampleUpdates } from "../bot/channels/telegram/fake-telegram-updates.ts";
import { loadPack } from "../knowledge/pack/load.ts";
import { createMigratedPostgres } from "../platform/database/fresh.ts";
import { type Pooler, startPooler } from "../platform/database/pooler-fixture.ts";
import type { Database } from "../platform/database/port.ts";
import { openPostgres } from "../platform/database/postgres.ts";
import { type FakeEndpoint, startFakeEndpoint } from "../platform/model/fake/endpoint.ts";
import { createSealer, newAppKey, type Sealer } from "../platform/seal.ts";
import { applySetup } from "./setup/apply.ts";
import { type Bundle, bundleWorker, ROOT } from "./worker-files/bundle.ts";

export const ORIGIN = "https://doorstep.example.org";
export const DISTRICT = 440606;
const GRID: [string, string, string] = ["大良街道", "府前社区", "一网格"];

export interface RunningWorker extends Pick<FakeMessengers, "line" | "telegram"> {
  bundle: Bundle;
  server: ReturnType<typeof createTestHarness>;
  /** Not through the pooler: what a test looks at or does beside the service. */
  database: Database;
  sealer: Sealer;
  pooler: Pooler;
  model: FakeEndpoint;
  /** Invite codes of 李芳 and 陈静 (grid workers) and of 何主任 (supervisor). */
  codes: [string, string, string];
  /** A signed LINE event of this user. @returns the status */
  fromLine(user: string, event: { text: string } | { press: string }, secret?: string): Promise<number>;
  /** @returns the status */
  fromTelegram(update: object, secret?: string): Promise<number>;
  updates: ReturnType<typeof sampleUpdates>;
  cron(): Promise<void>;
  /** Waits until it holds, and gives what it gave. */
  until<T>(holds: () => T | Promise<T>): Promise<NonNullable<T>>;
  close(): Promise<void>;
}

export async function startWorker(): Promise<RunningWorker> {
  const folder = mkdtempSync(join(tmpdir(), "doorstep-worker-"));
  const specs = specsFolder();
  const [bundle, postgres, messengers, model] = await Promise.all([
    bundleWorker(folder),
    createMigratedPostgres(),
    startFakeMessengers(specs),
    startFakeEndpoint({ api_key: "key", model: "m" }),
  ]);
  const { line, telegram } = messengers;
  const database = openPostgres(postgres.service_url);
  const app_key = newAppKey();
  const sealer = await createSealer(app_key);
  await loadPack(database, { now: new Date() });
  const invited = await applySetup(
    { database, sealer, now: new Date() },
    { adcode: String(DISTRICT), name: "顺德区" },
    {
      areas: [GRID],
      staff: [
        { name: "李芳", role: "grid_worker", organization: null, grids: [GRID] },
        { name: "陈静", role: "grid_worker", organization: null, grids: [GRID] },
        { name: "何主任", role: "supervisor", organization: null, grids: [] },
      ],
    },
  );
  const pooler = await startPooler(postgres.service_url);
  process.env.CLOUDFLARE_HYPERDRIVE_LOCAL_CONNECTION_STRING_HYPERDRIVE = pooler.url;
  const server = createTestHarness({
    root: ROOT,
    workers: [
      {
        configPath: "wrangler.toml",
        prebuiltWorkerDir: folder,
        vars: { LOG_LEVEL: "warn", OPENAI_BASE_URL: model.base_url, OPENAI_MODEL: "m" },
        // Addresses of fakes among them: a Worker reads variables and secrets alike.
        secrets: { ...messengers.settings, APP_KEY: app_key, OPENAI_API_KEY: "key" },
      },
    ],
  });
  await server.listen();
  const webhooks = sampleWebhooks(specs);
  const post = async (messenger: "line" | "telegram", body: object, secret?: string): Promise<number> =>
    (await server.fetch(`/webhooks/${messenger}`, signedRequest(messenger, JSON.stringify(body), secret))).status;

  return {
    ...{ bundle, server, database, sealer, pooler, line, telegram, model },
    codes: invited.map(({ code }) => code) as [string, string, string],
    fromLine(user, event, secret) {
      const of = { source: { type: "user" as const, userId: user }, replyToken: line.issueReplyToken(user) };
      const made = "text" in event ? webhooks.text(event.text, of) : webhooks.postback(event.press, of);
      return post("line", webhooks.body(made), secret);
    },
    fromTelegram: (update, secret) => post("telegram", update, secret),
    updates: sampleUpdates(specs),
    async cron() {
      const { outcome } = await server.getWorker().scheduled({ cron: "* * * * *" });
      if (outcome !== "ok") throw new Error(`cron: ${outcome}`);
    },
    async until(holds) {
      for (let i = 0; i < 400; i++) {
        const given = await holds();
        if (given) return given;
        await new Promise((later) => setTimeout(later, 50));
      }
      throw new Error(`never came: ${holds}`);
    },
    async close() {
      await server.close();
      await pooler.close();
      await Promise.all([messengers.close(), model.close(), database.close()]);
      await postgres.drop();
      rmSync(folder, { recursive: true, force: true });
    },
  };
}
