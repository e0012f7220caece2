/**
 * `npm run reseal`: with APP_KEY=NEW,OLD seals everything anew by NEW, beside a running service on PostgreSQL. Exit code 0 when OLD can
 * go, 3 when something still needs it, 1 when it could not be done.
 */
import { ConfigError, parseConfig } from "../../platform/config.ts";
import { FolderLocked } from "../../platform/database/lock.ts";
import { readAppKey } from "../../platform/open.ts";
import { openAsOwner } from "../../platform/owner.ts";
import { createSealer } from "../../platform/seal.ts";
import { reseal } from "./reseal.ts";

try {
  const config = parseConfig(process.env);
  const app_key = readAppKey(config, console.error);
  const sealer = await createSealer(app_key);
  const { database, close } = await openAsOwner(config);
  const done = await reseal({
    asOwner: (work) => database.transaction(work),
    ...{ sealer, app_key, now: new Date(), say: console.log },
  });
  await close();
  console.log(`${done.values} values sealed anew, ${done.indexes} indexes made anew, by key ${sealer.key_ids[0]}.`);
  for (const { what, rows, until } of done.left)
    console.error(`Needs an older key: ${what}, ${rows}${until ? `, until ${until} at the latest` : ""}`);
  const older = sealer.key_ids.slice(1).join(", ") || "none";
  console.log(
    done.left.length === 0
      ? `Nothing needs an older key (${older}) any more: it can go from APP_KEY.`
      : "An older key is still needed. Leave it in APP_KEY and start this again later; keys of people and systems move when they are used.",
  );
  process.exit(done.left.length === 0 ? 0 : 3);
} catch (error) {
  console.error(error instanceof ConfigError || error instanceof FolderLocked ? error.message : error);
  process.exit(1);
}
