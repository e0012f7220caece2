import { spawnSync } from "node:child_process";
import { join } from "node:path";
import type { Tree } from "./tree.ts";

/** Says when the compiled module is behind the numbered SQL files. */
export function migrationFaults(tree: Tree): string[] {
  if (!tree.files.some((file) => /^migrations\/\d{4}_\w+\.sql$/.test(file))) return [];
  const script = join(tree.root, "migrations/compile.ts");
  const compared = spawnSync(process.execPath, [script, "--check"], { stdio: "ignore" });
  return compared.status === 0
    ? []
    : ["migrations/migrations.generated.ts: not what the SQL files say: run `npm run migrations:compile`"];
}
