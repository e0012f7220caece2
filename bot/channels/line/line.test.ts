import { afterEach, beforeEach, describe, expect, test } from "vitest";
import type { Delivery, OutgoingMessage } from "../channel.ts";
import { SAMPLE_CITATION, sampleActions, sampleReply } from "../sample-reply.ts";
import { specsFolder } from "../specs-folder.ts";
import { type FakeLine, startFakeLine } from "./fake-line.ts";
import { SAMPLE_GROUP, SAMPLE_USER } from "./fake-line-webhooks.ts";
import { lineChannel } from "./line.ts";

let fake: FakeLine;
beforeEach(async () => {
  fake = await startFakeLine({ specs: specsFolder() });
});
afterEach(async () => {
  await fake.close();
  expect(fake.violations).toEqual([]);
});

const retry_key = "3f1c1f5e-6d0a-4f0e-9c55-0d3a8f9e2b11";
const channel = (timeout_ms = 10_000) =>
  lineChannel({
    access_token: fake.access_token,
    api_root: fake.api_root,
    data_api_root: fake.data_api_root,
    timeout_ms,
  });

/** A pushed message: nobody asked for it. */
function outgoing(over: Partial<OutgoingMessage> = {}): OutgoingMessage {
  const reply = sampleReply();
  return { chat_id: SAMPLE_USER, reply, reply_token: null, reply_token_fresh: false, retry_key, edits: null, ...over };
}

/** The answer to an event that just came in. */
function answering(over: Partial<OutgoingMessage> = {}): OutgoingMessage {
  return outgoing({ reply_token: fake.issueReplyToken(SAMPLE_USER), reply_token_fresh: true, ...over });
}

function resumeOf(delivery: Delivery): string | null {
  if (delivery.outcome !== "retry") throw new Error(`expected a retry, not ${delivery.outcome}`);
  return delivery.resume;
}

const delivered = { outcome: "delivered" };
const ways = () => fake.sent.map((each) => each.via);

describe("the usual", () => {
  test("an answer goes out by its fresh token, with everything on it", async () => {
    const reply = sampleReply({ citations: [SAMPLE_CITATION], actions: sampleActions(14) });
    expect(await channel().deliver(answering({ reply }))).toEqual(delivered);
    expect(fake.sent).toMatchObject([
      { via: "reply", chat_id: SAMPLE_USER, messages: [{ type: "flex" }, { type: "text" }] },
    ]);
  });

  test("without a token, or with an old one, it is pushed, to a group too", async () => {
    expect(await channel().deliver(outgoing())).toEqual(delivered);
    const old = answering({ reply_token_fresh: false, retry_key: retry_key.replace("3", "4") });
    expect(await channel().deliver(old)).toEqual(delivered);
    const group = outgoing({ chat_id: SAMPLE_GROUP, retry_key: retry_key.replace("3", "5") });
    expect(await channel().deliver(group)).toEqual(delivered);
    expect(ways()).toEqual(["push", "push", "push"]);
  });

  test("an expired token is followed by a push at once", async () => {
    const message = answering();
    fake.expireReplyToken(message.reply_token ?? "");
    expect(await channel().deliver(message)).toEqual(delivered);
    expect(ways()).toEqual(["push"]);
  });

  test("the loading dots show in one-to-one chats only, and never throw", async () => {
    await channel().typing(SAMPLE_USER);
    await channel().typing(SAMPLE_GROUP);
    expect(fake.loading).toEqual([SAMPLE_USER]);
    fake.fail({ times: 1, status: 500 });
    await channel().typing(SAMPLE_USER);
    fake.fail({ times: 1, status: "timeout_after_accept" });
    await channel(200).typing(SAMPLE_USER);
  });
});

