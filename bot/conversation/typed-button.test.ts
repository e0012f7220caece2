import { describe, expect, test } from "vitest";
import { texts } from "../texts/zh-hans.ts";
import { freshChat, wordsOf } from "./fixture.ts";

describe("buttons that are typed", () => {
  const fresh = freshChat();

  const visits = async () => (await fresh.district.service(({ tx }) => tx.query("select 1 from visits"))).rows.length;

  test.each(["保存", "存", "确定", "好的 存吧"])("%s saves the open draft, once", async (words) => {
    await fresh.chat.say("今天去了五栋402 王奶奶 七十八");
    expect((await fresh.chat.say(words)).replies[0]?.kind).toBe("saved");
    expect(await visits()).toBe(1);
    expect((await fresh.chat.say(words)).replies[0]?.kind).not.toBe("saved");
    expect(await visits()).toBe(1);
  });

  test.each(["不要了", "放弃"])("%s drops it", async (words) => {
    await fresh.chat.say("今天去了五栋402 王奶奶 七十八");
    expect(wordsOf(await fresh.chat.say(words))).toBe(texts.draft_dropped);
    expect(await visits()).toBe(0);
  });

  test("确定 does not send a referral whose consent nobody asked for", async () => {
    const saved = await fresh.chat.say("今天去了五栋402 王奶奶 七十八 想找日托").then(() => fresh.chat.say("保存"));
    await fresh.chat.press(saved, texts.actions.refer("找日托"));
    expect((await fresh.chat.say("确定")).replies[0]?.kind).toBe("referral_draft");
    const { rows } = await fresh.district.service(({ tx }) => tx.query("select 1 from referrals"));
    expect(rows).toEqual([]);
  });

  test("one task told twice is one button, and news that was sent on is no draft", async () => {
    await fresh.chat.say("张大爷 八十 褥疮 烂了");
    const labels = (await fresh.chat.say("保存")).replies[0]!.actions.map((action) => action.label);
    expect(new Set(labels).size).toBe(labels.length);
    const news = await fresh.chat.say("转发:某地一男子持刀伤人被抓");
    expect(news.replies.every((reply) => reply.draft === null)).toBe(true);
  });
});
