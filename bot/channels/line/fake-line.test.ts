import { randomUUID } from "node:crypto";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { specsFolder } from "../specs-folder.ts";
import { type FakeLine, startFakeLine } from "./fake-line.ts";
import { SAMPLE_USER, sampleWebhooks } from "./fake-line-webhooks.ts";

/** The double itself: a fake that lets everything through proves nothing. */

const specs = specsFolder();
let fake: FakeLine;
beforeEach(async () => {
  fake = await startFakeLine({ specs });
});
afterEach(() => fake.close());

const PUSH = "/v2/bot/message/push";
const REPLY = "/v2/bot/message/reply";
const LOADING = "/v2/bot/chat/loading/start";
const text = (words: string) => ({ type: "text", text: words });
const push = (...messages: object[]) => ({ to: SAMPLE_USER, messages });

async function post(path: string, body: unknown, headers: Record<string, string> = {}, method = "POST") {
  const response = await fetch(fake.api_root + path, {
    method,
    headers: { "content-type": "application/json", authorization: `Bearer ${fake.access_token}`, ...headers },
    ...(method === "GET" ? {} : { body: typeof body === "string" ? body : JSON.stringify(body) }),
  });
  return { status: response.status, headers: response.headers, json: await response.json() };
}

const quick = (count: number, action: object = { type: "postback", label: "好", data: "ok" }) => ({
  ...text("x"),
  quickReply: { items: Array.from({ length: count }, () => ({ type: "action", action })) },
});
const bubble = (...contents: object[]) => ({
  type: "flex",
  altText: "卡片",
  contents: { type: "bubble", body: { type: "box", layout: "vertical", contents } },
});

describe("refuses, in LINE's shape, and remembers", () => {
  test.each([
    ["no message", PUSH, push()],
    ["six messages", PUSH, push(...Array.from({ length: 6 }, () => text("x")))],
    ["an empty text", PUSH, push(text(""))],
    ["5,001 characters", PUSH, push(text("字".repeat(5001)))],
    ["2,501 emoji, which count twice", PUSH, push(text("🍎".repeat(2501)))],
    ["fourteen quick replies", PUSH, push(quick(14))],
    ["a label of 21 characters", PUSH, push(quick(1, { type: "postback", label: "字".repeat(21), data: "x" }))],
    ["301 characters of data", PUSH, push(quick(1, { type: "postback", label: "好", data: "x".repeat(301) }))],
    ["an empty text in a bubble", PUSH, push(bubble(text("")))],
    [
      "a position outside quick replies",
      PUSH,
      push(bubble({ type: "button", action: { type: "location", label: "x" } })),
    ],
    [
      "a javascript link",
      PUSH,
      push(bubble({ ...text("x"), action: { type: "uri", label: "x", uri: "javascript:0" } })),
    ],
    ["401 characters beside a bubble", PUSH, push({ ...bubble(text("x")), altText: "字".repeat(401) })],
    ["a bubble above 30 kB", PUSH, push(bubble(...Array.from({ length: 20 }, () => text("字".repeat(600)))))],
    ["a receiver that is none", PUSH, { to: "王秀兰", messages: [text("x")] }],
    ["loading dots in a group", LOADING, { chatId: `C${"1".repeat(32)}` }],
    ["loading dots for 7 s", LOADING, { chatId: SAMPLE_USER, loadingSeconds: 7 }],
    ["a body that is no JSON", PUSH, "{"],
  ])("%s", async (_, path, body) => {
    expect(await post(path, body)).toMatchObject({ status: 400, json: { message: expect.any(String) } });
    expect(fake.violations).toHaveLength(1);
    expect(fake.sent).toEqual([]);
  });

  test("a wrong access token, an unknown path, a GET, a form, a retry key where it does not belong", async () => {
    const body = push(text("x"));
    const reply = { replyToken: fake.issueReplyToken(SAMPLE_USER), messages: [text("x")] };
    expect((await post(PUSH, body, { authorization: "Bearer wrong" })).status).toBe(401);
    expect((await post("/v2/bot/message/pish", body)).status).toBe(404);
    expect((await post(PUSH, body, {}, "GET")).status).toBe(405);
    expect((await post(PUSH, body, { "content-type": "text/plain" })).status).toBe(400);
    expect((await post(PUSH, body, { "x-line-retry-key": "1" })).status).toBe(400);
    expect((await post(REPLY, reply, { "x-line-retry-key": randomUUID() })).status).toBe(400);
    expect(fake.violations).toHaveLength(6);
  });
});

test("a reply token works once; an unknown one is refused without being a violation", async () => {
  const reply = { replyToken: fake.issueReplyToken(SAMPLE_USER), messages: [text("x")] };
  expect((await post(REPLY, reply)).status).toBe(200);
  expect(await post(REPLY, reply)).toMatchObject({ status: 400, json: { message: "Invalid reply token" } });
  expect(fake.sent).toHaveLength(1);
  expect(fake.violations).toEqual([]);
});

test("a retry key is taken once and then names the accepted request", async () => {
  const key = { "x-line-retry-key": randomUUID() };
  expect((await post(PUSH, push(text("x")), key)).status).toBe(200);
  const again = await post(PUSH, push(text("x")), key);
  expect(again.status).toBe(409);
  expect(again.headers.get("x-line-accepted-request-id")).toMatch(/^[0-9a-f-]{36}$/);
  expect(fake.sent).toHaveLength(1);
});

test("a message is checked before a fault hits it", async () => {
  fake.fail({ times: 1, status: 500 });
  expect((await post(PUSH, push(text("")))).status).toBe(400);
  expect((await post(PUSH, push(text("x")))).status).toBe(500);
  expect((await post(PUSH, push(text("x")))).status).toBe(200);
});

if (specs === null) console.log("left out: checks against LINE's API description, the specs folder is missing");
else {
  describe("against the published description", () => {
    test.each([
      ["an unknown field", push({ ...text("x"), colour: "red" })],
      ["an unknown kind of message", push({ type: "telepathy" })],
      ["a text of another type", push({ type: "text", text: 5 })],
      [
        "a layout that is none",
        push({ ...bubble(), contents: { type: "bubble", body: { type: "box", layout: "diagonal", contents: [] } } }),
      ],
      [
        "a style that is none",
        push(bubble({ type: "button", style: "loud", action: { type: "postback", label: "x", data: "x" } })),
      ],
      ["a misspelt field deep inside", push(bubble({ ...text("x"), wrapp: true }))],
    ])("%s is refused", async (_, body) => {
      expect((await post(PUSH, body)).status).toBe(400);
      expect(fake.violations[0]).toMatch(/^PushMessageRequest\/messages\/0/);
    });

    test("a webhook that LINE could not send is not made", () => {
      const make = sampleWebhooks(specs);
      expect(() => make.body(make.text("x"), make.sticker(), make.follow())).not.toThrow();
      expect(() => make.body(make.message({ type: "text" }))).toThrow("required property");
      expect(() => make.body({ type: "teleport" })).toThrow("no such webhook");
      expect(() => make.body(make.event("unfollow", { colour: "red" }))).toThrow("unevaluated");
    });
  });
}
