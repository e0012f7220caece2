import type { Session } from "../session.ts";

/**
 * The referral that goes on from this one, or that goes on from what this one came from; null when there is none. One that was
 * taken back does not count.
 */
export async function resentAs(
  { tx, scope }: Session,
  referral: { id: string; chained_from: string | null },
): Promise<{ id: string; ref: string } | null> {
  const { rows } = await tx.query<{ id: string; ref: string }>(
    `select id, ref from referrals where district_id = $1 and chained_from = any ($2::uuid[]) and id <> $3
       and status not in ('cancelled', 'entered-in-error') limit 1`,
    [scope.district_id, [referral.id, referral.chained_from].filter((id) => id !== null), referral.id],
  );
  return rows[0] ?? null;
}
