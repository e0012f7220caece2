/** Voices and pictures from the messengers, through the real service, the real SDKs and strict fakes. */
import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { ofLatin1 } from "../../platform/image/bytes.ts";
import { exifSegment, holds, jpeg, PLANTED } from "../../platform/image/picture-fixture.ts";
import { type FakeEndpoint, type FakeModel, startFakeEndpoint } from "../../platform/model/fake/endpoint.ts";
import { setScope, systemScope } from "../../platform/scope.ts";
import { sweep } from "../housekeeping.ts";
import { type Connected, connect } from "./connected.ts";

const USER = `U${"a".repeat(32)}`;
const source = { type: "user" as const, userId: USER };
const DISTRICT = 440606;
const OGG = new Uint8Array([...ofLatin1("OggS"), ...new Uint8Array(60).fill(7)]);
const M4A = new Uint8Array([0, 0, 0, 24, ...ofLatin1("ftypM4A "), ...new Uint8Array(60).fill(9)]);
const PHOTO = jpeg({ front: [exifSegment(6)] });
const NOTE = "今天去了三网格五栋二单元四零一王秀兰王奶奶家 七十八了一个人住 降压药快没了 下周三再去";

let c: Connected;
let endpoint: FakeEndpoint;
const model: FakeModel = { api_key: "key", model: "ears", transcript: "" };
let files = 0;

async function open(env: Record<string, string>): Promise<void> {
  endpoint = await startFakeEndpoint(model);
  c = await connect({
    env: {
      OPENAI_API_KEY: "key",
      OPENAI_BASE_URL: endpoint.base_url,
      OPENAI_TRANSCRIPTION_MODEL: "ears",
      ...env,
    },
  });
  await c.fromTelegram(c.updates.message({ text: `/start ${c.codes.grid_worker}` }));
  await c.fromLine(c.webhooks.body(c.webhooks.text(c.codes.supervisor, { source })));
  await c.settled();
}
async function close(): Promise<void> {
  expect(c.line.violations).toEqual([]);
  expect(c.telegram.violations).toEqual([]);
  await c.close();
  await endpoint.close();
}
async function clear(): Promise<void> {
  await c.settled();
  c.telegram.sent.length = 0;
  c.line.sent.length = 0;
  endpoint.transcribed.length = 0;
  endpoint.trouble = {};
}

const said = (): string[] => c.telegram.sent.map((message) => message.text);
const file = (extra: object = {}) => ({ file_id: `F${++files}`, file_unique_id: `u${files}`, ...extra });
async function telegram(fields: Record<string, unknown>): Promise<void> {
  expect((await c.fromTelegram(c.updates.message(fields))).status).toBe(200);
  await c.settled();
}
/** A voice message of these bytes, in which the model hears these words. */
async function speak(words: string, bytes: Uint8Array = OGG, extra: object = {}): Promise<void> {
  model.transcript = words;
  const voice = file({ duration: 4, ...extra });
  c.telegram.hold(voice.file_id, bytes);
  await telegram({ voice });
}
async function photograph(bytes: Uint8Array, caption?: string): Promise<void> {
  const [small, large] = [file({ width: 90, height: 60 }), file({ width: 1280, height: 960 })];
  c.telegram.hold(large.file_id, bytes);
  await telegram({ photo: [small, large], ...(caption === undefined ? {} : { caption }) });
}
/** The newest button of that name among these messages. */
async function press(label: string, among = c.telegram.sent): Promise<void> {
  const keyboards = among.map(({ reply_markup }) => reply_markup) as {
    inline_keyboard?: { text: string; callback_data: string }[][];
  }[];
  const buttons = keyboards.flatMap((markup) => markup?.inline_keyboard?.flat() ?? []);
  await c.fromTelegram(c.updates.press(buttons.findLast(({ text }) => text === label)!.callback_data));
  await c.settled();
}
const rows = <T>(sql: string): Promise<T[]> =>
  c.parts.database.transaction(async (tx) => {
    await setScope(tx, systemScope(DISTRICT));
    return (await tx.query<T>(sql)).rows;
  });
/** Nothing is open any more that a picture could join. */
async function noDrafts(): Promise<void> {
  const [worker] = await rows<{ id: string }>("select id from staff where role = 'grid_worker'");
  await c.parts.database.transaction(async (tx) => {
    await setScope(tx, { district_id: DISTRICT, staff_id: worker!.id, role: "grid_worker" });
    await tx.query("delete from visit_pictures");
    await tx.query("update drafts set state = 'discarded', body_sealed = null");
  });
}
const pictures = () =>
  rows<{ draft_id: string | null; visit_id: string | null }>(
    "select draft_id, visit_id from visit_pictures order by created_at, id",
  );
const crises = () => rows<{ level: string }>("select level from crises");

