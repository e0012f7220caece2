import { newId } from "../../platform/id.ts";
import { audit } from "../audit/append.ts";
import { Refusal } from "../refusal.ts";
import { asService, type StaffSession } from "../session.ts";
import { staffNames } from "../staff/staff.ts";
import { recordEvent } from "./events.ts";
import { readHead } from "./party.ts";

export interface Acknowledged {
  id: string;
  ref: string;
  reported_by: string | null;
  /** False when somebody had taken it before. */
  first: boolean;
  /** Who has it now. */
  owner: { staff_id: string; name: string } | null;
  /** Who had it until this tap, when it was handed over. */
  from: string | null;
  /** Who else was told and need not do anything any more. */
  others: string[];
}

/**
 * 收到: one tap of whoever was told, or was asked to take it over. The first one has it from then on.
 * @throws Refusal `not_found`, also for the reporter: nobody takes on what they handed over
 */
export async function acknowledgeCrisis(session: StaffSession, id: string): Promise<Acknowledged> {
  const { tx, scope, now } = session;
  const before = await readHead(session, id, true);
  if (before.reported_by === scope.staff_id) throw new Refusal("not_found");
  const { affected } = await tx.query(
    `update crises set acknowledged_by = coalesce(acknowledged_by, $3), acknowledged_at = coalesce(acknowledged_at, $4),
       owner_id = $3, handed_to = null, climbs_at = null, state = case when state = 'found' then 'assessing' else state end
     where district_id = $1 and id = $2 and closed_at is null and (owner_id is null or handed_to = $3)`,
    [scope.district_id, id, scope.staff_id, now],
  );
  const first = affected === 1;
  await tx.query(
    `insert into crisis_notices (district_id, id, crisis_id, staff_id, told_at, tapped_at, place) values ($1, $2, $3, $4, $5, $5, null)
     on conflict (district_id, crisis_id, staff_id) do update set tapped_at = coalesce(crisis_notices.tapped_at, excluded.tapped_at)`,
    [scope.district_id, newId(now), id, scope.staff_id, now],
  );
  if (first) {
    const detail = { to: before.state === "found" ? "assessing" : before.state };
    await recordEvent(session, id, { kind: "acknowledged", detail });
    await audit(session, { action: "crisis.acknowledged", entity: "crisis", entity_id: id });
  }
  const owner_id = first ? scope.staff_id : before.owner_id;
  return asService(session, async (service) => {
    const names = await staffNames(service, owner_id ? [owner_id] : []);
    const { rows } = await tx.query<{ staff_id: string }>(
      "select staff_id from crisis_notices where district_id = $1 and crisis_id = $2 and tapped_at is null",
      [scope.district_id, id],
    );
    return {
      id,
      ref: before.ref,
      reported_by: before.reported_by,
      first,
      owner: owner_id ? { staff_id: owner_id, name: names.get(owner_id)! } : null,
      from: first ? before.owner_id : null,
      others: first && before.owner_id === null ? rows.map((row) => row.staff_id) : [],
    };
  });
}
