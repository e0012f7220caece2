import { audit } from "../audit/append.ts";
import { assertLeads } from "../leads.ts";
import { Refusal } from "../refusal.ts";
import type { Session } from "../session.ts";

/** How long somebody who was told has to tap 收到 before the next one is told, in minutes. */
export interface CrisisMinutes {
  red: number;
  orange: number;
}

export const DEFAULT_MINUTES: CrisisMinutes = { red: 3, orange: 30 };
const MOST_MINUTES = 120;

/** The district's minutes; what is not set, or set wrongly, is the default. */
export async function crisisMinutes({ tx, scope }: Session): Promise<CrisisMinutes> {
  const { rows } = await tx.query<{ minutes: Partial<CrisisMinutes> | null }>(
    "select settings -> 'crisis_minutes' as minutes from districts where id = $1",
    [scope.district_id],
  );
  const set = rows[0]?.minutes ?? {};
  const minutesOf = (level: keyof CrisisMinutes): number =>
    isMinutes(set[level]) ? set[level] : DEFAULT_MINUTES[level];
  return { red: minutesOf("red"), orange: minutesOf("orange") };
}

/**
 * Sets the district's minutes; crises that wait already keep the time they were given.
 * @throws Refusal `supervisors_only` for other roles than supervisor and admin, `minutes_out_of_range` outside 1–120
 */
export async function setCrisisMinutes(session: Session, minutes: CrisisMinutes): Promise<void> {
  const { tx, scope } = session;
  assertLeads(session);
  const { red, orange } = minutes;
  if (!isMinutes(red) || !isMinutes(orange)) throw new Refusal("minutes_out_of_range");
  await tx.query(
    "update districts set settings = settings || jsonb_build_object('crisis_minutes', $2::jsonb) where id = $1",
    [scope.district_id, JSON.stringify({ red, orange })],
  );
  await audit(session, {
    action: "crisis.minutes_set",
    entity: "district",
    entity_id: null,
    detail: { red, orange },
  });
}

function isMinutes(value: unknown): value is number {
  return Number.isInteger(value) && Number(value) >= 1 && Number(value) <= MOST_MINUTES;
}
