import { Refusal } from "../refusal.ts";
import type { StaffSession } from "../session.ts";
import { UNDO_MINUTES } from "../visits/undo-window.ts";
import { advanceReferral, type Moved } from "./advance.ts";

/** The worker's newest referral of the last half hour that nobody has taken up, with when it was raised. */
export async function undoableReferral({
  tx,
  scope,
  now,
}: StaffSession): Promise<{ id: string; created_at: Date } | null> {
  const { rows } = await tx.query<{ id: string; created_at: Date }>(
    `select id, created_at from referrals where district_id = $1 and raised_by = $2 and status = 'requested' and created_at > $3
     order by created_at desc limit 1`,
    [scope.district_id, scope.staff_id, new Date(now.getTime() - UNDO_MINUTES * 60_000)],
  );
  return rows[0] ?? null;
}

/** Takes that referral back as entered in error. @throws Refusal `too_late_to_undo` */
export async function undoLastReferral(session: StaffSession, reason: string): Promise<Moved> {
  const referral = await undoableReferral(session);
  if (!referral) throw new Refusal("too_late_to_undo");
  return advanceReferral(session, referral.id, { to: "entered-in-error", reason });
}
