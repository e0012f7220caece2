/**
 * Writes assets.generated.ts from the files of the pages beside it, so that Workers need no filesystem.
 * `--check` only compares, and fails when somebody forgot to compile.
 */
import { createHash } from "node:crypto";
import { readFileSync, writeFileSync } from "node:fs";

const folder = new URL("./", import.meta.url);
const target = new URL("assets.generated.ts", folder);
const TYPES: Record<string, string> = {
  "style.css": "text/css; charset=utf-8",
  "chat.js": "text/javascript; charset=utf-8",
  "console.js": "text/javascript; charset=utf-8",
  "console.css": "text/css; charset=utf-8",
  "chat.css": "text/css; charset=utf-8",
  "icon.svg": "image/svg+xml",
};

const entries = Object.entries(TYPES).map(([name, type]) => {
  const content = readFileSync(new URL(name, folder), "utf8");
  const hash = createHash("sha256").update(content).digest("hex").slice(0, 10);
  return `  ${JSON.stringify(name)}: { type: ${JSON.stringify(type)}, hash: ${JSON.stringify(hash)}, content: ${JSON.stringify(content)} },`;
});
const module = `// Made by api/assets/compile.ts from the files beside it.\nexport const ASSETS = {\n${entries.join("\n")}\n} as const;\n`;

if (process.argv.includes("--check")) {
  if (readFileSync(target, "utf8") !== module) {
    console.error("assets.generated.ts is behind its files: run `npm run assets:compile`.");
    process.exit(1);
  }
} else {
  writeFileSync(target, module);
}
