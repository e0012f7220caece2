import { afterAll, beforeAll, expect, test } from "vitest";
import { acknowledgeCrisis } from "../../cases/crises/acknowledge.ts";
import { inSession } from "../../cases/session.ts";
import { DatabaseError } from "../../platform/database/port.ts";
import { type FakeEndpoint, startFakeEndpoint } from "../../platform/model/fake/endpoint.ts";
import { scoped, systemScope } from "../../platform/scope.ts";
import { createApp } from "../app.ts";
import { type Connected, connect } from "../webhooks/connected.ts";
import type { Metrics } from "./page.ts";
import { openMetrics } from "./prometheus.ts";

const TOKEN = "a-token-of-the-monitoring";
const DISTRICT = 440606;
const QUESTION = "低保怎么申请";
let endpoint: FakeEndpoint;
let c: Connected;
let metrics: Metrics;

beforeAll(async () => {
  endpoint = await startFakeEndpoint({ api_key: "key", model: "m" });
  endpoint.trouble = { status: 401 };
  c = await connect({ env: { METRICS_TOKEN: TOKEN, ...endpoint.settings } });
  metrics = openMetrics(c.parts);
  await say(c.codes.grid_worker);
});
afterAll(async () => {
  metrics.close();
  await c.close();
  await endpoint.close();
});

async function say(text: string): Promise<void> {
  expect((await c.fromTelegram(c.updates.message({ text }))).status).toBe(200);
}
/** What this process counted since the start, and what waits by a reading of its own: no figure is an earlier one's. */
async function figures(): Promise<(name: string) => number | null> {
  const fresh = openMetrics(c.parts);
  const waits = (await fresh.text()).split("\n");
  fresh.close();
  const counts = (await metrics.text()).split("\n");
  return (name) => {
    const lines = /^doorstep_(step|model|loop)_/.test(name) ? counts : waits;
    const line = lines.find((each) => each.startsWith(`${name} `));
    return line === undefined ? null : Number(line.slice(name.length + 1));
  };
}
const counted = (step: string, more: { channel?: string; model?: string; outcome?: string } = {}): string =>
  `doorstep_step_seconds_count{step="${step}",channel="${more.channel ?? ""}",model="${more.model ?? ""}",outcome="${more.outcome ?? ""}"}`;

test("nobody reads it without the token, and without one set there is no such page", async () => {
  const app = createApp({ ...c.parts, metrics });
  const ask = (to: typeof app, authorization?: string) =>
    to.request("/metrics", { headers: authorization === undefined ? {} : { authorization } });
  for (const wrong of [undefined, "", "Bearer ", "Bearer wrong", `Bearer ${TOKEN}x`, `Basic ${TOKEN}`, TOKEN])
    expect((await ask(app, wrong)).status).toBe(401);
  const response = await ask(app, `Bearer ${TOKEN}`);
  expect(response.status).toBe(200);
  expect(response.headers.get("content-type")).toMatch(/^text\/plain; version=0\.0\.4/);
  expect(await response.text()).toMatch(/^process_cpu_seconds_total \d/m);
  const closed = createApp({ ...c.parts, config: { ...c.parts.config, metrics_token: null }, metrics });
  for (const any of [undefined, "Bearer ", "Bearer null", `Bearer ${TOKEN}`])
    expect((await ask(closed, any)).status).toBe(404);
  expect((await ask(c.app, `Bearer ${TOKEN}`)).status).toBe(404);
});

test("each step of a message is timed, and a model that fails is counted until it is left alone", async () => {
  await c.settled();
  const before = await figures();
  const receive = counted("receive", { channel: "telegram", outcome: "kept" });
  const update = c.updates.message({ text: QUESTION });
  await c.fromTelegram(update);
  await c.fromTelegram(update);
  await c.settled();
  const after = await figures();
  for (const name of [
    receive,
    counted("screen"),
    counted("queue", { channel: "telegram" }),
    counted("work", { channel: "telegram", outcome: "done" }),
    counted("send", { channel: "telegram", outcome: "delivered" }),
    counted("reply", { channel: "telegram" }),
  ])
    expect((after(name) ?? 0) - (before(name) ?? 0), name).toBe(name === counted("screen") ? 2 : 1);
  expect(after(counted("receive", { channel: "telegram", outcome: "again" }))).toBe(1);
  expect(after('doorstep_model_circuit_open{model="chat"}')).toBe(0);
  await say("养老金什么时候发");
  await c.settled();
  const later = await figures();
  expect(later(counted("model", { model: "chat", outcome: "failed" }))).toBe(2);
  expect(later('doorstep_model_circuit_open{model="chat"}')).toBe(1);
});

