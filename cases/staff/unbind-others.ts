import { audit } from "../audit/append.ts";
import { asService, type StaffSession } from "../session.ts";

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
    const { rows } = await tx.query(
      `update channel_accounts set unbound_at = $3
       where district_id = $1 and staff_id = $2 and unbound_at is null and account_index <> $4 returning id`,
      [scope.district_id, scope.staff_id, now, kept_index],
    );
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
