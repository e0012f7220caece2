import { Buffer } from "node:buffer";
import { type Area, listAreas } from "../../../cases/areas/areas.ts";
import { listSavedFilters, type SavedFilter } from "../../../cases/desk/saved-filters.ts";
import { countReferrals, listReferrals, type ReferralRow } from "../../../cases/referrals/list.ts";
import type { StaffSession } from "../../../cases/session.ts";
import { staffNames, staffWithRole } from "../../../cases/staff/staff.ts";
import { type Filters, filterOf } from "./filters.ts";

/** Rows of one page. */
export const PAGE = 50;

/** What a page of the log shows. */
export interface Log {
  rows: ReferralRow[];
  next: string | null;
  counts: { by_status: Record<string, number>; overdue: number };
  /** Another word when anything that is shown is different. */
  state: string;
  areas: Area[];
  saved: SavedFilter[];
  /** Ids of everybody who can be given a referral; none for whoever may not. */
  followers: string[];
  names: Map<string, string>;
}

/** @param supervises whether the reader may give referrals to others */
export async function readLog(session: StaffSession, chosen: Filters, supervises: boolean): Promise<Log> {
  const page = await listReferrals(session, { ...filterOf(chosen, session.scope.staff_id), limit: PAGE });
  const counts = await countReferrals(session);
  const followers = supervises ? await staffWithRole(session, ["social_worker"]) : [];
  const shown = page.rows.map(({ owner_id }) => owner_id).filter((id) => id !== null);
  return {
    ...page,
    counts,
    state: await stateOf(page.rows, counts),
    areas: await listAreas(session),
    saved: await listSavedFilters(session),
    followers,
    names: await staffNames(session, [...followers, ...shown]),
  };
}

/** A short word for what a page of the log shows; another one when anything of it is different. */
export async function stateOf(rows: readonly ReferralRow[], counts: Log["counts"]): Promise<string> {
  const seen = rows.map((row) => [row.id, row.version, row.status, row.due_on, row.review, row.overdue]);
  const bytes = new TextEncoder().encode(JSON.stringify([seen, counts]));
  return Buffer.from(await crypto.subtle.digest("SHA-256", bytes)).toString("base64url");
}
