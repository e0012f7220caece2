import { expect, test } from "vitest";
import { SAMPLE_CITATION, sampleActions, sampleReply } from "../sample-reply.ts";
import { renderTelegram } from "./render.ts";

test("an answer carries its sources and buttons in one plain message", () => {
  const [message, ...more] = renderTelegram(
    sampleReply({ text: "先申请。", citations: [SAMPLE_CITATION], actions: sampleActions(1) }),
  );
  expect(more).toEqual([]);
  expect(message?.text).toMatch(/^先申请。\n\n依据: \[1\] 《上海市社会救助条例》 .* 自2019-05-01\n“申请/);
  expect(message?.reply_markup).toEqual({ inline_keyboard: [[{ text: "选项1", callback_data: "pick:1" }]] });
});

test("fourteen short buttons stand two in a row, long ones alone", () => {
  const rowsOf = (actions: { id: string; label: string }[]) => {
    const markup = renderTelegram(sampleReply({ actions }))[0]?.reply_markup;
    return markup && "inline_keyboard" in markup
      ? markup.inline_keyboard.map((row) => row.map((each) => each.text))
      : [];
  };
  expect(rowsOf(sampleActions(14))).toHaveLength(7);
  expect(
    rowsOf([
      { id: "a", label: "保存" },
      { id: "b", label: "请社工打电话再问一遍" },
      { id: "c", label: "修改" },
      { id: "d", label: "放弃" },
    ]),
  ).toEqual([["保存"], ["请社工打电话再问一遍"], ["修改", "放弃"]]);
});

test("a button Telegram would refuse is left out, the words stay", () => {
  const actions = [
    { id: "x".repeat(65), label: "太长" },
    { id: "", label: "空" },
    { id: "ok", label: " " },
    { id: "x".repeat(64), label: "刚好" },
  ];
  const [message] = renderTelegram(sampleReply({ actions }));
  expect(message?.text).toBe("可以,先到窗口问一问。");
  expect(message?.reply_markup).toEqual({ inline_keyboard: [[{ text: "刚好", callback_data: "x".repeat(64) }]] });
});

test("a long text becomes several messages, the buttons under the last", () => {
  const text = Array.from({ length: 400 }, (_, index) => `${index} 到街道办事处申请,带上身份证和户口本`).join("\n");
  const messages = renderTelegram(sampleReply({ text, actions: sampleActions(2) }));
  expect(messages.length).toBeGreaterThan(1);
  expect(messages.map((message) => message.text).join("\n")).toBe(text);
  for (const message of messages) expect(message.text.length).toBeLessThanOrEqual(4096);
  expect(messages.slice(0, -1).every((message) => message.reply_markup === undefined)).toBe(true);
  expect(messages.at(-1)?.reply_markup).toBeDefined();
});

test("4,096 characters go out as one message, one more as two", () => {
  const lengths = (text: string) => renderTelegram(sampleReply({ text })).map((message) => message.text.length);
  expect(lengths("字".repeat(4096))).toEqual([4096]);
  expect(lengths("字".repeat(4097))).toEqual([4096, 1]);
});

test("a position is asked for by a reply keyboard, beside other buttons in a message of its own", () => {
  const share = { id: "location.share", label: "发我的位置" };
  const keyboard = {
    keyboard: [[{ text: "发我的位置", request_location: true }]],
    resize_keyboard: true,
    one_time_keyboard: true,
  };
  expect(renderTelegram(sampleReply({ text: "你在哪儿?", actions: [share] }))).toEqual([
    { text: "你在哪儿?", reply_markup: keyboard },
  ]);
  const both = renderTelegram(sampleReply({ text: "你在哪儿?", actions: [share, ...sampleActions(1)] }));
  expect(both).toHaveLength(2);
  expect(both[0]?.reply_markup).toHaveProperty("inline_keyboard");
  expect(both[1]?.reply_markup).toEqual(keyboard);
});

test("a blank reply still says something", () => {
  expect(renderTelegram(sampleReply({ text: " \n" }))[0]?.text).toBe("收到。");
  expect(renderTelegram(sampleReply({ text: "", actions: sampleActions(1) }))[0]?.text).toBe("请点下面的按钮。");
});
