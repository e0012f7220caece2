import { arrowFaults } from "./arrow.ts";
import { documentFaults } from "./documents.ts";
import { environmentFaults } from "./environment.ts";
import { migrationFaults } from "./migrations.ts";
import { emptyNameFaults, lengthFaults, topLevelFaults } from "./names.ts";
import { readTree } from "./tree.ts";
import { workerFaults } from "./worker.ts";

const RULES = [
  topLevelFaults,
  emptyNameFaults,
  lengthFaults,
  arrowFaults,
  workerFaults,
  environmentFaults,
  migrationFaults,
  documentFaults,
];

/** Everything wrong with the house under `root` (a folder): one line a fault, with its place and what to do. */
export function architectureFaults(root: string): string[] {
  const tree = readTree(root);
  return RULES.flatMap((rule) => rule(tree));
}
