import { Refusal } from "../refusal.ts";
import type { Session } from "../session.ts";
import type { ReferralStatus } from "./moves.ts";

/**
 * Holds a referral as it is now for the rest of the transaction; another version than the one that was read means that somebody was faster.
 * @throws Refusal `not_found`
 */
export async function holdReferral(
  { tx, scope }: Session,
  id: string,
): Promise<{ version: number; status: ReferralStatus }> {
  const { rows } = await tx.query<{ version: number; status: ReferralStatus }>(
    "select version, status from referrals where district_id = $1 and id = $2 for update",
    [scope.district_id, id],
  );
  if (!rows[0]) throw new Refusal("not_found");
  return rows[0];
}
