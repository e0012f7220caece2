/**
 * Writes migrations.generated.ts from the numbered SQL files, so that nothing is read from files at run time, and newest.generated.ts,
 * which is all of them that a service needs that does not migrate (Workers).
 * `--check` only compares, and fails when somebody forgot to compile.
 */
import { readdirSync, readFileSync, writeFileSync } from "node:fs";

const folder = new URL("./", import.meta.url);

const files = readdirSync(folder)
  .filter((name) => /^\d{4}_\w+\.sql$/.test(name))
  .sort();
const entries = files.map((name) => {
  const sql = readFileSync(new URL(name, folder), "utf8");
  return `  { id: ${Number(name.slice(0, 4))}, name: ${JSON.stringify(name)}, sql: ${JSON.stringify(sql)} },`;
});
const TARGETS = {
  "migrations.generated.ts": `// Made by migrations/compile.ts from the SQL files beside it.\nexport const MIGRATIONS: readonly { id: number; name: string; sql: string }[] = [\n${entries.join("\n")}\n];\n`,
  "newest.generated.ts": `// Made by migrations/compile.ts from the SQL files beside it.\n/** What this build of the service needs. */\nexport const NEWEST_SCHEMA = ${Number(files.at(-1)!.slice(0, 4))};\n`,
};

for (const [name, module] of Object.entries(TARGETS)) {
  const target = new URL(name, folder);
  if (!process.argv.includes("--check")) writeFileSync(target, module);
  else if (readFileSync(target, "utf8") !== module) {
    console.error(`${name} is behind the SQL files: run \`npm run migrations:compile\`.`);
    process.exit(1);
  }
}
