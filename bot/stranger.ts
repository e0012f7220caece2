import { countHit } from "../cases/count-hits.ts";
import { Refusal } from "../cases/refusal.ts";
import { accountKey, placesOf } from "../cases/staff/accounts.ts";
import { enrol } from "../cases/staff/enrol.ts";
import type { Queryable } from "../platform/database/port.ts";
import type { Sealer } from "../platform/seal.ts";
import { reply, say, type TurnResult } from "./conversation/turn.ts";
import { buttonTo } from "./conversation/which-district.ts";
import { cardReply } from "./first-card.ts";
import type { Incoming } from "./incoming.ts";
import { verdictOf } from "./receive.ts";
import { severalDistricts } from "./texts/several-districts.ts";
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
  const code = codeIn(incoming);
  if (code !== undefined) {
    if (!(await mayTry(sealer, tx, incoming, now))) return say("enrol", texts.enrol.too_many);
    return (await joinBy(sealer, tx, { incoming, now, code })) ?? say("enrol", texts.enrol.wrong);
  }
  // Who floods us is not answered for ever: the messenger would hold back what goes to others.
  const answered = await countHit(tx, sealer, { of: "stranger", value: accountKey(incoming) }, now);
  return { replies: answered ? [...card, reply("enrol", texts.enrol.ask)] : card };
}

/** Whether this account may try one more code: nobody finds one by guessing. A right one is not taken either until they have waited. */
const mayTry = (sealer: Sealer, tx: Queryable, incoming: Incoming, now: Date): Promise<boolean> =>
  countHit(tx, sealer, { of: "code", value: accountKey(incoming) }, now);

/**
 * A `code` (see `codeIn`) from somebody who is bound already: another district is added, or the account changes hands. Null when it is
 * none that is good: the words may be a sentence.
 */
export async function joinAnother(
  sealer: Sealer,
  tx: Queryable,
  { incoming, now, code }: { incoming: Incoming; now: Date; code: string },
): Promise<TurnResult | null> {
  // A word of ten letters is a word; with digits in it, it was meant as a code.
  const meant = /\d\D|\D\d/.test(code.replace(/[\s-]/g, ""));
  if (!(await mayTry(sealer, tx, incoming, now))) return meant ? say("enrol", texts.enrol.too_many) : null;
  const joined = await joinBy(sealer, tx, { incoming, now, code });
  return joined ?? (meant ? say("enrol", texts.enrol.wrong) : null);
}

/** What may be an invite code in the message; none in words that are a crisis, and none on the web. */
export function codeIn(incoming: Incoming): string | undefined {
  if (incoming.channel === "web" || incoming.content.type !== "text") return undefined;
  return verdictOf(incoming).level === "none" ? INVITE.exec(incoming.content.text.trim())?.[1] : undefined;
}

/** Binds the account by the code; null when no invite has it. */
async function joinBy(
  sealer: Sealer,
  tx: Queryable,
  { incoming, now, code }: { incoming: Incoming; now: Date; code: string },
): Promise<TurnResult | null> {
  const before = await placesOf(tx, sealer, incoming, now);
  try {
    const staff = await enrol(tx, sealer, incoming, code, now);
    const after = await placesOf(tx, sealer, incoming, now);
    const [here, ...others] = after;
    const left = before
      .filter((was) => !after.some((place) => place.staff.district_id === was.staff.district_id))
      .map(({ district }) => district);
    const told =
      others.length > 0 ? severalDistricts.joined(staff.name, here!.district) : texts.enrol.welcome(staff.name);
    const lines = left.length > 0 ? [told, severalDistricts.left(left.join("、"))] : [told];
    return { ...say("enrol", lines.join("\n"), others.map(buttonTo)), names: [staff.name] };
  } catch (error) {
    if (error instanceof Refusal) return null;
    throw error;
  }
}
