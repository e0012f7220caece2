/** Telegram and LINE as they deliver webhooks: signed, to whichever process, again until one says 2xx, and sometimes twice without a reason. */
import { setTimeout as pause } from "node:timers/promises";
import { signedRequest } from "../../../bot/channels/fake-messengers.ts";
import type { FakeLine } from "../../../bot/channels/line/fake-line.ts";
import { sampleWebhooks } from "../../../bot/channels/line/fake-line-webhooks.ts";
import { specsFolder } from "../../../bot/channels/specs-folder.ts";
import { sampleUpdates } from "../../../bot/channels/telegram/fake-telegram-updates.ts";
import type { Random } from "./random.ts";
import type { Chat, Message, Messenger } from "./story.ts";

const TWICE = 0.25;
const ANSWER_WITHIN_MS = 10_000;
const AGAIN_MS = { first: 200, longest: 3_000 };
/** As long as LINE honours a reply token that nobody has used. */
const TOKEN_LIFE_MS = 50_000;

/** What became of a message on its way in. Times in milliseconds of one clock. */
export interface Sent {
  chat: Chat;
  message: Message;
  /** What the channel calls it; a redelivery has the same. */
  event_id: string;
  sent_at: number;
  /** When the first 2xx came; null while there was none. */
  acknowledged_at: number | null;
  /** The webhook that it came in; those of one webhook are in order. */
  webhook: number;
}

export interface Messengers {
  sent: Sent[];
  /**
   * Sends messages of a chat, until they are acknowledged: on LINE those of one call come in one webhook.
   * @param pressed what the button carries, for a message without words
   */
  send(chat: Chat, messages: Message[], pressed?: string): Promise<void>;
  /** Waits for doubled deliveries that are still on their way. */
  quiet(): Promise<void>;
  /** Gives up what is not acknowledged yet. */
  giveUp(): void;
  counted: { webhooks: number; unanswered: number; refused: number; twice: number };
}

/**
 * @param urls the processes, as they are when a webhook goes out
 * @param twice how many of 1 are delivered again without a reason, right away and later
 * @param specs what every webhook is checked against; null checks the essentials only
 */
export function startMessengers(options: {
  line: FakeLine;
  urls: string[];
  random: Random;
  twice?: number;
  specs?: string | null;
}): Messengers {
  const { line, urls, random, twice: again_for_nothing = TWICE, specs = specsFolder() } = options;
  const updates = sampleUpdates(specs);
  const webhooks = sampleWebhooks(specs);
  const counted = { webhooks: 0, unanswered: 0, refused: 0, twice: 0 };
  const sent: Sent[] = [];
  const twice = new Set<Promise<unknown>>();
  let is_over = false;
  let batches = 0;

  interface Event {
    event_id: string;
    json: object;
  }

  function lineEvent(chat: Chat, { number, words }: Message, pressed: string): Event {
    const replyToken = line.issueReplyToken(chat.id);
    setTimeout(() => line.expireReplyToken(replyToken), TOKEN_LIFE_MS).unref();
    const webhookEventId = `E${String(number).padStart(25, "0")}`;
    const of = { source: { type: "user" as const, userId: chat.id }, replyToken, webhookEventId };
    const json =
      words === null
        ? webhooks.postback(pressed, of)
        : webhooks.message({ type: "text", text: words, quoteToken: "q", id: String(number) }, of);
    return { event_id: webhookEventId, json };
  }

  function telegramEvent(chat: Chat, { words }: Message, pressed: string): Event {
    const source = { chat_id: Number(chat.id), user_id: Number(chat.id) };
    const json = words === null ? updates.press(pressed, source) : updates.message({ text: words }, source);
    return { event_id: String(json.update_id), json };
  }

  async function post(messenger: Messenger, body: string): Promise<boolean> {
    counted.webhooks += 1;
    const response = await fetch(`${random.pick(urls)}/webhooks/${messenger}`, {
      ...signedRequest(messenger, body),
      signal: AbortSignal.timeout(ANSWER_WITHIN_MS),
    }).catch(() => null);
    await response?.arrayBuffer().catch(() => {});
    if (!response) counted.unanswered += 1;
    else if (!response.ok) counted.refused += 1;
    return response?.ok === true;
  }

  function postTwice(messenger: Messenger, body: string, after_ms: number): void {
    counted.twice += 1;
    const done = pause(after_ms)
      .then(() => post(messenger, body))
      .finally(() => twice.delete(done));
    twice.add(done);
  }

  /** Until there is a 2xx, later and later, as messengers do. */
  async function deliver(messenger: Messenger, body: string, again: () => string): Promise<void> {
    let wait_ms = AGAIN_MS.first;
    if (random.chance(again_for_nothing)) postTwice(messenger, body, 0);
    for (let now = body; !(await post(messenger, now)); now = again()) {
      if (is_over) throw new Error("given up");
      await pause(wait_ms * (0.5 + random.next()));
      wait_ms = Math.min(wait_ms * 2, AGAIN_MS.longest);
    }
    if (random.chance(again_for_nothing)) postTwice(messenger, again(), random.whole(0, 3_000));
  }

  async function sendEvents(chat: Chat, messages: Message[], events: Event[]): Promise<void> {
    const webhook = ++batches;
    const each = events.map(({ event_id }, i): Sent => {
      const times = { sent_at: performance.now(), acknowledged_at: null };
      return { chat, message: messages[i]!, event_id, ...times, webhook };
    });
    sent.push(...each);
    if (chat.messenger === "telegram") {
      const body = JSON.stringify(events[0]!.json);
      await deliver("telegram", body, () => body);
    } else {
      const body = (redelivered: boolean): string =>
        JSON.stringify(
          webhooks.body(...events.map(({ json }) => ({ ...json, deliveryContext: { isRedelivery: redelivered } }))),
        );
      await deliver("line", body(false), () => body(true));
    }
    for (const one of each) one.acknowledged_at = performance.now();
  }

  return {
    sent,
    async send(chat, messages, pressed = "") {
      if (chat.messenger === "line") {
        const events = messages.map((message) => lineEvent(chat, message, pressed));
        return sendEvents(chat, messages, events);
      }
      // An update is one message: several come at the same time, in any order.
      await Promise.all(
        messages.map((message) => sendEvents(chat, [message], [telegramEvent(chat, message, pressed)])),
      );
    },
    async quiet() {
      await Promise.all(twice);
    },
    giveUp() {
      is_over = true;
    },
    counted,
  };
}