describe("nobody knows whether LINE took the answer", () => {
  test.each(["reset", 500, 503] as const)("%s: it did not, the same token is used again", async (status) => {
    const message = answering();
    fake.fail({ times: 1, status });
    const first = await channel().deliver(message);
    expect(first).toMatchObject({ outcome: "retry", after_ms: 1000, resume: "token" });
    expect(await channel().deliver({ ...message, resume: resumeOf(first) })).toEqual(delivered);
    expect(ways()).toEqual(["reply"]);
  });

  test("it did: the refused token says so, and nothing is sent twice", async () => {
    const message = answering();
    fake.fail({ times: 1, status: "timeout_after_accept" });
    const first = await channel(300).deliver(message);
    expect(first).toEqual({ outcome: "retry", after_ms: 1000, why: "line: network", resume: "token" });
    expect(await channel().deliver({ ...message, resume: resumeOf(first) })).toEqual(delivered);
    expect(ways()).toEqual(["reply"]);
  });

  test("it may have, but the token can have expired since: rather twice than never", async () => {
    const message = answering();
    fake.fail({ times: 1, status: "reset" });
    const first = await channel().deliver(message);
    fake.expireReplyToken(message.reply_token ?? "");
    const later = { ...message, reply_token_fresh: false, resume: resumeOf(first) };
    expect(await channel().deliver(later)).toEqual(delivered);
    expect(ways()).toEqual(["push"]);
  });

  test("a crisis card rather comes twice than not at all", async () => {
    const reply = sampleReply({
      kind: "crisis",
      text: "先别离开他\n马上打120",
      crisis: { level: "red", kind: "suicide" },
    });
    const message = answering({ reply });
    fake.fail({ times: 1, status: "timeout_after_accept" });
    const first = await channel(300).deliver(message);
    expect(await channel().deliver({ ...message, resume: resumeOf(first) })).toEqual(delivered);
    expect(ways()).toEqual(["reply", "push"]);
  });

  test.each(["timeout_after_accept", "reset", 500] as const)(
    "a push (%s) is repeated under its key and arrives once",
    async (status) => {
      fake.fail({ times: 1, status });
      const first = await channel(300).deliver(outgoing());
      expect(first).toMatchObject({ outcome: "retry", resume: "push" });
      expect(await channel().deliver(outgoing({ resume: resumeOf(first) }))).toEqual(delivered);
      expect(ways()).toEqual(["push"]);
    },
  );

  test("after a push without an answer the fresh token is left alone: LINE could not tell the two apart", async () => {
    const message = answering();
    fake.fail({ times: 1, status: 400, on: "reply", description: "Invalid reply token" });
    fake.fail({ times: 1, status: "timeout_after_accept", on: "push" });
    const first = await channel(300).deliver(message);
    expect(first).toMatchObject({ outcome: "retry", resume: "push" });
    expect(await channel().deliver({ ...message, resume: resumeOf(first) })).toEqual(delivered);
    expect(ways()).toEqual(["push"]);
  });

  test("a slow-down in between does not forget what is unsure", async () => {
    const message = answering();
    fake.fail({ times: 1, status: "timeout_after_accept" });
    const first = await channel(300).deliver(message);
    fake.fail({ times: 1, status: 429 });
    const second = await channel().deliver({ ...message, resume: resumeOf(first) });
    expect(second).toMatchObject({ outcome: "retry", resume: "token" });
    expect(await channel().deliver({ ...message, resume: resumeOf(second) })).toEqual(delivered);
    expect(ways()).toEqual(["reply"]);
  });
});

describe("LINE says no", () => {
  test.each([
    [429, undefined, 5_000, "line 429"],
    [429, "You have reached your monthly limit.", 3_600_000, "line 429: quota"],
    [401, undefined, 600_000, "line 401"],
    [403, undefined, 600_000, "line 403"],
  ])("%i %s is tried again later", async (status, description, after_ms, why) => {
    fake.fail({ times: 2, status, ...(description === undefined ? {} : { description }) });
    expect(await channel().deliver(outgoing())).toEqual({ outcome: "retry", after_ms, why, resume: "push" });
    // By token: LINE did not take it, so the token is as good as before.
    const message = answering();
    expect(await channel().deliver(message)).toEqual({ outcome: "retry", after_ms, why, resume: null });
    expect(await channel().deliver(message)).toEqual(delivered);
    expect(ways()).toEqual(["reply"]);
  });

  test("a message it will not take is given up, and why holds none of its words", async () => {
    fake.fail({ times: 2, status: 400, description: "王秀兰 is no good" });
    expect(await channel().deliver(outgoing())).toEqual({ outcome: "gone", why: "line 400" });
    expect(await channel().deliver(answering())).toEqual({ outcome: "gone", why: "line 400" });
    expect(fake.sent).toEqual([]);
  });

  test("the refused field is named", async () => {
    const delivery = await channel().deliver(outgoing({ chat_id: "nobody" }));
    expect(delivery).toEqual({ outcome: "gone", why: "line 400: to" });
    expect(fake.violations.splice(0)).toHaveLength(1);
  });

  test("an unreachable server is a retry, and nothing in it tells the token", async () => {
    const nowhere = lineChannel({
      access_token: "secret",
      api_root: "http://127.0.0.1:1",
      data_api_root: "http://127.0.0.1:1",
    });
    const delivery = await nowhere.deliver(outgoing());
    expect(delivery).toMatchObject({ outcome: "retry", why: "line: network" });
    expect(JSON.stringify(delivery)).not.toContain("secret");
  });
});
