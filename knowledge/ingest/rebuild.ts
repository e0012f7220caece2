import type { Database } from "../../platform/database/port.ts";
import { scoped, systemScope } from "../../platform/scope.ts";
import { countsOf, weigh } from "./weigh.ts";

/** Past this much drift of the average length the stored weights are made anew. */
const MOST_DRIFT = 0.1;
const BATCH = 250;

/**
 * What is due after documents came or went. Makes a new generation of a district's index when the average length of a clause has
 * drifted more than 10 % from the one its weights were made with, in one transaction: searches see the old weights until it ends.
 * What waits to be sorted into the index is sorted in, which nobody else does on PGlite.
 * @returns whether the index was rebuilt
 */
export async function rebuildIndex(database: Database, district_id: number): Promise<boolean> {
  const rebuilt = await makeGeneration(database, district_id);
  await database.query("select settle_search()");
  return rebuilt;
}

function makeGeneration(database: Database, district_id: number): Promise<boolean> {
  return scoped(database, systemScope(district_id), async (tx) => {
    const { rows } = await tx.query<{ frozen: number; chunks: number; total_length: number }>(
      `select frozen_average_length as frozen, chunks, total_length from index_generations where district_id = $1 for update`,
      [district_id],
    );
    const generation = rows[0];
    if (!generation || generation.chunks === 0) return false;
    const { frozen } = generation;
    const average = generation.total_length / generation.chunks;
    if (Math.abs(average / frozen - 1) <= MOST_DRIFT) return false;

    let after = "00000000-0000-0000-0000-000000000000";
    for (;;) {
      const batch = await tx.query<{ id: string; length: number; bm: string }>(
        "select id, length, bm::text as bm from chunks where district_id = $1 and id > $2 order by id limit $3",
        [district_id, after, BATCH],
      );
      const last = batch.rows.at(-1);
      if (!last) break;
      await tx.query(
        `update chunks c set bm = w.bm::sparsevec from unnest($2::uuid[], $3::text[]) as w(id, bm)
         where c.district_id = $1 and c.id = w.id`,
        [
          district_id,
          batch.rows.map((row) => row.id),
          batch.rows.map((row) => weigh(countsOf(row.bm, row.length, frozen), row.length, average)),
        ],
      );
      after = last.id;
    }
    await tx.query(
      "update index_generations set generation = generation + 1, frozen_average_length = $2 where district_id = $1",
      [district_id, average],
    );
    return true;
  });
}
