import { audit } from "../audit/append.ts";
import type { Session, StaffSession } from "../session.ts";
import { UNDO_MINUTES } from "../visits/undo-window.ts";
import { MOST_PICTURES, waitsUntil } from "./limits.ts";

/** A new draft takes what waits for it, the oldest first. @returns how many hang on it now */
export async function hangWaiting({ tx, scope, now }: StaffSession, draft_id: string): Promise<number> {
  const { affected } = await tx.query(
    `update visit_pictures set draft_id = $3, waits_until = null where district_id = $1 and id in (
       select id from visit_pictures where district_id = $1 and staff_id = $2 and waits_until > $4
       order by created_at, id limit $5)`,
    [scope.district_id, scope.staff_id, draft_id, now, MOST_PICTURES],
  );
  return affected;
}

/** The draft was saved: its pictures are the visit's. @returns how many */
export async function hangOnVisit(session: StaffSession, draft_id: string, visit_id: string): Promise<number> {
  const { affected } = await session.tx.query(
    "update visit_pictures set draft_id = null, visit_id = $3 where district_id = $1 and draft_id = $2",
    [session.scope.district_id, draft_id, visit_id],
  );
  if (affected > 0) {
    await audit(session, {
      action: "visit.pictures_saved",
      entity: "visit",
      entity_id: visit_id,
      detail: { count: affected },
    });
  }
  return affected;
}

/** The message of a draft is read anew: its pictures wait for the draft that comes of that. */
export async function takeOffDraft({ tx, scope, now }: StaffSession, draft_id: string): Promise<void> {
  await tx.query(
    "update visit_pictures set draft_id = null, waits_until = $3 where district_id = $1 and draft_id = $2",
    [scope.district_id, draft_id, waitsUntil(now)],
  );
}

/**
 * 不是这家: the picture waits again to hear whose it is; off a saved visit for as long as the visit could be taken back.
 * @returns false when it is gone, somebody else's, or too long there
 */
export async function takeOff(session: StaffSession, id: string): Promise<boolean> {
  const { tx, scope, now } = session;
  const { rows } = await tx.query<{ visit_id: string | null }>(
    `select visit_id from visit_pictures where district_id = $1 and staff_id = $2 and id = $3 and created_at > $4 for update`,
    [scope.district_id, scope.staff_id, id, new Date(now.getTime() - UNDO_MINUTES * 60_000)],
  );
  if (!rows[0]) return false;
  await tx.query(
    `update visit_pictures set draft_id = null, visit_id = null, waits_until = $3 where district_id = $1 and id = $2`,
    [scope.district_id, id, waitsUntil(now)],
  );
  const { visit_id } = rows[0];
  if (visit_id) await audit(session, { action: "visit.picture_taken_off", entity: "visit", entity_id: visit_id });
  return true;
}

/** The draft goes, and its pictures with it. */
export async function dropOfDraft({ tx, scope }: Session, draft_id: string): Promise<void> {
  await tx.query("delete from visit_pictures where district_id = $1 and draft_id = $2", [scope.district_id, draft_id]);
}

/** The visit is taken back, and its pictures with it. */
export async function dropOfVisit({ tx, scope }: Session, visit_id: string): Promise<void> {
  await tx.query("delete from visit_pictures where district_id = $1 and visit_id = $2", [scope.district_id, visit_id]);
}

/** Its sender withdrew the message before the picture was saved. @returns whether there was one */
export async function dropWithdrawn({ tx, scope }: StaffSession, source: string): Promise<boolean> {
  const { affected } = await tx.query(
    "delete from visit_pictures where district_id = $1 and staff_id = $2 and source = $3 and visit_id is null",
    [scope.district_id, scope.staff_id, source],
  );
  return affected > 0;
}
