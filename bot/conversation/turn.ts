import type { Priority } from "../../cases/referrals/due.ts";
import type { StaffSession } from "../../cases/session.ts";
import type { Staff } from "../../cases/staff/staff.ts";
import type { Written } from "../../knowledge/answer/write/write.ts";
import type { Meaning } from "../../knowledge/retrieve/meaning.ts";
import type { Log } from "../../platform/log.ts";
import type { ActionId } from "../action-id.ts";
import type { Understood } from "../assistant/proposal.ts";
import type { Verdict } from "../crisis/verdict.ts";
import type { Media } from "../fetch-media.ts";
import type { Incoming } from "../incoming.ts";
import type { Action, Reply, ReplyKind } from "../reply.ts";
import type { FoundBefore } from "./find-answer.ts";

/** One message of one member of staff, with everything the conversation needs to answer it. */
export interface Turn {
  session: StaffSession;
  staff: Staff;
  incoming: Incoming;
  inbox_id: string;
  verdict: Verdict;
  /** The national card is out already. */
  card_attempted: boolean;
  /** What became of the file in it; null or missing: there was none, or what was spoken is its text. */
  media?: Media | null;
  /** What models made of the question in it; null or missing: nothing. */
  meaning?: Meaning | null;
  /** What was found for it before a model was asked to word it; null or missing: it is looked for now. */
  found?: FoundBefore | null;
  /** The answer to it in a model's verified words; null or missing: it is quoted. */
  written?: Written | null;
  /** What a model made of the message itself; null or missing: the rules read it alone. */
  understood?: Understood | null;
  /** Where the installation is reached from outside; null or missing on loopback. */
  public_url?: string | null;
  /** A login link for the console on the web, when the installation has an address. */
  console_url: ((token: string) => string) | null;
  /** Where it is said that a part of the message failed, without its words. */
  log?: Log;
}

/** Something that other people are told because of this turn. */
export interface Notice {
  staff_ids: string[];
  reply: Reply;
  /** How urgent it is: what may wait for the end of the quiet hours does. Missing: it goes out at once. */
  priority?: Priority;
}

export interface TurnResult {
  replies: Reply[];
  notices?: Notice[];
  /** Full names in the replies and notices, which foreign messengers cut to surnames. */
  names?: string[];
}

/** When the words were written: 今天 and 下周三 in them mean the days as seen from there, however long they waited for a network. */
export function writtenAt({ incoming, session }: Turn): Date {
  return incoming.written_at === undefined ? session.now : new Date(incoming.written_at);
}

export function reply(kind: ReplyKind, text: string, more: Partial<Omit<Reply, "kind" | "text">> = {}): Reply {
  return { kind, text, actions: [], citations: [], draft: null, crisis: null, ...more };
}

export function say(kind: ReplyKind, text: string, actions: Action[] = []): TurnResult {
  return { replies: [reply(kind, text, { actions })] };
}

/** What a button does with the row that it names. */
export type Pressed = (turn: Turn, id: string, action: ActionId) => Promise<TurnResult>;
