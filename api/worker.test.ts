/** The same app in real workerd, through Hyperdrive's local binding, on a real PostgreSQL. */
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { createTestHarness } from "wrangler";
import { type FakeLine, startFakeLine } from "../bot/channels/line/fake-line.ts";
import { sampleWebhooks, signLine } from "../bot/channels/line/fake-line-webhooks.ts";
import { specsFolder } from "../bot/channels/specs-folder.ts";
import { loadPack } from "../knowledge/pack/load.ts";
import { createPostgres, type FreshPostgres, POSTGRES_URL } from "../platform/database/fresh.ts";
import type { Database } from "../platform/database/port.ts";
import { openPostgres } from "../platform/database/postgres.ts";
import { migrate } from "../platform/migrate/migrate.ts";
import { installQueue } from "../platform/queue/boss.ts";
import { scoped, systemScope } from "../platform/scope.ts";
import { createSealer, newAppKey } from "../platform/seal.ts";
import { applySetup } from "./setup/apply.ts";

const able = POSTGRES_URL !== undefined && process.env.DOORSTEP_TEST_WORKERD !== undefined;
if (!able) console.log("left out: the service in workerd (needs workerd and PostgreSQL)");

const SECRET = "line-channel-secret-for-tests";
const USER = `U${"d".repeat(32)}`;

describe.runIf(able)("the service in workerd", () => {
  const folder = mkdtempSync(join(tmpdir(), "doorstep-worker-"));
  let postgres: FreshPostgres;
  let database: Database;
  let line: FakeLine;
  let server: ReturnType<typeof createTestHarness>;
  let code: string;

  beforeAll(async () => {
    postgres = await createPostgres();
    const owner = openPostgres(postgres.owner_url);
    await migrate(owner);
    await installQueue(owner, "postgres");
    await owner.close();
    database = openPostgres(postgres.service_url);
    line = await startFakeLine({ specs: specsFolder() });
    const app_key = newAppKey();
    const sealer = await createSealer(app_key);
    await loadPack(database, { now: new Date() });
    const invited = await applySetup(
      { database, sealer, now: new Date() },
      { adcode: "440606", name: "顺德区" },
      {
        areas: [["大良街道", "府前社区", "一网格"]],
        staff: [
          { name: "李芳", role: "grid_worker", organization: null, grids: [["大良街道", "府前社区", "一网格"]] },
          { name: "何主任", role: "supervisor", organization: null, grids: [] },
        ],
      },
    );
    code = invited[0]!.code;
    const configPath = join(folder, "wrangler.json");
    writeFileSync(
      configPath,
      JSON.stringify({
        name: "doorstep-test",
        main: join(import.meta.dirname, "worker.ts"),
        compatibility_date: "2026-10-01",
        compatibility_flags: ["nodejs_compat"],
        hyperdrive: [{ binding: "HYPERDRIVE", id: "0".repeat(32), localConnectionString: postgres.service_url }],
        vars: {
          PUBLIC_URL: "https://doorstep.example.org",
          APP_KEY: app_key,
          LOG_LEVEL: "warn",
          LINE_CHANNEL_SECRET: SECRET,
          LINE_CHANNEL_ACCESS_TOKEN: line.access_token,
          LINE_API_ROOT: line.api_root,
        },
      }),
    );
    server = createTestHarness({ workers: [{ configPath }] });
    await server.listen();
  });
  afterAll(async () => {
    await server?.close();
    await line?.close();
    await database?.close();
    await postgres?.drop();
    rmSync(folder, { recursive: true, force: true });
  });

  async function fromLine(text: string): Promise<number> {
    const event = sampleWebhooks(specsFolder()).text(text, {
      source: { type: "user", userId: USER },
      replyToken: line.issueReplyToken(USER),
    });
    const body = JSON.stringify(sampleWebhooks(specsFolder()).body(event));
    const response = await server.fetch("/webhooks/line", {
      method: "POST",
      headers: { "content-type": "application/json", "x-line-signature": signLine(body, SECRET) },
      body,
    });
    return response.status;
  }

  async function answered(count: number): Promise<void> {
    for (let i = 0; line.sent.length < count && i < 200; i++) await new Promise((later) => setTimeout(later, 50));
    expect(line.sent.length).toBeGreaterThanOrEqual(count);
  }

  test("is ready", async () => {
    const response = await server.fetch("/readyz");
    expect(await response.json()).toMatchObject({ ok: true });
  });

  test("takes a webhook, answers it after the response, and knows the enrolled", async () => {
    expect(await fromLine(code)).toBe(200);
    await answered(1);
    expect(JSON.stringify(line.sent[0])).toContain("认得您了");
    expect(await fromLine("低保怎么申请")).toBe(200);
    await answered(2);
    expect(JSON.stringify(line.sent[1])).toContain("低保");
    expect(line.violations).toEqual([]);
  });

  test("refuses a wrong signature and serves the pages", async () => {
    const response = await server.fetch("/webhooks/line", {
      method: "POST",
      headers: { "x-line-signature": "x" },
      body: "{}",
    });
    expect(response.status).toBe(401);
    const page = await server.fetch("/");
    expect(page.status).toBe(200);
    expect(page.headers.get("content-security-policy")).toContain("script-src 'self'");
  });

  test("cron works off what nobody drained", async () => {
    await database.query("update boss.job set state = state");
    await server.getWorker().scheduled({ cron: "* * * * *" });
    const { rows } = await database.query("select id from inbox where state = 'open'");
    expect(rows).toEqual([]);
  });

  test("cron tells the worker when nobody on the list has tapped in time", async () => {
    expect(await fromLine("老李拿着菜刀把门反锁了 说谁进来砍谁")).toBe(200);
    const said = () => JSON.stringify(line.sent);
    for (let i = 0; !said().includes("已通知 何主任") && i < 200; i++)
      await new Promise((later) => setTimeout(later, 50));
    await server.getWorker().scheduled({ cron: "* * * * *" });
    expect(said()).not.toContain("名单上的人都没有应");
    const { affected } = await scoped(database, systemScope(440606), (tx) =>
      tx.query("update crises set climbs_at = climbs_at - interval '1 hour' where climbs_at is not null"),
    );
    expect(affected).toBe(1);
    await server.getWorker().scheduled({ cron: "* * * * *" });
    expect(said()).toContain("名单上的人都没有应");
    expect(line.violations).toEqual([]);
  });
});
