/** What the processes of the bench stand on: a PostgreSQL of their own that can be stopped and started, or a folder of PGlite. */
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as pause } from "node:timers/promises";
import type { TestPostgres } from "../../../.ci/postgres.ts";
import { writeDataDir } from "../../../knowledge/pack/fresh.ts";
import { loadPack } from "../../../knowledge/pack/load.ts";
import { readPack } from "../../../knowledge/pack/read.ts";
import { putTables } from "../../../knowledge/pack/tables.ts";
import { createMigratedPostgres } from "../../../platform/database/fresh.ts";
import { openPglite } from "../../../platform/database/pglite.ts";
import type { Database } from "../../../platform/database/port.ts";
import { openPostgres } from "../../../platform/database/postgres.ts";
import { scoped, systemScope } from "../../../platform/scope.ts";

export interface House {
  backend: "postgres" | "pglite";
  /** What names the database in a process's environment. */
  env: Record<string, string>;
  /** Does something as the service does it; with PGlite only while no process runs. */
  within<T>(work: (database: Database) => Promise<T>): Promise<T>;
  /** How often the database has gone and how often it has come back. */
  absences: number;
  /** Takes the database away without a warning, for so long. Null where it lives in the process. */
  outage: ((ms: number) => Promise<void>) | null;
  close(): Promise<void>;
}

/**
 * A copy of every reply that is put into the outbox, because the outbox forgets what it has delivered. Made by the database, so that
 * nothing in the service knows of it.
 */
const COPY_OF_REPLIES = `
  create table bench_replies (outbox_id uuid primary key, body_sealed text not null);
  grant select, insert, update on bench_replies to doorstep_service;
  create function bench_copy_reply() returns trigger language plpgsql as $$
  begin
    insert into bench_replies values (new.id, new.body_sealed)
    on conflict (outbox_id) do update set body_sealed = excluded.body_sealed;
    return null;
  end $$;
  create trigger bench_copy_reply after insert or update of body_sealed on outbox
    for each row when (new.body_sealed is not null) execute function bench_copy_reply();`;

/**
 * On a cluster that nobody else uses.
 * @param documents whether the pack's documents are loaded, which takes PostgreSQL longer than all the rest; without them nothing is
 *   found for a question, and that is said
 */
export async function postgresHouse(cluster: TestPostgres, { documents }: { documents: boolean }): Promise<House> {
  const made = await createMigratedPostgres(cluster.url);
  const owner = openPostgres(made.owner_url, { connections: 1 });
  await owner.execute(COPY_OF_REPLIES);
  await owner.close();
  const within: House["within"] = async (work) => {
    const database = openPostgres(made.service_url);
    try {
      return await work(database);
    } finally {
      await database.close();
    }
  };
  await within<unknown>((database) => (documents ? loadPack(database, { now: new Date() }) : putPlaces(database)));
  const house: House = {
    backend: "postgres",
    absences: 0,
    env: { DATABASE_URL: made.service_url },
    within,
    async outage(ms) {
      house.absences += 1;
      cluster.crash();
      await pause(ms);
      await cluster.start();
      house.absences += 1;
    },
    close: async () => cluster.stop(),
  };
  return house;
}

/** Of the pack the places and help lines alone, so that a start takes it for loaded. */
async function putPlaces(database: Database): Promise<void> {
  const pack = readPack();
  await scoped(database, systemScope(0), async (tx) => {
    await putTables(tx, { ...pack, synonyms: [], associations: [] });
    await tx.query("update districts set settings = settings || jsonb_build_object('pack', $1::text) where id = 0", [
      pack.hash,
    ]);
  });
}

export async function pgliteHouse(): Promise<House> {
  const folder = mkdtempSync(join(tmpdir(), "doorstep-faults-"));
  const files = join(folder, "postgres");
  await writeDataDir(folder);
  const owner = await openPglite(files);
  await owner.execute(COPY_OF_REPLIES);
  await owner.close();
  return {
    backend: "pglite",
    absences: 0,
    env: { DATA_DIR: folder },
    async within(work) {
      const database = await openPglite(files);
      try {
        await database.holdRole("doorstep_service");
        return await work(database);
      } finally {
        await database.close();
      }
    },
    outage: null,
    close: async () => rmSync(folder, { recursive: true, force: true }),
  };
}
