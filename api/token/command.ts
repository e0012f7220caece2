/** `npm run token -- --role ROLE`: a bearer token of a demo person. Needs APP_KEY or the key in DATA_DIR, and no database. */
import { parseArgs } from "node:util";
import { systemClock } from "../../platform/clock.ts";
import { ConfigError, parseConfig } from "../../platform/config.ts";
import { readAppKey } from "../../platform/open.ts";
import { createSealer } from "../../platform/seal.ts";
import { DEMO_DISTRICT, DEMO_PEOPLE, type DemoRole, demoStaffId } from "../demo.ts";
import { demoToken } from "../session/who.ts";

try {
  const { values } = parseArgs({ options: { role: { type: "string", default: "grid_worker" } } });
  const role = values.role as DemoRole;
  if (!(role in DEMO_PEOPLE)) throw new ConfigError(`--role: should be one of ${Object.keys(DEMO_PEOPLE).join(", ")}`);
  const config = parseConfig(process.env);
  if (!config.demo)
    throw new ConfigError("Demo people exist only on the embedded default, without PUBLIC_URL and DATABASE_URL");
  const sealer = await createSealer(readAppKey(config, console.error));
  console.log(await demoToken(sealer, await demoStaffId(role), DEMO_DISTRICT, systemClock.now()));
} catch (error) {
  console.error(error instanceof ConfigError ? error.message : error);
  process.exit(1);
}
