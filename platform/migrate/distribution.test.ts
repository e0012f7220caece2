/**
 * What Citus asks of tables that are distributed by `district_id` (docs.citusdata.com, "Determining the distribution column"): it stands in
 * every primary key, unique index and exclusion, and every foreign key between them carries it at the same place on both sides. The
 * exceptions stand here with their reasons, and one that is none any more fails.
 */
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { openPglite } from "../database/pglite.ts";
import type { Database } from "../database/port.ts";
import { installQueue } from "../queue/boss.ts";
import { migrate } from "./migrate.ts";

/** Tables that belong to no district: they stay on the coordinator, or are copied to every node. */
const OF_NO_DISTRICT: Record<string, string> = {
  districts: "the tenants themselves: distributed by id, which the others' district_id refers to",
  regions: "places of the country, the same for all: a reference table",
  schema_migrations: "what the schema is at: on the coordinator",
  inbox: "a sender may be nobody's; with the queue on the coordinator",
  outbox: "answers to senders who may be nobody's; with the queue on the coordinator",
  receiver_hits: "counted before the district is known: on the coordinator",
  retired_audit_keys: "keys of the installation: on the coordinator",
};

/** Citus has no triggers on distributed tables: these would become statements of the verbs that write there. */
const TRIGGERS = ["needs.need_told", "visits.visit_told"];

let database: Database;
beforeAll(async () => {
  database = await openPglite(null);
  await migrate(database);
  await installQueue(database, "pglite");
});
afterAll(() => database.close());

const column = (table: string): string =>
  `(select attnum from pg_attribute where attrelid = ${table} and attname = 'district_id' and not attisdropped)`;

async function list(sql: string): Promise<string[]> {
  return (await database.query<{ name: string }>(sql)).rows.map(({ name }) => name);
}

const tables = (holds: boolean) =>
  list(`select c.relname as name from pg_class c where c.relnamespace = 'public'::regnamespace and c.relkind in ('r', 'p')
    and ${column("c.oid")} is ${holds ? "not" : ""} null order by 1`);

/** Unique indexes, primary keys and exclusions of tenant tables without the column. */
const keysWithout = () =>
  list(`select i.relname as name from pg_index x join pg_class t on t.oid = x.indrelid join pg_class i on i.oid = x.indexrelid
    where t.relnamespace = 'public'::regnamespace and (x.indisunique or x.indisexclusion) and ${column("t.oid")} is not null
      and not ${column("t.oid")} = any (x.indkey::int2[]) order by 1`);

/** Foreign keys of tenant tables that do not carry it: to a tenant table on both sides at one place, to districts as its id. */
const referencesWithout = () =>
  list(`select k.conrelid::regclass || '.' || k.conname as name from pg_constraint k
    where k.contype = 'f' and k.connamespace = 'public'::regnamespace and ${column("k.conrelid")} is not null
      and not exists (select from unnest(k.conkey, k.confkey) as pair(here, there)
        where pair.here = ${column("k.conrelid")} and (pair.there = ${column("k.confrelid")} or k.confrelid = 'districts'::regclass))
    order by 1`);

describe("tables distributed by district_id", () => {
  test("are all but those that belong to no district", async () => {
    expect(await tables(false)).toEqual(Object.keys(OF_NO_DISTRICT).sort());
    expect((await tables(true)).length).toBeGreaterThan(80);
  });

  test("hold it as an integer that is never null", async () => {
    const wrong =
      await list(`select a.attrelid::regclass::text as name from pg_attribute a join pg_class c on c.oid = a.attrelid
      where c.relnamespace = 'public'::regnamespace and c.relkind in ('r', 'p') and a.attname = 'district_id'
        and (not a.attnotnull or a.atttypid <> 'integer'::regtype)`);
    expect(wrong).toEqual([]);
  });

  test("have it in every key that is unique, and in every foreign key", async () => {
    expect(await keysWithout()).toEqual([]);
    expect(await referencesWithout()).toEqual([]);
  });

  test("have no trigger but those that are known to be in the way", async () => {
    const found = await list(`select g.tgrelid::regclass || '.' || g.tgname as name from pg_trigger g
      where not g.tgisinternal and ${column("g.tgrelid")} is not null order by 1`);
    expect(found).toEqual(TRIGGERS);
  });

  test("would not pass with a table that lacks it", async () => {
    await database.query("create table planted (district_id integer not null, id uuid primary key)");
    await database.query(
      "create table child (district_id integer not null, of uuid references planted, primary key (district_id, of))",
    );
    expect(await keysWithout()).toEqual(["planted_pkey"]);
    expect(await referencesWithout()).toEqual(["child.child_of_fkey"]);
    await database.query("drop table child, planted");
  });
});
