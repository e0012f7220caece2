import { cutIdNumbers } from "../../platform/id-numbers.ts";
import { audit } from "../audit/append.ts";
import { Refusal } from "../refusal.ts";
import { asService, type Session, type StaffSession } from "../session.ts";
import { staffNames, staffWithRole } from "../staff/staff.ts";
import { areaName } from "./climb.ts";
import { recordEvent } from "./events.ts";
import { crisisMinutes } from "./minutes.ts";
import { partiesTo, readHead } from "./party.ts";
import { rosterFor } from "./roster.ts";
import { type CrisisNews, type Told, tell } from "./told.ts";

export interface HandedOver extends CrisisNews {
  to: Told;
  /** Whose it stays until they tap 收到; null: nobody's yet, the list goes on. */
  owner_id: string | null;
}

/**
 * Asks another member of staff to take it over: they are told and see it from then on, and their 收到 makes it theirs. Until
 * then it stays with its owner, who hears when there was no tap in time; before anybody has it the list goes on.
 * @throws Refusal `not_found`, `crisis_closed`, `not_yours_to_move` for somebody who was not told of it, `hand_over_to` for
 *   somebody unknown, away for good, the reporter, or who has it already
 */
export async function handOverCrisis(
  session: StaffSession,
  id: string,
  to_staff_id: string,
  words: string | null = null,
): Promise<HandedOver> {
  const { tx, scope, now } = session;
  const crisis = await readHead(session, id, true);
  if (crisis.state === "closed") throw new Refusal("crisis_closed");
  if (!(await mayHandOver(session, crisis))) throw new Refusal("not_yours_to_move");
  const { rows } = await tx.query("select from staff where district_id = $1 and id = $2 and active", [
    scope.district_id,
    to_staff_id,
  ]);
  if (rows.length === 0 || to_staff_id === crisis.reported_by || to_staff_id === crisis.owner_id)
    throw new Refusal("hand_over_to");
  // Of somebody's own distress nobody learns beyond whom they asked for.
  if (crisis.wordless && !(await isTold(session, id, to_staff_id))) throw new Refusal("hand_over_to");
  await tell(session, id, [to_staff_id], null);
  if (crisis.owner_id !== null) {
    const minutes = (await crisisMinutes(session))[crisis.level];
    await tx.query("update crises set handed_to = $3, climbs_at = $4 where district_id = $1 and id = $2", [
      scope.district_id,
      id,
      to_staff_id,
      new Date(now.getTime() + minutes * 60_000),
    ]);
  }
  const reason = cutIdNumbers(words ?? "").trim() || null;
  await recordEvent(session, id, { kind: "handed_over", to_staff_id, words: reason });
  await audit(session, {
    action: "crisis.handed_over",
    entity: "crisis",
    entity_id: id,
    detail: { to_staff_id },
  });
  const names = await staffNames(session, [to_staff_id, ...(crisis.reported_by ? [crisis.reported_by] : [])]);
  const { ref, level, reported_by, owner_id } = crisis;
  return {
    ...{ id, ref, level, reported_by, owner_id },
    kind: crisis.wordless ? null : crisis.kind,
    area: await areaName(session, crisis.area_id),
    reporter: reported_by ? names.get(reported_by)! : null,
    to: { staff_id: to_staff_id, name: names.get(to_staff_id)! },
  };
}

/** Who it may be handed to, likeliest first: the list of its place on duty now, the supervisors, then social workers. */
export async function handOverCandidates(session: StaffSession, id: string, limit: number): Promise<Told[]> {
  const crisis = await readHead(session, id);
  return asService(session, async (service) => {
    const places = await rosterFor(service, { ...crisis, at: session.now, without: crisis.reported_by });
    const social = crisis.wordless ? [] : await staffWithRole(service, ["social_worker"]);
    const listed = places.flatMap(({ people }) => people);
    const names = await staffNames(service, social);
    const rest = social.map((staff_id) => ({ staff_id, name: names.get(staff_id)! }));
    const left_out = new Set([session.scope.staff_id, crisis.reported_by, crisis.owner_id]);
    const chosen = new Map<string, Told>();
    for (const person of [...listed, ...rest]) {
      if (left_out.has(person.staff_id) || chosen.size === limit) continue;
      if (crisis.wordless && !(await isTold(service, id, person.staff_id))) continue;
      chosen.set(person.staff_id, person);
    }
    return [...chosen.values()];
  });
}

/** Whoever has it, any supervisor, and while nobody has it whoever was told. The reporter handed it on already. */
async function mayHandOver(
  session: StaffSession,
  crisis: { id: string; owner_id: string | null; reported_by: string | null },
): Promise<boolean> {
  const { scope } = session;
  if (partiesTo(session, crisis).length > 0) return true;
  if (crisis.owner_id !== null || crisis.reported_by === scope.staff_id) return false;
  return isTold(session, crisis.id, scope.staff_id);
}

function isTold(session: Session, crisis_id: string, staff_id: string): Promise<boolean> {
  return asService(session, async ({ tx, scope }) => {
    const { rows } = await tx.query(
      "select from crisis_notices where district_id = $1 and crisis_id = $2 and staff_id = $3",
      [scope.district_id, crisis_id, staff_id],
    );
    return rows.length > 0;
  });
}
