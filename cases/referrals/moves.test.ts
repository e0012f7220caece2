import { describe, expect, test } from "vitest";
import { CLOSED, isReopening, MOVES, movesFrom, type Party, type ReferralStatus } from "./moves.ts";

const STATUSES: readonly ReferralStatus[] = [
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
];

const next = (status: ReferralStatus): ReferralStatus[] => MOVES.filter((m) => m.from === status).map((m) => m.to);

/** Everything that can be reached from here, itself included. */
function reachable(from: ReferralStatus): Set<ReferralStatus> {
  const seen = new Set([from]);
  for (const status of seen) for (const to of next(status)) seen.add(to);
  return seen;
}

describe("the referral's moves", () => {
  test("what has ended is only opened again, with a reason; an error stays one", () => {
    for (const move of MOVES.filter(({ from }) => CLOSED.includes(from))) {
      expect(isReopening(move.from, move.to)).toBe(true);
      expect(move.needs).toBe("reason");
      expect(move.by).not.toContain("receiver");
    }
    expect(next("entered-in-error")).toEqual([]);
    expect(MOVES.filter(({ from, to }) => !CLOSED.includes(from) && isReopening(from, to))).toEqual([]);
  });

  test("wherever a referral stands on its way from requested, it can still be closed", () => {
    for (const status of reachable("requested")) {
      expect(
        CLOSED.some((closed) => reachable(status).has(closed)),
        status,
      ).toBe(true);
      if (next(status).length === 0) expect(CLOSED, status).toContain(status);
    }
  });

  test("every status but draft is reached from requested, every one from draft", () => {
    expect([...reachable("draft")].sort()).toEqual([...STATUSES].sort());
    expect([...reachable("requested")].sort()).toEqual(STATUSES.filter((status) => status !== "draft").sort());
  });

  test("a move stands in the table once, leads somewhere else and has somebody who may make it", () => {
    const pairs = MOVES.map((m) => `${m.from} → ${m.to}`);
    expect(new Set(pairs).size).toBe(pairs.length);
    for (const move of MOVES) {
      expect(move.to).not.toBe(move.from);
      expect(move.by.length).toBeGreaterThan(0);
      expect(move.by).toContain("supervisor");
    }
  });

  test("a completion carries an outcome; whatever else ends or stops a referral carries a reason", () => {
    for (const { from, to, needs } of MOVES) {
      if (isReopening(from, to)) continue;
      if (to === "completed") expect(needs).toBe("outcome");
      else if (CLOSED.includes(to) || to === "on-hold") expect(needs).toBe("reason");
      else expect(needs).toBe("nothing");
    }
  });

  test("only work that was begun can be completed, and the raiser never completes, accepts or rejects", () => {
    expect(MOVES.filter((m) => m.to === "completed").map((m) => m.from)).toEqual(["in-progress"]);
    const bySender = new Set(MOVES.filter((m) => m.by.includes("raiser")).map((m) => m.to));
    expect([...bySender].sort()).toEqual(["cancelled", "entered-in-error", "in-progress", "requested"]);
    const byReceiver = new Set(MOVES.filter((m) => m.by.includes("receiver")).map((m) => m.to));
    expect(byReceiver.has("cancelled") || byReceiver.has("entered-in-error")).toBe(false);
  });

  test("movesFrom offers the moves of somebody's parties and no others", () => {
    const to = (status: ReferralStatus, ...parties: Party[]) =>
      movesFrom(status, parties)
        .map((m) => m.to)
        .sort();
    expect(to("requested", "receiver")).toEqual(["received", "rejected"]);
    expect(to("requested", "raiser")).toEqual(["cancelled", "entered-in-error"]);
    expect(to("requested", "raiser", "receiver")).toEqual(["cancelled", "entered-in-error", "received", "rejected"]);
    expect(to("requested")).toEqual([]);
    expect(to("completed", "receiver")).toEqual([]);
    expect(to("completed", "raiser")).toEqual(["in-progress"]);
    expect(to("rejected", "raiser")).toEqual([]);
    expect(to("entered-in-error", "raiser", "receiver", "supervisor")).toEqual([]);
  });
});
