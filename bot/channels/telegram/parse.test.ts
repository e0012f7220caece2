import { expect, test } from "vitest";
import { specsFolder } from "../specs-folder.ts";
import { sampleUpdates } from "./fake-telegram-updates.ts";
import { parseTelegramUpdate } from "./parse.ts";

const make = sampleUpdates(specsFolder());
const file = { file_id: "f", file_unique_id: "u" };

test("a text message", () => {
  expect(parseTelegramUpdate(make.message({ text: "他能办啥" }, { chat_id: 7, user_id: 7 }))).toEqual({
    channel: "telegram",
    event_id: "100",
    chat_id: "7",
    sender_id: "7",
    group: false,
    at: "2026-09-21T14:13:20.000Z",
    content: { type: "text", text: "他能办啥", message_id: "1" },
  });
});

test.each([
  ["/start a1b2c3", "/start a1b2c3"],
  ["/start@doorstep_bot a1b2c3", "/start a1b2c3"],
  ["/today", "/today"],
  ["写信到 a@b.cn", "写信到 a@b.cn"],
  ["😭😭", "😭😭"],
])("text %s stays %s", (text, read) => {
  expect(parseTelegramUpdate(make.message({ text }))?.content).toMatchObject({ type: "text", text: read });
});

test("a pressed button is an action, with the query to answer and the message it hung on", () => {
  const update = make.press("visit.save:abc:2");
  expect(parseTelegramUpdate(update, new Date("2026-11-21T08:00:00Z"))).toEqual({
    channel: "telegram",
    event_id: String(update.update_id),
    chat_id: "42",
    sender_id: "42",
    group: false,
    at: "2026-11-21T08:00:00.000Z",
    reply_token: update.callback_query.id,
    content: { type: "action", id: "visit.save:abc:2" },
    pressed_message_id: "900",
  });
});

test("a position, also of a named place", () => {
  const location = { latitude: 31.23, longitude: 121.47 };
  expect(parseTelegramUpdate(make.message({ location }))?.content).toEqual({ type: "location", ...location });
  const venue = { location, title: "街道办", address: "中山路1号" };
  expect(parseTelegramUpdate(make.message({ venue, location }))?.content).toEqual({ type: "location", ...location });
});

test.each([
  ["sticker", { sticker: { ...file, type: "regular", width: 1, height: 1, is_animated: false, is_video: false } }],
  ["video", { video: { ...file, width: 1, height: 1, duration: 3 } }],
  ["video", { animation: { ...file, width: 1, height: 1, duration: 3 }, document: file }],
  ["file", { document: { ...file, mime_type: "application/pdf" } }],
  ["contact", { contact: { phone_number: "13800000000", first_name: "李" } }],
  ["other", { dice: { emoji: "🎲", value: 3 } }],
] as const)("a %s is named, not read", (what, fields) => {
  const parsed = parseTelegramUpdate(make.message(fields));
  expect(parsed?.content).toEqual({ type: "unsupported", what, caption: "" });
  expect(JSON.stringify(parsed)).not.toContain("13800000000");
});

test.each([
  ["voice", { voice: { ...file, duration: 3, file_size: 900 } }, { id: "f", bytes: 900, seconds: 3 }],
  ["voice", { audio: { ...file, duration: 400 } }, { id: "f", bytes: null, seconds: 400 }],
  [
    "picture",
    {
      photo: [
        { ...file, width: 90, height: 60 },
        { ...file, file_id: "large", width: 1280, height: 960, file_size: 70_000 },
        { ...file, width: 320, height: 240 },
      ],
      caption: "她家楼道",
    },
    { id: "large", bytes: 70_000, seconds: null },
  ],
  ["picture", { document: { ...file, mime_type: "image/png" } }, { id: "f", bytes: null, seconds: null }],
] as const)("a %s is named by its file, the largest there is", (type, fields, sent) => {
  const parsed = parseTelegramUpdate(make.message({ message_id: 8, ...fields }));
  const caption = "caption" in fields ? fields.caption : "";
  expect(parsed?.content).toEqual({ type, file: sent, caption, message_id: "8" });
});

test("an edited text or caption", () => {
  const parsed = parseTelegramUpdate(make.edited({ message_id: 5, text: "改成五栋" }));
  expect(parsed?.content).toEqual({ type: "edited", text: "改成五栋", message_id: "5" });
  expect(parsed?.at).toBe("2026-09-21T14:14:20.000Z");
  const photo = make.edited({ message_id: 6, photo: [{ ...file, width: 1, height: 1 }], caption: "她想不开" });
  expect(parseTelegramUpdate(photo)?.content).toEqual({ type: "edited", text: "她想不开", message_id: "6" });
});

test("a live location that moves on is not followed", () => {
  expect(parseTelegramUpdate(make.edited({ location: { latitude: 1, longitude: 2 } }))).toBeNull();
});

test("groups and channels are marked", () => {
  const group = parseTelegramUpdate(make.message({ text: "在吗" }, { chat_id: -5, chat_type: "supergroup" }));
  expect(group).toMatchObject({ group: true, chat_id: "-5", sender_id: "42" });
  expect(parseTelegramUpdate(make.channelPost({ text: "通知" }))).toMatchObject({ group: true, chat_id: "-1007" });
  expect(parseTelegramUpdate(make.press("x", { chat_id: -5, chat_type: "group" }))?.group).toBe(true);
});

test("what nobody said is nothing", () => {
  const user = { id: 1, is_bot: false, first_name: "小周" };
  expect(parseTelegramUpdate(make.message({ new_chat_members: [user] }))).toBeNull();
  expect(parseTelegramUpdate(make.message({ text: "hi", from: { ...user, is_bot: true } }))).toBeNull();
  expect(
    parseTelegramUpdate(make.other({ poll_answer: { poll_id: "1", option_ids: [], option_persistent_ids: [] } })),
  ).toBeNull();
  expect(parseTelegramUpdate({ update_id: 1, a_kind_of_next_year: {} })).toBeNull();
});

test.each([null, 1, "x", [], {}, { update_id: "1" }, { update_id: 1, message: { text: "x" } }, { message: {} }])(
  "%j is no update",
  (json) => {
    expect(parseTelegramUpdate(json)).toBeNull();
  },
);
