/** The pooler that the tests of Workers stand behind: it must see what it is there to see. */
import { Client } from "pg";
import { afterAll, beforeAll, expect, test } from "vitest";
import { createPostgres, type FreshPostgres, POSTGRES_URL } from "./fresh.ts";
import { type Pooler, startPooler } from "./pooler-fixture.ts";

const on_postgres = test.runIf(POSTGRES_URL !== undefined);
let postgres: FreshPostgres;
let pooler: Pooler;
let client: Client;

beforeAll(async () => {
  if (POSTGRES_URL === undefined) return;
  postgres = await createPostgres();
  pooler = await startPooler(postgres.service_url);
  client = new Client({ connectionString: pooler.url });
  await client.connect();
});
afterAll(async () => {
  await client?.end();
  await pooler?.close();
  await postgres?.drop();
});

const value = async (sql: string, params?: unknown[]): Promise<unknown> =>
  Object.values((await client.query(sql, params)).rows[0] ?? {})[0];

on_postgres("holds a connection for a transaction and changes it after", async () => {
  const outside = [await value("select pg_backend_pid()"), await value("select pg_backend_pid() where $1", [true])];
  await client.query("begin");
  const inside = [await value("select pg_backend_pid()"), await value("select pg_backend_pid()")];
  await client.query("commit");
  expect(outside[0]).not.toBe(outside[1]);
  expect(inside[0]).toBe(inside[1]);
  expect(await value("select set_config('app.district', '7', true)")).toBe("7");
  expect(await pooler.left()).toEqual(["", "", ""]);
  expect(pooler.violations).toEqual([]);
});

on_postgres("names and finds what would outlive a transaction", async () => {
  for (const sql of [
    "set work_mem = '5MB'",
    "listen doorstep_job",
    "select pg_advisory_lock(1)",
    "create temp table held (a int)",
    "select set_config('app.district', '9', false)",
  ])
    await client.query(sql);
  await client.query({ name: "kept", text: "select 1" });
  expect(pooler.violations).toHaveLength(6);
  const left = (await pooler.left()).join(" ");
  for (const found of ["work_mem", "listens doorstep_job", "advisory lock", "temporary tables", "9", "prepared kept"])
    expect(left).toContain(found);
});

on_postgres("does not carry a setting over to the next transaction", async () => {
  await client.query("set lock_timeout = '4321ms'");
  expect(await value("show lock_timeout")).toBe("0");
});

on_postgres("gives nobody a connection whose client went away in a transaction", async () => {
  const other = new Client({ connectionString: pooler.url });
  other.on("error", () => {});
  await other.connect();
  await other.query("begin");
  await other.query("select txid_current()");
  (other as unknown as { connection: { stream: { destroy(): void } } }).connection.stream.destroy();
  for (let i = 0; i < 6; i++) expect(await value("select now() = statement_timestamp()")).toBe(true);
});
