import type { messagingApi } from "@line/bot-sdk";
import { describe, expect, test } from "vitest";
import type { Reply } from "../../reply.ts";
import { SAMPLE_CITATION, sampleActions, sampleReply } from "../sample-reply.ts";
import { specsFolder } from "../specs-folder.ts";
import { phoneToDial } from "./card.ts";
import { lineSchemaCheck } from "./fake-line-checks.ts";
import { messageProblems } from "./fake-line-limits.ts";
import { renderLine } from "./render.ts";

const schema = lineSchemaCheck(specsFolder(), "messaging-api.yml");

/** Renders and asserts that LINE takes every message. */
function rendered(over: Partial<Reply>): messagingApi.Message[] {
  const messages = renderLine(sampleReply(over));
  const body = { to: `U${"1".repeat(32)}`, messages };
  expect([...schema("PushMessageRequest", body), ...messageProblems(body)]).toEqual([]);
  return messages;
}

function bubbleOf(message: messagingApi.Message | undefined): messagingApi.FlexBubble {
  if (message?.type !== "flex" || message.contents.type !== "bubble") throw new Error("not a bubble");
  return message.contents;
}

function textsOf(bubble: messagingApi.FlexBubble): messagingApi.FlexText[] {
  return (bubble.body?.contents ?? []).flatMap((each) => (each.type === "text" ? [each] : []));
}

describe("text", () => {
  test("an answer with sources and quick replies", () => {
    const [message, ...more] = rendered({ text: "先申请。", citations: [SAMPLE_CITATION], actions: sampleActions(2) });
    expect(more).toEqual([]);
    expect(message).toMatchObject({ type: "text", text: expect.stringMatching(/^先申请。\n\n依据: \[1\] 《/) });
    expect(message?.quickReply?.items?.[0]).toEqual({
      type: "action",
      action: { type: "postback", label: "选项1", data: "pick:1", displayText: "选项1" },
    });
  });

  test("thirteen buttons are quick replies, a fourteenth gets a card before the last message", () => {
    expect(rendered({ actions: sampleActions(13) })).toHaveLength(1);
    const [more, last] = rendered({ actions: sampleActions(14) });
    expect(last?.quickReply?.items).toHaveLength(13);
    expect(bubbleOf(more).footer?.contents).toMatchObject([{ action: { data: "pick:14" } }]);
  });

  test("a position is a quick reply of its own kind", () => {
    const [message] = rendered({ actions: [{ id: "location.share", label: "发我的位置" }] });
    expect(message?.quickReply?.items).toEqual([{ type: "action", action: { type: "location", label: "发我的位置" } }]);
  });

  test("long texts are split at lines, and what does not fit five messages says where to read on", () => {
    const lines = (count: number) => Array.from({ length: count }, (_, i) => `${i} 到街道办事处申请 🙂`).join("\n");
    const three = rendered({ text: lines(800), actions: sampleActions(1) });
    expect(three.length).toBeGreaterThan(1);
    expect(three.map((each) => (each.type === "text" ? each.text : "")).join("\n")).toBe(lines(800));
    expect(three.map((each) => each.quickReply !== undefined)).toEqual(three.map((_, i) => i === three.length - 1));

    const many = rendered({ text: lines(5000), actions: sampleActions(14) });
    expect(many).toHaveLength(5);
    expect(many.at(-1)).toMatchObject({ type: "text", text: expect.stringContaining("请到网页上看") });
    expect(many.at(-1)?.quickReply?.items).toHaveLength(13);
  });

  test("5,000 characters go out as one message, one more as two", () => {
    const lengths = (text: string) => rendered({ text }).map((each) => (each.type === "text" ? each.text.length : 0));
    expect(lengths("字".repeat(5000))).toEqual([5000]);
    expect(lengths("字".repeat(5001))).toEqual([5000, 1]);
  });

  test("labels are cut to twenty characters as a reader counts them, unusable buttons left out", () => {
    const actions = [
      { id: "a", label: "👨‍👩‍👧‍👦".repeat(20) },
      { id: "b", label: "请社工明天上午再打一次电话问问他家里的情况" },
      { id: "", label: "空" },
      { id: "c".repeat(301), label: "太长" },
      { id: "d", label: " " },
    ];
    const labels = rendered({ actions })[0]?.quickReply?.items?.map((item) => item.action?.label);
    expect(labels).toEqual(["👨‍👩‍👧‍👦".repeat(20), "请社工明天上午再打一次电话问问他家里的…"]);
  });

  test("a blank reply still says something", () => {
    expect(rendered({ text: " " })).toMatchObject([{ type: "text", text: "收到。" }]);
  });
});

