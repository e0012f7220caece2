import type { Session } from "../cases/session.ts";
import type { Place } from "../cases/staff/accounts.ts";
import type { StaffChat } from "../cases/staff/chats.ts";
import type { TurnResult } from "./conversation/turn.ts";
import { buttonTo, GO } from "./conversation/which-district.ts";
import { verdictOfContent } from "./first-card.ts";
import type { ChannelName, Incoming } from "./incoming.ts";
import type { Reply, ReplyKind } from "./reply.ts";

/** Telegram's callback_data. */
const LONGEST_ID = 64;
const OF_DISTRICT = /@(\d{1,6})$/;

/** The reply with its district in front, for somebody who works in several. */
const saidOf = (district: string, reply: Reply): Reply => ({ ...reply, text: `【${district}】${reply.text}` });

/**
 * The reply with buttons that know their district, wherever the account may be when they are pressed: `crisis.ack:…@440606`. Buttons of
 * a menu mean the district that one is in then. On the web a page is in one district.
 */
function withDistrict(district_id: number, channel: ChannelName, reply: Reply): Reply {
  if (channel === "web") return reply;
  const actions = reply.actions.map((action) => {
    const id = `${action.id}@${district_id}`;
    const of_row = action.id.includes(":") && !action.id.startsWith(GO);
    return of_row && id.length <= LONGEST_ID ? { ...action, id } : action;
  });
  return { ...reply, actions };
}

/** A notice of the session's district, as it goes to somebody's chat: it names the district where they work in several. */
export function noticeOf(
  { scope }: Session,
  { channel, district }: Pick<StaffChat, "channel" | "district">,
  said: Reply,
): Reply {
  return district === undefined ? said : withDistrict(scope.district_id, channel, saidOf(district, said));
}

/** A button as it was made, and the number of the district that it is of; null when it does not say. */
export function districtOfButton(pressed: string): { id: string; district_id: number | null } {
  const match = OF_DISTRICT.exec(pressed);
  return { id: pressed.replace(OF_DISTRICT, ""), district_id: match ? Number(match[1]) : null };
}

/** These name the district of somebody who works in several: what is due, what is kept, what is a crisis, and where one is. */
const NAMING: readonly ReplyKind[] = ["tasks", "help", "visit_draft", "referral_draft", "crisis"];

/**
 * What a turn says, as it goes to the writer. Where they work in several districts its buttons know theirs, and it names it when it shows
 * or keeps something there, or when that is not the district that the account is in now; then a button goes there.
 */
export function named(
  incoming: Incoming,
  { replies, session, places = [] }: Pick<TurnResult, "replies"> & { session?: Session; places?: Place[] },
): Reply[] {
  const district_id = session?.scope.district_id;
  const here = places.find(({ staff }) => staff.district_id === district_id);
  if (places.length < 2 || !here) return replies;
  const verdict = verdictOfContent(incoming.content);
  const away = here !== places[0];
  const names_it = away || (verdict.level !== "none" && !verdict.self) || NAMING.includes(replies[0]?.kind ?? "help");
  return replies.map((reply, i) => {
    const said = i === 0 && names_it && !verdict.self ? saidOf(here.district, reply) : reply;
    const last = i === replies.length - 1;
    const with_way = away && last ? { ...said, actions: [...said.actions, buttonTo(here)] } : said;
    return withDistrict(here.staff.district_id, incoming.channel, with_way);
  });
}
