import { afterAll, beforeAll, beforeEach } from "vitest";
import { minutesAfter, type SeededDistrict, type StaffName, seedDistrict, testSealer } from "../../cases/fixture.ts";
import { findStaff } from "../../cases/staff/staff.ts";
import { freshPglite } from "../../platform/database/fresh.ts";
import type { Database } from "../../platform/database/port.ts";
import { newId } from "../../platform/id.ts";
import type { Verdict } from "../crisis/verdict.ts";
import type { Media } from "../fetch-media.ts";
import { verdictOfContent } from "../first-card.ts";
import type { Content, Incoming } from "../incoming.ts";
import { converse } from "./converse.ts";
import type { TurnResult } from "./turn.ts";

type Member = SeededDistrict["staff"][StaffName];

interface Sending {
  /** After the morning of the fixture. */
  minutes?: number | undefined;
  /** The account it comes from; missing: the member's web chat. */
  from?: Pick<Incoming, "channel" | "sender_id"> | undefined;
  verdict?: Verdict;
  media?: Media | null;
}

/** One message of a member of staff over the real conversation, database and crisis screen. */
export function sendAs(
  district: SeededDistrict,
  member: Member,
  content: Content,
  { minutes = 0, from, verdict = verdictOfContent(content), media = null }: Sending = {},
): Promise<TurnResult> {
  const account = from ?? { channel: "web", sender_id: member.id };
  const now = minutesAfter(minutes);
  return district.session(
    member,
    async (session) =>
      converse({
        session,
        staff: (await findStaff(session, member.id))!,
        incoming: {
          ...account,
          event_id: newId(),
          chat_id: account.sender_id,
          group: false,
          at: now.toISOString(),
          content,
        },
        inbox_id: newId(),
        verdict,
        card_attempted: false,
        media,
        console_url: null,
      }),
    now,
  );
}

/** The button of a turn's replies. */
export function buttonOf({ replies }: Pick<TurnResult, "replies">, label: string): Content {
  const action = replies.flatMap((reply) => reply.actions).find((one) => one.label === label);
  if (!action) throw new Error(`no button ${label} under ${replies.at(-1)?.text}`);
  return { type: "action", id: action.id };
}

/** Words of a message of its own. */
export const wordsSaid = (text: string): Content => ({ type: "text", text, message_id: newId() });

/** A worker's chat, `minutes` after the morning of the fixture. */
export function chatOf(district: SeededDistrict, worker: Member = district.staff.worker, from?: Sending["from"]) {
  return {
    say: (text: string, minutes?: number) => sendAs(district, worker, wordsSaid(text), { minutes, from }),
    press: (result: TurnResult, label: string, minutes?: number) =>
      sendAs(district, worker, buttonOf(result, label), { minutes, from }),
  };
}

/**
 * For each test of the suite that calls it: a district of its own, and its worker's chat.
 * @param open the database that they share
 */
export function freshChat(open: () => Promise<Database> = freshPglite): Readonly<Fresh> {
  let database: Database;
  let number = 0;
  const fresh = {} as Fresh;
  beforeAll(async () => {
    database = await open();
  });
  beforeEach(async () => {
    fresh.district = await seedDistrict(database, await testSealer(), ++number);
    fresh.chat = chatOf(fresh.district);
  });
  afterAll(() => database.close());
  return fresh;
}

interface Fresh {
  district: SeededDistrict;
  chat: ReturnType<typeof chatOf>;
}

/** All that a turn said. */
export const wordsOf = ({ replies }: TurnResult): string => replies.map(({ text }) => text).join("\n");
