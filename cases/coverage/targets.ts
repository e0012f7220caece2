import { audit } from "../audit/append.ts";
import { assertLeads } from "../leads.ts";
import { Refusal } from "../refusal.ts";
import type { Session, StaffSession } from "../session.ts";
import { TARGET_MEASURES, type TargetMeasure } from "./measures.ts";

export interface Target {
  measure: TargetMeasure;
  year: number;
  /** 0 to 100. */
  percent: number;
  /** Where it stands: a document, a meeting. */
  source: string;
}

/** The targets of one year. */
export async function listTargets({ tx, scope }: Session, year: number): Promise<Target[]> {
  const { rows } = await tx.query<Target>(
    `select measure, year, percent, source from targets where district_id = $1 and year = $2
     order by array_position($3::text[], measure)`,
    [scope.district_id, year, TARGET_MEASURES],
  );
  return rows;
}

/**
 * Sets the target of a year, or takes it back with `percent` null.
 * @throws Refusal `supervisors_only`, `target_wrong` for what is no percentage, no year, or names no source
 */
export async function putTarget(
  session: StaffSession,
  target: Omit<Target, "percent"> & { percent: number | null },
): Promise<void> {
  const { tx, scope, now } = session;
  assertLeads(session);
  const { measure, year, percent, source } = target;
  if (percent === null) {
    await tx.query("delete from targets where district_id = $1 and measure = $2 and year = $3", [
      scope.district_id,
      measure,
      year,
    ]);
  } else {
    const whole = Number.isInteger(percent) && percent >= 0 && percent <= 100 && year >= 2000 && year <= 2100;
    if (!whole || source.trim() === "") throw new Refusal("target_wrong");
    await tx.query(
      `insert into targets (district_id, measure, year, percent, source, set_by, set_at) values ($1, $2, $3, $4, $5, $6, $7)
       on conflict (district_id, measure, year) do update set percent = $4, source = $5, set_by = $6, set_at = $7`,
      [scope.district_id, measure, year, percent, source.trim(), scope.staff_id, now],
    );
  }
  await audit(session, {
    action: percent === null ? "target.dropped" : "target.set",
    entity: "target",
    entity_id: null,
    detail: { measure, year, percent },
  });
}

/** How many more it takes to reach `percent` of `denominator`; 0 when it is reached. */
export function gapTo(percent: number, { numerator, denominator }: { numerator: number; denominator: number }): number {
  return Math.max(0, Math.ceil((denominator * percent) / 100) - numerator);
}
