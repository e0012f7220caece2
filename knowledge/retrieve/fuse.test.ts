import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { fuse } from "./fuse.ts";

const similarity = fc.option(fc.double({ min: -1, max: 1, noNaN: true }));
const clauses = fc.array(fc.record({ score: fc.double({ min: 0, max: 50, noNaN: true }), similarity }), {
  minLength: 1,
});

describe("fusing words and meaning", () => {
  test("what is better in both is better", () => {
    fc.assert(
      fc.property(clauses, (found) => {
        const fitness = fuse(found);
        found.forEach((a, i) => {
          found.forEach((b, j) => {
            if (a.score >= b.score && (a.similarity ?? -2) >= (b.similarity ?? -2))
              expect(fitness[i]).toBeGreaterThanOrEqual(fitness[j]! - 1e-9);
          });
        });
      }),
    );
  });

  test("it is never better than the best by words, and without vectors the words' order stands", () => {
    fc.assert(
      fc.property(clauses, (found) => {
        const best = Math.max(...found.map(({ score }) => score)) || 1;
        for (const fitness of fuse(found)) expect(fitness).toBeLessThanOrEqual(best + 1e-9);
      }),
    );
    expect(
      fuse([
        { score: 4, similarity: null },
        { score: 2, similarity: null },
      ]),
    ).toEqual([2, 1]);
  });

  test("a model's own range of similarities does not matter", () => {
    const at = (low: number, high: number): number[] =>
      fuse([
        { score: 3, similarity: low },
        { score: 1, similarity: (low + high) / 2 },
        { score: 0, similarity: high },
      ]);
    const narrow = at(0.78, 0.84);
    expect(at(-0.2, 0.9)).toEqual(narrow.map((fitness) => expect.closeTo(fitness, 9)));
  });
});
