import type { Session } from "../../session.ts";

/** What says of a referral `r` and a link `l` that the resident took their consent back while the link was there, and it stopped by that. */
export const WITHDRAWN = "r.status = 'cancelled' and l.made_at <= r.consent_withdrawn_at";

/**
 * Ends every link by which a receiver could answer this referral. Where the resident took their consent back its key still leads to that
 * sentence, until it expires.
 */
export async function revokeLinks({ tx, scope, now }: Session, referral_id: string): Promise<void> {
  const { rows } = await tx.query<{ id: string; withdrawn: boolean }>(
    `update receiver_links l set revoked_at = $3 from referrals r
     where l.district_id = $1 and l.referral_id = $2 and l.revoked_at is null and r.district_id = l.district_id and r.id = l.referral_id
     returning l.id, coalesce(${WITHDRAWN}, false) as withdrawn`,
    [scope.district_id, referral_id, now],
  );
  for (const { id, withdrawn } of rows) if (!withdrawn) await tx.query("select entry_revoke('receiver', $1)", [id]);
}
