/** The crisis card on the messengers: first of all, in the writer's script, with the lines of the place, and a question in doubt. */
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { screen } from "../../bot/crisis/screen.ts";
import { isUnsure } from "../../bot/crisis/verdict.ts";
import { writtenIn } from "../../bot/language/written-in.ts";
import { setScope, systemScope } from "../../platform/scope.ts";
import { type Connected, connect } from "./connected.ts";

const DISTRICT = 440606;
const USER = `U${"a".repeat(32)}`;
const source = { type: "user" as const, userId: USER };
const SUPERVISOR = { chat_id: 88, user_id: 88 };
const RED = "老李拿着菜刀把门反锁了 说谁进来砍谁";
const CARD = "先退到安全的地方,再打 110";

/** Messages of the development set that no rule knows, only the model: of this kind there will always be some. */
const DOUBTED = readFileSync(join(import.meta.dirname, "../../evals/data/crisis/messages.jsonl"), "utf8")
  .trim()
  .split("\n")
  .map((row) => (JSON.parse(row) as { text: string }).text)
  .filter((text) => {
    const verdict = screen(text);
    return isUnsure(verdict) && !verdict.self && writtenIn(text) === "zh-Hans";
  });
const doubted = (level: "red" | "orange"): string => {
  const text = DOUBTED.find((one) => screen(one).level === level);
  if (text === undefined) throw new Error(`no message of the development set is ${level} by the model alone`);
  return text;
};

let c: Connected;
beforeAll(async () => {
  c = await connect();
  await telegram(`/start ${c.codes.grid_worker}`);
  await c.fromTelegram(c.updates.message({ text: `/start ${c.codes.supervisor}` }, SUPERVISOR));
  await c.fromLine(c.webhooks.body(c.webhooks.text(c.codes.social_worker, { source })));
  await c.settled();
});
afterAll(async () => {
  expect(c.line.violations).toEqual([]);
  expect(c.telegram.violations).toEqual([]);
  await c.close();
});
beforeEach(async () => {
  await c.settled();
  c.telegram.sent.length = 0;
  c.line.sent.length = 0;
});

const mine = () => c.telegram.sent.filter(({ chat_id }) => chat_id === 42);
const said = (): string[] => mine().map(({ text }) => text);
const toldSupervisor = (): number =>
  c.telegram.sent.filter(({ chat_id, text }) => chat_id === 88 && /紧急|24小时/.test(text)).length;
async function telegram(text: string): Promise<void> {
  expect((await c.fromTelegram(c.updates.message({ text }))).status).toBe(200);
  await c.settled();
}
const buttons = (): { text: string; callback_data: string }[] =>
  mine().flatMap(
    ({ reply_markup }) =>
      (
        reply_markup as { inline_keyboard?: { text: string; callback_data: string }[][] } | undefined
      )?.inline_keyboard?.flat() ?? [],
  );
async function press(label: string): Promise<void> {
  await c.fromTelegram(c.updates.press(buttons().findLast(({ text }) => text === label)!.callback_data));
  await c.settled();
}
const crises = (): Promise<number> =>
  c.parts.database.transaction(async (tx) => {
    await setScope(tx, systemScope(DISTRICT));
    return (await tx.query<{ n: number }>("select count(*) as n from crises")).rows[0]!.n;
  });

describe("before everything else", () => {
  test("the card does not wait behind fifty messages of the same chat, and comes once", async () => {
    await c.stopBot();
    for (let i = 0; i < 50; i++) await c.fromTelegram(c.updates.message({ text: `谢谢 ${i}` }));
    expect(said()).toEqual([]);
    await c.fromTelegram(c.updates.message({ text: RED }));
    await expect.poll(said).toHaveLength(1);
    expect(said()[0]).toContain(CARD);
    await c.startBot();
    await c.settled();
    expect(said().filter((text) => text.includes("随时叫我"))).toHaveLength(50);
    expect(said().slice(51).join("\n")).toContain("已通知");
    expect(said().filter((text) => text.includes(CARD))).toHaveLength(1);
  });

  test("on LINE too", async () => {
    await c.stopBot();
    for (let i = 0; i < 50; i++) await c.fromLine(c.webhooks.body(c.webhooks.text(`谢谢 ${i}`, { source })));
    const replyToken = c.line.issueReplyToken(USER);
    await c.fromLine(c.webhooks.body(c.webhooks.text(RED, { source, replyToken })));
    await expect.poll(() => c.line.sent).toHaveLength(1);
    expect(JSON.stringify(c.line.sent[0])).toContain(CARD);
    await c.startBot();
    await c.settled();
    expect(JSON.stringify(c.line.sent).split(CARD)).toHaveLength(2 + 1); // as the heading and as the text of a lock screen
  });

  test("a message that is edited into a red one", async () => {
    const first = c.updates.message({ text: "谢谢" });
    await c.fromTelegram(first);
    await c.settled();
    const before = await crises();
    const { message_id } = (first as unknown as { message: { message_id: number } }).message;
    await c.fromTelegram(c.updates.edited({ message_id, text: RED }));
    await c.settled();
    expect(said()[1]).toContain(CARD);
    expect(said().at(-1)).toContain("已通知");
    expect(await crises()).toBe(before + 1);
  });
});

