import { newId } from "../../platform/id.ts";
import { asService, type Session } from "../session.ts";
import { staffNames } from "../staff/staff.ts";
import { recordEvent } from "./events.ts";

/** What whoever is told of a crisis learns. */
export interface CrisisNews {
  id: string;
  ref: string;
  level: "red" | "orange";
  /** Null when the reporter spoke of themself: then it is a wish for a call. */
  kind: string | null;
  area: string | null;
  reported_by: string | null;
  reporter: string | null;
}

/** Somebody who is told of a crisis. */
export interface Told {
  staff_id: string;
  name: string;
}

/**
 * Writes down that these people are told, each once; from then on they see the crisis.
 * @param place whose turn on the list it is; null: told by hand, not by the list
 * @returns those who were not told before
 */
export async function tell(
  session: Session,
  crisis_id: string,
  staff_ids: string[],
  place: number | null,
): Promise<Told[]> {
  return asService(session, async (service) => {
    const fresh: string[] = [];
    for (const staff_id of staff_ids) {
      const { affected } = await service.tx.query(
        `insert into crisis_notices (district_id, id, crisis_id, staff_id, told_at, place) values ($1, $2, $3, $4, $5, $6)
         on conflict (district_id, crisis_id, staff_id) do nothing`,
        [service.scope.district_id, newId(service.now), crisis_id, staff_id, service.now, place],
      );
      if (affected === 0) continue;
      fresh.push(staff_id);
      await recordEvent(service, crisis_id, { kind: "told", to_staff_id: staff_id, detail: { place } });
    }
    const names = await staffNames(service, fresh);
    return fresh.map((staff_id) => ({ staff_id, name: names.get(staff_id)! }));
  });
}
