/** kill -9 during a burst of 200 webhooks, restart: 200 worked off, each once. The real entry, on PGlite on disk. */
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
import { type FakeLine, startFakeLine } from "../bot/channels/line/fake-line.ts";
import { sampleWebhooks, signLine } from "../bot/channels/line/fake-line-webhooks.ts";
import { specsFolder } from "../bot/channels/specs-folder.ts";
import { enrol } from "../cases/staff/enrol.ts";
import { writeDataDir } from "../knowledge/pack/fresh.ts";
import { systemClock } from "../platform/clock.ts";
import { parseConfig } from "../platform/config.ts";
import { open } from "../platform/open.ts";
import { setScope, systemScope } from "../platform/scope.ts";
import { createSealer } from "../platform/seal.ts";
import { applySetup } from "./setup/apply.ts";
import { freePort, type Spawned, spawnService } from "./spawned.ts";

const SECRET = "line-channel-secret-for-tests";
const CHATS = 20;
const MESSAGES = 200;
const DISTRICT = 440606;

const folder = mkdtempSync(join(tmpdir(), "doorstep-kill-"));
const users = Array.from({ length: CHATS }, (_, i) => `U${i.toString(16).padStart(32, "0")}`);
let line: FakeLine;
let service: Spawned;
let port = 0;

const environment = (): Record<string, string> & { PORT: string } => ({
  DATA_DIR: folder,
  PORT: String(port),
  LOG_LEVEL: "error",
  PUBLIC_URL: "https://doorstep.example.org",
  LINE_CHANNEL_SECRET: SECRET,
  LINE_CHANNEL_ACCESS_TOKEN: line.access_token,
  LINE_API_ROOT: line.api_root,
});

async function inDatabase<T>(work: (opened: Awaited<ReturnType<typeof open>>) => Promise<T>): Promise<T> {
  const opened = await open(parseConfig(environment()), () => {});
  try {
    return await work(opened);
  } finally {
    await opened.close();
  }
}

beforeAll(async () => {
  line = await startFakeLine({ specs: specsFolder() });
  port = await freePort();
  await writeDataDir(folder);

  await inDatabase(async ({ database, app_key }) => {
    const sealer = await createSealer(app_key);
    const now = systemClock.now();
    const invited = await applySetup(
      { database, sealer, now },
      { adcode: String(DISTRICT), name: "顺德区" },
      {
        areas: [["大良街道", "府前社区", "一网格"]],
        staff: users.map((_, i) => ({
          name: `李${i}`,
          role: "grid_worker",
          organization: null,
          grids: [["大良街道", "府前社区", "一网格"]],
        })),
      },
    );
    for (const [i, user] of users.entries()) {
      const account = { channel: "line" as const, chat_id: user, sender_id: user };
      await database.transaction((tx) => enrol(tx, sealer, account, invited[i]!.code, now));
    }
  });
});

afterAll(async () => {
  service?.process.kill("SIGKILL");
  await line.close();
  rmSync(folder, { recursive: true, force: true });
});

test("200 webhooks, killed twice in the middle: every message has exactly one effect, in its chat's order", async () => {
  const webhooks = sampleWebhooks(specsFolder());
  const bodies = Array.from({ length: MESSAGES }, (_, i) => {
    const userId = users[i % CHATS]!;
    const text = `低保怎么申请 第${i}问`;
    return JSON.stringify(
      webhooks.body(
        webhooks.text(text, { source: { type: "user", userId }, webhookEventId: `E${String(i).padStart(25, "0")}` }),
      ),
    );
  });
  const waiting = new Set(bodies.keys());
  const post = async (i: number): Promise<void> => {
    const body = bodies[i]!;
    const response = await fetch(`http://127.0.0.1:${port}/webhooks/line`, {
      method: "POST",
      headers: { "content-type": "application/json", "x-line-signature": signLine(body, SECRET) },
      body,
    }).catch(() => null);
    if (response?.status === 200) waiting.delete(i);
  };
  /** What was not acknowledged comes again, as LINE does; each chat's in its order. */
  const deliver = async (): Promise<void> => {
    await Promise.all(
      users.map(async (_, chat) => {
        for (let i = chat; i < MESSAGES; i += CHATS) {
          if (waiting.has(i)) await post(i);
          if (waiting.has(i)) return;
        }
      }),
    );
  };

  service = await spawnService(environment());
  for (const after_ms of [700, 1_100]) {
    const burst = deliver();
    await new Promise((later) => setTimeout(later, after_ms));
    await service.kill("SIGKILL");
    await burst;
    service = await spawnService(environment());
  }
  await deliver();
  expect(waiting.size).toBe(0);
  const until = Date.now() + 45_000;
  for (;;) {
    const { queue } = (await (await fetch(`http://127.0.0.1:${port}/readyz`)).json()) as {
      queue: { waiting: number; active: number };
    };
    if (queue.waiting + queue.active === 0) break;
    if (Date.now() > until) throw new Error(`still ${JSON.stringify(queue)}`);
    await new Promise((later) => setTimeout(later, 200));
  }
  await service.kill("SIGTERM");

  await inDatabase(async ({ database, app_key }) => {
    const sealer = await createSealer(app_key);
    const inbox = await database.query<{ state: string; n: number }>(
      "select state, count(*) as n from inbox group by state",
    );
    expect(inbox.rows).toEqual([{ state: "done", n: MESSAGES }]);
    const asked = await database.transaction(async (tx) => {
      await setScope(tx, systemScope(DISTRICT));
      const { rows } = await tx.query<{ staff_id: string; words_sealed: string }>(
        "select staff_id, words_sealed from questions order by asked_at, id",
      );
      return Promise.all(
        rows.map(async (row) => ({
          staff: row.staff_id,
          n: Number(/第(\d+)问/.exec(await sealer.open(row.words_sealed, "questions.words"))![1]),
        })),
      );
    });
    expect(asked.map((question) => question.n).sort((a, b) => a - b)).toEqual([...bodies.keys()]);
    for (const staff of new Set(asked.map((question) => question.staff))) {
      const mine = asked.filter((question) => question.staff === staff).map((question) => question.n);
      expect(mine).toEqual([...mine].sort((a, b) => a - b));
    }
  });
  expect(line.violations).toEqual([]);
}, 180_000);