describe("with the operator's own transcription model", () => {
  beforeAll(() => open({ MODEL_TRUST: "internal" }));
  afterAll(close);
  beforeEach(clear);

  test("a note that was spoken becomes a draft that shows what was heard; the recording is nowhere", async () => {
    await speak(NOTE);
    expect(endpoint.transcribed).toEqual([{ name: "voice.ogg", type: "audio/ogg", bytes: OGG }]);
    expect(said()).toHaveLength(1);
    expect(said()[0]).toMatch(/^听到的是:「今天去了三网格.*下周三再去」\n\n我理解的是\(还没保存\)/);
    expect(said()[0]).not.toContain("王秀兰");
    await speak("不是五栋是六栋");
    expect(said()[1]).toContain("6栋2单元401");
    await press("保存");
    expect(said().at(-1)).toMatch(/已保存 V-/);
    const stored = await rows<{ body_sealed: string | null }>(
      "select body_sealed from inbox where body_sealed is not null",
    );
    expect(stored).toEqual([]);
    expect(JSON.stringify(c.logged)).not.toContain("王");
  });

  test("LINE's recordings are fetched from its data host, also when they are not ready at once", async () => {
    model.transcript = "低保怎么申请";
    c.line.hold("91", M4A, 2);
    const audio = { type: "audio", id: "91", duration: 3000, contentProvider: { type: "line" } };
    await c.fromLine(c.webhooks.body(c.webhooks.message(audio, { source })));
    await c.settled();
    expect(c.line.downloaded).toEqual(["91"]);
    expect(endpoint.transcribed).toEqual([{ name: "voice.m4a", type: "audio/mp4", bytes: M4A }]);
    expect(JSON.stringify(c.line.sent)).toContain("听到的是:「低保怎么申请」");
  });

  test("what is heard is screened: on red the card is the first thing out, once, and the crisis is recorded", async () => {
    await speak("他站在楼顶要跳楼 在三网格五栋");
    expect(said()[0]).toContain("110");
    expect(said().filter((text) => text.includes("怎么说:"))).toHaveLength(1);
    expect(said().join()).toContain("听到的是:「他站在楼顶要跳楼 在三网格五栋」");
    expect(await crises()).toEqual([{ level: "red" }]);
  });

  test("the writer's own distress is answered and not written out again", async () => {
    await speak("我不想活了 药都攒够了");
    expect(said()[0]).toContain("12356");
    expect(said().join()).not.toContain("听到的是");
    expect(said().join()).not.toContain("攒够");
  });

  test("identity numbers that were spoken are cut before anything is kept or shown", async () => {
    await speak("今天去了王奶奶家 身份证号440681194810154321 药快没了");
    expect(said().join()).not.toContain("19481015");
    expect(said().join()).toContain("4321");
  });

  test.each([
    ["nothing is heard", "", OGG, {}, "没听清"],
    ["it is no recording", "好", ofLatin1("<html>not found</html>"), {}, "没听清"],
    ["it is too long", "好", OGG, { duration: 301 }, "分几段说"],
    ["it is too large", "好", OGG, { file_size: 21 * 1024 * 1024 }, "分几段说"],
  ])("when %s the worker is told once what to do", async (_, words, bytes, extra, told) => {
    await speak(words, bytes, extra);
    expect(said()).toHaveLength(1);
    expect(said()[0]).toContain(told);
  });

  test("when the file is gone, or the model is down, the worker is told once, and the next message works", async () => {
    await telegram({ voice: file({ duration: 4 }) });
    expect(said()).toEqual([expect.stringContaining("没取下来")]);
    endpoint.trouble = { status: 500 };
    await speak("低保怎么申请");
    expect(said()[1]).toContain("没听清");
    endpoint.trouble = {};
    await telegram({ text: "谢谢" });
    expect(said()).toHaveLength(3);
    const { rows: poison } = await c.parts.database.query("select id from inbox where state = 'poison'");
    expect(poison).toEqual([]);
  });

  test("a stumbling network is tried again", async () => {
    c.telegram.fail({ times: 1, status: "reset", on: "getFile" });
    c.telegram.fail({ times: 1, status: 502, on: `F${files + 1}` });
    await speak("低保怎么申请");
    expect(said()[0]).toContain("听到的是:「低保怎么申请」");
  });

  test("a stranger's recording and a group's are not fetched", async () => {
    const before = c.telegram.calls.length;
    const voice = file({ duration: 4 });
    await c.fromTelegram(c.updates.message({ voice }, { chat_id: 77, user_id: 77 }));
    await c.fromTelegram(c.updates.message({ voice }, { chat_id: -5, chat_type: "group" }));
    await c.settled();
    expect(said()).toEqual([expect.stringContaining("邀请码")]);
    expect(c.telegram.calls.slice(before).map((call) => call.method)).not.toContain("getFile");
  });
});

