/** Who is not the messenger, and who is nobody's colleague, at the webhooks. */
import { afterAll, afterEach, beforeAll, describe, expect, test } from "vitest";
import { LINE_SECRET, TELEGRAM_SECRET } from "../../bot/channels/fake-messengers.ts";
import { signLine } from "../../bot/channels/line/fake-line-webhooks.ts";
import { systemClock } from "../../platform/clock.ts";
import { type Connected, connect } from "../webhooks/connected.ts";

const SOURCE = { type: "user" as const, userId: `U${"b".repeat(32)}` };
const LONG_AGO = Date.UTC(2020, 0, 1);

let c: Connected;
beforeAll(async () => {
  c = await connect();
});
afterEach(async () => {
  c.parts.clock = systemClock;
  await c.settled();
  c.telegram.sent.length = 0;
  c.line.sent.length = 0;
});
afterAll(() => c.close());

const rows = async (): Promise<number> =>
  (await c.parts.database.query<{ n: number }>("select count(*)::int as n from inbox")).rows[0]!.n;
const post = (path: string, headers: Record<string, string>, body: string) =>
  c.app.request(path, { method: "POST", headers: { "content-type": "application/json", ...headers }, body });
const said = (chat_id: number): string[] =>
  c.telegram.sent.filter((sent) => sent.chat_id === chat_id).map(({ text }) => text);
/** As somebody whom nobody knows. */
async function say(text: string, who: number): Promise<void> {
  expect((await c.fromTelegram(c.updates.message({ text }, { chat_id: who, user_id: who }))).status).toBe(200);
  await c.settled();
}

describe("a proof that is not quite one", () => {
  const line = (): string => JSON.stringify(c.webhooks.body(c.webhooks.text("低保怎么申请", { source: SOURCE })));
  const telegram = (): string => JSON.stringify(c.updates.message({ text: "低保怎么申请" }));

  test("opens nothing: truncated, longer, of another alphabet, doubled, of another body, of another key", async () => {
    const before = await rows();
    const body = line();
    const good = signLine(body, LINE_SECRET);
    const hex = Buffer.from(good, "base64").toString("hex");
    const proofs = [
      ...[good.slice(0, -1), good.slice(0, 20), `${good}=`, `${good}A`, `A${good}`, ` ${good} x`, good.toLowerCase()],
      ...[
        hex,
        good.replaceAll("+", "-").replaceAll("/", "_").replace("=", ""),
        `${good}, ${good}`,
        `sha256=${good}`,
        "=",
      ],
      ...[signLine(`${body} `, LINE_SECRET), signLine(body, TELEGRAM_SECRET), signLine(body, ""), LINE_SECRET, "null"],
    ].filter((proof) => proof.trim() !== good);
    for (const proof of proofs)
      expect((await post("/webhooks/line", { "x-line-signature": proof }, body)).status, proof).toBe(401);
    for (const other of [`${body} `, `\ufeff${body}`, body.slice(0, -1), body.replace("低保", "低 保"), "", "[]"])
      expect((await post("/webhooks/line", { "x-line-signature": good }, other)).status, other).toBe(401);
    for (const secret of [
      ...[TELEGRAM_SECRET.slice(0, -1), `${TELEGRAM_SECRET}x`, TELEGRAM_SECRET.toUpperCase(), "null", "undefined"],
      `${TELEGRAM_SECRET}, ${TELEGRAM_SECRET}`,
    ])
      expect((await c.fromTelegram(JSON.parse(telegram()), secret)).status, secret).toBe(401);
    expect(await rows()).toBe(before);
  });

  test("of one messenger is none at the other's door", async () => {
    const before = await rows();
    const [to_line, to_telegram] = [line(), telegram()];
    const both = (body: string): Record<string, string> => ({
      "x-line-signature": signLine(body, TELEGRAM_SECRET),
      "x-telegram-bot-api-secret-token": LINE_SECRET,
    });
    expect((await post("/webhooks/line", { "x-telegram-bot-api-secret-token": TELEGRAM_SECRET }, to_line)).status).toBe(
      401,
    );
    expect(
      (await post("/webhooks/telegram", { "x-line-signature": signLine(to_telegram, LINE_SECRET) }, to_telegram))
        .status,
    ).toBe(401);
    expect((await post("/webhooks/line", both(to_line), to_line)).status).toBe(401);
    expect((await post("/webhooks/telegram", both(to_telegram), to_telegram)).status).toBe(401);
    expect(await rows()).toBe(before);
  });

  test("a true one does not help by another way or another address", async () => {
    const before = await rows();
    const body = line();
    const headers = { "x-line-signature": signLine(body, LINE_SECRET), "content-type": "application/json" };
    for (const path of [
      "//webhooks/line",
      "/webhooks/line/",
      "/webhooks/line/..%2f",
      "/webhooks%2fline",
      "/WEBHOOKS/LINE",
      "/x/../webhooks//line",
    ])
      expect((await post(path, headers, body)).status, path).toBe(404);
    const overridden = {
      ...headers,
      "x-http-method-override": "POST",
      "x-method-override": "POST",
      "x-original-url": "/webhooks/line",
    };
    for (const method of ["GET", "HEAD", "PUT", "PATCH", "DELETE", "OPTIONS"]) {
      const asked = await c.app.request("/webhooks/line?_method=POST", {
        ...{ method, headers: overridden },
        ...(["GET", "HEAD"].includes(method) ? {} : { body }),
      });
      expect(asked.status, method).toBe(404);
    }
    expect(await rows()).toBe(before);
  });
});

