/** For tests only: the districts that a suite works in, in a database of its own. */
import { afterAll, beforeAll, beforeEach } from "vitest";
import type { Database } from "../platform/database/port.ts";
import { type SeededDistrict, seedDistrict, testSealer } from "./fixture.ts";

type Open = () => Promise<Database>;
type Use = (district: SeededDistrict) => unknown;

/** Every test has a new district. @returns makes one more beside it */
export function districtForEach(open: Open, use: Use): () => Promise<SeededDistrict> {
  const seed = districts(open);
  beforeEach(async () => {
    await use(await seed());
  });
  return seed;
}

/** The suite has one district. */
export function districtForAll(open: Open, use: Use): void {
  const seed = districts(open);
  beforeAll(async () => {
    await use(await seed());
  });
}

function districts(open: Open): () => Promise<SeededDistrict> {
  let database: Database;
  let number = 0;
  beforeAll(async () => {
    database = await open();
  });
  afterAll(() => database.close());
  return async () => seedDistrict(database, await testSealer(), ++number);
}
