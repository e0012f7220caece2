/** Below this many, a number may tell of a single person. */
export const SMALL = 5;

/** How many of how many. */
export interface Count {
  n: number;
  d: number;
}

export interface CountedArea {
  id: string;
  /** Null for the root. */
  parent_id: string | null;
  /** With all below it. */
  total: Count;
  /** What belongs to it and to nothing below it. */
  direct: Count;
  /** The reader may read the rows behind it. */
  open: boolean;
}

const few = (number: number): boolean => number > 0 && number < SMALL;

/** Whether it may tell of somebody: of those who count, of all, or of the rest. A ratio has no rest. */
export function isSmall({ n, d }: Count, form: "share" | "ratio"): boolean {
  return few(n) || few(d) || (form === "share" && few(d - n));
}

/**
 * The areas whose numbers are kept from a reader: small ones, and as many others as it takes that no small one can be had by
 * subtracting from the area above. What the reader may read row by row is never kept from them.
 */
export function suppressed(areas: readonly CountedArea[], form: "share" | "ratio"): Set<string> {
  const below = Map.groupBy(areas, (area) => area.parent_id);
  const hidden = new Set(areas.filter((area) => !area.open && isSmall(area.total, form)).map((area) => area.id));
  const hideSmallest = (among: readonly CountedArea[]): boolean => {
    const next = among
      .filter((area) => !area.open && !hidden.has(area.id) && area.total.d > 0)
      .toSorted((a, b) => a.total.d - b.total.d)[0];
    if (next) hidden.add(next.id);
    return next !== undefined;
  };

  for (let changed = true; changed; ) {
    changed = false;
    for (const area of areas) {
      const children = below.get(area.id) ?? [];
      if (children.length === 0 || area.open) continue;
      const kept = children.filter((child) => hidden.has(child.id));
      // What belongs to the area alone stands in no row: it is what is left when the rows below are subtracted.
      const left = kept.reduce((sum, { total }) => ({ n: sum.n + total.n, d: sum.d + total.d }), area.direct);
      if (hidden.has(area.id)) {
        if (kept.length === 0 && area.direct.d === 0 && hideSmallest(children)) changed = true;
      } else if (isSmall(left, form) || (kept.length === 1 && area.direct.d === 0)) {
        if (!hideSmallest(children)) hidden.add(area.id);
        changed = true;
      }
    }
  }
  return hidden;
}
