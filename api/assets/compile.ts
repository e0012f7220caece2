/**
 * Writes assets.generated.ts from the files of the pages beside it, so that Workers need no filesystem.
 * `--check` only compares, and fails when somebody forgot to compile.
 */
import { createHash } from "node:crypto";
import { readFileSync, writeFileSync } from "node:fs";
import { drawIcon } from "./draw-icon.ts";

const folder = new URL("./", import.meta.url);
const target = new URL("assets.generated.ts", folder);
const TYPES: Record<string, string> = {
  "style.css": "text/css; charset=utf-8",
  "chat.js": "text/javascript; charset=utf-8",
  "chat-keep.js": "text/javascript; charset=utf-8",
  "chat-log.js": "text/javascript; charset=utf-8",
  "chat-picture.js": "text/javascript; charset=utf-8",
  "chat-post.js": "text/javascript; charset=utf-8",
  "chat-say.js": "text/javascript; charset=utf-8",
  "chat-send.js": "text/javascript; charset=utf-8",
  "chat-show.js": "text/javascript; charset=utf-8",
  "chat-writing.js": "text/javascript; charset=utf-8",
  "chat-worker.js": "text/javascript; charset=utf-8",
  "console-live.js": "text/javascript; charset=utf-8",
  "console-log.js": "text/javascript; charset=utf-8",
  "console.js": "text/javascript; charset=utf-8",
  "console.css": "text/css; charset=utf-8",
  "chat.css": "text/css; charset=utf-8",
  "receiver.css": "text/css; charset=utf-8",
  "slip.css": "text/css; charset=utf-8",
  "form.css": "text/css; charset=utf-8",
  "icon.svg": "image/svg+xml",
};

/** Pictures are drawn here and stand in the module in base64. */
const ICONS: Record<string, Buffer> = {
  "icon-192.png": drawIcon(192, false),
  "icon-512.png": drawIcon(512, false),
  "icon-maskable-512.png": drawIcon(512, true),
};

const hashOf = (content: string): string => createHash("sha256").update(content).digest("hex").slice(0, 10);

/** A file as it is served. A module names another as `./x.js`; the address of that one holds its hash. */
function served(name: string): string {
  return readFileSync(new URL(name, folder), "utf8").replace(
    /(?<= from ")\.\/([\w-]+\.js)(?=";)/g,
    (_, other: string) => `/assets/${hashOf(served(other))}/${other}`,
  );
}

const entries = Object.entries(TYPES).map(([name, type]) => {
  const content = served(name);
  return `  ${JSON.stringify(name)}: { type: ${JSON.stringify(type)}, hash: ${JSON.stringify(hashOf(content))}, content: ${JSON.stringify(content)} },`;
});
for (const [name, bytes] of Object.entries(ICONS)) {
  const content = bytes.toString("base64");
  entries.push(
    `  ${JSON.stringify(name)}: { type: "image/png", hash: ${JSON.stringify(hashOf(content))}, content: ${JSON.stringify(content)} },`,
  );
}
const module = `// Made by api/assets/compile.ts from the files beside it.\nexport const ASSETS = {\n${entries.join("\n")}\n} as const;\n`;

if (process.argv.includes("--check")) {
  if (readFileSync(target, "utf8") !== module) {
    console.error("assets.generated.ts is behind its files: run `npm run assets:compile`.");
    process.exit(1);
  }
} else {
  writeFileSync(target, module);
}
