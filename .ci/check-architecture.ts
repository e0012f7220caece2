/**
 * Fails when the house loses its shape: imports against the arrow, strange top-level names, files that say nothing or are
 * too long, Node-only modules in the Worker, the environment read in the middle, migrations not compiled, documents that
 * point nowhere. One line a fault, each with what to do. `node .ci/check-architecture.ts [ROOT]`
 */
import { join, resolve } from "node:path";
import { architectureFaults } from "./architecture/faults.ts";

const faults = architectureFaults(resolve(process.argv[2] ?? join(import.meta.dirname, "..")));
for (const fault of faults) console.error(fault);
if (faults.length > 0) {
  console.error(`${faults.length} faults in the architecture.`);
  process.exitCode = 1;
}
