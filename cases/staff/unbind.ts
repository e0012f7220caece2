import { audit } from "../audit/append.ts";
import { Refusal } from "../refusal.ts";
import type { Session } from "../session.ts";

/**
 * A lost phone, in one step: every account of that person is cut off, every web session ends, and a login link that waits
 * in a chat on that phone opens nothing. In other districts where the same person works nothing changes.
 * @returns how many accounts were cut off
 * @throws Refusal `not_found` for an unknown person, or for a role that may not change staff
 */
export async function unbindStaff(session: Session, staff_id: string): Promise<number> {
  const cut = await cutOff(session, staff_id);
  await audit(session, { action: "account.unbound", entity: "staff", entity_id: staff_id, detail: { accounts: cut } });
  return cut;
}

/**
 * @param kept_indexes the account that stays, by its index of every key; none: every account goes
 * @returns how many accounts were cut off
 * @throws Refusal `not_found`
 */
export async function cutOff(
  { tx, scope, now }: Session,
  staff_id: string,
  kept_indexes: string[] = [],
): Promise<number> {
  const { affected } = await tx.query(
    "update staff set session_epoch = session_epoch + 1 where district_id = $1 and id = $2",
    [scope.district_id, staff_id],
  );
  if (affected === 0) throw new Refusal("not_found");
  const { rows } = await tx.query<{ id: string }>(
    `update channel_accounts set unbound_at = $3
     where district_id = $1 and staff_id = $2 and unbound_at is null and account_index <> all ($4::text[]) returning id`,
    [scope.district_id, staff_id, now, kept_indexes],
  );
  for (const { id } of rows) await tx.query("select entry_revoke('channel', $1)", [id]);
  await tx.query("select entry_revoke('login', $1)", [staff_id]);
  return rows.length;
}
