import { chinaDate } from "../../platform/clock.ts";
import { audit } from "../audit/append.ts";
import { assertLeads } from "../leads.ts";
import { Refusal } from "../refusal.ts";
import type { Session, StaffSession } from "../session.ts";

export interface AreaProfile {
  area_id: string;
  settlement: "street" | "town" | null;
  /** To the nearest point of service, as somebody who knows the way said it. */
  travel_minutes: number | null;
  travel_told_on: string | null;
}

/** What is known of the areas besides their names; an area that nothing is known of is not in it. */
export async function listProfiles({ tx, scope }: Session): Promise<Map<string, AreaProfile>> {
  const { rows } = await tx.query<AreaProfile>(
    "select area_id, settlement, travel_minutes, travel_told_on::text as travel_told_on from area_profiles where district_id = $1",
    [scope.district_id],
  );
  return new Map(rows.map((row) => [row.area_id, row]));
}

/**
 * Writes down what kind of place an area is and how long the way takes from there; null is not known.
 * @throws Refusal `supervisors_only`, `not_found`, `travel_wrong` for anything but 0 to 600 whole minutes
 */
export async function putProfile(session: StaffSession, profile: Omit<AreaProfile, "travel_told_on">): Promise<void> {
  const { tx, scope, now } = session;
  assertLeads(session);
  const { area_id, settlement, travel_minutes } = profile;
  if (travel_minutes !== null && !(Number.isInteger(travel_minutes) && travel_minutes >= 0 && travel_minutes <= 600))
    throw new Refusal("travel_wrong");
  const area = await tx.query("select id from areas where district_id = $1 and id = $2", [scope.district_id, area_id]);
  if (area.rows.length === 0) throw new Refusal("not_found");
  const told = travel_minutes === null ? [null, null] : [scope.staff_id, chinaDate(now)];
  await tx.query(
    `insert into area_profiles (district_id, area_id, settlement, travel_minutes, travel_told_by, travel_told_on)
     values ($1, $2, $3, $4, $5, $6)
     on conflict (district_id, area_id) do update set settlement = $3, travel_minutes = $4, travel_told_by = $5, travel_told_on = $6`,
    [scope.district_id, area_id, settlement, travel_minutes, ...told],
  );
  const detail = { settlement, travel_minutes };
  await audit(session, { action: "area.described", entity: "area", entity_id: area_id, detail });
}
