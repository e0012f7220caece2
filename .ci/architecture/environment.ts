import { bareCode } from "./imports.ts";
import { isCode, isTestCode, type Tree } from "./tree.ts";

const READS =
  /\bprocess\s*\.\s*env\b|\bprocess\s*\[\s*["']env["']|\}\s*=\s*process\s*[;,\n]|\bfrom\s*["'](?:node:)?process["']/g;

/** Where a process begins, and so where its environment is read: once, and handed on as config. */
function isEntry(path: string): boolean {
  return /^(\.ci|evals)\/|^api\/node\.ts$|^api\/setup|(^|\/)command\.ts$/.test(path);
}

/** Places that read the environment although no process begins there. */
export function environmentFaults(tree: Tree): string[] {
  return tree.files
    .filter((file) => isCode(file) && !isEntry(file) && !isTestCode(file))
    .flatMap((file) => {
      const bare = bareCode(tree.read(file));
      return [...bare.matchAll(READS)].map(
        ({ index }) =>
          `${file}:${bare.slice(0, index).split("\n").length}: reads the environment: take the value from the config as ` +
          "an argument (only api/node.ts, api/setup*, command.ts, tests, evals and .ci read it)",
      );
    });
}
