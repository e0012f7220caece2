import { afterEach, beforeEach, expect, test } from "vitest";
import type { OutgoingMessage } from "../channel.ts";
import { SAMPLE_CITATION, sampleActions, sampleReply } from "../sample-reply.ts";
import { specsFolder } from "../specs-folder.ts";
import { type FakeTelegram, startFakeTelegram } from "./fake-telegram.ts";
import { telegramChannel } from "./telegram.ts";

let fake: FakeTelegram;
beforeEach(async () => {
  fake = await startFakeTelegram({ specs: specsFolder() });
});
afterEach(async () => {
  await fake.close();
  expect(fake.violations).toEqual([]);
});

const channel = (timeout_ms = 10_000) => telegramChannel({ token: fake.token, api_root: fake.api_root, timeout_ms });

function outgoing(over: Partial<OutgoingMessage> = {}): OutgoingMessage {
  const retry_key = "3f1c1f5e-6d0a-4f0e-9c55-0d3a8f9e2b11";
  return {
    chat_id: "42",
    reply: sampleReply(),
    reply_token: null,
    reply_token_fresh: false,
    retry_key,
    edits: null,
    ...over,
  };
}

test("a reply arrives with text, sources and fourteen buttons", async () => {
  const reply = sampleReply({ text: "好的 😀 <b>&_*", citations: [SAMPLE_CITATION], actions: sampleActions(14) });
  expect(await channel().deliver(outgoing({ reply }))).toEqual({ outcome: "delivered" });
  expect(fake.sent).toHaveLength(1);
  expect(fake.sent[0]).toMatchObject({ chat_id: 42, text: expect.stringMatching(/^好的 😀 <b>&_\*\n\n依据/) });
  expect(fake.sent[0]?.reply_markup).toMatchObject({ inline_keyboard: { length: 7 } });
  expect(fake.calls[0]?.body).not.toHaveProperty("parse_mode");
});

test("a long reply arrives whole and in order; a retry goes on behind what is out", async () => {
  const text = Array.from({ length: 600 }, (_, index) => `第${index}行 到街道办事处申请,带上身份证`).join("\n");
  const message = outgoing({ reply: sampleReply({ text, actions: sampleActions(1) }) });
  fake.fail({ times: 1, skip: 1, status: 429, retry_after_s: 7 });
  const first = await channel().deliver(message);
  expect(first).toEqual({ outcome: "retry", after_ms: 7000, why: "telegram 429", resume: "sent:1" });
  const resume = first.outcome === "retry" ? first.resume : null;
  expect(await channel().deliver({ ...message, resume })).toEqual({ outcome: "delivered" });
  expect(fake.sent.length).toBeGreaterThan(2);
  expect(fake.sent.map((each) => each.text).join("\n")).toBe(text);
});

test.each([
  [403, undefined, "telegram 403: bot was blocked by the user"],
  [403, "Forbidden: user is deactivated", "telegram 403: user is deactivated"],
  [400, undefined, "telegram 400: chat not found"],
  [400, "Bad Request: something about 王秀兰", "telegram 400"],
])("%i %s is final, and why holds no words of the message", async (status, description, why) => {
  fake.fail({ times: 1, status, ...(description === undefined ? {} : { description }) });
  expect(await channel().deliver(outgoing())).toEqual({ outcome: "gone", why });
  expect(fake.sent).toEqual([]);
});

test.each([
  [429, 3000, "telegram 429"],
  [500, 5000, "telegram 500"],
  [502, 5000, "telegram 502"],
  [401, 600_000, "telegram 401"],
])("%i is tried again", async (status, after_ms, why) => {
  fake.fail({ times: 1, status, retry_after_s: 3 });
  expect(await channel().deliver(outgoing())).toEqual({ outcome: "retry", after_ms, why, resume: null });
  expect(await channel().deliver(outgoing())).toEqual({ outcome: "delivered" });
  expect(fake.sent).toHaveLength(1);
});

test.each(["reset", "timeout_after_accept"] as const)("a network failure (%s) is tried again", async (status) => {
  fake.fail({ times: 1, status });
  expect(await channel(300).deliver(outgoing())).toEqual({
    outcome: "retry",
    after_ms: 2000,
    why: "telegram: network",
    resume: null,
  });
});

test("an unreachable server is a retry, and nothing in it tells the token", async () => {
  const nowhere = telegramChannel({ token: "12345:secret", api_root: "http://127.0.0.1:1" });
  const delivery = await nowhere.deliver(outgoing());
  expect(delivery).toMatchObject({ outcome: "retry", why: "telegram: network" });
  expect(JSON.stringify(delivery)).not.toContain("secret");
});

test("the used buttons are taken away after the reply; failing to do so fails nothing", async () => {
  expect(await channel().deliver(outgoing({ edits: "900" }))).toEqual({ outcome: "delivered" });
  expect(fake.calls.map((call) => call.method)).toEqual(["sendMessage", "editMessageReplyMarkup"]);
  expect(fake.calls[1]?.body).toEqual({ chat_id: 42, message_id: 900 });
  fake.fail({
    times: 1,
    status: 400,
    on: "editMessageReplyMarkup",
    description: "Bad Request: message is not modified",
  });
  expect(await channel().deliver(outgoing({ edits: "900" }))).toEqual({ outcome: "delivered" });
});

test("a press is answered and typing shown; neither ever throws", async () => {
  await channel().answerAction("query-1");
  await channel().typing("42");
  expect(fake.calls).toEqual([
    { method: "answerCallbackQuery", body: { callback_query_id: "query-1" } },
    { method: "sendChatAction", body: { chat_id: 42, action: "typing" } },
  ]);
  fake.fail({ times: 1, status: 400, description: "Bad Request: query is too old" });
  fake.fail({ times: 1, status: "reset" });
  await channel().answerAction("query-1");
  await channel().typing("42");
  expect(fake.calls).toHaveLength(2);
});
