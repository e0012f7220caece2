/** SIGTERM to the real entry: what runs is finished and answered, what waits is left for the next process, nothing is lost. */
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
import { type FakeMessengers, signedRequest, startFakeMessengers } from "../bot/channels/fake-messengers.ts";
import { sampleWebhooks } from "../bot/channels/line/fake-line-webhooks.ts";
import { specsFolder } from "../bot/channels/specs-folder.ts";
import { enrol } from "../cases/staff/enrol.ts";
import { writeDataDir } from "../knowledge/pack/fresh.ts";
import { parseConfig } from "../platform/config.ts";
import { type FakeEndpoint, startFakeEndpoint } from "../platform/model/fake/endpoint.ts";
import { open } from "../platform/open.ts";
import { createSealer } from "../platform/seal.ts";
import { applySetup } from "./setup/apply.ts";
import { freePort, spawnService } from "./spawned.ts";

const USER = `U${"b".repeat(32)}`;
const GRID: [string, string, string] = ["大良街道", "府前社区", "一网格"];
const folder = mkdtempSync(join(tmpdir(), "doorstep-stop-"));
let messengers: FakeMessengers;
let model: FakeEndpoint;
let env: Record<string, string> & { PORT: string };

beforeAll(async () => {
  messengers = await startFakeMessengers();
  model = await startFakeEndpoint({ api_key: "key", model: "m" });
  env = {
    ...messengers.settings,
    ...{ DATA_DIR: folder, PORT: String(await freePort()), LOG_LEVEL: "error" },
    ...{ OPENAI_BASE_URL: model.base_url, OPENAI_API_KEY: "key", OPENAI_MODEL: "m" },
  };
  await writeDataDir(folder);
  const { database, app_key, close } = await open(parseConfig(env), () => {});
  const sealer = await createSealer(app_key);
  const now = new Date();
  const [worker] = await applySetup(
    { database, sealer, now },
    { adcode: "440606", name: "顺德区" },
    { areas: [GRID], staff: [{ name: "李芳", role: "grid_worker", organization: null, grids: [GRID] }] },
  );
  const account = { channel: "line" as const, chat_id: USER, sender_id: USER };
  await database.transaction((tx) => enrol(tx, sealer, account, worker!.code, now));
  await close();
});
afterAll(async () => {
  await messengers.close();
  await model.close();
  rmSync(folder, { recursive: true, force: true });
});

test("a message that is being answered is finished and its reply delivered; the next of the chat waits for the next process", async () => {
  const { line } = messengers;
  const webhooks = sampleWebhooks(specsFolder());
  const url = `http://127.0.0.1:${env.PORT}`;
  const post = (text: string) => {
    const body = JSON.stringify(webhooks.body(webhooks.text(text, { source: { type: "user", userId: USER } })));
    return fetch(`${url}/webhooks/line`, signedRequest("line", body)).then((response) => response.status);
  };
  // The first message is in the middle of its work for as long as the model is waited for.
  model.trouble = { hangs: true };
  const first = await spawnService(env);
  expect(await post("低保怎么申请")).toBe(200);
  while (model.requests === 0) await new Promise((later) => setTimeout(later, 20));
  expect(await post("高龄津贴怎么领")).toBe(200);
  await first.kill("SIGTERM");
  expect(first.process.exitCode).toBe(0);
  expect(await post("第三句").catch(() => "refused")).toBe("refused");
  expect(line.sent.map(({ messages }) => JSON.stringify(messages))).toEqual([expect.stringContaining("低保")]);

  model.trouble = { status: 401 };
  const next = await spawnService(env);
  while (line.sent.length < 2) await new Promise((later) => setTimeout(later, 20));
  await next.kill("SIGTERM");
  expect(next.process.exitCode).toBe(0);
  expect(JSON.stringify(line.sent[1]!.messages)).toContain("高龄");
  expect(line.sent).toHaveLength(2);
  expect(line.violations).toEqual([]);
}, 150_000);
