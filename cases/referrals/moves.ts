/**
 * The referral's state machine as a table: FHIR R4 Task.status, who may make each move, and what it must come with.
 * "已转介" is not "已解决": a completion carries the receiver's outcome and the resident's confirmation.
 */

export const REFERRAL_STATUSES = [
  "draft",
  "requested",
  "received",
  "accepted",
  "in-progress",
  "on-hold",
  "completed",
  "rejected",
  "cancelled",
  "failed",
  "entered-in-error",
] as const;
export type ReferralStatus = (typeof REFERRAL_STATUSES)[number];

/** What somebody is to one referral. */
export type Party = "raiser" | "receiver" | "supervisor";

export interface Move {
  from: ReferralStatus;
  to: ReferralStatus;
  by: readonly Party[];
  /** `reason`: why, in words. `outcome`: what came of it, and whether the resident confirms. */
  needs: "nothing" | "reason" | "outcome";
}

const receiving = ["receiver", "supervisor"] as const;
const sending = ["raiser", "supervisor"] as const;
const supervising = ["supervisor"] as const;

const move = (
  from: ReferralStatus,
  to: ReferralStatus,
  by: readonly Party[],
  needs: Move["needs"] = "nothing",
): Move => ({
  from,
  to,
  by,
  needs,
});

export const MOVES: readonly Move[] = [
  move("draft", "requested", sending),
  move("requested", "received", receiving),
  move("requested", "rejected", receiving, "reason"),
  move("received", "accepted", receiving),
  move("received", "rejected", receiving, "reason"),
  move("accepted", "in-progress", receiving),
  move("accepted", "on-hold", receiving, "reason"),
  move("accepted", "failed", receiving, "reason"),
  move("in-progress", "on-hold", receiving, "reason"),
  move("on-hold", "in-progress", receiving),
  move("in-progress", "completed", receiving, "outcome"),
  move("in-progress", "failed", receiving, "reason"),
  move("on-hold", "failed", receiving, "reason"),
  ...(["draft", "requested", "received", "accepted", "in-progress", "on-hold"] as const).map((from) =>
    move(from, "cancelled", sending, "reason"),
  ),
  ...(["draft", "requested", "received"] as const).map((from) => move(from, "entered-in-error", sending, "reason")),
  // Opened again: a change of mind, a resident who says that it is not solved, a supervisor who does not accept a no.
  move("cancelled", "requested", sending, "reason"),
  move("completed", "in-progress", sending, "reason"),
  move("failed", "in-progress", supervising, "reason"),
  move("rejected", "requested", supervising, "reason"),
];

/** The work has ended; nothing but opening it again leads out of these, and out of an error nothing. */
export const CLOSED: readonly ReferralStatus[] = ["completed", "rejected", "cancelled", "failed", "entered-in-error"];

/** The moves open to somebody who is these parties, from here. */
export function movesFrom(status: ReferralStatus, parties: readonly Party[]): Move[] {
  return MOVES.filter((m) => m.from === status && m.by.some((party) => parties.includes(party)));
}

/** Whether this move opens again what had ended. */
export function isReopening(from: ReferralStatus, to: ReferralStatus): boolean {
  return CLOSED.includes(from) && !CLOSED.includes(to);
}
