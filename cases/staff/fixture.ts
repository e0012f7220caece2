/** For tests only: telephones, the codes that tie them to somebody, and whose they are. */
import { type Member, NOW, type SeededDistrict } from "../fixture.ts";
import { type ChannelAccount, type Place, placesOf } from "./accounts.ts";
import { chatsOf, type StaffChat } from "./chats.ts";
import { enrol } from "./enrol.ts";
import { inviteStaff } from "./invite.ts";
import type { Staff } from "./staff.ts";

/** One telephone for each name in a district, though several districts stand in one database. */
export function phoneIn(district: SeededDistrict, name: string): ChannelAccount {
  return { channel: "telegram", chat_id: `chat ${name} ${district.id}`, sender_id: `sender ${name} ${district.id}` };
}

export function invite(district: SeededDistrict, who: Member): Promise<string> {
  return district.session(district.staff.supervisor, (session) => inviteStaff(session, who.id));
}

type Where = Pick<SeededDistrict, "database" | "sealer">;

export function join({ database, sealer }: Where, account: ChannelAccount, code: string, now = NOW): Promise<Staff> {
  return database.transaction((tx) => enrol(tx, sealer, account, code, now));
}

export function places({ database, sealer }: Where, account: ChannelAccount): Promise<Place[]> {
  return database.transaction((tx) => placesOf(tx, sealer, account, NOW));
}

/** Whoever writes from this account, in the district that it is in now; null for a stranger. */
export async function whoIs(where: Where, account: ChannelAccount): Promise<Staff | null> {
  return (await places(where, account))[0]?.staff ?? null;
}

export function chats(district: SeededDistrict, who: Member): Promise<StaffChat[]> {
  return district.service((session) => chatsOf(session, [who.id]));
}
