import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";

/** The files of one repository: paths from its root with `/`, sorted; generated and private folders left out. */
export interface Tree {
  root: string;
  files: string[];
  read(path: string): string;
}

/** What .gitignore names, and what editors leave behind: never part of the house. */
const IGNORED = new Set(["node_modules", ".wrangler", ".dev.vars", ".DS_Store", ".git", ".idea", ".vscode"]);

/** True for a path that is not looked at: DATA_DIR's default `data/`, dependencies, logs. */
export function ignored(path: string): boolean {
  return (
    path === "data" || path.startsWith("data/") || path.endsWith(".log") || path.split("/").some((n) => IGNORED.has(n))
  );
}

function walk(root: string, folder: string): string[] {
  return readdirSync(join(root, folder), { withFileTypes: true }).flatMap((entry) => {
    const path = folder === "" ? entry.name : `${folder}/${entry.name}`;
    if (ignored(path)) return [];
    return entry.isDirectory() ? walk(root, path) : [path];
  });
}

/** Reads the tree under `root` (a folder). */
export function readTree(root: string): Tree {
  return { root, files: walk(root, "").sort(), read: (path) => readFileSync(join(root, path), "utf8") };
}

/** The folder or file directly under the root: `cases/people/read.ts` → `cases`. */
export function topLevel(path: string): string {
  return path.split("/", 1)[0]!;
}

export function isCode(path: string): boolean {
  return /\.(ts|tsx|mts|js|mjs)$/.test(path);
}

/** Tests and what only tests use: their data (`*.cases.ts`), doubles (`fake-*`), fixtures, fresh databases, published specifications. */
export function isTestCode(path: string): boolean {
  const name = path.slice(path.lastIndexOf("/") + 1);
  return /\.(test|cases)\.ts$|(^|-)fixture\.ts$|^fake-|^fresh(-[\w-]+)?\.ts$|^specs-folder\.ts$/.test(name);
}
