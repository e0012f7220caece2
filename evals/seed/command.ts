/** `npm run seed -- [--people 100000 --visits 300000 --referrals 50000]`: a made-up district of that size in an empty database. */
import { parseArgs } from "node:util";
import * as z from "zod";
import { ConfigError, parseConfig } from "../../platform/config.ts";
import { FolderLocked } from "../../platform/database/lock.ts";
import { open } from "../../platform/open.ts";
import { createSealer } from "../../platform/seal.ts";
import { NotEmpty, seed } from "./seed.ts";

const size = z.coerce.number().int().min(1_000).max(1_000_000);
const sizes = z.object({
  people: size.default(100_000),
  visits: size.default(300_000),
  referrals: size.default(50_000),
});

try {
  const option = { type: "string" } as const;
  const { values } = parseArgs({ options: { people: option, visits: option, referrals: option } });
  const wanted = sizes.safeParse(values);
  if (!wanted.success) throw new ConfigError("--people, --visits and --referrals: each a number from 1000 to 1000000");
  const opened = await open(parseConfig(process.env), console.error);
  try {
    const parts = { database: opened.database, sealer: await createSealer(opened.app_key), now: new Date() };
    await seed(parts, wanted.data, console.log);
    await opened.analyze();
  } finally {
    await opened.close();
  }
} catch (error) {
  const expected = error instanceof ConfigError || error instanceof FolderLocked || error instanceof NotEmpty;
  console.error(expected ? error.message : error);
  process.exit(1);
}
