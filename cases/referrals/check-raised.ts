import { chinaDate } from "../../platform/clock.ts";
import { Refusal } from "../refusal.ts";
import type { StaffSession } from "../session.ts";
import { hasStaff } from "./parties.ts";

/**
 * Whether a referral can go there: the directory does not say that the service has stopped, and somebody else than the raiser is there
 * to take it. What is not in the directory (any more) is not known to be closed.
 * @throws Refusal `service_closed`, `to_oneself`
 */
export async function checkTarget(
  session: StaffSession,
  service: { id: string; organization_id: string },
): Promise<void> {
  const { tx, scope } = session;
  const { rows } = await tx.query<{ status: string }>(
    "select status from services where id = $1 and district_id in (0, $2)",
    [service.id, scope.district_id],
  );
  if (rows[0] && rows[0].status !== "active") throw new Refusal("service_closed");
  const own = await tx.query("select from staff where district_id = $1 and id = $2 and organization_id = $3", [
    scope.district_id,
    scope.staff_id,
    service.organization_id,
  ]);
  if (own.rows.length > 0 && !(await hasStaff(session, service.organization_id, scope.staff_id)))
    throw new Refusal("to_oneself");
}

/**
 * Whether a day that somebody named (ISO date, China) can be the day by which it is due.
 * @throws Refusal `due_in_past`, `due_before_visit`
 */
export async function checkDue({ tx, scope, now }: StaffSession, due_on: string, visit_id: string | null) {
  const { rows } = await tx.query<{ before: boolean }>(
    "select $3::date < visited_on as before from visits where district_id = $1 and id = $2",
    [scope.district_id, visit_id, due_on],
  );
  if (rows[0]?.before) throw new Refusal("due_before_visit");
  if (due_on < chinaDate(now)) throw new Refusal("due_in_past");
}
