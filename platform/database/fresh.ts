/**
 * Databases for tests: a migrated PGlite in memory from a snapshot made once per schema (initdb takes 4 s, a snapshot 1 s) and,
 * where it is asked for, once per contents,
 * and an empty, migrated PostgreSQL database when DOORSTEP_TEST_POSTGRES_URL names a cluster's superuser.
 */
import { createHash } from "node:crypto";
import { existsSync, mkdirSync, readdirSync, readFileSync, renameSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { MIGRATIONS } from "../../migrations/migrations.generated.ts";
import { migrate } from "../migrate/migrate.ts";
import { installQueue } from "../queue/boss.ts";
import { openPglite, type PgliteDatabase } from "./pglite.ts";
import type { Database } from "./port.ts";
import { openPostgres } from "./postgres.ts";

const FOLDER = join(tmpdir(), "doorstep-test");

/** What a database holds beyond its schema when it is opened. */
export interface Contents {
  name: string;
  /** Changes with the contents and with the code that loads them. */
  version: string;
  /** Loads them as the service. */
  load(database: Database): Promise<unknown>;
}

/** A snapshot, made where there is none of this schema and these contents; the one that it takes the place of goes. */
async function readSnapshot(contents: Contents | null): Promise<Uint8Array> {
  const schema = createHash("sha256")
    .update(JSON.stringify(MIGRATIONS))
    .update(contents?.version ?? "");
  const kind = contents?.name ?? "schema";
  const name = `${kind}-${schema.digest("hex").slice(0, 16)}.tar`;
  const file = join(FOLDER, name);
  if (existsSync(file)) return readFileSync(file);
  const database = contents ? await openMigrated(null) : await openPglite(null);
  if (contents) {
    await contents.load(database);
    await database.execute("reset role; checkpoint");
  } else {
    await migrate(database);
    await installQueue(database, "pglite");
  }
  const snapshot = await database.dump();
  await database.close();
  mkdirSync(FOLDER, { recursive: true });
  const draft = `${file}.${process.pid}`;
  writeFileSync(draft, snapshot);
  for (const old of readdirSync(FOLDER))
    if (old.startsWith(`${kind}-`) && old.endsWith(".tar") && old !== name) rmSync(join(FOLDER, old), { force: true });
  renameSync(draft, file);
  return snapshot;
}

async function openMigrated(contents: Contents | null): Promise<PgliteDatabase> {
  const database = await openPglite(null, { snapshot: await readSnapshot(contents) });
  await database.query("set role doorstep_service");
  return database;
}

/**
 * PGlite in memory, migrated, bound by row-level security like the service.
 * @param contents what else it holds
 */
export function freshPglite(contents: Contents | null = null): Promise<Database> {
  return openMigrated(contents);
}

/** The same as PGlite's files in a folder, closed, for a service that is started on it. */
export async function writePglite(folder: string, contents: Contents | null = null): Promise<void> {
  const database = await openPglite(folder, { snapshot: await readSnapshot(contents) });
  await database.close();
}

export const POSTGRES_URL = process.env.DOORSTEP_TEST_POSTGRES_URL;

export interface FreshPostgres {
  owner_url: string;
  service_url: string;
  drop(): Promise<void>;
}

/** A new database in the test cluster, or in `cluster_url`'s, with an owner and a service role that owns nothing. */
export async function createPostgres(cluster_url = POSTGRES_URL!): Promise<FreshPostgres> {
  const name = `doorstep_${process.pid}_${Math.random().toString(36).slice(2, 8)}`;
  const cluster = openPostgres(cluster_url, { connections: 1 });
  await cluster.query(`create role ${name}_owner login password 'owner' createrole`);
  await cluster.query(`create role ${name}_service login password 'service'`);
  await cluster.query(`create database ${name} owner ${name}_owner`);
  const at = (role: string, password: string): string => {
    const url = new URL(cluster_url);
    url.username = role;
    url.password = password;
    url.pathname = `/${name}`;
    return url.toString();
  };
  const inside = new URL(cluster_url);
  inside.pathname = `/${name}`;
  const superuser = openPostgres(inside.toString(), { connections: 1 });
  await superuser.query("create extension vector");
  await superuser.query(
    `do $$ begin create role doorstep_service nologin; exception when duplicate_object or unique_violation then null; end $$`,
  );
  await superuser.query(`grant doorstep_service to ${name}_service`);
  await superuser.close();
  return {
    owner_url: at(`${name}_owner`, "owner"),
    service_url: at(`${name}_service`, "service"),
    async drop() {
      await cluster.query(`drop database ${name} with (force)`);
      await cluster.query(`drop role ${name}_owner`);
      await cluster.query(`drop role ${name}_service`);
      await cluster.close();
    },
  };
}

/** The same with the schema and the queue in it. */
export async function createMigratedPostgres(cluster_url = POSTGRES_URL!): Promise<FreshPostgres> {
  const made = await createPostgres(cluster_url);
  const owner = openPostgres(made.owner_url, { connections: 1 });
  await migrate(owner);
  await installQueue(owner, "postgres");
  await owner.close();
  return made;
}

/** A migrated PostgreSQL database, opened as the service. */
export async function freshPostgres(): Promise<Database> {
  const made = await createMigratedPostgres();
  const database = openPostgres(made.service_url);
  return {
    ...database,
    async close() {
      await database.close();
      await made.drop();
    },
  };
}

/** Every engine this machine can test, for one contract on all. */
export const ENGINES: [name: "pglite" | "postgres", open: () => Promise<Database>][] = [
  ["pglite", () => freshPglite()],
  ...(POSTGRES_URL ? ([["postgres", freshPostgres]] as ["postgres", () => Promise<Database>][]) : []),
];
