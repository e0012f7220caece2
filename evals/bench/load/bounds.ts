/** What was asked beside what was reached, and whether that is enough. */

export interface Bound {
  what: string;
  reached: number;
  asked: number;
  is: "at least" | "at most";
}

export type Standing = "held" | "missed within noise" | "MISSED";

/** Two runs of the same build on an idle machine differ by about so much of a figure. */
const NOISE = 0.05;

export function standingOf({ reached, asked, is }: Bound): Standing {
  const short = is === "at least" ? asked - reached : reached - asked;
  if (short <= 0) return "held";
  return short <= asked * NOISE ? "missed within noise" : "MISSED"; // NaN is missed
}

/** Prints all of them; what was missed by more than noise ends the bench with 1. */
export function printBounds(bounds: Bound[]): void {
  const rounded = (value: number): number => Math.round(value * 1000) / 1000;
  console.table(
    Object.fromEntries(
      bounds.map((bound) => [
        bound.what,
        { asked: `${bound.is} ${bound.asked}`, reached: rounded(bound.reached), "": standingOf(bound) },
      ]),
    ),
  );
  if (bounds.some((bound) => standingOf(bound) === "MISSED")) process.exitCode = 1;
}
