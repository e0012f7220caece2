import { Refusal } from "../cases/refusal.ts";
import { enrol } from "../cases/staff/enrol.ts";
import type { Queryable } from "../platform/database/port.ts";
import type { Sealer } from "../platform/seal.ts";
import { reply, say, type TurnResult } from "./conversation/turn.ts";
import { cardReply } from "./first-card.ts";
import type { Incoming } from "./incoming.ts";
import { verdictOf } from "./receive.ts";
import { texts } from "./texts/zh-hans.ts";

/** What may be an invite code: ten letters, in two halves if somebody likes, other spaces beside a digit. Else it is a sentence. */
const INVITE = new RegExp(
  `^(?:/start(?:@\\w+)?\\s+)?(${[
    "[0-9A-Za-z]{10}",
    "[0-9A-Za-z]{5}-[0-9A-Za-z]{5}",
    "(?=.*\\d)[0-9A-Za-z]{5}\\s+[0-9A-Za-z]{5}",
    "(?=.{10,16}$)[0-9A-Za-z](?:[0-9A-Za-z]|[\\s-]+(?=\\d)|(?<=\\d)[\\s-]+)*[0-9A-Za-z]",
  ].join("|")})$`,
);

/**
 * An unknown sender gets the card with public numbers if the words are a crisis, and the enrolment prompt; nothing else. Words that are
 * a crisis are no code.
 * @param card_out the card went out already
 */
export async function stranger(
  sealer: Sealer,
  tx: Queryable,
  { incoming, now, card_out }: { incoming: Incoming; now: Date; card_out: boolean },
): Promise<TurnResult> {
  const verdict = verdictOf(incoming);
  const card = verdict.level !== "none" && !card_out ? [cardReply(verdict)] : [];
  const text = incoming.content.type === "text" ? incoming.content.text.trim() : "";
  const code = verdict.level === "none" ? INVITE.exec(text)?.[1] : undefined;
  if (code === undefined || incoming.channel === "web") return { replies: [...card, reply("enrol", texts.enrol.ask)] };
  const account = { channel: incoming.channel, chat_id: incoming.chat_id, sender_id: incoming.sender_id };
  try {
    const staff = await enrol(tx, sealer, account, code, now);
    return { ...say("enrol", texts.enrol.welcome(staff.name)), names: [staff.name] };
  } catch (error) {
    if (error instanceof Refusal) return say("enrol", texts.enrol.wrong);
    throw error;
  }
}
