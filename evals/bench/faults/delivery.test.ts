/** What the judge says of one chat: a bench that finds nothing must be one that could. */
import { expect, test } from "vitest";
import type { Arrived } from "./arrivals.ts";
import { judgeDelivery } from "./delivery.ts";
import type { ReplyKept } from "./kept.ts";
import type { Sent } from "./messengers.ts";

const chat = { messenger: "line" as const, number: 0, id: "U1", units: [] };

/** The nth message of the chat, each acknowledged before the next is sent, and the reply to it. */
function reply(n: number, content = `answer ${n}`): ReplyKept & { answers: Sent } {
  const message = { number: n, kind: "question" as const, words: "", found_by: "" };
  const answers = { chat, message, event_id: `E${n}`, sent_at: n * 10, acknowledged_at: n * 10 + 5, webhook: n };
  const row = { id: `reply-${n}`, inbox_id: `${n}`, chat_id: "U1", channel: "line" as const, state: "sent" as const };
  return { ...row, kind: "answer", contents: [content], answers };
}
const came = (content: string, via: Arrived["via"] = "push"): Arrived => ({ content, via });
const verdictOf = (replies: (ReplyKept & { answers: Sent })[], arrived: Arrived[]) =>
  judgeDelivery(replies, arrived).violations.map((line) => line.split(":")[0]);

test("each reply once, in order, is as it must be", () => {
  const arrived = [came("answer 1"), came("answer 2", "reply")];
  expect(judgeDelivery([reply(1), reply(2)], arrived)).toEqual({
    ...{ violations: [], ambiguous: 0 },
    doubled: { telegram: 0, reply: 0, push: 0 },
  });
});

test("a reply that did not come, or that nobody put there", () => {
  expect(verdictOf([reply(1), reply(2)], [came("answer 1")])).toEqual(["UNDELIVERED"]);
  expect(verdictOf([reply(1)], [came("answer 1"), came("answer 7")])).toEqual(["NOBODY'S"]);
  expect(verdictOf([{ ...reply(1), state: "gone" }], [came("answer 1")])).toEqual(["UNDELIVERED"]);
});

test("a reply that came before the one to an earlier message; twice at the same time have no order", () => {
  const arrived = [came("answer 2"), came("answer 1")];
  expect(verdictOf([reply(1), reply(2)], arrived)).toEqual(["OUT OF ORDER"]);
  const at_once = reply(2);
  at_once.answers.sent_at = reply(1).answers.sent_at;
  expect(verdictOf([reply(1), at_once], arrived)).toEqual([]);
  const same_webhook = reply(2);
  same_webhook.answers.webhook = 1;
  expect(verdictOf([reply(1), same_webhook], arrived)).toEqual(["OUT OF ORDER"]);
});

test("a push that came twice is wrong; what has no key is counted by the way it came", () => {
  const pushed = judgeDelivery([reply(1)], [came("answer 1"), came("answer 1")]);
  expect([pushed.violations.length, pushed.doubled]).toEqual([1, { telegram: 0, reply: 0, push: 1 }]);
  const replied = judgeDelivery([reply(1)], [came("answer 1", "reply"), came("answer 1")]);
  expect([replied.violations, replied.doubled]).toEqual([[], { telegram: 0, reply: 1, push: 0 }]);
  const telegram = judgeDelivery([reply(1)], Array(3).fill(came("answer 1", "telegram")));
  expect([telegram.violations, telegram.doubled]).toEqual([[], { telegram: 2, reply: 0, push: 0 }]);
});

test("two replies of the same words count as two, and have no order when one came twice", () => {
  const same = [reply(1, "nothing found"), reply(2, "nothing found")];
  expect(verdictOf(same, [came("nothing found")])).toEqual(["UNDELIVERED"]);
  expect(judgeDelivery(same, Array(3).fill(came("nothing found", "telegram")))).toMatchObject({
    ...{ violations: [], ambiguous: 2 },
  });
});