test("what waits is told with its age: messages while nobody works, replies while the messenger is down", async () => {
  await c.stopBot();
  await say(QUESTION);
  await say(QUESTION);
  await c.parts.database.query(
    "update inbox set received_at = received_at - interval '90 seconds' where state = 'open'",
  );
  const waiting = await figures();
  expect(waiting('doorstep_queue_jobs{state="waiting"}')).toBe(2);
  expect(waiting("doorstep_queue_oldest_seconds")).toBeGreaterThanOrEqual(90);
  expect(waiting("doorstep_queue_oldest_seconds")).toBeLessThan(150);
  expect(Math.abs(waiting("doorstep_clock_ahead_seconds")!)).toBeLessThan(1);
  c.telegram.fail({ times: 1, status: 429, retry_after_s: 2, on: "sendMessage" });
  await c.startBot();
  const failed = counted("send", { channel: "telegram", outcome: "retry" });
  let now = await figures();
  while (now(failed) === null) now = await figures();
  // The messenger said when to come again, so that what failed still waits.
  now = await figures();
  expect(now('doorstep_outbox_open{channel="telegram"}')).toBeGreaterThanOrEqual(1);
  expect(now('doorstep_outbox_oldest_seconds{channel="telegram"}')).toBeGreaterThan(0);
  await c.settled();
  expect((await figures())('doorstep_outbox_open{channel="telegram"}')).toBeNull();
});

test("a crisis that nobody takes is seen, and how long it took when somebody did", async () => {
  await say("三网格老李拿着菜刀把门反锁了 说谁进来砍谁");
  await c.settled();
  const before = await figures();
  expect(before('doorstep_crises_waiting{list="climbing"}')).toBe(1);
  expect(before("doorstep_crises_waiting_oldest_seconds")).toBeGreaterThan(0);
  expect(before('doorstep_crises_taken_after_seconds{quantile="0.5"}')).toBeNull();
  const { database, sealer } = c.parts;
  const one = async (sql: string): Promise<string> =>
    (await scoped(database, systemScope(DISTRICT), (tx) => tx.query<{ id: string }>(sql))).rows[0]!.id;
  const crisis = await one("select id from crises");
  const staff_id = await one("select id from staff where role = 'supervisor'");
  await scoped(database, systemScope(DISTRICT), (tx) =>
    tx.query("update crises set created_at = created_at - interval '3 minutes'"),
  );
  await inSession(
    { database, sealer, now: c.parts.clock.now() },
    { district_id: DISTRICT, staff_id, role: "supervisor" },
    (session) => acknowledgeCrisis(session, crisis),
  );
  const after = await figures();
  expect(after('doorstep_crises_waiting{list="climbing"}')).toBe(0);
  expect(after("doorstep_crises_taken_day")).toBe(1);
  for (const quantile of ["0.5", "0.95", "1"])
    expect(after(`doorstep_crises_taken_after_seconds{quantile="${quantile}"}`)).toBeGreaterThanOrEqual(180);
});

test("a database that is away or hangs leaves the rest readable", async () => {
  const { database } = c.parts;
  for (const query of [
    () => Promise.reject(new DatabaseError("the connection is gone", "08006", null)),
    () => new Promise<never>(() => {}),
  ]) {
    const without = openMetrics({ ...c.parts, database: { ...database, query } });
    const text = await without.text();
    without.close();
    expect(text).toMatch(/^doorstep_database_up 0$/m);
    expect(text).toMatch(/^process_resident_memory_bytes \d/m);
    expect(text).not.toMatch(/^doorstep_queue_oldest_seconds /m);
  }
});

test("nothing in it leads to a person, a chat, a message or a district", async () => {
  const made = openMetrics(c.parts);
  const text = `${await metrics.text()}${await made.text()}`;
  made.close();
  const labels = [...text.matchAll(/\{([^}]*)\}/g)].map(([, inside]) => inside).join("\n");
  expect(labels).toContain("telegram");
  expect(labels).not.toMatch(/[0-9a-f]{8}-|440606|[一-龥]|\d{6,}/);
});
