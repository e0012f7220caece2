import { existsSync } from "node:fs";
import { resolve } from "node:path";

/**
 * For tests: the folder with the messengers' published API descriptions (`telegram/api.min.json`,
 * `line/messaging-api.yml`, `line/webhook.yml`), beside the repository or under DOORSTEP_SHARED. Null on a clone that
 * stands alone.
 */
export function specsFolder(): string | null {
  const shared = process.env.DOORSTEP_SHARED ?? resolve(import.meta.dirname, "../../../shared");
  const folder = resolve(shared, "specs");
  return existsSync(folder) ? folder : null;
}
