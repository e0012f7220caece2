import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { specsFolder } from "../specs-folder.ts";
import { telegramApi } from "./api.ts";
import { type FakeTelegram, startFakeTelegram } from "./fake-telegram.ts";
import { keepRegistering, registerTelegram, registerTelegramCommands } from "./register.ts";

let fake: FakeTelegram;
beforeEach(async () => {
  fake = await startFakeTelegram({ specs: specsFolder() });
});
afterEach(async () => {
  await fake.close();
  expect(fake.violations).toEqual([]);
});

const api = () => telegramApi({ token: fake.token, api_root: `${fake.api_root}/` });
const url = "https://doorstep.example/webhooks/telegram";

test("sets the webhook with its secret, and the command menu", async () => {
  await registerTelegram({ api: api(), url, secret_token: "s3cret_-" });
  expect(fake.calls.map((call) => call.method)).toEqual(["setWebhook", "setMyCommands"]);
  expect(fake.calls[0]?.body).toEqual({
    url,
    secret_token: "s3cret_-",
    allowed_updates: ["message", "edited_message", "callback_query"],
    max_connections: 40,
  });
  expect(fake.calls[1]?.body.commands).toContainEqual({ command: "today", description: "今天该看谁" });
});

test.each(["", "有汉字", "a b", "x".repeat(257)])(
  "without a usable secret (%s) nothing is registered",
  async (secret) => {
    await expect(registerTelegram({ api: api(), url, secret_token: secret })).rejects.toThrow(RangeError);
    expect(fake.calls).toEqual([]);
  },
);

test("a polling bot sets its commands alone", async () => {
  await registerTelegramCommands(api());
  expect(fake.calls.map((call) => call.method)).toEqual(["setMyCommands"]);
});

test("a messenger that is down is asked again until it has taken the webhook, one that is stopped no more", async () => {
  fake.fail({ times: 1, status: 500 });
  const troubles: unknown[] = [];
  const stopped = new AbortController();
  const registration = { api: api(), url, secret_token: "s" };
  const keep = () =>
    keepRegistering(registration, { signal: stopped.signal, onTrouble: (error) => troubles.push(error) });
  await keep();
  expect(troubles).toHaveLength(1);
  expect(fake.calls.map((call) => call.method)).toEqual(["setWebhook", "setMyCommands"]);

  fake.fail({ times: 100, status: 401 });
  const refused = keep();
  await vi.waitUntil(() => troubles.length > 1);
  stopped.abort();
  await refused;
  expect(troubles).toHaveLength(2);
});