test("the same body again has one effect and one answer", async () => {
  const replyToken = c.line.issueReplyToken(SOURCE.userId);
  const event = c.webhooks.text("低保怎么申请", { source: SOURCE, replyToken });
  const before = await rows();
  for (let i = 0; i < 3; i++) expect((await c.fromLine(c.webhooks.body(event))).status).toBe(200);
  await c.settled();
  // A captured body with another mark of redelivery could not be signed; the messenger's own has the same id.
  expect((await c.fromLine(c.webhooks.body({ ...event, deliveryContext: { isRedelivery: true } }))).status).toBe(200);
  await c.settled();
  expect(await rows()).toBe(before + 1);
  expect(c.line.sent).toHaveLength(1);
});

test("a body that was captured long ago has no effect, although its id is forgotten and its signature holds", async () => {
  const before = await rows();
  const event = c.webhooks.text("老李拿着菜刀把门反锁了", { source: SOURCE, timestamp: LONG_AGO });
  expect((await c.fromLine(c.webhooks.body(event))).status).toBe(200);
  await c.settled();
  expect(await rows()).toBe(before);
  expect(c.line.sent).toEqual([]);
});

test.each([
  ["a moment beyond every calendar", { date: Number.MAX_SAFE_INTEGER }],
  ["a moment before all", { date: -1 }],
  ["an id that is no number", { message_id: "1' or true--" }],
  ["a chat that is none", { chat: { id: "__proto__", type: "private" } }],
])("a true update that holds %s is passed over, and the next is answered", async (_, fields) => {
  const update = c.updates.message({ text: "谢谢" }, { chat_id: 71, user_id: 71 }) as { message: object };
  expect((await c.fromTelegram({ ...update, message: { ...update.message, ...fields } })).status).toBe(200);
  await say("谢谢", 71);
  expect(said(71)).toHaveLength(1);
});

test.each([
  ["a moment beyond every calendar", { timestamp: Number.MAX_SAFE_INTEGER }],
  ["an id with a NUL", { webhookEventId: "01H\u0000" }],
  ["an id too long for an index", { webhookEventId: "0".repeat(3_000) }],
])("a true event that holds %s is refused, nothing fails", async (_, fields) => {
  const event = { ...c.webhooks.text("谢谢", { source: SOURCE }), ...fields };
  expect((await c.fromLine({ destination: "U", events: [event] })).status).toBe(400);
});

test("a body that nests without end is refused or passed over", async () => {
  for (const deep of [
    `${"[".repeat(200_000)}${"]".repeat(200_000)}`,
    `${'{"a":'.repeat(100_000)}1${"}".repeat(100_000)}`,
  ]) {
    const line = `{"destination":"U","events":[{"type":"message","x":${deep}}]}`;
    expect((await post("/webhooks/line", { "x-line-signature": signLine(line, LINE_SECRET) }, line)).status).toBe(400);
    const headers = { "x-telegram-bot-api-secret-token": TELEGRAM_SECRET };
    expect((await post("/webhooks/telegram", headers, `{"update_id":1,"x":${deep}}`)).status).toBe(200);
  }
});

describe("guessing an invite code", () => {
  test("ends after ten tries, for this account alone; a right code is taken again when they have waited", async () => {
    for (let i = 0; i < 10; i++) await say(`WRONG${String(i).padStart(5, "0")}`, 501);
    expect(said(501)).toHaveLength(10);
    expect(said(501).every((text) => text.includes("邀请码不对"))).toBe(true);
    await say(c.codes.social_worker, 501);
    expect(said(501).at(-1)).toContain("等十分钟");
    // Who waits and has a code from a supervisor comes in; meanwhile it was not spent.
    const later = new Date(Date.now() + 11 * 60_000);
    c.parts.clock = { now: () => later };
    await say(c.codes.social_worker, 501);
    expect(said(501).at(-1)).toContain("认得您了");
    c.parts.clock = systemClock;
    await say(c.codes.grid_worker, 502);
    expect(said(502)).toEqual([expect.stringContaining("认得您了")]);
  });

  test("is counted over spellings, and also for somebody who is known already", async () => {
    for (let i = 0; i < 10; i++) await say(`wrong-0000${i}`, 502);
    await say(c.codes.supervisor.toLowerCase(), 502);
    expect(said(502).at(-1)).toMatch(/等十分钟|ten minutes/);
    // What is no code is still answered.
    await say("今天我该看谁", 502);
    expect(said(502).at(-1)).not.toMatch(/等十分钟|ten minutes/);
  });
});

test("a stranger who floods is told twenty times how to join and then no more; a crisis is answered all the same", async () => {
  for (let i = 0; i < 25; i++) await say(`你好${i}`, 503);
  expect(said(503)).toHaveLength(20);
  await say("老李拿着菜刀把门反锁了 说谁进来砍谁", 503);
  expect(said(503).at(-1)).toMatch(/110/);
  await say("你好", 504);
  expect(said(504)).toHaveLength(1);
});
