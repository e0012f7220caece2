import { afterEach, beforeEach, expect, test } from "vitest";
import { specsFolder } from "../specs-folder.ts";
import { telegramApi } from "./api.ts";
import { type FakeTelegram, startFakeTelegram } from "./fake-telegram.ts";
import { sampleUpdates } from "./fake-telegram-updates.ts";
import { type Polling, type PollTrouble, pollTelegram } from "./poll.ts";

let fake: FakeTelegram;
let stop: AbortController;
let polling: Promise<void>;
let accepted: number[];
let troubles: PollTrouble[];
let waits: number[];
const make = sampleUpdates(specsFolder());

beforeEach(async () => {
  fake = await startFakeTelegram({ specs: specsFolder() });
  stop = new AbortController();
  accepted = [];
  troubles = [];
  waits = [];
});
afterEach(async () => {
  stop.abort();
  await polling;
  await fake.close();
  expect(fake.violations).toEqual([]);
});

function start(over: Partial<Polling> = {}) {
  polling = pollTelegram({
    api: telegramApi({ token: fake.token, api_root: fake.api_root, timeout_ms: 30_000 }),
    accept: async (update) => void accepted.push((update as { update_id: number }).update_id),
    signal: stop.signal,
    onTrouble: (trouble) => troubles.push(trouble),
    wait: async (ms) => void waits.push(ms),
    ...over,
  });
}

test("updates are accepted in order, each once, also those that come while it waits", async () => {
  fake.offer(make.message({ text: "一" }), make.message({ text: "二" }));
  start();
  await expect.poll(() => accepted.length).toBe(2);
  fake.offer(make.press("visit.save"));
  await expect.poll(() => accepted.length).toBe(3);
  await expect.poll(() => fake.unconfirmed()).toBe(0);
  expect(accepted).toEqual([100, 101, 102]);
  expect(troubles).toEqual([]);
});

test("an update that could not be stored is not confirmed and comes again", async () => {
  const updates = ["一", "二", "三"].map((text) => make.message({ text }));
  fake.offer(...updates);
  let failures = 2;
  start({
    accept: async (update) => {
      const { update_id } = update as { update_id: number };
      if (update_id === updates[1]?.update_id && failures-- > 0) throw new Error("the database is away");
      accepted.push(update_id);
    },
  });
  await expect.poll(() => accepted.length).toBe(3);
  expect(accepted).toEqual(updates.map((update) => update.update_id));
  expect(waits).toHaveLength(2);
  // Whoever accepts reports its own failures.
  expect(troubles).toEqual([]);
});

test("waits longer after each failure, within a minute, and obeys 429", async () => {
  fake.fail({ times: 9, status: 502 });
  fake.fail({ times: 1, status: 429, retry_after_s: 90 });
  start();
  await expect.poll(() => waits.length).toBe(10);
  for (const [index, ms] of waits.slice(0, 9).entries()) {
    const ceiling = Math.min(60_000, 1000 * 2 ** index);
    expect(ms).toBeGreaterThanOrEqual(ceiling / 2);
    expect(ms).toBeLessThanOrEqual(ceiling);
  }
  expect(waits[9]).toBe(90_000);
  expect(troubles).toEqual(["unreachable"]);
});

test.each([
  [409, "Conflict: terminated by other getUpdates request", "other_poller"],
  [401, "Unauthorized", "token_refused"],
] as const)("%i is explained once and polling goes on", async (status, description, trouble) => {
  fake.fail({ times: 3, status, description });
  start();
  await expect.poll(() => waits.length).toBe(3);
  fake.offer(make.message({ text: "又好了" }));
  await expect.poll(() => accepted.length).toBe(1);
  expect(troubles).toEqual([trouble]);
});

test("a webhook that is still set is told apart from a second poller", async () => {
  const api = telegramApi({ token: fake.token, api_root: fake.api_root });
  await api.setWebhook("https://example.org/webhooks/telegram", { secret_token: "s" });
  start();
  await expect.poll(() => troubles).toEqual(["webhook_set"]);
  await api.deleteWebhook();
  fake.offer(make.message({ text: "来了" }));
  await expect.poll(() => accepted.length).toBe(1);
});

test("two pollers: Telegram cuts off the first, which says why", async () => {
  // The first waits after that, or it would cut off the second in turn.
  start({ wait: (_, signal) => new Promise((stopped) => signal.addEventListener("abort", stopped)) });
  await expect.poll(() => fake.calls.length).toBe(1);
  const api = telegramApi({ token: fake.token, api_root: fake.api_root });
  expect(await api.getUpdates({ timeout: 0 })).toEqual([]);
  await expect.poll(() => troubles).toEqual(["other_poller"]);
});

test("an outage is told once each time", async () => {
  fake.fail({ times: 2, status: "reset" });
  start();
  await expect.poll(() => waits.length).toBe(2);
  fake.offer(make.message({ text: "通了" }));
  await expect.poll(() => accepted.length).toBe(1);
  // One poll is being held: this update ends it, the next request meets the fault.
  fake.fail({ times: 1, status: "reset" });
  fake.offer(make.message({ text: "断了" }));
  await expect.poll(() => troubles).toEqual(["unreachable", "unreachable"]);
});

test("stopping ends a long poll that is being held", async () => {
  start();
  await expect.poll(() => fake.calls.length).toBe(1);
  stop.abort();
  await polling;
  expect(troubles).toEqual([]);
});

test("stopping ends a wait between rounds too", async () => {
  fake.fail({ times: 1, status: 500 });
  const { promise: in_trouble, resolve } = Promise.withResolvers<void>();
  const api = telegramApi({ token: fake.token, api_root: fake.api_root });
  polling = pollTelegram({ api, accept: async () => undefined, signal: stop.signal, onTrouble: () => resolve() });
  await in_trouble;
  stop.abort();
  await polling;
  expect(fake.calls).toEqual([]);
});
