import { openOrNull } from "../../platform/seal.ts";
import { Refusal, type RefusalCode } from "../refusal.ts";
import type { Session } from "../session.ts";
import { staffNames } from "../staff/staff.ts";

/**
 * A refusal that tells whoever came second what happened: `status` as it is now, `by` who made it so (empty when the service did),
 * `at` when (ISO 8601, UTC).
 */
export async function overtaken(session: Session, id: string, code: RefusalCode): Promise<Refusal> {
  const { tx, scope, sealer } = session;
  const { rows } = await tx.query<{
    status: string;
    by_staff: string | null;
    by_receiver_sealed: string | null;
    at: Date | null;
  }>(
    `select r.status, e.by_staff, e.by_receiver_sealed, e.at from referrals r
     left join lateral (select by_staff, by_receiver_sealed, at from referral_events
       where district_id = r.district_id and referral_id = r.id and kind in ('move', 'claim', 'resent', 'review', 'changed')
       order by seq desc limit 1) e on true
     where r.district_id = $1 and r.id = $2`,
    [scope.district_id, id],
  );
  const last = rows[0];
  if (!last) return new Refusal("not_found");
  const name = last.by_staff ? (await staffNames(session, [last.by_staff])).get(last.by_staff) : null;
  const named = await openOrNull(sealer, last.by_receiver_sealed, "referral_events.by_receiver");
  return new Refusal(code, {
    status: last.status,
    by: name ?? named ?? "",
    ...(last.at ? { at: last.at.toISOString() } : {}),
  });
}
