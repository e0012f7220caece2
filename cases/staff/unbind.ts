import { audit } from "../audit/append.ts";
import { Refusal } from "../refusal.ts";
import type { Session } from "../session.ts";

/** A lost phone, in one step: every account of that person is cut off and every web session ends. */
export async function unbindStaff(session: Session, staff_id: string): Promise<number> {
  const { tx, scope, now } = session;
  const { affected } = await tx.query(
    "update staff set session_epoch = session_epoch + 1 where district_id = $1 and id = $2",
    [scope.district_id, staff_id],
  );
  if (affected === 0) throw new Refusal("not_found");
  const { rows } = await tx.query(
    "update channel_accounts set unbound_at = $3 where district_id = $1 and staff_id = $2 and unbound_at is null returning id",
    [scope.district_id, staff_id, now],
  );
  await audit(session, {
    action: "account.unbound",
    entity: "staff",
    entity_id: staff_id,
    detail: { accounts: rows.length },
  });
  return rows.length;
}
