/** Whether the replies of one chat have come, how often, and in whose order. */
import type { Arrived } from "./arrivals.ts";
import type { ReplyKept } from "./kept.ts";
import type { Sent } from "./messengers.ts";

export interface Delivered {
  violations: string[];
  /** Deliveries beyond the first. */
  doubled: Record<Arrived["via"], number>;
  /** Replies that look like another one of the chat, one of which was delivered twice: nobody can say which came when. */
  ambiguous: number;
}

/** Surely before: acknowledged before the other was sent, or earlier in the same webhook. */
function isBefore(one: Sent, other: Sent): boolean {
  if (one.webhook === other.webhook) return one.message.number < other.message.number;
  return one.acknowledged_at !== null && one.acknowledged_at < other.sent_at;
}

/**
 * @param replies of one chat as they stand in the outbox, with the message that each answers
 * @param arrived what was delivered to it, in order
 */
export function judgeDelivery(
  replies: (ReplyKept & { answers: Sent | null })[],
  arrived: readonly Arrived[],
): Delivered {
  const violations: string[] = [];
  const doubled = { telegram: 0, reply: 0, push: 0 };
  const places = Map.groupBy(
    arrived.map((one, place) => ({ ...one, place })),
    ({ content }) => content,
  );
  const rows = Map.groupBy(
    replies.flatMap((reply) => reply.contents.map((content) => ({ reply, content }))),
    ({ content }) => content,
  );
  /** Where the first delivery of each reply stands; of those that nobody can tell there is none. */
  const first = new Map<ReplyKept, number>();
  let ambiguous = 0;
  for (const [content, same] of rows) {
    const came = places.get(content) ?? [];
    places.delete(content);
    for (const { reply } of same.slice(came.length))
      violations.push(`UNDELIVERED: reply ${reply.id} (${reply.kind}, ${reply.state}) ${answered(reply.answers)}`);
    const pushes = came.filter(({ via }) => via === "push").length;
    if (pushes > same.length) {
      violations.push(`DOUBLED PUSH: reply ${same[0]!.reply.id} ${answered(same[0]!.reply.answers)}, ${pushes} times`);
      doubled.push += pushes - same.length;
    }
    const others = came.length - same.length - Math.max(0, pushes - same.length);
    if (others > 0) doubled[came[0]!.via === "telegram" ? "telegram" : "reply"] += others;
    const is_plain = came.length <= same.length || same.length === 1;
    if (!is_plain) ambiguous += same.length;
    else for (const [i, { reply }] of same.entries()) if (came[i] && !first.has(reply)) first.set(reply, came[i].place);
  }
  for (const [, came] of places) violations.push(`NOBODY'S: ${came.length} deliveries that no reply stands for`);
  for (const { id, state, answers } of replies)
    if (state !== "sent") violations.push(`UNDELIVERED: reply ${id} is ${state} ${answered(answers)}`);
  return { violations: [...violations, ...orderFaults(replies, first)], doubled, ambiguous };
}

/** Of two messages the one that is surely before must have been answered first. */
function orderFaults(replies: (ReplyKept & { answers: Sent | null })[], first: Map<ReplyKept, number>): string[] {
  const known = replies.filter((reply) => reply.answers && first.has(reply));
  return known.flatMap((one, i) =>
    known.slice(i + 1).flatMap((other) => {
      const [a, b] = isBefore(one.answers!, other.answers!) ? [one, other] : [other, one];
      if (!isBefore(a.answers!, b.answers!) || first.get(a)! < first.get(b)!) return [];
      return [`OUT OF ORDER: the reply ${answered(b.answers)} came before the one ${answered(a.answers)}`];
    }),
  );
}

const answered = (to: Sent | null): string => (to ? `to message ${to.message.number}` : "to others");
