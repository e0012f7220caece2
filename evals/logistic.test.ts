import { expect, test } from "vitest";
import { fitLogistic, predict } from "./logistic.ts";

test("finds the weights that made the outcomes", () => {
  const rows: number[][] = [];
  const outcomes: boolean[] = [];
  // Each point as often true as the logistic of 1 - 2x says, out of 1,000.
  for (let x = -2; x <= 2; x += 0.5) {
    const p = 1 / (1 + Math.exp(-(1 - 2 * x)));
    for (let n = 0; n < 1_000; n++) {
      rows.push([1, x]);
      outcomes.push(n < p * 1_000);
    }
  }
  const [constant, slope] = fitLogistic(rows, outcomes);
  expect(constant).toBeCloseTo(1, 1);
  expect(slope).toBeCloseTo(-2, 1);
  expect(predict([1, -2], [1, 0.5])).toBeCloseTo(0.5);
});
