import { audit } from "../audit/append.ts";
import { asService, type Session } from "../session.ts";
import { staffNames } from "../staff/staff.ts";
import { eachDue, type TimerParts } from "./due.ts";
import { recordEvent } from "./events.ts";
import { crisisMinutes } from "./minutes.ts";
import { rosterFor } from "./roster.ts";
import { type CrisisNews, type Told, tell } from "./told.ts";

/** What the list needs to know of a crisis. */
export interface Climbing {
  id: string;
  level: "red" | "orange";
  kind: string;
  area_id: string | null;
  reported_by: string | null;
  /** Told at the writer's own tap: nobody beyond whom they asked for. */
  by_tap: boolean;
}

/** What a timer did, for the words that people are told of it. */
export interface Climbed extends CrisisNews {
  /**
   * `climbed`: `told` are the next. `list_ended`: nobody is left. `hand_over_unanswered`: who was asked to take it over did not
   * tap, it stays with `owner_id`.
   */
  what: "climbed" | "list_ended" | "hand_over_unanswered";
  told: Told[];
  /** Those whose time is up. */
  unanswered: Told[];
  owner_id: string | null;
}

/**
 * Tells the next on the list who has not been told yet, and sets until when they have; when nobody is left, says so.
 * @returns who was told, and when the one after them is
 */
export async function tellNext(session: Session, crisis: Climbing): Promise<{ told: Told[]; climbs_at: Date | null }> {
  return asService(session, async (service) => {
    const { tx, scope, now } = service;
    const notices = await tx.query<{ staff_id: string; place: number | null }>(
      "select staff_id, place from crisis_notices where district_id = $1 and crisis_id = $2",
      [scope.district_id, crisis.id],
    );
    const before = new Set(notices.rows.map((row) => row.staff_id));
    const places = crisis.by_tap ? [] : await rosterFor(service, { ...crisis, at: now, without: crisis.reported_by });
    const next = places
      .map(({ people }) => people.map((person) => person.staff_id).filter((id) => !before.has(id)))
      .find((ids) => ids.length > 0);
    if (!next) {
      await tx.query("update crises set climbs_at = null, list_ended_at = $3 where district_id = $1 and id = $2", [
        scope.district_id,
        crisis.id,
        now,
      ]);
      await recordEvent(service, crisis.id, { kind: "list_ended" });
      return { told: [], climbs_at: null };
    }
    const place = Math.max(0, ...notices.rows.map((row) => row.place ?? 0)) + 1;
    const told = await tell(service, crisis.id, next, place);
    const minutes = (await crisisMinutes(service))[crisis.level];
    const climbs_at = new Date(now.getTime() + minutes * 60_000);
    await tx.query("update crises set climbs_at = $3 where district_id = $1 and id = $2", [
      scope.district_id,
      crisis.id,
      climbs_at,
    ]);
    return { told, climbs_at };
  });
}

/**
 * Moves every crisis on whose time is up by the clock, each in a transaction of its own. Several processes may call it: a row
 * that one has in hand the others pass over, and what is taken, closed or not due any more stays as it is.
 * @param say puts the words of it on their way, in the same transaction
 * @returns how many moved
 * @throws what the first of them threw that failed, after all were tried
 */
export function climbDue(
  parts: TimerParts,
  say: (session: Session, climbed: Climbed) => Promise<void>,
): Promise<number> {
  return eachDue(parts, "crises_due", climb, say);
}

async function climb(session: Session, id: string): Promise<Climbed | null> {
  const { tx, scope, now } = session;
  const { rows } = await tx.query<
    Omit<Climbing, "by_tap"> & { ref: string; wordless: boolean; owner_id: string | null; handed_to: string | null }
  >(
    `select id, ref, level, kind, area_id, reported_by, words_sealed is null as wordless, owner_id, handed_to from crises
     where district_id = $1 and id = $2 and climbs_at <= $3 and closed_at is null for update skip locked`,
    [scope.district_id, id, now],
  );
  const crisis = rows[0];
  if (!crisis) return null;
  const { ref, level, reported_by, owner_id } = crisis;
  const area = await areaName(session, crisis.area_id);
  const names = await staffNames(session, reported_by ? [reported_by] : []);
  const said = {
    ...{ id, ref, level, area, reported_by, owner_id },
    kind: crisis.wordless ? null : crisis.kind,
    reporter: reported_by ? names.get(reported_by)! : null,
  };
  if (owner_id !== null) {
    await tx.query("update crises set climbs_at = null, handed_to = null where district_id = $1 and id = $2", [
      scope.district_id,
      id,
    ]);
    if (!crisis.handed_to) return null;
    const asked = await staffNames(session, [crisis.handed_to]);
    await recordEvent(session, id, {
      kind: "noted",
      to_staff_id: crisis.handed_to,
      detail: { what: "hand_over_unanswered" },
    });
    const unanswered = [{ staff_id: crisis.handed_to, name: asked.get(crisis.handed_to)! }];
    return { ...said, what: "hand_over_unanswered", told: [], unanswered };
  }
  const unanswered = await lastTold(session, id);
  const { told, climbs_at } = await tellNext(session, { ...crisis, by_tap: crisis.wordless });
  await audit(session, { action: "crisis.told", entity: "crisis", entity_id: id, detail: { people: told.length } });
  return { ...said, what: climbs_at ? "climbed" : "list_ended", told, unanswered };
}

/** Those of the last place who have not tapped. */
async function lastTold(session: Session, crisis_id: string): Promise<Told[]> {
  const { tx, scope } = session;
  const { rows } = await tx.query<{ staff_id: string }>(
    `select staff_id from crisis_notices where district_id = $1 and crisis_id = $2 and tapped_at is null
       and place = (select max(place) from crisis_notices where district_id = $1 and crisis_id = $2) order by told_at, id`,
    [scope.district_id, crisis_id],
  );
  const ids = rows.map((row) => row.staff_id);
  const names = await staffNames(session, ids);
  return ids.map((staff_id) => ({ staff_id, name: names.get(staff_id)! }));
}

/** 河口社区第三网格: a grid says little without its community. */
export async function areaName({ tx, scope }: Session, area_id: string | null): Promise<string | null> {
  if (area_id === null) return null;
  const { rows } = await tx.query<{ name: string }>(
    `select case when a.level = 'grid' and up.name is not null then up.name || a.name else a.name end as name
     from areas a left join areas up on up.district_id = a.district_id and up.id = a.parent_id
     where a.district_id = $1 and a.id = $2`,
    [scope.district_id, area_id],
  );
  return rows[0]?.name ?? null;
}
