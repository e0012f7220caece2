import type { StaffSession } from "../session.ts";

/**
 * The visit that this member of staff saved last, for so many minutes.
 * @returns its id; null when there is none, or it was taken back
 */
export async function lastVisit({ tx, scope, now }: StaffSession, minutes: number): Promise<string | null> {
  const { rows } = await tx.query<{ id: string }>(
    `select id from visits where district_id = $1 and staff_id = $2 and undone_at is null and created_at > $3
     order by created_at desc limit 1`,
    [scope.district_id, scope.staff_id, new Date(now.getTime() - minutes * 60_000)],
  );
  return rows[0]?.id ?? null;
}

/** The newest visit of the asking person to somebody: what saw that a need is met. Null when there is none. */
export async function lastVisitTo({ tx, scope }: StaffSession, person_id: string): Promise<string | null> {
  const { rows } = await tx.query<{ id: string }>(
    `select v.id from visits v join visit_people p on p.district_id = v.district_id and p.visit_id = v.id
     where v.district_id = $1 and p.person_id = $2 and v.staff_id = $3 and v.undone_at is null
     order by v.created_at desc limit 1`,
    [scope.district_id, person_id, scope.staff_id],
  );
  return rows[0]?.id ?? null;
}
