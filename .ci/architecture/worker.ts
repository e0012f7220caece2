import { posix } from "node:path";
import { importsOf } from "./imports.ts";
import { isCode, type Tree } from "./tree.ts";

const ENTRY = "api/worker.ts";

/** Not in workerd, or there only as a stub that fails when it is called; packages built on them; and what is left out for its size. */
const NODE_ONLY = [
  ..."child_process cluster dgram fs http http2 https os readline repl vm worker_threads".split(" "),
  ..."@electric-sql/pglite @electric-sql/pglite-pgvector @hono/node-server exceljs docxtemplater echarts pizzip playwright-core".split(
    " ",
  ),
  ..."linkedom mammoth pdfjs-dist langchain @langchain/core @langchain/openai pinyin-pro tyme4ts".split(" "),
  ..."prom-client @opentelemetry/api @opentelemetry/sdk-trace @opentelemetry/exporter-trace-otlp-http".split(" "),
];

function nodeOnly(specifier: string): boolean {
  const name = specifier.replace(/^node:/, "");
  return NODE_ONLY.some((module) => name === module || name.startsWith(`${module}/`));
}

/**
 * Node-only modules that the Worker's bundle would hold. Follows static and literal dynamic imports, because wrangler
 * bundles both; types are erased. Nothing to say while there is no Worker.
 */
export function workerFaults(tree: Tree): string[] {
  const present = new Set(tree.files);
  if (!present.has(ENTRY)) return [];
  const faults: string[] = [];
  /** Each file with the way that led to it. */
  const ways = new Map([[ENTRY, ENTRY]]);
  for (const [file, way] of ways) {
    for (const { kind, path, specifier, line } of importsOf(file, tree.read(file))) {
      if (kind === "type" || kind === "url") continue;
      if (nodeOnly(specifier)) {
        faults.push(
          `${file}:${line}: ${specifier} is not for Workers (${way}): ` +
            "import it in a file that only api/node.ts or a command reaches, and hand it in",
        );
      }
      const next = path === null ? null : posix.normalize(path);
      if (next !== null && present.has(next) && isCode(next) && !ways.has(next)) ways.set(next, `${way} → ${next}`);
    }
  }
  return faults;
}
