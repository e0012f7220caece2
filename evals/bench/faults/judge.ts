/** The verdict: every acknowledged message has its effect once, and its replies came, in order. Everything wrong is named by its message. */
import { crisisCards } from "../../../bot/texts/crisis-cards.ts";
import type { Arrivals } from "./arrivals.ts";
import { judgeDelivery } from "./delivery.ts";
import { LISTENERS } from "./district.ts";
import type { Effects, Kept, ReplyKept } from "./kept.ts";
import type { Sent } from "./messengers.ts";
import type { Chat, MessageKind } from "./story.ts";

export interface Verdict {
  /** One line each, with the message's number and id; empty when all is as it must be. */
  violations: string[];
  figures: Record<string, number>;
}

const EFFECT: Partial<Record<MessageKind, keyof Effects>> = {
  question: "questions",
  save: "visits",
  send: "referrals",
  crisis: "crises",
};

/**
 * The kinds of the replies to a message, in order: anything else says that it was worked off twice, not in its turn, or given up. A
 * referral to somebody without an account brings the raiser a link; a crisis brings the card, who was told, and what the law demands.
 */
const REPLIES: Record<MessageKind, RegExp> = {
  question: /^(answer|not_found)$/,
  note: /^visit_draft$/,
  save: /^saved$/,
  refer: /^referral_draft$/,
  send: /^saved( status)?$/,
  crisis: /^crisis( crisis)*$/,
};

const named = ({ message, event_id, chat }: Sent): string =>
  `message ${message.number} (${message.kind}, ${chat.messenger} ${event_id})`;

function judgeEffects(sent: Sent[], effects: Effects): string[] {
  const wrong: string[] = [];
  for (const table of Object.keys(effects) as (keyof Effects)[]) {
    const found = Map.groupBy(effects[table], (found_by) => found_by);
    for (const one of sent.filter(({ message }) => EFFECT[message.kind] === table)) {
      const times = found.get(one.message.found_by)?.length ?? 0;
      found.delete(one.message.found_by);
      if (times === 0 && one.acknowledged_at !== null) wrong.push(`LOST: ${named(one)} has no row in ${table}`);
      if (times > 1) wrong.push(`DOUBLED: ${named(one)} has ${times} rows in ${table}`);
    }
    for (const [, rows] of found) wrong.push(`NOBODY'S: ${rows.length} rows in ${table} that no message made`);
  }
  return wrong;
}

/** Every message has one row in the inbox, worked off, and the replies that its kind has. */
function judgeInbox(sent: Sent[], { inbox, replies, jobs }: Kept): string[] {
  const wrong: string[] = [];
  const rows = new Map(inbox.map((row) => [`${row.channel} ${row.event_id}`, row]));
  const answers = Map.groupBy(replies, (reply) => reply.inbox_id);
  for (const one of sent) {
    const row = rows.get(`${one.chat.messenger} ${one.event_id}`);
    if (one.acknowledged_at === null) wrong.push(`UNHEARD: ${named(one)} was never acknowledged`);
    if (!row) {
      if (one.acknowledged_at !== null) wrong.push(`LOST: ${named(one)} was acknowledged and is not in the inbox`);
      continue;
    }
    const state = `${row.state}${row.retries === null ? "" : ` after ${row.retries} retries`}`;
    if (row.state !== "done") wrong.push(`DROPPED: ${named(one)} ended as ${state}`);
    const kinds = (answers.get(row.id) ?? []).map((reply) => reply.kind).join(" ");
    if (!REPLIES[one.message.kind].test(kinds))
      wrong.push(`WRONG REPLY: ${named(one)} was answered with [${kinds}], ended as ${state}`);
  }
  if (inbox.length !== rows.size) wrong.push("DOUBLED: an event stands twice in the inbox");
  for (const [state, n] of Object.entries(jobs)) wrong.push(`STUCK: ${n} jobs are still ${state}`);
  return wrong;
}

/** @param sent all messages that were sent, acknowledged or not */
export function judge(chats: Chat[], sent: Sent[], kept: Kept, arrivals: Arrivals): Verdict {
  const violations = [...judgeEffects(sent, kept.effects), ...judgeInbox(sent, kept)];
  const figures = {
    messages: sent.length,
    "worked off": kept.inbox.filter(({ state }) => state === "done").length,
    "given up as poison": kept.inbox.filter(({ state }) => state === "poison").length,
    "messages tried again": kept.inbox.filter(({ retries }) => (retries ?? 0) > 0).length,
    "most tries of one message": 1 + Math.max(0, ...kept.inbox.map(({ retries }) => retries ?? 0)),
    ...Object.fromEntries(Object.entries(kept.effects).map(([table, rows]) => [table, (rows as string[]).length])),
    replies: kept.replies.length,
    "replies to others": 0,
    "early crisis cards": 0,
    "doubled on Telegram": 0,
    "doubled on LINE behind a reply token": 0,
    "doubled LINE pushes": 0,
    "order not told by identical replies": 0,
  };
  const of_chat = Map.groupBy(kept.replies, (reply) => reply.chat_id);
  const sent_by = new Map(sent.map((one) => [`${one.chat.messenger} ${one.event_id}`, one]));
  const by_inbox = new Map(kept.inbox.map((row) => [row.id, sent_by.get(`${row.channel} ${row.event_id}`)]));
  const asked = (reply: ReplyKept): Sent | null => (reply.inbox_id && by_inbox.get(reply.inbox_id)) || null;
  for (const { messenger, id } of [...chats, ...LISTENERS]) {
    const replies = of_chat.get(id) ?? [];
    of_chat.delete(id);
    const isCard = ({ content }: { content: string }): boolean => content.includes(crisisCards.nobody_told);
    const arrived = arrivals.of(id);
    const told = judgeDelivery(
      replies.map((reply) => ({ ...reply, answers: asked(reply) })),
      arrived.filter((one) => !isCard(one)),
    );
    violations.push(...told.violations.map((line) => `${line} (${messenger} chat ${id})`));
    figures["early crisis cards"] += arrived.filter(isCard).length;
    figures["replies to others"] += replies.filter((reply) => reply.inbox_id === null).length;
    figures["doubled on Telegram"] += told.doubled.telegram;
    figures["doubled on LINE behind a reply token"] += told.doubled.reply;
    figures["doubled LINE pushes"] += told.doubled.push;
    figures["order not told by identical replies"] += told.ambiguous;
  }
  for (const [id, replies] of of_chat) violations.push(`NOBODY'S: ${replies.length} replies to the unknown chat ${id}`);
  return { violations, figures };
}
