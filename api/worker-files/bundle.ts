/** What `npm run deploy` would send up, made without sending it. For the tests and the bench of the Worker. */
import { execFile } from "node:child_process";
import { readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";
import { gzipSync } from "node:zlib";

export const ROOT = fileURLToPath(new URL("../../", import.meta.url));
export const WRANGLER = `${ROOT}node_modules/wrangler/bin/wrangler.js`;

export interface Bundle {
  /** The folder that wrangler wrote; its harness runs it (`prebuiltWorkerDir`). Holds the source map, and `bundle.form` as it is sent up. */
  folder: string;
  bytes: number;
  /** As Cloudflare counts it against its limit, and as wrangler prints it. */
  gzip_bytes: number;
}

/**
 * @param folder where the bundle goes
 * @throws what wrangler says when it cannot make one
 */
export async function bundleWorker(folder: string): Promise<Bundle> {
  await promisify(execFile)(
    process.execPath,
    [WRANGLER, "deploy", "--dry-run", "--outdir", folder, "--outfile", `${folder}/bundle.form`],
    { cwd: ROOT },
  );
  const code = readFileSync(`${folder}/worker.js`);
  return { folder, bytes: code.length, gzip_bytes: gzipSync(code).length };
}
