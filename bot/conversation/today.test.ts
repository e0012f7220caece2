import { describe, expect, test } from "vitest";
import { freshChat, wordsOf } from "./fixture.ts";
import type { TurnResult } from "./turn.ts";

const DAY = 24 * 60;

describe("今天 in the chat", () => {
  const fresh = freshChat();

  /** Told and saved, on the morning of 2026-11-21 and so many minutes. */
  const told = async (note: string, minutes = 0): Promise<TurnResult> => {
    const draft = await fresh.chat.say(note, minutes);
    return fresh.chat.press(draft, "保存", minutes);
  };
  const labels = (result: TurnResult) => result.replies.flatMap(({ actions }) => actions.map(({ label }) => label));

  test("doors in the order of the stairs, everybody behind one door together, with what was promised", async () => {
    await told("入户看望王秀兰,5栋2单元601,说好明天再来");
    await told("入户看望李建国,5栋1单元301,答应帮他问低保,说好明天再来", 1);
    await told("入户看望李桂香,5栋1单元301,说好明天再来", 2);
    const list = wordsOf(await fresh.chat.say("今天我该看谁", DAY));
    const lines = list.split("\n");
    expect(lines[0]).toBe("今天该看 2 户:");
    expect(lines[1]).toMatch(/^1\. 第一网格 5栋1单元301 李建国 约好的 · 上次 2026-11-21 入户 · 说过:.*低保/);
    expect(lines[2]).toMatch(/^ {3}李桂香 约好的/);
    expect(lines[3]).toMatch(/^2\. 第一网格 5栋2单元601 王秀兰 约好的/);
  });

  test("nobody opened: written down, and another day with a tap", async () => {
    await told("入户看望王秀兰,5栋2单元601,说好明天再来");
    const list = await fresh.chat.say("今天我该看谁", DAY);
    const who = await fresh.chat.press(list, "没见到人 / 改日子", DAY);
    expect(labels(who)).toEqual(["王秀兰 5栋2单元601"]);
    const what = await fresh.chat.press(who, "王秀兰 5栋2单元601", DAY);
    expect(labels(what)).toEqual(["没人开门", "外出了", "住院了", "不愿意见", "搬走了", "改天再去"]);
    const missed = await fresh.chat.press(what, "没人开门", DAY);
    expect(wordsOf(missed)).toContain("记下了:王秀兰 没人开门");
    expect(wordsOf(await fresh.chat.say("今天我该看谁", DAY + 5))).toContain("去过 1 次没见到(没人开门)");
    const moved = await fresh.chat.press(missed, "3 天后 2026-11-25", DAY + 6);
    expect(wordsOf(moved)).toBe("王秀兰 改到 2026-11-25 再看。");
    expect(wordsOf(await fresh.chat.say("今天我该看谁", DAY + 7))).toBe("今天没有到期的回访。");
    await expect(fresh.chat.press(what, "没人开门", DAY + 8)).rejects.toMatchObject({ code: "follow_up_closed" });
    expect(wordsOf(await fresh.chat.say("今天我该看谁", 4 * DAY))).toContain("王秀兰 约好的");
  });

  test("another day told in a sentence asks only why", async () => {
    await told("入户看望王秀兰,5栋2单元601,说好明天再来");
    const why = await fresh.chat.say("王秀兰推到11月27号", DAY);
    expect(wordsOf(why)).toBe("王秀兰 改到 2026-11-27,为什么?");
    expect(wordsOf(await fresh.chat.press(why, "居民要改期", DAY))).toBe("王秀兰 改到 2026-11-27 再看。");
    expect(wordsOf(await fresh.chat.say("今天我该看谁", DAY + 1))).toBe("今天没有到期的回访。");
  });

  test("moved away is for a supervisor to decide; a rule's day is not passed by a tap", async () => {
    const saved = await told("跟精防医生一起入户看李建国,5栋301,精神分裂,医生说病情不稳定");
    expect(wordsOf(saved)).toContain("李建国:医生评的:病情不稳定,2026-12-05 前再看一次");
    const list = await fresh.chat.say("今天我该看谁", 12 * DAY);
    expect(wordsOf(list)).toContain("李建国 医生评的:病情不稳定,最晚 2026-12-05");
    const who = await fresh.chat.press(list, "没见到人 / 改日子", 12 * DAY);
    const what = await fresh.chat.press(who, "李建国 5栋301", 12 * DAY);
    expect(wordsOf(await fresh.chat.press(what, "搬走了", 12 * DAY))).toContain("请主管");
    const later = await fresh.chat.press(await fresh.chat.press(what, "改天再去", 12 * DAY), "今天来不及", 12 * DAY);
    expect(wordsOf(await fresh.chat.press(later, "7 天后 2026-12-10", 12 * DAY))).toBe(
      "按规定最晚这天要见到人,再往后要主管同意: 2026-12-05",
    );
  });

  test("the card says that the medicine ends before the agreed day", async () => {
    const card = wordsOf(await fresh.chat.say("入户看望王秀兰,5栋2单元601,药还剩五天的量,约好12月1号再来"));
    expect(card).toContain("药 2026-11-26 就吃完了,比约好的 2026-12-01 早。");
    expect(wordsOf(await fresh.chat.say("入户看望李桂香,5栋602,药还够吃一个月,约好12月1号再来", 1))).toContain(
      "药吃到 2026-12-21",
    );
  });
});
