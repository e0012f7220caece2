import { ConfigError } from "../../platform/config.ts";
import type { Database } from "../../platform/database/port.ts";
import { districtIds, scoped, systemScope } from "../../platform/scope.ts";
import type { Sealer } from "../../platform/seal.ts";

/**
 * Refuses to serve with a key that this database was not sealed with: every colleague would be a stranger, and what is written meanwhile
 * would need both keys. Asks one name of a member of staff of each district; an empty database fits every key.
 * @throws ConfigError
 */
export async function assertKeyFits(database: Database, sealer: Sealer): Promise<void> {
  for (const district_id of await districtIds(database)) {
    const { rows } = await scoped(database, systemScope(district_id), (tx) =>
      tx.query<{ name_sealed: string }>("select name_sealed from staff where district_id = $1 limit 1", [district_id]),
    );
    for (const { name_sealed } of rows) {
      try {
        await sealer.open(name_sealed, "staff.name");
      } catch (error) {
        throw new ConfigError(
          `APP_KEY: is not the key of this database (${(error as Error).message}). Give the key it was filled with; ` +
            "to change keys, give both, the new one first, and run `npm run reseal`",
        );
      }
    }
  }
}
