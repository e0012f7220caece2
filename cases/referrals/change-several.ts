import { chinaDate } from "../../platform/clock.ts";
import { audit } from "../audit/append.ts";
import { type DistrictSettings, districtSettings } from "../district-settings.ts";
import { assertLeads } from "../leads.ts";
import { Refusal } from "../refusal.ts";
import type { StaffSession } from "../session.ts";
import { dueOn, type Priority } from "./due.ts";
import { CLOSED, type ReferralStatus } from "./moves.ts";
import { recordEvent } from "./record-event.ts";
import { overtaken } from "./what-happened.ts";

/** What is set for several referrals at once: who follows it on the receiving side, the day (ISO date), or how urgent it is. */
export type Change = { owner_id: string } | { due_on: string } | { priority: Priority };

/** A referral as its reader had it before their eyes. */
export interface Ticked {
  id: string;
  version: number;
}

export interface Changed {
  id: string;
  /** Null when it is not for these eyes. */
  ref: string | null;
  service_name: string;
  raised_by: string | null;
  owner_id: string | null;
  priority: Priority;
  /** Why it was not changed; null when it was. */
  refused: Refusal | null;
}

/** At most so many at once, so that the transaction stays short. */
const MOST_TICKED = 200;

interface Row {
  id: string;
  ref: string;
  status: ReferralStatus;
  version: number;
  service_name: string;
  raised_by: string;
  owner_id: string | null;
  organization_id: string | null;
  priority: Priority;
  due_on: string | null;
  visited_on: string | null;
}

interface Target {
  /** The organization of whoever is to follow them. */
  organization_id: string | null;
  settings: DistrictSettings["referral_days"];
}

/**
 * Sets one thing for several referrals, for a supervisor, in the running transaction: each is changed or says why not, and what is refused
 * holds up none of the others. A referral that was changed since it was shown is refused, so that nobody's change is undone unseen.
 * @throws Refusal `supervisors_only`, `none_ticked`, `many_ticked`, `owner_unknown` for nobody who receives referrals,
 *   `due_in_past`; refusals of single rows are in the answer
 */
export async function changeReferrals(
  session: StaffSession,
  ticked: readonly Ticked[],
  change: Change,
): Promise<Changed[]> {
  const { tx, scope, now } = session;
  assertLeads(session);
  if (ticked.length === 0) throw new Refusal("none_ticked");
  if (ticked.length > MOST_TICKED) throw new Refusal("many_ticked", { most: String(MOST_TICKED) });
  if ("due_on" in change && change.due_on < chinaDate(now)) throw new Refusal("due_in_past");
  const target: Target = {
    organization_id: "owner_id" in change ? await organizationOf(session, change.owner_id) : null,
    settings: (await districtSettings(session)).referral_days,
  };
  const { rows } = await tx.query<Row>(
    `select r.id, r.ref, r.status, r.version, r.service_name, r.raised_by, r.owner_id, r.organization_id, r.priority,
       r.due_on::text as due_on, v.visited_on::text as visited_on
     from referrals r left join visits v on v.district_id = r.district_id and v.id = r.visit_id
     where r.district_id = $1 and r.id = any ($2::uuid[])`,
    [scope.district_id, ticked.map(({ id }) => id)],
  );
  const found = new Map(rows.map((row) => [row.id, row]));
  const done: Changed[] = [];
  for (const { id, version } of ticked) done.push(await changeOne(session, id, found.get(id), version, change, target));
  return done;
}

async function organizationOf({ tx, scope }: StaffSession, owner_id: string): Promise<string> {
  const { rows } = await tx.query<{ organization_id: string | null }>(
    "select organization_id from staff where district_id = $1 and id = $2 and active and role = 'social_worker'",
    [scope.district_id, owner_id],
  );
  const organization_id = rows[0]?.organization_id;
  if (!organization_id) throw new Refusal("owner_unknown");
  return organization_id;
}

async function changeOne(
  session: StaffSession,
  id: string,
  row: Row | undefined,
  version: number,
  change: Change,
  target: Target,
): Promise<Changed> {
  if (!row) {
    const nobody = { ref: null, service_name: "", raised_by: null, owner_id: null, priority: "routine" } as const;
    return { id, ...nobody, refused: new Refusal("not_found") };
  }
  const { ref, service_name, raised_by } = row;
  const about = { id, ref, service_name, raised_by };
  try {
    const written = await write(session, row, version, change, target);
    return { ...about, ...written, refused: null };
  } catch (error) {
    if (!(error instanceof Refusal)) throw error;
    return { ...about, owner_id: row.owner_id, priority: row.priority, refused: error };
  }
}

/** One conditional UPDATE with its event and its audit row. */
async function write(
  session: StaffSession,
  row: Row,
  version: number,
  change: Change,
  target: Target,
): Promise<{ owner_id: string | null; priority: Priority }> {
  const { tx, scope, now } = session;
  if (CLOSED.includes(row.status)) throw new Refusal("ended_already");
  const set = {
    owner_id: row.owner_id,
    due_on: row.due_on,
    priority: row.priority,
    ...change,
  };
  if ("owner_id" in change && row.organization_id !== target.organization_id) throw new Refusal("owner_elsewhere");
  if ("priority" in change) {
    // What has become more urgent is due earlier; what has become less so keeps its day until somebody sets another.
    const due_on = dueOn(change.priority, now, target.settings);
    if (set.due_on === null || due_on < set.due_on) set.due_on = due_on;
  }
  if ("due_on" in change && row.visited_on !== null && change.due_on < row.visited_on) {
    throw new Refusal("due_before_visit");
  }
  if (set.owner_id === row.owner_id && set.due_on === row.due_on && set.priority === row.priority) {
    throw new Refusal("already_so");
  }
  const { affected } = await tx.query(
    `update referrals set owner_id = $4, due_on = $5, priority = $6, version = version + 1, updated_at = $7,
       claimed_at = case when owner_id is distinct from $4::uuid then $7::timestamptz else claimed_at end
     where district_id = $1 and id = $2 and version = $3`,
    [scope.district_id, row.id, version, set.owner_id, set.due_on, set.priority, now],
  );
  if (affected === 0) throw await overtaken(session, row.id, "changed_meanwhile");
  const what = "owner_id" in change ? "owner" : "due_on" in change ? "due" : "priority";
  const value = "due_on" in change ? change.due_on : "priority" in change ? change.priority : "";
  await recordEvent(session, row.id, {
    kind: "changed",
    from: null,
    to: value === "" ? what : `${what} ${value}`,
    words: null,
    by: { staff_id: scope.staff_id, named: null },
  });
  await audit(session, {
    action: "referral.changed",
    entity: "referral",
    entity_id: row.id,
    detail: { what, ...(value === "" ? { to: set.owner_id } : { to: value }) },
  });
  return { owner_id: set.owner_id, priority: set.priority };
}