describe("cards", () => {
  test.each(["visit_draft", "referral_draft", "services", "crisis"] as const)(
    "%s is a card with lasting buttons",
    (kind) => {
      const text = "我听到的是这样:\n\n王某,72岁\n要办:送药";
      const messages = rendered({ kind, text, actions: sampleActions(14) });
      expect(messages).toHaveLength(1);
      const bubble = bubbleOf(messages[0]);
      expect(textsOf(bubble).map((each) => each.text)).toEqual(["我听到的是这样:", "王某,72岁", "要办:送药"]);
      expect(bubble.footer?.contents).toHaveLength(14);
      expect(messages[0]).toMatchObject({ altText: "我听到的是这样: 王某,72岁 要办:送药" });
      expect(messages[0]?.quickReply).toBeUndefined();
    },
  );

  test("an answer that carries a crisis is a card too", () => {
    const [message] = rendered({
      kind: "clarify",
      crisis: { level: "red", kind: "suicide" },
      text: "先别离开他\n马上打120",
    });
    expect(textsOf(bubbleOf(message))[1]?.action).toEqual({ type: "uri", label: "拨打", uri: "tel:120" });
  });

  test("a draft's lines do not dial", () => {
    const [message] = rendered({ kind: "visit_draft", text: "记好了\n她打120送医" });
    expect(textsOf(bubbleOf(message))[1]?.action).toBeUndefined();
  });

  test("a position beside a card is a quick reply", () => {
    const share = { id: "location.share", label: "发我的位置" };
    const [message] = rendered({ kind: "services", text: "附近有:", actions: [share, ...sampleActions(1)] });
    expect(bubbleOf(message).footer?.contents).toHaveLength(1);
    expect(message?.quickReply?.items).toHaveLength(1);
  });

  test("the short text for the lock screen stays within 400", () => {
    const [message] = rendered({ kind: "services", text: "服务 😀 ".repeat(200) });
    expect(message?.type === "flex" && message.altText.length).toBeLessThanOrEqual(400);
    expect(message).toMatchObject({ altText: expect.stringMatching(/^服务.*…$/u) });
    const altText = `${"字".repeat(399)}…`;
    expect(rendered({ kind: "services", text: "字".repeat(401) })).toMatchObject([{ altText }]);
  });

  test("what is too long for a bubble goes out as text, whole", () => {
    const text = Array.from({ length: 900 }, (_, index) => `${index} 街道综合服务中心`).join("\n");
    const messages = rendered({ kind: "services", text, actions: sampleActions(14) });
    const shown = messages.flatMap((each) => (each.type === "text" ? [each.text] : []));
    expect(shown.join("\n")).toBe(text);
  });
});

test.each([
  ["马上打 120", "120"],
  ["心理热线 12356(各地时间不同)", "12356"],
  ["顺德心理热线:0757-22320251,24 小时", "075722320251"],
  ["电话 13800001234", "13800001234"],
  ["政务服务便民热线12345", "12345"],
  ["补贴 120 元", null],
  ["电话回访 2026 年 3 月", null],
  ["打针 100 毫升", null],
  ["热线 1200元", null],
  ["满 110 分", null],
  ["电话没人接", null],
  ["证件号的后四位 1234,电话另记", null],
])("%s → %s", (text, phone) => {
  expect(phoneToDial(text)).toBe(phone);
});
