import type { Queryable } from "../../platform/database/port.ts";
import { newId } from "../../platform/id.ts";
import type { Officer } from "../documents/changes.ts";
import { ChangedMeanwhile } from "../documents/conflict.ts";
import type { Hotline } from "../hotlines/hotline.ts";
import { hotlineNow, type ProposedHotline, proposedHotline, putHotline } from "./hotline.ts";

export interface Approval {
  id: string;
  proposed: ProposedHotline;
  /** The row as answers used it when this was proposed; null for a new one. */
  before: Hotline | null;
  proposed_by: string;
  /** As the database writes it. */
  proposed_at: string;
  state: "waiting" | "approved" | "rejected";
  decided_by: string | null;
  decided_at: string | null;
  reason: string | null;
}

/** The one who proposed it must not be the one who decides. */
export class OwnProposal extends Error {
  override readonly name = "OwnProposal";
}

/** Proposes a help line; answers use the old one until somebody else has approved. */
export async function proposeHotline(tx: Queryable, officer: Officer, proposed: ProposedHotline): Promise<string> {
  const id = newId(officer.now);
  const before = await hotlineNow(tx, proposed.replaces ?? proposed.number, proposed.region);
  await tx.query(
    `insert into approvals (district_id, id, kind, proposed, before, proposed_by, proposed_at)
     values ($1, $2, 'hotline', $3, $4, $5, $6)`,
    [
      officer.district_id,
      id,
      JSON.stringify(proposed),
      before === null ? null : JSON.stringify(before),
      officer.staff_id,
      officer.now,
    ],
  );
  return id;
}

/**
 * Decides as the second person, in the caller's transaction; an approved line is in the answers from its commit on.
 * @returns whom to tell of it
 * @throws OwnProposal, or ChangedMeanwhile when it was decided before or the line is not any more as it was proposed upon
 */
export async function decide(
  tx: Queryable,
  officer: Officer,
  id: string,
  { state, reason }: { state: "approved" | "rejected"; reason: string | null },
): Promise<Pick<Approval, "proposed" | "proposed_by">> {
  const { district_id, staff_id, now } = officer;
  const approval = (await listApprovals(tx, district_id, { id }))[0];
  if (approval?.state !== "waiting") throw new ChangedMeanwhile();
  if (approval.proposed_by === staff_id) throw new OwnProposal();
  const { proposed, before } = approval;
  if (state === "approved") {
    const now_used = await hotlineNow(tx, proposed.replaces ?? proposed.number, proposed.region);
    if (JSON.stringify(sorted(now_used)) !== JSON.stringify(sorted(before))) throw new ChangedMeanwhile();
  }
  const { affected } = await tx.query(
    `update approvals set state = $3, reason = $4, decided_by = $5, decided_at = $6
     where district_id = $1 and id = $2 and state = 'waiting' and proposed_by <> $5`,
    [district_id, id, state, reason, staff_id, now],
  );
  if (affected !== 1) throw new ChangedMeanwhile();
  if (state === "approved") await putHotline(tx, district_id, proposed);
  return approval;
}

/** jsonb keeps keys in an order of its own. */
const sorted = (row: Hotline | null): unknown => row && Object.entries(row).toSorted(([a], [b]) => (a < b ? -1 : 1));

/** Those that wait first, then the latest. */
export async function listApprovals(
  tx: Queryable,
  district_id: number,
  { id, most = 50 }: { id?: string; most?: number } = {},
): Promise<Approval[]> {
  const { rows } = await tx.query<Approval>(
    `select id, proposed, before, proposed_by, proposed_at::text as proposed_at, state, decided_by,
       decided_at::text as decided_at, reason
     from approvals where district_id = $1 and ($2::uuid is null or id = $2)
     order by state = 'waiting' desc, coalesce(decided_at, proposed_at) desc, id limit $3`,
    [district_id, id ?? null, most],
  );
  return rows.map((row) => ({ ...row, proposed: proposedHotline.parse(stringsOf(row.proposed)) }));
}

/** What was kept as null was left empty in the form. */
const stringsOf = (kept: object): object =>
  Object.fromEntries(Object.entries(kept).map(([key, value]) => [key, value ?? ""]));
