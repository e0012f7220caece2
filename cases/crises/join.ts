import { newId } from "../../platform/id.ts";
import { audit } from "../audit/append.ts";
import { asService, type StaffSession } from "../session.ts";
import { staffNames } from "../staff/staff.ts";
import { recordEvent } from "./events.ts";
import { crisisMinutes } from "./minutes.ts";
import type { Told } from "./told.ts";

/** Told again within this time it is the same crisis. */
const SAME_WITHIN_MS = 3_600_000;

/** What is told of somebody whose crisis is open already. */
export interface ToldAgain {
  inbox_id: string;
  level: "red" | "orange";
  kind: string;
  rules: string[];
  words: string;
  person_id: string;
}

/** The open crisis that the words were added to. */
export interface JoinedCrisis {
  id: string;
  ref: string;
  area_id: string | null;
  climbs_at: Date | null;
  attempted: boolean;
  /** Who has it; null while nobody has tapped. */
  owner: Told | null;
  /** Who was told of it before, but this writer. */
  told: Told[];
  /** Who reported it first, when that is somebody else. */
  first_reporter: Told | null;
  list_ended: boolean;
  /** It was for within a day, and is for now. */
  raised: boolean;
}

interface Open extends Pick<JoinedCrisis, "id" | "ref" | "area_id" | "climbs_at" | "attempted" | "list_ended"> {
  level: "red" | "orange";
  owner_id: string | null;
  reported_by: string | null;
}

/**
 * Adds words to the crisis of the same kind and the same person that is open since less than an hour, whoever reported it: one list
 * climbs, not two. The writer sees it from then on and stands in its timeline. What is worse than before makes it red, and the next on
 * the list is told no later than a red one is.
 * @returns null when there is none, or this message has made one itself
 */
export async function joinCrisis(session: StaffSession, again: ToldAgain): Promise<JoinedCrisis | "known" | null> {
  const { scope, now } = session;
  const red_minutes = (await crisisMinutes(session)).red;
  const open = await asService(session, async ({ tx }): Promise<Open | "known" | null> => {
    // Two who tell of the same person at once wait for each other.
    await tx.query("select 1 from people where district_id = $1 and id = $2 for no key update", [
      scope.district_id,
      again.person_id,
    ]);
    const made = await tx.query(
      `select 1 from crises where district_id = $1 and inbox_id = $2
       union all select 1 from crisis_events where district_id = $1 and detail ->> 'inbox_id' = $2::text and at >= $3`,
      [scope.district_id, again.inbox_id, new Date(now.getTime() - SAME_WITHIN_MS)],
    );
    if (made.rows.length > 0) return "known";
    const { rows } = await tx.query<Open>(
      `select id, ref, level, area_id, climbs_at, attempted, owner_id, reported_by, list_ended_at is not null as list_ended
       from crises where district_id = $1 and person_id = $2 and kind = $3 and closed_at is null and words_sealed is not null
         and created_at > $4 order by created_at desc limit 1 for update`,
      [scope.district_id, again.person_id, again.kind, new Date(now.getTime() - SAME_WITHIN_MS)],
    );
    const found = rows[0];
    if (!found) return null;
    if (found.reported_by !== scope.staff_id)
      await tx.query(
        `insert into crisis_notices (district_id, id, crisis_id, staff_id, told_at, place, tapped_at) values ($1, $2, $3, $4, $5, null, $5)
         on conflict (district_id, crisis_id, staff_id) do nothing`,
        [scope.district_id, newId(now), found.id, scope.staff_id, now],
      );
    await tx.query(
      `update crises set rules = (select array_agg(distinct rule) from unnest(rules || $3::text[]) as rule),
         level = case when $4 = 'red' then 'red' else level end,
         climbs_at = case when $4 = 'red' and owner_id is null then least(climbs_at, $5) else climbs_at end
       where district_id = $1 and id = $2`,
      [scope.district_id, found.id, again.rules, again.level, new Date(now.getTime() + red_minutes * 60_000)],
    );
    return found;
  });
  if (open === null || open === "known") return open;
  await recordEvent(session, open.id, {
    kind: "noted",
    detail: { what: "told_again", level: again.level, inbox_id: again.inbox_id },
    words: again.words,
  });
  await audit(session, {
    action: "crisis.told_again",
    entity: "crisis",
    entity_id: open.id,
    detail: { level: again.level },
  });
  const { owner, told, first_reporter } = await peopleOf(session, open);
  const { id, ref, area_id, climbs_at, attempted, list_ended } = open;
  const raised = open.level === "orange" && again.level === "red";
  return { id, ref, area_id, climbs_at, attempted, owner, told, first_reporter, list_ended, raised };
}

async function peopleOf(
  session: StaffSession,
  { id, owner_id, reported_by }: Open,
): Promise<Pick<JoinedCrisis, "owner" | "told" | "first_reporter">> {
  const me = session.scope.staff_id;
  return asService(session, async (service) => {
    const { rows } = await service.tx.query<{ staff_id: string }>(
      "select staff_id from crisis_notices where district_id = $1 and crisis_id = $2 and staff_id <> $3 order by told_at, id",
      [service.scope.district_id, id, me],
    );
    const ids = rows.map((row) => row.staff_id);
    const others = [owner_id, reported_by].filter((one) => one !== null);
    const names = await staffNames(service, [...new Set([...ids, ...others])]);
    const named = (staff_id: string): Told => ({ staff_id, name: names.get(staff_id)! });
    return {
      owner: owner_id === null ? null : named(owner_id),
      told: ids.map(named),
      first_reporter: reported_by === null || reported_by === me ? null : named(reported_by),
    };
  });
}
