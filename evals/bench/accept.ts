/**
 * `npm run bench -- accept`: how long the webhook handler takes on the embedded default at 20 messages a second, while the
 * messages are worked off and a retrieval runs all the time.
 */
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { DEMO_DISTRICT, demoStaffId } from "../../api/demo.ts";
import { demoToken } from "../../api/session/who.ts";
import { applySetup } from "../../api/setup/apply.ts";
import { freePort, spawnService } from "../../api/spawned.ts";
import { LINE_SECRET, signedRequest } from "../../bot/channels/fake-messengers.ts";
import { startFakeLine } from "../../bot/channels/line/fake-line.ts";
import { sampleWebhooks } from "../../bot/channels/line/fake-line-webhooks.ts";
import { enrol } from "../../cases/staff/enrol.ts";
import { parseConfig } from "../../platform/config.ts";
import { open } from "../../platform/open.ts";
import { createSealer, newAppKey } from "../../platform/seal.ts";
import { percentile } from "../percentile.ts";
import type { EvalResult } from "../result.ts";

const PER_SECOND = 20;
const SECONDS = 30;
const USERS = Array.from({ length: 40 }, (_, i) => `U${i.toString(16).padStart(32, "0")}`);

const TEXTS = [
  "低保怎么申请 老人说不会写字",
  "今天去了三网格五栋二单元四零一王秀兰王奶奶家 药快没了 下周三再去",
  "附近有没有助餐点",
  "两项补贴能不能一起拿",
];

/** A district whose grid workers write from the bench's chats, put there before the service starts. */
async function enrolWorkers(folder: string, app_key: string): Promise<void> {
  const { database, close } = await open(parseConfig({ DATA_DIR: folder, APP_KEY: app_key }), () => {});
  const [sealer, now] = [await createSealer(app_key), new Date()];
  const grid: [string, string, string] = ["大良街道", "府前社区", "三网格"];
  const staff = USERS.map((_, i) => ({
    name: `李${i}`,
    role: "grid_worker" as const,
    organization: null,
    grids: [grid],
  }));
  const invited = await applySetup(
    { database, sealer, now },
    { adcode: "440606", name: "顺德区" },
    { areas: [grid], staff },
  );
  for (const [i, user] of USERS.entries()) {
    const account = { channel: "line" as const, chat_id: user, sender_id: user };
    await database.transaction((tx) => enrol(tx, sealer, account, invited[i]!.code, now));
  }
  await close();
}

export async function benchAccept(): Promise<EvalResult> {
  const folder = mkdtempSync(join(tmpdir(), "doorstep-bench-"));
  const line = await startFakeLine({ specs: null });
  const app_key = newAppKey();
  await enrolWorkers(folder, app_key);
  const service = await spawnService({
    PORT: String(await freePort()),
    DATA_DIR: folder,
    APP_KEY: app_key,
    LOG_LEVEL: "error",
    LINE_CHANNEL_SECRET: LINE_SECRET,
    LINE_CHANNEL_ACCESS_TOKEN: line.access_token,
    LINE_API_ROOT: line.api_root,
  });
  const token = await demoToken(
    await createSealer(app_key),
    await demoStaffId("grid_worker"),
    DEMO_DISTRICT,
    new Date(),
  );
  const headers = { authorization: `Bearer ${token}` };

  let running = true;
  const searches: number[] = [];
  const retrieving = (async () => {
    for (let i = 0; running; i++) {
      const began = performance.now();
      const response = await fetch(`${service.url}/api/v1/search?q=${encodeURIComponent(TEXTS[i % TEXTS.length]!)}`, {
        headers,
      });
      await response.arrayBuffer();
      searches.push(performance.now() - began);
    }
  })();

  const webhooks = sampleWebhooks(null);
  /** As the service says in Server-Timing, and as the sender sees it, in milliseconds. */
  const accepted: number[] = [];
  const round_trips: number[] = [];
  let refused = 0;
  const post = async (i: number): Promise<void> => {
    const userId = USERS[i % USERS.length]!;
    const body = JSON.stringify(
      webhooks.body(webhooks.text(TEXTS[i % TEXTS.length]!, { source: { type: "user", userId } })),
    );
    const began = performance.now();
    const response = await fetch(`${service.url}/webhooks/line`, signedRequest("line", body));
    round_trips.push(performance.now() - began);
    accepted.push(Number(/total;dur=([\d.]+)/.exec(response.headers.get("server-timing") ?? "")?.[1]));
    if (response.status !== 200) refused += 1;
  };
  const posts: Promise<void>[] = [];
  const start = performance.now();
  for (let i = 0; i < PER_SECOND * SECONDS; i++) {
    const due = start + (i * 1000) / PER_SECOND;
    await new Promise((later) => setTimeout(later, Math.max(0, due - performance.now())));
    posts.push(post(i));
  }
  await Promise.all(posts);
  running = false;
  await retrieving;
  await service.kill("SIGTERM");
  await line.close();
  rmSync(folder, { recursive: true, force: true });

  const [warm, seen] = [accepted.slice(PER_SECOND), round_trips.slice(PER_SECOND)];
  const metrics = {
    messages: accepted.length,
    refused,
    handler_p50_ms: percentile(warm, 0.5),
    handler_p95_ms: percentile(warm, 0.95),
    handler_p99_ms: percentile(warm, 0.99),
    round_trip_p50_ms: percentile(seen, 0.5),
    round_trip_p99_ms: percentile(seen, 0.99),
    searches: searches.length,
    search_p50_ms: percentile(searches, 0.5),
  };
  return { suite: "accept", data: "-", metrics };
}
