import { newId } from "../../platform/id.ts";
import { audit } from "../audit/append.ts";
import { Refusal } from "../refusal.ts";
import { asService, type StaffSession } from "../session.ts";
import { staffNames } from "../staff/staff.ts";
import { recordEvent } from "./events.ts";
import { type CrisisHead, partiesTo, readHead } from "./party.ts";

export interface Acknowledged {
  id: string;
  ref: string;
  /** Who hears of it; null when it is who took it. */
  reported_by: string | null;
  /** False when somebody had taken it before. */
  first: boolean;
  /** Who has it now. */
  owner: { staff_id: string; name: string } | null;
  /** Who had it until this tap, when it was handed over. */
  from: string | null;
  /** Whose turn on the list it was, or who was asked to take it over, and need not do anything any more. */
  others: string[];
}

/**
 * 收到: one tap of whoever was told, or was asked to take it over. The first one has it from then on.
 * @throws Refusal `not_found`, also for the reporter: nobody takes on what they handed over, but a supervisor when the list is at
 *   its end, because nobody else is left
 */
export async function acknowledgeCrisis(session: StaffSession, id: string): Promise<Acknowledged> {
  const { tx, scope, now } = session;
  const before = await readHead(session, id, true);
  const is_own = before.reported_by === scope.staff_id;
  if (is_own && !reporterMayTake(session, before)) throw new Refusal("not_found");
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
      // Who was only asked for the contacts after an attempt is still waited for.
      `select n.staff_id from crisis_notices n
       where n.district_id = $1 and n.crisis_id = $2 and n.tapped_at is null and (n.place is not null or exists (
         select from crisis_events e where e.district_id = n.district_id and e.crisis_id = n.crisis_id
           and e.kind = 'handed_over' and e.to_staff_id = n.staff_id))`,
      [scope.district_id, id],
    );
    return {
      id,
      ref: before.ref,
      reported_by: is_own ? null : before.reported_by,
      first,
      owner: owner_id ? { staff_id: owner_id, name: names.get(owner_id)! } : null,
      from: first ? before.owner_id : null,
      others: first && before.owner_id === null ? rows.map((row) => row.staff_id) : [],
    };
  });
}

/** A supervisor may, when everybody on the list was told and nobody answered; of their own distress never. */
function reporterMayTake(session: StaffSession, crisis: Pick<CrisisHead, "wordless" | "list_ended">): boolean {
  return !crisis.wordless && crisis.list_ended && partiesTo(session, { owner_id: null }).includes("supervisor");
}
