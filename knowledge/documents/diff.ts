import { diffArrays, diffChars } from "diff";

/** A clause to compare: where it stands and its words. */
export interface ComparedClause {
  path: string;
  text: string;
}

export type ClauseChange =
  | { kind: "same" | "added" | "removed"; path: string; text: string }
  | { kind: "changed"; path: string; pieces: { kind: "same" | "added" | "removed"; text: string }[] };

/** Below this share of kept characters two clauses are not one that was changed, but two. */
const KEPT_FROM = 0.4;

/**
 * What became of each clause between two versions, in their order. A clause that stands at the same place, or keeps most of
 * its words, is shown with its changed words; the others as left out or new.
 */
export function diffClauses(before: readonly ComparedClause[], after: readonly ComparedClause[]): ClauseChange[] {
  const same = (a: ComparedClause, b: ComparedClause): boolean => a.path === b.path && a.text === b.text;
  const changes: ClauseChange[] = [];
  const runs = diffArrays([...before], [...after], { comparator: same });
  for (let at = 0; at < runs.length; at++) {
    const run = runs[at]!;
    const next = runs[at + 1];
    if (run.removed && next?.added) {
      changes.push(...pairUp(run.value, next.value));
      at++;
    } else {
      const kind = run.removed ? "removed" : run.added ? "added" : "same";
      changes.push(...run.value.map((clause) => ({ kind, ...clause }) as const));
    }
  }
  return changes;
}

/** Of clauses that left and clauses that came at one place: which of them is one that was changed. */
function pairUp(removed: readonly ComparedClause[], added: readonly ComparedClause[]): ClauseChange[] {
  const changes: ClauseChange[] = [];
  const left = [...removed];
  for (const clause of added) {
    const candidates = left.map((old, i) => ({ i, pieces: piecesOf(old.text, clause.text), old }));
    const kept = ({ pieces }: (typeof candidates)[number]): number =>
      pieces.reduce((sum, piece) => sum + (piece.kind === "same" ? piece.text.length : 0), 0) /
      Math.max(1, clause.text.length);
    const partner =
      candidates.find(({ old }) => old.path === clause.path && clause.path !== "") ??
      candidates.find((candidate) => kept(candidate) >= KEPT_FROM);
    if (!partner) {
      changes.push({ kind: "added", ...clause });
      continue;
    }
    // What stood before the partner and found none is gone.
    changes.push(
      ...left
        .splice(0, partner.i + 1)
        .slice(0, -1)
        .map((old) => ({ kind: "removed", ...old }) as const),
    );
    changes.push({ kind: "changed", path: clause.path, pieces: partner.pieces });
  }
  return [...changes, ...left.map((old) => ({ kind: "removed", ...old }) as const)];
}

function piecesOf(before: string, after: string): Extract<ClauseChange, { kind: "changed" }>["pieces"] {
  return diffChars(before, after).map(({ value, added, removed }) => ({
    kind: added ? "added" : removed ? "removed" : "same",
    text: value,
  }));
}