describe("the card", () => {
  test("names each number once, and is plain text to dial from on Telegram", async () => {
    await telegram(RED);
    expect(said()[0]!.match(/\d{3,}/g)).toEqual(["110", "120"]);
    expect(mine()[0]!.reply_markup ?? null).toBeNull();
  });

  test("on LINE every line with a number dials it, and nothing else does", async () => {
    const replyToken = c.line.issueReplyToken(USER);
    await c.fromLine(c.webhooks.body(c.webhooks.text("他站在楼顶要跳 快来人", { source, replyToken })));
    await c.settled();
    const uris = [...JSON.stringify(c.line.sent).matchAll(/"uri":"tel:(\d+)"/g)].map((match) => match[1]);
    expect(uris.slice(0, 3)).toEqual(["110", "119", "120"]);
    expect(new Set(uris).size).toBe(uris.length);
  });

  test.each([
    ["阿強佢話頂唔順喇 而家坐喺天台邊", "現在打 110", "還沒有通知"],
    ["王奶奶胸口痛得厲害 出冷汗 說不出話", "現在打 120", "還沒有通知"],
  ])("answers Traditional in Traditional from the first line on: %s", async (text, first, alone) => {
    await telegram(text);
    expect(said()[0]!.split("\n")[0]).toContain(first);
    expect(said()[0]).toContain(alone);
    expect(said()[0]).not.toMatch(/[现说个别给]/);
  });
});

describe("the lines of the place", () => {
  test("follow the red card, with hours and day, so that it is four numbers at most", async () => {
    await telegram("她把遗书写好了 药也攒够了 今晚就走");
    expect(said()[0]!.match(/\d{3,}/g)).not.toContain("22320251");
    const after = said()[1]!;
    expect(after).toMatch(/本地电话 0757-22320251:.*2022-08-05 的信息,没核实/);
    const numbers = new Set([said()[0]!, after].join("\n").match(/0757-\d{8}|(?<![\d-])1\d{2}(?:\d{2})?(?![\d-])/g));
    expect(numbers).toEqual(new Set(["110", "120", "12356", "0757-22320251"]));
  });

  test("stand on the card when it is not out yet", async () => {
    await telegram("张姐最近总说活着没意思 东西都送人了");
    const card = said().find((text) => text.includes("怎么说:"))!;
    expect(card).toContain("本地电话 0757-22320251");
    expect(card.split("\n").length).toBeLessThanOrEqual(9);
  });
});

describe("in doubt", () => {
  beforeEach(async () => {
    await telegram("谢谢");
    c.telegram.sent.length = 0;
  });

  test("one question with two buttons at once; 没有 goes on as usual, and nobody was told", async () => {
    const before = await crises();
    await telegram(doubted("red"));
    expect(said()).toHaveLength(1);
    expect(said()[0]).toMatch(/^人现在有危险吗\?/);
    expect(buttons().map(({ text }) => text)).toEqual(["有危险", "没有,接着办"]);
    await press("没有,接着办");
    expect(said()).toHaveLength(2);
    expect(said()[1]).not.toContain("怎么说:");
    await press("没有,接着办");
    expect(said()[2]).toContain("没有重复");
    expect([toldSupervisor(), await crises()]).toEqual([0, before]);
  });

  test("有危险 brings the red card, and people are told once, however often it is pressed", async () => {
    const before = await crises();
    await telegram(doubted("orange"));
    expect(said()[0]).toMatch(/^人现在有危险吗\?/);
    await press("有危险");
    await press("有危险");
    expect(said()[1]).toMatch(/怎么说:[\s\S]*还没有通知/);
    expect(said().filter((text) => text.includes("已通知"))).toHaveLength(1);
    expect([toldSupervisor(), await crises()]).toEqual([1, before + 1]);
  });

  test("the answer may be typed", async () => {
    const before = await crises();
    await telegram(doubted("red"));
    await telegram("有");
    expect(said().join("\n")).toContain("怎么说:");
    expect(await crises()).toBe(before + 1);
    await telegram(doubted("red"));
    await telegram("没有");
    await telegram("有");
    expect(await crises()).toBe(before + 1);
  });
});
