import type { Queryable } from "../../platform/database/port.ts";
import { newId } from "../../platform/id.ts";
import { setScope, systemScope } from "../../platform/scope.ts";
import type { Sealer } from "../../platform/seal.ts";
import { audit } from "../audit/append.ts";
import { Refusal } from "../refusal.ts";
import type { Session } from "../session.ts";
import { normaliseCode } from "./invite.ts";
import { findStaff, type Staff } from "./staff.ts";

export interface ChannelAccount {
  channel: "telegram" | "line" | "web";
  /** Where replies go. */
  chat_id: string;
  /** The channel's id of the person. */
  sender_id: string;
}

interface Entry {
  district_id: number;
  kind: string;
  id: string;
}

const accountKey = (account: ChannelAccount) => `${account.channel}:${account.sender_id}`;

/** Which member of staff writes from this account; null for a stranger. Reads one exact key before the district is known. */
export async function staffOfAccount(
  tx: Queryable,
  sealer: Sealer,
  account: ChannelAccount,
  now: Date,
): Promise<Staff | null> {
  const { rows } = await tx.query<Entry>("select * from entry_find($1)", [
    await sealer.index("entry", `channel ${accountKey(account)}`),
  ]);
  const entry = rows[0];
  if (entry?.kind !== "channel") return null;
  const scope = systemScope(entry.district_id);
  await setScope(tx, scope);
  const bound = await tx.query<{ staff_id: string }>(
    "select staff_id from channel_accounts where district_id = $1 and id = $2 and unbound_at is null",
    [entry.district_id, entry.id],
  );
  return bound.rows[0] ? findStaff({ tx, scope, sealer, now }, bound.rows[0].staff_id) : null;
}

/**
 * Ties an account to the member of staff that the code was made for.
 * @throws Refusal `invite_unknown` when the code is wrong, used or older than seven days
 */
export async function enrol(
  tx: Queryable,
  sealer: Sealer,
  account: ChannelAccount,
  typed: string,
  now: Date,
): Promise<Staff> {
  const hash = await sealer.index("entry", `invite ${normaliseCode(typed)}`);
  const { rows } = await tx.query<Entry>("select * from entry_use($1, 'invite', $2)", [hash, now]);
  const entry = rows[0];
  if (!entry) throw new Refusal("invite_unknown");
  const session = { tx, scope: systemScope(entry.district_id), sealer, now };
  await setScope(tx, session.scope);
  const invite = await tx.query<{ staff_id: string }>(
    "select staff_id from invites where district_id = $1 and id = $2",
    [entry.district_id, entry.id],
  );
  const staff = invite.rows[0] && (await findStaff(session, invite.rows[0].staff_id));
  if (!staff) throw new Refusal("invite_unknown");

  const channelHash = await sealer.index("entry", `channel ${accountKey(account)}`);
  await leaveOtherDistrict(session, channelHash);
  const account_index = await sealer.index("account", accountKey(account));
  await tx.query(
    "update channel_accounts set unbound_at = $3 where district_id = $1 and account_index = $2 and unbound_at is null",
    [entry.district_id, account_index, now],
  );
  const id = newId(now);
  await tx.query(
    `insert into channel_accounts (district_id, id, staff_id, channel, account_index, chat_sealed, bound_at)
     values ($1, $2, $3, $4, $5, $6, $7)`,
    [
      entry.district_id,
      id,
      staff.id,
      account.channel,
      account_index,
      await sealer.seal(account.chat_id, "channel_accounts.chat"),
      now,
    ],
  );
  await tx.query("select entry_drop($1)", [channelHash]);
  await tx.query("select entry_put($1, 'channel', $2, null)", [channelHash, id]);
  await audit(session, {
    action: "account.bound",
    entity: "staff",
    entity_id: staff.id,
    detail: { channel: account.channel },
  });
  return staff;
}

/** An account that was bound in another district is cut off there: what is said to that district must not reach it any more. */
async function leaveOtherDistrict(session: Session, channelHash: string): Promise<void> {
  const { tx, scope, now } = session;
  const { rows } = await tx.query<Entry>("select * from entry_find($1)", [channelHash]);
  const before = rows[0];
  if (!before || before.district_id === scope.district_id) return;
  const there = { ...session, scope: systemScope(before.district_id) };
  await setScope(tx, there.scope);
  const { rows: left } = await tx.query<{ staff_id: string }>(
    `update channel_accounts set unbound_at = $3
     where district_id = $1 and id = $2 and unbound_at is null returning staff_id`,
    [before.district_id, before.id, now],
  );
  if (left[0]) {
    await audit(there, {
      action: "account.unbound",
      entity: "staff",
      entity_id: left[0].staff_id,
      detail: { accounts: 1 },
    });
  }
  await setScope(tx, scope);
}
