import { audit } from "../audit/append.ts";
import { Refusal } from "../refusal.ts";
import type { StaffSession } from "../session.ts";

export interface Acknowledged {
  id: string;
  ref: string;
  reported_by: string | null;
  /** False when somebody had taken it before. */
  first: boolean;
}

/**
 * 收到: one tap of whoever was told. The first one has it.
 * @throws Refusal `not_found`, also for the reporter: nobody takes on what they handed over
 */
export async function acknowledgeCrisis(session: StaffSession, id: string): Promise<Acknowledged> {
  const { tx, scope, now } = session;
  const { rows } = await tx.query<{ ref: string; reported_by: string | null }>(
    `update crises set acknowledged_by = $3, acknowledged_at = $4
     where district_id = $1 and id = $2 and acknowledged_at is null
       and reported_by is distinct from $3 returning ref, reported_by`,
    [scope.district_id, id, scope.staff_id, now],
  );
  if (rows[0]) {
    await audit(session, { action: "crisis.acknowledged", entity: "crisis", entity_id: id });
    return { id, ...rows[0], first: true };
  }
  const known = await tx.query<{ ref: string; reported_by: string | null }>(
    "select ref, reported_by from crises where district_id = $1 and id = $2 and reported_by is distinct from $3",
    [scope.district_id, id, scope.staff_id],
  );
  if (!known.rows[0]) throw new Refusal("not_found");
  return { id, ...known.rows[0], first: false };
}
