import type { messagingApi } from "@line/bot-sdk";
import type { Action, Reply } from "../../reply.ts";
import { citationLines } from "../citations.ts";
import { replyText } from "../reply-text.ts";
import { shorten } from "../split-text.ts";
import { postback } from "./postback.ts";

/** FlexMessage, `altText`: 1500 is allowed; what a lock screen shows is far less. */
const ALT_TEXT_LIMIT = 400;
/** A bubble may be 30 kB of JSON; the rest of the message needs some of it. */
const BUBBLE_BYTES = 29_000;

const INK = "#1F2933";
const GREY = "#667085";
const RED = "#B42318";

/**
 * A reply as one Flex bubble: its first line as the heading, the others below, sources small, the buttons at the foot, where
 * they stay when quick replies have gone. In a crisis, and in a list of services, a phone number can be tapped. Null when
 * it is too long for a bubble.
 */
export function card(reply: Reply, buttons: Action[]): messagingApi.FlexMessage | null {
  const [title = "", ...lines] = replyText(reply).split("\n");
  const crisis = reply.crisis !== null || reply.kind === "crisis";
  const bubble: messagingApi.FlexBubble = {
    type: "bubble",
    body: {
      type: "box",
      layout: "vertical",
      spacing: "sm",
      contents: [
        line(title.trim(), {
          weight: "bold",
          size: "lg",
          color: crisis ? RED : INK,
          ...(crisis ? dialling(title) : {}),
        }),
        ...spaced(lines, { size: "md", color: INK }, crisis || reply.kind === "services"),
        ...spaced(citationLines(reply), { size: "xs", color: GREY }, false),
      ],
    },
    ...(buttons.length === 0 ? {} : { footer: buttonBox(buttons) }),
  };
  const bytes = new TextEncoder().encode(JSON.stringify(bubble)).length;
  return bytes > BUBBLE_BYTES ? null : flex(bubble, replyText(reply));
}

/** Buttons that found no place among the quick replies, as a bubble of their own. */
export function buttonCard(buttons: Action[]): messagingApi.FlexMessage {
  const title = "还可以选:";
  const body: messagingApi.FlexBox = { type: "box", layout: "vertical", contents: [line(title, { color: INK })] };
  return flex(
    { type: "bubble", body, footer: buttonBox(buttons) },
    `${title}${buttons.map((b) => b.label).join("、")}`,
  );
}

function flex(contents: messagingApi.FlexBubble, text: string): messagingApi.FlexMessage {
  return { type: "flex", altText: shorten(text.replace(/\s+/g, " "), ALT_TEXT_LIMIT), contents };
}

type Style = Pick<messagingApi.FlexText, "size" | "weight" | "color" | "margin" | "action">;

function line(text: string, style: Style): messagingApi.FlexText {
  return { type: "text", text, wrap: true, ...style };
}

/** LINE refuses an empty text component: a blank line becomes a wider gap above the next one. */
function spaced(lines: string[], style: Style, dialable: boolean): messagingApi.FlexText[] {
  const texts: messagingApi.FlexText[] = [];
  let gap = true;
  for (const text of lines.map((each) => each.trim())) {
    if (text === "") {
      gap = true;
      continue;
    }
    texts.push(line(text, { ...style, ...(gap ? { margin: "lg" } : {}), ...(dialable ? dialling(text) : {}) }));
    gap = false;
  }
  return texts;
}

/** One tap on a line dials the number that it names. */
function dialling(text: string): Style {
  const phone = phoneToDial(text);
  return phone === null ? {} : { action: { type: "uri", label: "拨打", uri: `tel:${phone}` } };
}

/**
 * The number a line tells its reader to call, digits only, or null. A word of calling must stand right before it: 补贴 120 元
 * is no ambulance.
 */
export function phoneToDial(text: string): string | null {
  const said =
    /(?:拨打|拨|打|电话|热线|急救|报警|火警)[^\d元]{0,6}(\d[\d-]{1,13}\d)(?![\d-]|\s*[元岁%分天次户人个米年月日号])/.exec(
      text,
    );
  const digits = said?.[1]?.replaceAll("-", "") ?? "";
  return /^(?:110|119|120|122|12\d{3}|95\d{3}|96\d{3,4}|1[3-9]\d{9}|0\d{9,11}|[48]00\d{7}|[2-8]\d{6,7})$/.test(digits)
    ? digits
    : null;
}

function buttonBox(buttons: Action[]): messagingApi.FlexBox {
  return {
    type: "box",
    layout: "vertical",
    spacing: "sm",
    contents: buttons.map((action, index) => ({
      type: "button",
      style: index === 0 ? "primary" : "secondary",
      height: "sm",
      action: postback(action),
    })),
  };
}
