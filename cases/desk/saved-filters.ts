import { newId } from "../../platform/id.ts";
import { Refusal } from "../refusal.ts";
import type { StaffSession } from "../session.ts";

export interface SavedFilter {
  id: string;
  name: string;
  /** As it stands behind the question mark of the address. */
  query: string;
}

/** More than these nobody finds again. */
const MOST = 20;
const LONGEST_NAME = 30;
const LONGEST_QUERY = 1_000;

/** The asker's own filters of the referral log, by name. */
export async function listSavedFilters({ tx, scope }: StaffSession): Promise<SavedFilter[]> {
  const { rows } = await tx.query<SavedFilter>(
    "select id, name, query from saved_filters where district_id = $1 and staff_id = $2 order by name",
    [scope.district_id, scope.staff_id],
  );
  return rows;
}

/**
 * Keeps a filter under a name; one of that name is replaced.
 * @throws Refusal `filter_name` for no name or a long one, `filters_full` when there are 20
 */
export async function keepFilter(session: StaffSession, { name, query }: Omit<SavedFilter, "id">): Promise<void> {
  const { tx, scope, now } = session;
  const called = name.trim().replace(/\s+/g, " ");
  if (called === "" || [...called].length > LONGEST_NAME || query.length > LONGEST_QUERY) {
    throw new Refusal("filter_name");
  }
  const kept = await listSavedFilters(session);
  if (kept.length >= MOST && !kept.some((one) => one.name === called)) throw new Refusal("filters_full");
  await tx.query(
    `insert into saved_filters (district_id, id, staff_id, name, query, created_at) values ($1, $2, $3, $4, $5, $6)
     on conflict (district_id, staff_id, name) do update set query = excluded.query`,
    [scope.district_id, newId(now), scope.staff_id, called, query, now],
  );
}

/** Forgets one of the asker's filters; whatever is not there is forgotten already. */
export async function dropFilter({ tx, scope }: StaffSession, id: string): Promise<void> {
  await tx.query("delete from saved_filters where district_id = $1 and staff_id = $2 and id = $3", [
    scope.district_id,
    scope.staff_id,
    id,
  ]);
}
