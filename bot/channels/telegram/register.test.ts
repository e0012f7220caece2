import { afterEach, beforeEach, expect, test } from "vitest";
import { specsFolder } from "../specs-folder.ts";
import { telegramApi } from "./api.ts";
import { type FakeTelegram, startFakeTelegram } from "./fake-telegram.ts";
import { registerTelegram, registerTelegramCommands } from "./register.ts";

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

test("a refused registration is thrown to whoever starts the service", async () => {
  fake.fail({ times: 1, status: 401 });
  await expect(registerTelegram({ api: api(), url, secret_token: "s" })).rejects.toThrow("Unauthorized");
});