describe("without a model of the operator's own", () => {
  beforeAll(() => open({ MODEL_TRUST: "external" }));
  afterAll(close);
  beforeEach(clear);

  test("a voice is not fetched, and the phone's own dictation is offered at once", async () => {
    await speak("他要跳楼");
    expect(said()).toEqual(["语音我现在听不了。用手机输入法的话筒说,转成文字发我就行。"]);
    expect(endpoint.requests).toBe(0);
    expect(c.telegram.downloaded).toEqual([]);
  });

  test("a picture without a note waits for one, goes with it, and is the visit's, without its place", async () => {
    await photograph(PHOTO);
    expect(said()).toEqual(["照片先收着,10 分钟内说是谁家的就放进那次走访。"]);
    await telegram({ text: NOTE });
    expect(said()[1]).toContain("照片:1 张");
    await photograph(PHOTO);
    expect(said()[2]).toContain("照片放进王某");
    await press("保存");
    expect(said().at(-1)).toContain("照片 2 张也存好了");
    const kept = await pictures();
    expect(kept.map(({ visit_id }) => visit_id !== null)).toEqual([true, true]);
    const [sealed] = await rows<{ image_sealed: Uint8Array }>("select image_sealed from visit_pictures limit 1");
    const bytes = await c.parts.sealer.openBytes(sealed!.image_sealed, "visit_pictures.image");
    expect(holds(PHOTO, new TextEncoder().encode(PLANTED))).toBe(true);
    expect(holds(bytes, new TextEncoder().encode(PLANTED))).toBe(false);
    await photograph(PHOTO);
    expect(said().at(-1)).toMatch(/放进刚存的 V-\S+ 了,第 3 张/);
    await press("不是这家");
    expect(said().at(-1)).toContain("拿出来了");
    await press("撤销");
    expect((await pictures()).map(({ visit_id }) => visit_id)).toEqual([null]);
    expect(endpoint.requests).toBe(0);
  });

  test("the words under a picture say whose it is: it goes with their note, not with the draft before", async () => {
    await rows("delete from visit_pictures");
    await telegram({ text: NOTE });
    await photograph(PHOTO, "今天去了四网格3栋1单元202李建国家 摔了一跤 要人帮忙做饭");
    expect(said()).toHaveLength(2);
    expect(said()[1]).toContain("照片:1 张");
    const [kept] = await pictures();
    await press("放弃");
    expect(await pictures()).toEqual([]);
    expect(kept?.draft_id).not.toBeNull();
    await press("放弃", c.telegram.sent.slice(0, 1));
  });

  test("a crisis under a picture is a crisis first", async () => {
    await photograph(PHOTO, "他站在楼顶要跳楼");
    expect(said()[0]).toContain("110");
    expect(await crises()).toEqual([{ level: "red" }]);
  });

  test("a picture sent as a file, and LINE's, are kept; what is none is refused with its reason", async () => {
    await rows("delete from visit_pictures");
    const document = file({ mime_type: "image/heic" });
    c.telegram.hold(document.file_id, ofLatin1("\0\0\0\x18ftypheic\0\0\0\0"));
    await telegram({ document });
    expect(said().at(-1)).toContain("HEIC");
    await photograph(PHOTO.subarray(0, 90));
    expect(said().at(-1)).toContain("不完整");
    await photograph(new Uint8Array(10 * 1024 * 1024 + 1));
    expect(said().at(-1)).toContain("最多 10 MB");
    expect(await pictures()).toEqual([]);
    c.line.hold("92", PHOTO);
    const image = { type: "image", id: "92", quoteToken: "q", contentProvider: { type: "line" } };
    await c.fromLine(c.webhooks.body(c.webhooks.message(image, { source })));
    await c.settled();
    expect(JSON.stringify(c.line.sent)).toContain("照片先收着");
    expect(await pictures()).toHaveLength(1);
    await c.fromLine(c.webhooks.body(c.webhooks.unsend("92", { source })));
    await c.settled();
    expect(await pictures()).toEqual([]);
  });

  test("what nobody claims is forgotten", async () => {
    await noDrafts();
    await photograph(PHOTO);
    expect(await pictures()).toHaveLength(1);
    await sweep(c.parts);
    expect(await pictures()).toHaveLength(1);
    await sweep({ ...c.parts, clock: { now: () => new Date(Date.now() + 600_000) } });
    expect(await pictures()).toEqual([]);
  });

  test("the message that brought one, delivered again, brings one", async () => {
    const photo = file({ width: 9, height: 9 });
    c.telegram.hold(photo.file_id, PHOTO);
    const update = c.updates.message({ photo: [photo] });
    await Promise.all([c.fromTelegram(update), c.fromTelegram(update)]);
    await c.settled();
    expect(await pictures()).toHaveLength(1);
  });
});
