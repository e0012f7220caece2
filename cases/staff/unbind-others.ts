import { setScope } from "../../platform/scope.ts";
import { audit } from "../audit/append.ts";
import { asService, type StaffSession } from "../session.ts";
import { elsewhereOf } from "./accounts.ts";

/**
 * A lost phone, told by its owner from another account: every other account of theirs is cut off, their web sessions end, and a login
 * link that waits on that phone opens nothing.
 * @param kept the account that they write from, as the channel names it: `telegram:42`
 * @returns how many accounts were cut off
 */
export async function unbindOthers(session: StaffSession, kept: string): Promise<number> {
  const { scope, sealer, now } = session;
  const kept_index = await sealer.index("account", kept);
  const cut = await asService(session, async ({ tx }) => {
    await tx.query("update staff set session_epoch = session_epoch + 1 where district_id = $1 and id = $2", [
      scope.district_id,
      scope.staff_id,
    ]);
    const { rows } = await tx.query<{ id: string }>(
      `update channel_accounts set unbound_at = $3
       where district_id = $1 and staff_id = $2 and unbound_at is null and account_index <> $4 returning id`,
      [scope.district_id, scope.staff_id, now, kept_index],
    );
    for (const { id } of rows) await tx.query("select entry_revoke('channel', $1)", [id]);
    await tx.query("select entry_revoke('login', $1)", [scope.staff_id]);
    return rows.length;
  });
  await audit(session, {
    action: "account.unbound",
    entity: "staff",
    entity_id: scope.staff_id,
    detail: { accounts: cut },
  });
  return cut;
}

/**
 * The same in every district where they work, as far as the accounts tell that they bound here.
 * @returns how many accounts were cut off, over all districts
 */
export async function unbindOthersEverywhere(session: StaffSession, kept: string): Promise<number> {
  const { tx, scope } = session;
  // Before the lost account is cut off here: it may be what leads there.
  const elsewhere = await elsewhereOf(session, scope.staff_id);
  let cut = await unbindOthers(session, kept);
  for (const { staff } of elsewhere) {
    const there = { district_id: staff.district_id, staff_id: staff.id, role: staff.role };
    await setScope(tx, there);
    cut += await unbindOthers({ ...session, scope: there }, kept);
  }
  await setScope(tx, scope);
  return cut;
}
