import { audit } from "../audit/append.ts";
import { dropOfVisit } from "../pictures/hang.ts";
import { Refusal } from "../refusal.ts";
import type { StaffSession } from "../session.ts";
import { UNDO_MINUTES } from "./undo-window.ts";

/**
 * Takes the worker's last visit back: it stays in the table, marked, and leaves every list; its needs and promises close, its
 * pictures go.
 * @throws Refusal `too_late_to_undo` when there is none of the last half hour, or a referral already stands on it
 */
export async function undoLastVisit(session: StaffSession): Promise<{ id: string; ref: string }> {
  const { tx, scope, now } = session;
  const since = new Date(now.getTime() - UNDO_MINUTES * 60_000);
  const { rows } = await tx.query<{ id: string; ref: string }>(
    `update visits set undone_at = $3
     where district_id = $1 and id = (
       select id from visits where district_id = $1 and staff_id = $2 and undone_at is null and created_at > $4
       order by created_at desc limit 1)
     and not exists (select from referrals r where r.district_id = $1 and r.visit_id = visits.id
       and r.status not in ('cancelled', 'entered-in-error'))
     returning id, ref`,
    [scope.district_id, scope.staff_id, now, since],
  );
  const visit = rows[0];
  if (!visit) throw new Refusal("too_late_to_undo");
  await tx.query("update needs set closed_at = $3 where district_id = $1 and visit_id = $2 and closed_at is null", [
    scope.district_id,
    visit.id,
    now,
  ]);
  await tx.query(
    "update follow_ups set closed_at = $3 where district_id = $1 and visit_id = $2 and closed_at is null",
    [scope.district_id, visit.id, now],
  );
  await tx.query(
    "update follow_ups set closed_at = null, closed_as = null, done_by_visit = null where district_id = $1 and done_by_visit = $2",
    [scope.district_id, visit.id],
  );
  await dropOfVisit(session, visit.id);
  await audit(session, { action: "visit.undone", entity: "visit", entity_id: visit.id });
  return visit;
}
