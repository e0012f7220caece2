import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { specsFolder } from "../specs-folder.ts";
import { type FakeTelegram, startFakeTelegram } from "./fake-telegram.ts";
import { sampleUpdates } from "./fake-telegram-updates.ts";

/** The double itself: a fake that lets everything through proves nothing. */

const specs = specsFolder();
let fake: FakeTelegram;
beforeEach(async () => {
  fake = await startFakeTelegram({ specs });
});
afterEach(() => fake.close());

async function call(
  method: string,
  body: unknown,
  { token = fake.token, verb = "POST", type = "application/json" } = {},
) {
  const response = await fetch(`${fake.api_root}/bot${token}/${method}`, {
    method: verb,
    headers: { "content-type": type },
    ...(verb === "GET" ? {} : { body: typeof body === "string" ? body : JSON.stringify(body) }),
  });
  return { status: response.status, json: await response.json() };
}

const button = (over: object) => ({
  chat_id: 1,
  text: "x",
  reply_markup: { inline_keyboard: [[{ text: "好", ...over }]] },
});

describe("refuses, in Telegram's shape, and remembers", () => {
  test.each([
    ["a missing text", "sendMessage", { chat_id: 1 }],
    ["a blank text", "sendMessage", { chat_id: 1, text: " " }],
    ["4,097 characters", "sendMessage", { chat_id: 1, text: "字".repeat(4097) }],
    ["65 bytes of callback data", "sendMessage", button({ callback_data: "x".repeat(65) })],
    ["a button that does nothing", "sendMessage", button({})],
    ["a button that does two things", "sendMessage", button({ callback_data: "x", url: "https://x.cn" })],
    ["an unknown chat action", "sendChatAction", { chat_id: 1, action: "thinking" }],
    ["a webhook without TLS", "setWebhook", { url: "http://x.cn", secret_token: "s" }],
    ["a webhook without a secret", "setWebhook", { url: "https://x.cn" }],
    ["a Chinese command", "setMyCommands", { commands: [{ command: "今天", description: "今天" }] }],
    ["a body that is no JSON", "sendMessage", "{"],
  ])("%s", async (_, method, body) => {
    expect(await call(method, body)).toMatchObject({ status: 400, json: { ok: false, error_code: 400 } });
    expect(fake.violations).toHaveLength(1);
    expect(fake.sent).toEqual([]);
  });

  test("a wrong token, an unknown method, a GET, a form", async () => {
    const good = { chat_id: 1, text: "x" };
    expect((await call("sendMessage", good, { token: "1:wrong" })).status).toBe(401);
    expect((await call("sendPidgeon", good)).status).toBe(404);
    expect((await call("sendMessage", good, { verb: "GET" })).status).toBe(405);
    expect((await call("sendMessage", good, { type: "text/plain" })).status).toBe(400);
    expect(fake.violations).toHaveLength(4);
  });
});

test("takes what Telegram takes", async () => {
  const answer = await call("sendMessage", { chat_id: 1, text: "字".repeat(4096) });
  expect(answer).toMatchObject({ status: 200, json: { ok: true, result: { chat: { id: 1 } } } });
  expect(await call("getMe", {})).toMatchObject({ json: { result: { is_bot: true } } });
  expect(fake.violations).toEqual([]);
});

if (specs === null) console.log("left out: checks against the Bot API description, the specs folder is missing");
else {
  describe("against the published description", () => {
    test.each([
      ["an unknown field", { chat_id: 1, text: "x", colour: "red" }],
      ["a text of another type", { chat_id: 1, text: 5 }],
      ["a keyboard of another shape", { chat_id: 1, text: "x", reply_markup: { inline_keyboard: [{ text: "好" }] } }],
      [
        "a misspelt button field",
        { chat_id: 1, text: "x", reply_markup: { keyboard: [[{ text: "好", request_loc: true }]] } },
      ],
    ])("%s is refused", async (_, body) => {
      expect((await call("sendMessage", body)).status).toBe(400);
      expect(fake.violations).toHaveLength(1);
    });

    test("an update that Telegram could not send is not made", () => {
      const make = sampleUpdates(specs);
      expect(() => make.message({ text: "x" })).not.toThrow();
      expect(() => make.message({ text: 5 })).toThrow("not a string");
      expect(() => make.message({ sticker: { file_id: "f" } })).toThrow("missing");
      expect(() => make.other({ messages: {} })).toThrow("unknown field");
    });
  });
}
