/**
 * The linkage as a table: 发现 → 研判 → 联动 → 处置 → 回访 → 结案, who may make each move, and what it must come with. A crisis
 * that nobody has taken moves by 收到 alone (acknowledge.ts).
 */

/** found 发现, assessing 研判, linking 联动, handling 处置, revisiting 回访, closed 结案. */
export const CRISIS_STATES = ["found", "assessing", "linking", "handling", "revisiting", "closed"] as const;
export type CrisisState = (typeof CRISIS_STATES)[number];

/** What came of it. */
export const CRISIS_OUTCOMES = [
  "safe",
  "in_hospital",
  "with_police",
  "referred",
  "false_alarm",
  "died",
  "not_found",
] as const;
export type CrisisOutcome = (typeof CRISIS_OUTCOMES)[number];

/** What somebody is to one crisis. */
export type CrisisParty = "owner" | "supervisor";

export interface CrisisMove {
  from: CrisisState;
  to: CrisisState;
  by: readonly CrisisParty[];
  /** `reason`: why, in words. `outcome`: a code of CRISIS_OUTCOMES. */
  needs: "nothing" | "reason" | "outcome";
}

const BOTH = ["owner", "supervisor"] as const;
/** From the first somebody has it to the last before it is closed. */
const AT_WORK = ["assessing", "linking", "handling", "revisiting"] as const;

export const CRISIS_MOVES: readonly CrisisMove[] = [
  ...AT_WORK.flatMap((from, i): CrisisMove[] => [
    ...AT_WORK.slice(i + 1, i + 2).map((to): CrisisMove => ({ from, to, by: BOTH, needs: "nothing" })),
    ...AT_WORK.slice(0, i).map((to): CrisisMove => ({ from, to, by: BOTH, needs: "reason" })),
    { from, to: "closed", by: BOTH, needs: "outcome" },
  ]),
  // It was not over.
  { from: "closed", to: "handling", by: ["supervisor"], needs: "reason" },
];

/** The moves open to somebody who is these parties, from here. */
export function crisisMovesFrom(state: CrisisState, parties: readonly CrisisParty[]): CrisisMove[] {
  return CRISIS_MOVES.filter((m) => m.from === state && m.by.some((party) => parties.includes(party)));
}
