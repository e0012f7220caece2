import type { Queryable } from "../../platform/database/port.ts";
import { setScope, systemScope } from "../../platform/scope.ts";
import type { Sealer } from "../../platform/seal.ts";
import { entryHash } from "../entry-keys.ts";
import { asService, type Session } from "../session.ts";
import { findStaff, type Staff } from "./staff.ts";

export interface ChannelAccount {
  channel: "telegram" | "line" | "web";
  /** Where replies go. */
  chat_id: string;
  /** The channel's id of the person. */
  sender_id: string;
}

/** A district in which somebody works, and who they are there. */
export interface Place {
  staff: Staff;
  /** Its name. */
  district: string;
}

/** Where an account's key leads: the district, and the row of channel_accounts there. */
export interface Bound {
  district_id: number;
  id: string;
}

export const accountKey = (account: ChannelAccount) => `${account.channel}:${account.sender_id}`;

/** The key that is read before the district is known. */
export const accountHash = (tx: Queryable, sealer: Sealer, account: ChannelAccount) =>
  entryHash(tx, sealer, `channel ${accountKey(account)}`);

/** Where the account is bound, the district that was chosen last first. Reads one exact key before the district is known. */
export async function boundOf(tx: Queryable, sealer: Sealer, account: ChannelAccount): Promise<Bound[]> {
  const { rows } = await tx.query<Bound>(
    "select district_id, id from entry_find($1) where kind = 'channel' order by chosen_at desc nulls last, district_id",
    [await accountHash(tx, sealer, account)],
  );
  return rows;
}

/** Who somebody is where an account of theirs is bound; null when it no longer is, or they have left. Ends in the scope of that district. */
async function placeAt(tx: Queryable, sealer: Sealer, { district_id, id }: Bound, now: Date): Promise<Place | null> {
  const scope = systemScope(district_id);
  await setScope(tx, scope);
  const { rows } = await tx.query<{ staff_id: string; district: string }>(
    `select a.staff_id, d.name as district from channel_accounts a join districts d on d.id = a.district_id
     where a.district_id = $1 and a.id = $2 and a.unbound_at is null`,
    [district_id, id],
  );
  const staff = rows[0] && (await findStaff({ tx, scope, sealer, now }, rows[0].staff_id));
  return staff ? { staff, district: rows[0]!.district } : null;
}

/** Everybody that the account is, the district that it is in now first; empty for a stranger. Ends in the scope of one of them. */
export async function placesOf(tx: Queryable, sealer: Sealer, account: ChannelAccount, now: Date): Promise<Place[]> {
  const places: Place[] = [];
  for (const bound of await boundOf(tx, sealer, account)) {
    const place = await placeAt(tx, sealer, bound, now);
    if (place) places.push(place);
    if (place && sealer.key_ids.length > 1) await renewAccount(tx, sealer, bound, account);
  }
  return places;
}

/** While APP_KEY is changed: the row is found by the newest key from now on, as its entry is. In the scope of its district. */
async function renewAccount(tx: Queryable, sealer: Sealer, bound: Bound, account: ChannelAccount): Promise<void> {
  const [index, ...older] = await sealer.indexes("account", accountKey(account));
  await tx.query(
    "update channel_accounts set account_index = $3 where district_id = $1 and id = $2 and account_index = any ($4::text[])",
    [bound.district_id, bound.id, index, older],
  );
}

/** The name of the session's district. */
export async function districtName({ tx, scope }: Session): Promise<string> {
  const { rows } = await tx.query<{ name: string }>("select name from districts where id = $1", [scope.district_id]);
  return rows[0]!.name;
}

/** Where else this member of staff works, as far as the accounts tell that they bound. Nothing of there is read but who they are. */
export async function elsewhereOf(session: Session, staff_id: string): Promise<Place[]> {
  return asService(session, async ({ tx, scope, sealer, now }) => {
    const { rows } = await tx.query<Bound>(
      `select district_id, id from entry_elsewhere(array(select id from channel_accounts
         where district_id = $1 and staff_id = $2 and unbound_at is null)) order by district_id`,
      [scope.district_id, staff_id],
    );
    const places = new Map<string, Place>();
    for (const bound of rows) {
      const place = await placeAt(tx, sealer, bound, now);
      if (place) places.set(place.staff.id, place);
    }
    return [...places.values()];
  });
}

/**
 * From now on what the account sends goes to this district.
 * @returns where it is now; null when it is bound to nobody there, and then nothing changes
 */
export async function goTo(session: Session, account: ChannelAccount, district_id: number): Promise<Place | null> {
  return asService(session, async ({ tx, sealer, now }) => {
    const bound = (await boundOf(tx, sealer, account)).find((one) => one.district_id === district_id);
    const place = bound ? await placeAt(tx, sealer, bound, now) : null;
    if (place) await tx.query("select entry_choose($1)", [await accountHash(tx, sealer, account)]);
    return place;
  });
}
