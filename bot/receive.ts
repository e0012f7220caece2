import type { Queryable } from "../platform/database/port.ts";
import { cutIdNumbers } from "../platform/id-numbers.ts";
import { keepArrival } from "../platform/transport/inbox.ts";
import { watched, watchedNow } from "../platform/watch/steps.ts";
import { reply } from "./conversation/turn.ts";
import type { Verdict } from "./crisis/verdict.ts";
import type { InboxBody } from "./envelope.ts";
import { firstCard, verdictOfContent, wordsOf } from "./first-card.ts";
import type { Content, Incoming } from "./incoming.ts";
import { districtOfButton } from "./name-district.ts";
import type { BotParts } from "./parts.ts";
import type { Reply } from "./reply.ts";
import { texts } from "./texts/zh-hans.ts";
import { acceptingDistrict, soleDistrict } from "./who-writes.ts";

/** How long the crisis card may take before the webhook stops waiting for it. */
const CARD_CAP_MS = 3_000;

export interface Received {
  inbox_id: string;
  /** False for a redelivery. */
  fresh: boolean;
}

interface ReceiveOptions {
  card: (card: Reply) => Promise<unknown>;
  later: (work: Promise<unknown>) => void;
  at?: string | null;
}

function withWords(content: Content, words: string): Content {
  if (content.type === "text" || content.type === "edited") return { ...content, text: words };
  return "caption" in content ? { ...content, caption: words } : content;
}

/**
 * Takes a verified message in: the crisis screen first, the red card out at once, then the message and its job in one
 * statement. In a group nothing is kept.
 * @param arrived as the channel gave it; a button may say of which district it is
 * @param card how the card goes out; its outcome never decides whether the message is kept
 * @returns null for a group
 * @throws when the database cannot keep it: the channel must deliver again
 */
export function receive(parts: BotParts, arrived: Incoming, options: ReceiveOptions): Promise<Received | null> {
  return watched("receive", { facts: { channel: arrived.channel, outcome: "kept" } }, async (step) => {
    const received = await takeIn(parts, arrived, options);
    if (received) step.message_id = received.inbox_id;
    if (!received?.fresh) step.facts.outcome = received ? "again" : "group";
    return received;
  });
}

async function takeIn(parts: BotParts, arrived: Incoming, options: ReceiveOptions): Promise<Received | null> {
  const { content } = arrived;
  const incoming: Incoming =
    content.type === "action" ? { ...arrived, content: { ...content, id: districtOfButton(content.id).id } } : arrived;
  const words = wordsOf(incoming.content);
  const red = watchedNow("screen", {}, () => verdictOf(incoming)).level === "red";
  const card = red ? capped(firstCard(incoming.content, { alone: true }).then(options.card)) : null;
  if (card) options.later(card);
  if (incoming.group) {
    if (!red && incoming.content.type === "text") options.later(capped(options.card(reply("help", texts.group))));
    return null;
  }
  const cut = cutIdNumbers(words);
  const body: InboxBody = {
    incoming: { ...incoming, content: withWords(incoming.content, cut) },
    at: options.at ?? null,
  };
  const now = parts.clock.now();
  const keep = (tx: Queryable, district: number | null): Promise<Received> =>
    keepArrival(
      tx,
      { sealer: parts.sealer, queue: parts.queue, now },
      {
        channel: incoming.channel,
        event_id: incoming.event_id,
        chat_id: incoming.chat_id,
        body: JSON.stringify({ ...body, district } satisfies InboxBody),
        card_attempted: red,
      },
    );
  try {
    const kept = await parts.database.singly(
      async (connection) => {
        const district = await soleDistrict(connection, parts, arrived);
        return district === undefined ? null : keep(connection, district);
      },
      { urgent: true },
    );
    return (
      kept ??
      (await parts.database.transaction(async (tx) => keep(tx, await acceptingDistrict(tx, parts, arrived)), {
        urgent: true,
      }))
    );
  } catch (error) {
    // The process may end with the response: the card goes first.
    await card;
    throw error;
  }
}

/** Waits no longer than the cap, and never fails. */
function capped(work: Promise<unknown>): Promise<void> {
  const cap = new Promise<void>((done) => setTimeout(done, CARD_CAP_MS));
  return Promise.race([
    work.then(
      () => {},
      () => {},
    ),
    cap,
  ]);
}

/** The verdict of a message that was kept; the screen is pure, so it is the same as at the webhook. */
export function verdictOf(incoming: Incoming): Verdict {
  return verdictOfContent(incoming.content);
}
