import { accountHash } from "../cases/staff/accounts.ts";
import type { Queryable } from "../platform/database/port.ts";
import { cutIdNumbers } from "../platform/id-numbers.ts";
import { type Arrival, type Kept, keepArrival, keepArrivalOf } from "../platform/transport/inbox.ts";
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
import { acceptingDistrict } from "./who-writes.ts";

/** How long the crisis card may take before the webhook stops waiting for it. */
const CARD_CAP_MS = 3_000;

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
export function receive(parts: BotParts, arrived: Incoming, options: ReceiveOptions): Promise<Kept | null> {
  return watched("receive", { facts: { channel: arrived.channel, outcome: "kept" } }, async (step) => {
    const received = await takeIn(parts, arrived, options);
    if (received) step.message_id = received.inbox_id;
    if (!received?.fresh) step.facts.outcome = received ? "again" : "group";
    return received;
  });
}

async function takeIn(parts: BotParts, arrived: Incoming, options: ReceiveOptions): Promise<Kept | null> {
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
  const arrival: Arrival = {
    channel: incoming.channel,
    event_id: incoming.event_id,
    chat_id: incoming.chat_id,
    body: JSON.stringify(body),
    card_attempted: red,
  };
  try {
    return (await keepAtOnce(parts, arrived, arrival)) ?? (await keepWhereMeant(parts, arrived, { arrival, body }));
  } catch (error) {
    // The process may end with the response: the card goes first.
    await card;
    throw error;
  }
}

/** In one statement; null where it takes a transaction: while APP_KEY is changed, and for an account in several districts. */
async function keepAtOnce({ database, sealer, queue, clock }: BotParts, arrived: Incoming, arrival: Arrival) {
  if (sealer.key_ids.length > 1) return null;
  const urgently: Queryable = { query: (sql, params) => database.query(sql, params, { urgent: true }) };
  const parts = { sealer, queue, now: clock.now() };
  if (arrived.channel === "web") return keepArrival(urgently, parts, arrival, null);
  return keepArrivalOf(urgently, parts, arrival, await accountHash(urgently, sealer, arrived));
}

function keepWhereMeant(
  parts: BotParts,
  arrived: Incoming,
  { arrival, body }: { arrival: Arrival; body: InboxBody },
): Promise<Kept> {
  const { database, sealer, queue, clock } = parts;
  return database.transaction(
    async (tx) => {
      const district = await acceptingDistrict(tx, parts, arrived);
      const sealed = { ...arrival, body: JSON.stringify({ ...body, district } satisfies InboxBody) };
      return keepArrival(tx, { sealer, queue, now: clock.now() }, sealed, district);
    },
    { urgent: true },
  );
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
