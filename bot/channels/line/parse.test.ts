import { expect, test } from "vitest";
import { specsFolder } from "../specs-folder.ts";
import { SAMPLE_GROUP, SAMPLE_USER, sampleWebhooks } from "./fake-line-webhooks.ts";
import { MalformedWebhook, parseLineWebhook } from "./parse.ts";

const make = sampleWebhooks(specsFolder());
const contents = (...events: object[]) => parseLineWebhook(make.body(...events)).map((event) => event.content);

test("a text message", () => {
  const event = make.text("现在怎么办", {
    replyToken: "token-1",
    webhookEventId: "01HEVENT",
    timestamp: 1_790_000_000_123,
  });
  expect(parseLineWebhook(make.body(event))).toEqual([
    {
      channel: "line",
      event_id: "01HEVENT",
      chat_id: SAMPLE_USER,
      sender_id: SAMPLE_USER,
      group: false,
      at: "2026-09-21T14:13:20.123Z",
      reply_token: "token-1",
      content: { type: "text", text: "现在怎么办", message_id: "500" },
    },
  ]);
});

test("one body, many events, in order", () => {
  const events = ["一", "二", "三"].map((text) => make.text(text));
  expect(contents(...events)).toMatchObject([{ text: "一" }, { text: "二" }, { text: "三" }]);
});

test("a redelivered event keeps its identity, and its token, which may have expired, is not used", () => {
  const [first] = parseLineWebhook(make.body(make.text("x", { webhookEventId: "01H" })));
  const [again] = parseLineWebhook(make.body(make.text("x", { webhookEventId: "01H", redelivered: true })));
  expect(again?.event_id).toBe(first?.event_id);
  expect([first?.reply_token, again?.reply_token]).toEqual([expect.any(String), undefined]);
});

test("buttons, withdrawn messages, a new friend, a position", () => {
  const place = { type: "location", latitude: 31.2, longitude: 121.5, title: "家", address: "路" };
  const follow = make.follow({ webhookEventId: "01F" });
  expect(contents(make.postback("visit.save:x"), make.unsend("499"), follow, make.message(place))).toEqual([
    { type: "action", id: "visit.save:x" },
    { type: "unsent", message_id: "499" },
    { type: "text", text: "/start", message_id: "01F" },
    { type: "location", latitude: 31.2, longitude: 121.5 },
  ]);
});

test("an edited message, newer than the published description", () => {
  const event = make.event("messageEdited", { replyToken: "r", message: { type: "text", id: "7", text: "改了" } });
  expect(parseLineWebhook({ events: [event] })[0]?.content).toEqual({ type: "edited", text: "改了", message_id: "7" });
});

test("what is spoken or pictured is named by its message, unless it lies with somebody else", () => {
  const provider = { contentProvider: { type: "line" } };
  const external = { contentProvider: { type: "external", originalContentUrl: "https://example.org/a.jpg" } };
  const file = { id: "500", bytes: null, seconds: null };
  expect(
    contents(
      make.message({ type: "image", quoteToken: "q", ...provider }),
      make.message({ type: "audio", duration: 3500, ...provider }),
      make.message({ type: "image", quoteToken: "q", ...external }),
    ),
  ).toEqual([
    { type: "picture", file, caption: "", message_id: "500" },
    { type: "voice", file: { ...file, seconds: 3.5 }, caption: "", message_id: "500" },
    { type: "unsupported", what: "photo", caption: "" },
  ]);
});

test("what is not text is named, and a sticker's own words are kept", () => {
  const provider = { contentProvider: { type: "line" } };
  expect(
    contents(
      make.sticker(),
      make.sticker("不想活了"),
      make.message({ type: "video", quoteToken: "q", ...provider }),
      make.message({ type: "file", fileName: "王秀兰.pdf", fileSize: 1 }),
    ),
  ).toEqual([
    { type: "unsupported", what: "sticker", caption: "" },
    { type: "unsupported", what: "sticker", caption: "不想活了" },
    { type: "unsupported", what: "video", caption: "" },
    { type: "unsupported", what: "file", caption: "" },
  ]);
  const unknown = { events: [make.message({ type: "hologram" })] };
  expect(parseLineWebhook(unknown)[0]?.content).toEqual({ type: "unsupported", what: "other", caption: "" });
});

test("groups and rooms are marked, with or without the writer", () => {
  const group = { type: "group" as const, groupId: SAMPLE_GROUP };
  const [known] = parseLineWebhook(make.body(make.text("在吗", { source: { ...group, userId: SAMPLE_USER } })));
  expect(known).toMatchObject({ group: true, chat_id: SAMPLE_GROUP, sender_id: SAMPLE_USER });
  const [unknown] = parseLineWebhook(make.body(make.text("在吗", { source: group })));
  expect(unknown).toMatchObject({ group: true, sender_id: "" });
  const room = { type: "room" as const, roomId: `R${"3".repeat(32)}` };
  expect(parseLineWebhook(make.body(make.text("在吗", { source: room })))[0]).toMatchObject({ group: true });
});

test("joins, leaves, blocks, standby events, unknown kinds and the connection test are skipped", () => {
  const source = { type: "group" as const, groupId: SAMPLE_GROUP };
  const known = make.body(
    make.event("join", { replyToken: "r", source }),
    make.event("leave", { source }),
    make.event("unfollow", {}),
    make.text("另一个模块在答", { mode: "standby" }),
  );
  expect(parseLineWebhook(known)).toEqual([]);
  expect(parseLineWebhook({ destination: "U0", events: [{ type: "teleport" }] })).toEqual([]);
  expect(parseLineWebhook(make.body())).toEqual([]);
});

const text = make.text("秘密");
test.each([
  [null, "body"],
  ["x", "body"],
  [[], "body"],
  [{}, "events"],
  [{ events: {} }, "events"],
  [{ events: [1] }, "events.0"],
  [{ events: [{}] }, "events.0.type"],
  [{ events: [make.text("好"), { ...text, source: { type: "user" } }] }, "events.1.source.userId"],
  [{ events: [{ ...text, webhookEventId: "" }] }, "events.0.webhookEventId"],
  [{ events: [{ ...text, message: { type: "text", id: "1" } }] }, "events.0.message.text"],
])("a body of another shape is refused by its place, without its words: %#", (json, where) => {
  const parse = () => parseLineWebhook(json);
  expect(parse).toThrow(MalformedWebhook);
  expect(parse).toThrow(`malformed LINE webhook at ${where}`);
});
