import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { type SeededDistrict, seedDistrict, testSealer } from "../../cases/fixture.ts";
import { freshPglite } from "../../platform/database/fresh.ts";
import type { Database } from "../../platform/database/port.ts";
import { texts } from "../texts/zh-hans.ts";
import { chatOf, wordsOf } from "./fixture.ts";

describe("buttons that are typed", () => {
  let database: Database;
  let district: SeededDistrict;
  let chat: ReturnType<typeof chatOf>;
  let number = 0;
  beforeAll(async () => {
    database = await freshPglite();
  });
  beforeEach(async () => {
    district = await seedDistrict(database, await testSealer(), ++number);
    chat = chatOf(district);
  });
  afterAll(() => database.close());

  const visits = async () => (await district.service(({ tx }) => tx.query("select 1 from visits"))).rows.length;

  test.each(["保存", "存", "确定", "好的 存吧"])("%s saves the open draft, once", async (words) => {
    await chat.say("今天去了五栋402 王奶奶 七十八");
    expect((await chat.say(words)).replies[0]?.kind).toBe("saved");
    expect(await visits()).toBe(1);
    expect((await chat.say(words)).replies[0]?.kind).not.toBe("saved");
    expect(await visits()).toBe(1);
  });

  test.each(["不要了", "放弃"])("%s drops it", async (words) => {
    await chat.say("今天去了五栋402 王奶奶 七十八");
    expect(wordsOf(await chat.say(words))).toBe(texts.draft_dropped);
    expect(await visits()).toBe(0);
  });

  test("确定 does not send a referral whose consent nobody asked for", async () => {
    const saved = await chat.say("今天去了五栋402 王奶奶 七十八 想找日托").then(() => chat.say("保存"));
    await chat.press(saved, texts.actions.refer("找日托"));
    expect((await chat.say("确定")).replies[0]?.kind).toBe("referral_draft");
    const { rows } = await district.service(({ tx }) => tx.query("select 1 from referrals"));
    expect(rows).toEqual([]);
  });

  test("one task told twice is one button, and news that was sent on is no draft", async () => {
    await chat.say("张大爷 八十 褥疮 烂了");
    const labels = (await chat.say("保存")).replies[0]!.actions.map((action) => action.label);
    expect(new Set(labels).size).toBe(labels.length);
    const news = await chat.say("转发:某地一男子持刀伤人被抓");
    expect(news.replies.every((reply) => reply.draft === null)).toBe(true);
  });
});
