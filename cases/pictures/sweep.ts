import { FORGOTTEN_DAYS } from "../drafts/drafts.ts";
import type { Session } from "../session.ts";

/** Forgets what nobody claimed in time, and what hangs on a draft that nobody saved. As the service, in one district. */
export async function sweepPictures({ tx, scope, now }: Session): Promise<void> {
  await tx.query(
    `delete from visit_pictures where district_id = $1
     and (waits_until <= $2 or (draft_id is not null and created_at <= $3))`,
    [scope.district_id, now, new Date(now.getTime() - FORGOTTEN_DAYS * 86_400_000)],
  );
}
