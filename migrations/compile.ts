/**
 * Writes migrations.generated.ts from the numbered SQL files, so that Workers need no filesystem.
 * `--check` only compares, and fails when somebody forgot to compile.
 */
import { readdirSync, readFileSync, writeFileSync } from "node:fs";

const folder = new URL("./", import.meta.url);
const target = new URL("migrations.generated.ts", folder);

const files = readdirSync(folder)
  .filter((name) => /^\d{4}_\w+\.sql$/.test(name))
  .sort();
const entries = files.map((name) => {
  const sql = readFileSync(new URL(name, folder), "utf8");
  return `  { id: ${Number(name.slice(0, 4))}, name: ${JSON.stringify(name)}, sql: ${JSON.stringify(sql)} },`;
});
const module = `// Made by migrations/compile.ts from the SQL files beside it.\nexport const MIGRATIONS: readonly { id: number; name: string; sql: string }[] = [\n${entries.join("\n")}\n];\n`;

if (process.argv.includes("--check")) {
  if (readFileSync(target, "utf8") !== module) {
    console.error("migrations.generated.ts is behind the SQL files: run `npm run migrations:compile`.");
    process.exit(1);
  }
} else {
  writeFileSync(target, module);
}
