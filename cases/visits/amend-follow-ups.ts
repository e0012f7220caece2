import { followVisit, type WrittenVisit } from "../follow-ups/fulfil.ts";
import { OF_A_DAY } from "../follow-ups/rules.ts";
import { reached } from "../follow-ups/schedule.ts";
import type { StaffSession } from "../session.ts";
import type { VisitDraft } from "./draft.ts";

/**
 * The dates of an amended visit, as if it had been told so from the start: what it made or kept is taken back, and it is followed again.
 * Whoever was seen since: what that visit said of the medicine holds, and what it kept stays kept.
 */
export async function followAgain(
  session: StaffSession,
  draft: VisitDraft,
  visit: WrittenVisit,
  before: { owner_id: string; created_at: Date; told: VisitDraft },
): Promise<void> {
  const { tx, scope, now } = session;
  const at = [scope.district_id, visit.id];
  // The agreed day is as it was: its date stays, wherever it was moved to since.
  const agreed_again = draft.agreed_on?.value === before.told.agreed_on?.value;
  await tx.query(
    `update follow_ups set closed_at = $3, closed_as = 'replaced'
     where district_id = $1 and visit_id = $2 and closed_at is null and not ($4 and basis = 'agreed')`,
    [...at, now, agreed_again],
  );
  if (agreed_again)
    await tx.query(
      "update follow_ups set person_id = $3 where district_id = $1 and visit_id = $2 and basis = 'agreed' and closed_at is null",
      [...at, visit.person_ids.find((id) => id !== null) ?? null],
    );
  const { rows: opened } = await tx.query<{ id: string }>(
    `update follow_ups set closed_at = null, done_by_visit = null, closed_as = null
     where district_id = $1 and done_by_visit = $2 and visit_id is distinct from $2 returning id`,
    at,
  );
  await tx.query("delete from follow_up_events where district_id = $1 and visit_id = $2 and kind = 'missed'", at);
  if (before.told.conditions?.length)
    await tx.query(
      "update person_conditions set ended_at = $3, ended_by = $4 where district_id = $1 and visit_id = $2 and ended_at is null",
      [...at, now, scope.staff_id],
    );
  const seen_since = await seenSince(session, visit, before.created_at);
  const said = seen_since ? withoutMedicine(draft) : draft;
  await followVisit(session, agreed_again ? { ...said, agreed_on: null } : said, visit);
  await tx.query(
    "update follow_ups set closed_at = null, closed_as = null, done_by_visit = null where district_id = $1 and visit_id = $2 and done_by_visit = $2",
    at,
  );
  await tx.query("update follow_ups set owner_id = $4 where district_id = $1 and visit_id = $2 and created_at = $3", [
    ...[...at, now, before.owner_id],
  ]);
  if (seen_since)
    await keptSince(
      session,
      visit,
      before.created_at,
      opened.map(({ id }) => id),
    );
  // A date that was given up or kept before the amendment stays so.
  await tx.query(
    `update follow_ups f set closed_at = was.closed_at, done_by_visit = was.done_by_visit, closed_as = was.closed_as
     from follow_ups was
     where f.district_id = $1 and f.visit_id = $2 and f.created_at = $3 and f.closed_at is null
       and was.district_id = $1 and was.visit_id = $2 and was.id <> f.id and was.closed_as in ('done', 'dropped') and was.closed_at < $3
       and was.person_id is not distinct from f.person_id and was.rule is not distinct from f.rule and was.due_on = f.due_on`,
    [...at, now],
  );
}

const LATER = `visits w join visit_people p on p.district_id = w.district_id and p.visit_id = w.id
  where w.district_id = $1 and w.id <> $2 and w.undone_at is null and w.created_at > $3 and ${reached("w")}`;

async function seenSince({ tx, scope }: StaffSession, visit: WrittenVisit, since: Date): Promise<boolean> {
  const { rows } = await tx.query(`select from ${LATER} and p.person_id = any ($4::uuid[]) limit 1`, [
    ...[scope.district_id, visit.id, since, visit.person_ids.filter((id) => id !== null)],
  ]);
  return rows.length > 0;
}

/** What this visit made, or had kept and keeps no more, is kept by the first later one that it was due at. */
async function keptSince(session: StaffSession, visit: WrittenVisit, since: Date, opened: string[]): Promise<void> {
  const { tx, scope, now } = session;
  await tx.query(
    `update follow_ups f set closed_at = $4, closed_as = 'done', done_by_visit = later.id
     from (select distinct on (g.id) g.id as follow_up_id, w.id
       from follow_ups g join lateral (select w.id, w.visited_on, w.created_at from ${LATER} and p.person_id = g.person_id) w on true
       where g.district_id = $1 and g.closed_at is null and (g.visit_id = $2 or g.id = any ($5::uuid[]))
         and (coalesce(g.shown_from, g.due_on) <= w.visited_on or (g.rule is not null and g.rule <> all ($6::text[])))
       order by g.id, w.created_at) later
     where f.district_id = $1 and f.id = later.follow_up_id`,
    [scope.district_id, visit.id, since, now, opened, OF_A_DAY],
  );
}

function withoutMedicine({ medicine_until: _, ...draft }: VisitDraft): VisitDraft {
  return { ...draft, flags: draft.flags.filter(({ value }) => value !== "medication_gap") };
}
