import * as fc from "fast-check";
import { expect, test } from "vitest";
import { type Count, type CountedArea, isSmall, suppressed } from "./suppress.ts";

const area = (id: string, parent_id: string | null, total: Count, more: Partial<CountedArea> = {}): CountedArea => ({
  ...{ id, parent_id, total, direct: { n: 0, d: 0 }, open: false },
  ...more,
});

test("a small part, a small whole and a small rest are kept; nothing of nobody and large numbers are shown", () => {
  expect(isSmall({ n: 4, d: 40 }, "share")).toBe(true);
  expect(isSmall({ n: 0, d: 3 }, "share")).toBe(true);
  expect(isSmall({ n: 38, d: 40 }, "share")).toBe(true);
  expect(isSmall({ n: 0, d: 40 }, "share")).toBe(false);
  expect(isSmall({ n: 40, d: 40 }, "share")).toBe(false);
  expect(isSmall({ n: 0, d: 0 }, "share")).toBe(false);
  expect(isSmall({ n: 38, d: 40 }, "ratio")).toBe(false);
});

test("one small number takes another with it, so that it cannot be had by subtraction", () => {
  const areas = [
    area("all", null, { n: 42, d: 88 }),
    area("a", "all", { n: 2, d: 8 }),
    area("b", "all", { n: 10, d: 20 }),
    area("c", "all", { n: 30, d: 60 }),
  ];
  expect([...suppressed(areas, "share")].sort()).toEqual(["a", "b"]);
  // What the reader has anyway is shown, and does not shield the others.
  const with_own = areas.map((one) => (one.id === "b" ? { ...one, open: true } : one));
  expect([...suppressed(with_own, "share")].sort()).toEqual(["a", "c"]);
});

test("no single number that is kept, and no small sum of them, is left when what is shown is subtracted", () => {
  const grid = fc.record({ d: fc.nat(40), part: fc.nat(100), open: fc.boolean() });
  const community = fc.record({ grids: fc.array(grid, { minLength: 1, maxLength: 5 }), direct: fc.nat(6) });
  fc.assert(
    fc.property(fc.array(community, { minLength: 1, maxLength: 4 }), (communities) => {
      const areas: CountedArea[] = [];
      const add = (a: Count, b: Count): Count => ({ n: a.n + b.n, d: a.d + b.d });
      let all: Count = { n: 0, d: 0 };
      for (const [i, { grids, direct }] of communities.entries()) {
        let total: Count = { n: 0, d: direct };
        for (const [j, { d, part, open }] of grids.entries()) {
          const count = { n: Math.round((d * part) / 100), d };
          total = add(total, count);
          areas.push(area(`${i}.${j}`, `${i}`, count, { open }));
        }
        const open = direct === 0 && grids.every((one) => one.open);
        areas.push(area(`${i}`, "all", total, { direct: { n: 0, d: direct }, open }));
        all = add(all, total);
      }
      areas.push(area("all", null, all, { open: areas.every((one) => one.open) }));
      const hidden = suppressed(areas, "share");
      for (const one of areas) {
        if (one.open) expect(hidden.has(one.id)).toBe(false);
        else if (isSmall(one.total, "share")) expect(hidden.has(one.id)).toBe(true);
        const children = areas.filter((child) => child.parent_id === one.id);
        if (children.length === 0 || one.open || hidden.has(one.id)) continue;
        const shown = children.filter((child) => !hidden.has(child.id));
        const left = shown.reduce((rest, { total }) => ({ n: rest.n - total.n, d: rest.d - total.d }), one.total);
        expect(isSmall(left, "share")).toBe(false);
        const kept = children.length - shown.length;
        expect(kept === 1 && one.direct.d === 0).toBe(false);
      }
    }),
    { seed: 7, numRuns: 300 },
  );
});
