import { expect, test } from "vitest";
import { ConfigError } from "../../platform/config.ts";
import { freshPglite } from "../../platform/database/fresh.ts";
import { createSealer, newAppKey } from "../../platform/seal.ts";
import { seedDistrict } from "../fixture.ts";
import { assertKeyFits } from "./assert-fits.ts";

test("a key that the database was not sealed with is refused, alone; an empty database fits every key", async () => {
  const database = await freshPglite();
  const [key, other] = [newAppKey(), newAppKey()];
  await assertKeyFits(database, await createSealer(other));
  await seedDistrict(database, await createSealer(key), 990101);
  await assertKeyFits(database, await createSealer(key));
  await assertKeyFits(database, await createSealer(`${other},${key}`));
  const refused = await assertKeyFits(database, await createSealer(other)).catch((error: unknown) => error);
  expect(refused).toBeInstanceOf(ConfigError);
  expect((refused as Error).message).toMatch(/^APP_KEY: is not the key of this database/);
  expect((refused as Error).message).not.toContain(other);
  await database.close();
});
