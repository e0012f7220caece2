/** What `npm run deploy` would send up, made without sending it. For the tests and the bench of the Worker. */
import { execFile } from "node:child_process";
import { readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";
import { gzipSync } from "node:zlib";
import * as z from "zod";

export const ROOT = fileURLToPath(new URL("../../", import.meta.url));

export interface Bundle {
  /** The folder that wrangler wrote; its harness runs it (`prebuiltWorkerDir`). */
  folder: string;
  bytes: number;
  /** As Cloudflare counts it against its limit, and as wrangler prints it. */
  gzip_bytes: number;
  /** Bytes in the bundle by file, relative to the repository. */
  files: Map<string, number>;
}

const metafile = z.object({
  outputs: z.record(
    z.string(),
    z.object({
      inputs: z.record(z.string(), z.object({ bytesInOutput: z.number() })),
      entryPoint: z.string().optional(),
    }),
  ),
});

/**
 * @param folder where the bundle goes
 * @throws what wrangler says when it cannot make one
 */
export async function bundleWorker(folder: string): Promise<Bundle> {
  const wrangler = fileURLToPath(new URL("node_modules/wrangler/bin/wrangler.js", `file://${ROOT}`));
  await promisify(execFile)(
    process.execPath,
    [wrangler, "deploy", "--dry-run", "--outdir", folder, "--metafile", `${folder}/meta.json`],
    { cwd: ROOT, env: { ...process.env, CI: "1", WRANGLER_SEND_METRICS: "false" } },
  );
  const code = readFileSync(`${folder}/worker.js`);
  const { outputs } = metafile.parse(JSON.parse(readFileSync(`${folder}/meta.json`, "utf8")));
  const { inputs } = Object.values(outputs).find(({ entryPoint }) => entryPoint !== undefined)!;
  return {
    folder,
    bytes: code.length,
    gzip_bytes: gzipSync(code).length,
    files: new Map(Object.entries(inputs).map(([file, { bytesInOutput }]) => [file, bytesInOutput])),
  };
}
