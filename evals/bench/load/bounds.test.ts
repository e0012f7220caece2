/** A bench whose judge lets everything pass proves nothing. */
import { expect, test } from "vitest";
import { type Bound, standingOf } from "./bounds.ts";

const atLeast = (asked: number, reached: number): Bound => ({ what: "w", asked, reached, is: "at least" });
const atMost = (asked: number, reached: number): Bound => ({ what: "w", asked, reached, is: "at most" });

test("what is asked is held to the figure, missed within noise, or missed, in both directions", () => {
  expect([atLeast(0.85, 0.85), atLeast(0.85, 0.82), atLeast(0.85, 0.7)].map(standingOf)).toEqual([
    ...["held", "missed within noise", "MISSED"],
  ]);
  expect([atMost(2, 2), atMost(2, 2.05), atMost(2, 2.3)].map(standingOf)).toEqual([
    ...["held", "missed within noise", "MISSED"],
  ]);
});

test("none at all is none at all, and a figure that could not be taken is missed", () => {
  expect(standingOf(atMost(0, 1))).toBe("MISSED");
  expect(standingOf(atLeast(0.85, Number.NaN))).toBe("MISSED");
});
