import type { Queryable } from "../../platform/database/port.ts";
import { newId } from "../../platform/id.ts";
import { setScope, systemScope } from "../../platform/scope.ts";
import type { Sealer } from "../../platform/seal.ts";
import { audit } from "../audit/append.ts";
import { entryHash, putEntry } from "../entry-keys.ts";
import { Refusal } from "../refusal.ts";
import type { Session } from "../session.ts";
import { accountHash, accountKey, type Bound, boundOf, type ChannelAccount } from "./accounts.ts";
import { normaliseCode } from "./invite.ts";
import { findStaff, type Staff } from "./staff.ts";

/**
 * Ties an account to the member of staff that the code was made for, and the account is in that district from now on. What it is bound
 * to in other districts stays for somebody of the same name: one person may work in several. Anybody else has taken over the phone, and
 * what is said to those districts must not reach it any more.
 * @throws Refusal `invite_unknown` when the code is wrong, used or older than seven days
 */
export async function enrol(
  tx: Queryable,
  sealer: Sealer,
  account: ChannelAccount,
  typed: string,
  now: Date,
): Promise<Staff> {
  const hash = await entryHash(tx, sealer, `invite ${normaliseCode(typed)}`);
  const { rows } = await tx.query<Bound>("select * from entry_use($1, 'invite', $2)", [hash, now]);
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

  const channelHash = await accountHash(tx, sealer, account);
  for (const bound of await boundOf(tx, sealer, account)) {
    if (bound.district_id !== entry.district_id) await leaveToAnother(session, bound, channelHash, staff.name);
  }
  await setScope(tx, session.scope);
  const account_indexes = await sealer.indexes("account", accountKey(account));
  await tx.query(
    "update channel_accounts set unbound_at = $3 where district_id = $1 and account_index = any ($2::text[]) and unbound_at is null",
    [entry.district_id, account_indexes, now],
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
      account_indexes[0],
      await sealer.seal(account.chat_id, "channel_accounts.chat"),
      now,
    ],
  );
  await tx.query("select entry_drop($1)", [channelHash]);
  await putEntry(session, "channel", `channel ${accountKey(account)}`, { id, expires_at: null });
  await tx.query("select entry_choose($1)", [channelHash]);
  await audit(session, {
    action: "account.bound",
    entity: "staff",
    entity_id: staff.id,
    detail: { channel: account.channel },
  });
  return staff;
}

/** Cuts the account off in another district, unless whoever it is there has the name of who holds it now. */
async function leaveToAnother(session: Session, bound: Bound, channelHash: string, holder: string): Promise<void> {
  const { tx, now } = session;
  const there = { ...session, scope: systemScope(bound.district_id) };
  await setScope(tx, there.scope);
  const { rows } = await tx.query<{ staff_id: string }>(
    "select staff_id from channel_accounts where district_id = $1 and id = $2 and unbound_at is null",
    [bound.district_id, bound.id],
  );
  const before = rows[0] && (await findStaff(there, rows[0].staff_id));
  if (before && plain(before.name) === plain(holder)) return;
  await tx.query("select entry_drop($1)", [channelHash]);
  if (!rows[0]) return;
  await tx.query("update channel_accounts set unbound_at = $3 where district_id = $1 and id = $2", [
    bound.district_id,
    bound.id,
    now,
  ]);
  await audit(there, {
    action: "account.unbound",
    entity: "staff",
    entity_id: rows[0].staff_id,
    detail: { accounts: 1 },
  });
}

/** A name as two lists may write it: spaces and widths do not matter. */
const plain = (name: string): string => name.normalize("NFKC").replace(/\s/g, "");
