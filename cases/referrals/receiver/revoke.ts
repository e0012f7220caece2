import type { Session } from "../../session.ts";

/** Ends every link by which a receiver could answer this referral. */
export async function revokeLinks({ tx, scope, now }: Session, referral_id: string): Promise<void> {
  const { rows } = await tx.query<{ id: string }>(
    `update receiver_links set revoked_at = $3 where district_id = $1 and referral_id = $2 and revoked_at is null returning id`,
    [scope.district_id, referral_id, now],
  );
  for (const { id } of rows) await tx.query("select entry_revoke('receiver', $1)", [id]);
}
