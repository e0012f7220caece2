import { chinaDate } from "../../platform/clock.ts";
import { newId } from "../../platform/id.ts";
import { cutIdNumbers } from "../../platform/id-numbers.ts";
import { sealOrNull } from "../../platform/seal.ts";
import { audit } from "../audit/append.ts";
import { assertLeads } from "../leads.ts";
import { Refusal } from "../refusal.ts";
import type { StaffSession } from "../session.ts";
import { staffNames } from "../staff/staff.ts";

export interface Decision {
  what: string;
  owner_id: string;
  /** ISO date. */
  due_on: string;
  /** What it came from, if from one of these. */
  referral_id: string | null;
  site_id: string | null;
}

export interface DispatchTask {
  id: string;
  held_on: string;
  what: string;
  owner_id: string;
  owner: string;
  due_on: string;
  overdue: boolean;
  referral: { id: string; ref: string } | null;
  site: string | null;
}

/**
 * A decision of the meeting becomes somebody's task, with a day, and what it came from.
 * @throws Refusal `supervisors_only`, `task_incomplete` naming the field, `not_found` for a referral or site that is not here
 */
export async function decide(session: StaffSession, decision: Decision): Promise<string> {
  const { tx, scope, sealer, now } = session;
  assertLeads(session);
  const what = cutIdNumbers(decision.what).trim();
  const lacks = (field: string): Refusal => new Refusal("task_incomplete", { field });
  if (what === "") throw lacks("what");
  if (!/^\d{4}-\d\d-\d\d$/.test(decision.due_on) || decision.due_on < chinaDate(now)) throw lacks("due_on");
  const here = async (table: "staff" | "referrals" | "sites", id: string, more = ""): Promise<boolean> =>
    (await tx.query(`select id from ${table} where district_id = $1 and id = $2 ${more}`, [scope.district_id, id])).rows
      .length > 0;
  if (!(await here("staff", decision.owner_id, "and active"))) throw lacks("owner_id");
  const { referral_id, site_id } = decision;
  if (referral_id !== null && !(await here("referrals", referral_id))) throw new Refusal("not_found");
  if (site_id !== null && !(await here("sites", site_id))) throw new Refusal("not_found");
  const id = newId(now);
  await tx.query(
    `insert into dispatch_tasks (district_id, id, held_on, what_sealed, owner_id, due_on, referral_id, site_id, created_by, created_at)
     values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)`,
    [
      ...[scope.district_id, id, chinaDate(now), await sealer.seal(what, "dispatch_tasks.what"), decision.owner_id],
      ...[decision.due_on, referral_id, site_id, scope.staff_id, now],
    ],
  );
  const detail = { owner_id: decision.owner_id, due_on: decision.due_on, referral_id, site_id };
  await audit(session, { action: "dispatch.decided", entity: "dispatch_task", entity_id: id, detail });
  return id;
}

/** The open tasks that these eyes may see, what is due first first. @param whose only those of this member of staff */
export async function openTasks(session: StaffSession, whose: string | null, limit: number): Promise<DispatchTask[]> {
  const { tx, scope, sealer, now } = session;
  const { rows } = await tx.query(
    `select t.id, t.held_on::text as held_on, t.what_sealed, t.owner_id, t.due_on::text as due_on, t.due_on < $2::date as overdue,
       t.referral_id, r.ref, s.name as site
     from dispatch_tasks t
     left join referrals r on r.district_id = t.district_id and r.id = t.referral_id
     left join sites s on s.district_id = t.district_id and s.id = t.site_id
     where t.district_id = $1 and t.done_at is null and ($3::uuid is null or t.owner_id = $3)
     order by t.due_on, t.id limit $4`,
    [scope.district_id, chinaDate(now), whose, limit],
  );
  const names = await staffNames(
    session,
    rows.map((row) => row.owner_id),
  );
  return Promise.all(
    rows.map(async (row) => ({
      ...{ id: row.id, held_on: row.held_on, owner_id: row.owner_id, due_on: row.due_on, overdue: row.overdue },
      what: await sealer.open(row.what_sealed, "dispatch_tasks.what"),
      owner: names.get(row.owner_id) ?? "",
      // A referral that the owner may not read is not named to them.
      referral: row.ref ? { id: row.referral_id, ref: row.ref } : null,
      site: row.site,
    })),
  );
}

/**
 * Its owner, or somebody who leads, says that it is done.
 * @param outcome optional: what came of it
 * @throws Refusal `not_found`, `already_there` when it was said before
 */
export async function finishTask(session: StaffSession, id: string, outcome: string): Promise<void> {
  const { tx, scope, sealer, now } = session;
  const words = await sealOrNull(sealer, cutIdNumbers(outcome).trim() || null, "dispatch_tasks.outcome");
  const { affected } = await tx.query(
    `update dispatch_tasks set done_at = $3, done_by = $4, outcome_sealed = $5
     where district_id = $1 and id = $2 and done_at is null`,
    [scope.district_id, id, now, scope.staff_id, words],
  );
  if (affected === 0) {
    const { rows } = await tx.query("select id from dispatch_tasks where district_id = $1 and id = $2", [
      scope.district_id,
      id,
    ]);
    throw new Refusal(rows.length === 0 ? "not_found" : "already_there");
  }
  await audit(session, { action: "dispatch.done", entity: "dispatch_task", entity_id: id });
}
