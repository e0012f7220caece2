import { chinaDate } from "../../platform/clock.ts";
import { openOrNull } from "../../platform/seal.ts";
import { asService, type StaffSession } from "../session.ts";
import { areaName } from "./climb.ts";

/** A contact after an attempt that is due for this member of staff. */
export interface DueContact {
  id: string;
  crisis_id: string;
  ref: string;
  after_hours: number;
  /** The day in China. */
  due_on: string;
  person: { id: string; ref: string; name: string | null } | null;
  area: string | null;
}

/**
 * The contacts that this person took and that are due by the end of today in China, the oldest first; none of somebody who died, or
 * was never in danger.
 */
export async function dueContacts(session: StaffSession, limit: number): Promise<DueContact[]> {
  const { tx, scope, now } = session;
  const end_of_day = new Date(`${chinaDate(now)}T23:59:59.999+08:00`);
  const { rows } = await tx.query<{
    id: string;
    crisis_id: string;
    ref: string;
    after_hours: number;
    due_at: Date;
    person_id: string | null;
    area_id: string | null;
  }>(
    `select k.id, k.crisis_id, c.ref, k.after_hours, k.due_at, c.person_id, c.area_id
     from crisis_contacts k join crises c on c.district_id = k.district_id and c.id = k.crisis_id
     where k.district_id = $1 and k.owner_id = $2 and k.state = 'taken' and k.due_at <= $3
       and coalesce(c.outcome, '') not in ('died', 'false_alarm')
     order by k.due_at, k.id limit $4`,
    [scope.district_id, scope.staff_id, end_of_day, limit],
  );
  const due: DueContact[] = [];
  for (const { due_at, person_id, area_id, ...row } of rows) {
    due.push({
      ...row,
      due_on: chinaDate(due_at),
      person: await personOf(session, person_id),
      area: await areaName(session, area_id),
    });
  }
  return due;
}

/** Who is told of a crisis may know whose it is, also where they see no files. */
async function personOf(session: StaffSession, person_id: string | null): Promise<DueContact["person"]> {
  if (person_id === null) return null;
  return asService(session, async ({ tx, scope, sealer }) => {
    const { rows } = await tx.query<{ id: string; ref: string; name_sealed: string | null }>(
      "select id, ref, name_sealed from people where district_id = $1 and id = $2",
      [scope.district_id, person_id],
    );
    const { id, ref, name_sealed } = rows[0]!;
    return { id, ref, name: await openOrNull(sealer, name_sealed, "people.name") };
  });
}
