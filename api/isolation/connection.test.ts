/** The connection that the service works on, as it is opened on each runtime: nothing it can say frees it from row-level security. */
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { parseConfig } from "../../platform/config.ts";
import { createPostgres, type FreshPostgres, POSTGRES_URL, writePglite } from "../../platform/database/fresh.ts";
import { openHyperdrive } from "../../platform/database/hyperdrive.ts";
import type { Database, Queryable } from "../../platform/database/port.ts";
import { openPostgres } from "../../platform/database/postgres.ts";
import { open } from "../../platform/open.ts";
import { assertBoundByRls, setScope, systemScope } from "../../platform/scope.ts";
import { newAppKey } from "../../platform/seal.ts";
import worker from "../worker.ts";

interface Connection {
  /** Runs `work` on the database as the service has it. */
  on<T>(work: (database: Database) => Promise<T>): Promise<T>;
  close(): Promise<void>;
}

let postgres: FreshPostgres;
/** The owner makes the schema at the first start, as an installation does. */
const env = () => ({
  ...{ DATABASE_URL: postgres.service_url, MIGRATE_DATABASE_URL: postgres.owner_url, APP_KEY: newAppKey() },
});

async function embedded(): Promise<Connection> {
  const folder = mkdtempSync(join(tmpdir(), "doorstep-connection-"));
  await writePglite(join(folder, "postgres"));
  const opened = await open(parseConfig({ DATA_DIR: folder }), () => {});
  return {
    on: (work) => work(opened.database),
    async close() {
      await opened.close();
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

async function server(): Promise<Connection> {
  postgres = await createPostgres();
  const opened = await open(parseConfig(env()), () => {});
  return {
    on: (work) => work(opened.database),
    async close() {
      await opened.close();
      await postgres.drop();
    },
  };
}

async function hyperdrive(): Promise<Connection> {
  postgres = await createPostgres();
  await (await open(parseConfig(env()), () => {})).close();
  const { database, within } = openHyperdrive(assertBoundByRls);
  return {
    on: (work) =>
      within(
        postgres.service_url,
        () => work(database),
        async () => {},
      ),
    close: () => postgres.drop(),
  };
}

const RUNTIMES: [name: string, open: () => Promise<Connection>][] = [
  ["PGlite", embedded],
  ...(POSTGRES_URL
    ? ([
        ["PostgreSQL", server],
        ["Hyperdrive", hyperdrive],
      ] as [string, () => Promise<Connection>][])
    : []),
];
if (!POSTGRES_URL) console.log("left out: the connection on PostgreSQL and through Hyperdrive (no PostgreSQL)");

/** Each runs as the owner, and why it has to. */
const DEFINERS: Record<string, string> = {
  district_ids: "timers walk the districts: numbers only",
  entry_find: "before the district is known: exact match",
  entry_put: "writes a key of the asker's district",
  entry_use: "spends a single-use key: exact match",
  erase_words: "an admin's, in their own district: sealed fields alone",
  erase_rows: "likewise: spellings, pictures, drafts, and what conversations remember",
  sweep_kept: "erases what is older than its kind is kept, and a day at least",
  entry_move: "to the hash of a newer key: exact match",
  entry_drop: "of the asker's district, exact match",
  entry_revoke: "of the asker's district",
  entry_choose: "of the asker's district, exact match",
  entry_elsewhere: "from accounts of the asker's district: numbers and ids",
  crises_due: "timers: ids of what is due",
  crisis_reports_due: "timers: ids of what is due",
  crisis_contacts_due: "timers: ids of what is due",
  webhooks_due: "timers: ids of what is due",
  search_chunks: "the inverted index under a policy; holds the district itself",
  search_dense: "likewise",
  expand_question: "likewise",
  settle_search: "empties the pending list of an index",
  index_embeddings: "makes an index of a length",
};

/** What somebody who could say anything would say to get out. */
const WAYS_OUT = [
  "set role none",
  "reset role",
  "set session authorization default",
  "select set_config('role', 'none', false)",
  "discard all",
];
const CHANGES = [
  "alter table people disable row level security",
  "alter table people no force row level security",
  "drop policy scope on people",
  "alter policy scope on people using (true)",
  "create policy all_of_it on people using (true)",
  "create or replace function app_district() returns integer language sql stable as $$ select 2 $$",
  "create function public.leak() returns setof people language sql security definer as $$ select * from people $$",
  "create table public.copy_of_people as select * from people",
  "create trigger spy after insert on people for each row execute function suppress_redundant_updates_trigger()",
  "truncate people",
  "drop table people",
  "alter role current_user bypassrls",
  "alter role current_user superuser",
  "create role out superuser",
  "set session_replication_role = replica",
  "select pg_read_file('postgresql.conf')",
  "copy people to program 'cat'",
  "select * from entry_keys",
  "update pg_class set relrowsecurity = false",
];

describe.each(RUNTIMES)("the service's connection on %s", (name, start) => {
  let connection: Connection;
  beforeAll(async () => {
    connection = await start();
    await connection.on((database) =>
      database.transaction(async (tx) => {
        await setScope(tx, systemScope(1));
        await tx.query("insert into districts (id, name, adcode) values (1, '东河区', '990101')");
        await tx.query(
          "insert into people (district_id, id, ref, created_by, created_at, updated_at) values (1, $1, 'P-1', $1, now(), now())",
          [crypto.randomUUID()],
        );
      }),
    );
  });
  afterAll(() => connection?.close());

  /** What became of one statement outside a transaction: its SQLSTATE, or that it went through. */
  const outcome = (sql: string): Promise<string> =>
    connection.on((database) =>
      database.query(sql).then(
        () => "done",
        (error: { code?: string }) => error.code ?? "no code",
      ),
    );
  const rowsOf = <T>(sql: string, params: unknown[] = []): Promise<T[]> =>
    connection.on(async (database) => (await database.query<T>(sql, params)).rows);
  const peopleSeen = async (queryable: Queryable): Promise<number> =>
    (await queryable.query("select 1 from people")).rows.length;

  test("it is no superuser, does not bypass row-level security, makes no roles and owns nothing", async () => {
    const [role] = await rowsOf<Record<string, unknown>>(
      `select rolsuper, rolbypassrls, rolcreaterole, rolcreatedb, rolreplication,
         (select count(*)::int from pg_class c where c.relowner = r.oid) as tables,
         (select count(*)::int from pg_proc p where p.proowner = r.oid) as functions,
         (select count(*)::int from pg_namespace n where n.nspowner = r.oid) as schemas,
         (select count(*)::int from pg_database d where d.datdba = r.oid) as databases
       from pg_roles r where rolname = current_user`,
    );
    const no = {
      rolsuper: false,
      rolbypassrls: false,
      rolcreaterole: false,
      rolcreatedb: false,
      rolreplication: false,
    };
    expect(role).toEqual({ ...no, tables: 0, functions: 0, schemas: 0, databases: 0 });
    const more = await rowsOf(
      `select c.relname from pg_class c where c.relnamespace = 'public'::regnamespace and c.relkind in ('r', 'p')
         and has_table_privilege(c.oid, 'truncate, references, trigger')`,
    );
    expect(more).toEqual([]);
  });

  test("it takes no role that is freer, in no way that there is", async () => {
    const free = await rowsOf<{ name: string }>(
      `select rolname as name from pg_roles r where rolsuper or rolbypassrls
         or exists (select from pg_class c where c.relowner = r.oid and c.relnamespace = 'public'::regnamespace)`,
    );
    expect(free.length).toBeGreaterThan(0);
    const ways = free.flatMap(({ name }) => [
      `set role "${name}"`,
      `set session authorization "${name}"`,
      `select set_config('role', '${name}', false)`,
      `update pg_settings set setting = '${name}' where name = 'role'`,
    ]);
    for (const way of [...WAYS_OUT, ...ways]) {
      await outcome(way);
      expect(await connection.on(peopleSeen), way).toBe(0);
      // Inside a transaction, where what was set might last until its end.
      await connection.on((database) =>
        database
          .transaction(async (tx) => {
            await tx.query("savepoint way");
            await tx.query(way).catch(() => tx.query("rollback to savepoint way"));
            expect(await peopleSeen(tx), way).toBe(0);
          })
          .catch((error: unknown) => {
            if (error instanceof Error && error.name === "AssertionError") throw error;
          }),
      );
    }
    const [asked] = await rowsOf("select current_user as name, row_security_active('people') as bound");
    expect(asked).toMatchObject({ bound: true });
    await expect(
      connection.on((database) => assertBoundByRls(database, { embedded: name === "PGlite" })),
    ).resolves.toBeUndefined();
  });

  test("row_security off gives an error and no rows", async () => {
    await connection.on((database) =>
      database
        .transaction(async (tx) => {
          await setScope(tx, systemScope(1));
          expect(await peopleSeen(tx)).toBe(1);
          await tx.query("set local row_security = off");
          await expect(peopleSeen(tx)).rejects.toMatchObject({ code: "42501" });
          throw new Error("undo");
        })
        .catch((error: Error) => expect(error.message).toBe("undo")),
    );
  });

  test.each(CHANGES)("refused: %s", async (sql) => {
    expect(await outcome(sql)).toBe("42501");
  });

  test("what runs as the owner is known, holds its search path, and is not everybody's to call", async () => {
    const definers = await rowsOf<{ name: string; path: string | null; anybody: boolean }>(
      `select p.proname as name, (select c from unnest(p.proconfig) c where c like 'search_path=%') as path,
         has_function_privilege('pg_monitor', p.oid, 'execute') as anybody
       from pg_proc p join pg_namespace n on n.oid = p.pronamespace where p.prosecdef and n.nspname !~ '^pg_'`,
    );
    expect(definers.map((one) => one.name).sort()).toEqual(Object.keys(DEFINERS).sort());
    for (const { name, path, anybody } of definers)
      expect({ name, path, anybody }).toEqual({ name, path: "search_path=public, pg_temp", anybody: false });
  });

  test("a table of the asker's own does not stand in for one that a policy looks at", async () => {
    const worker = crypto.randomUUID();
    await connection.on((database) =>
      database
        .transaction(async (tx) => {
          await setScope(tx, systemScope(1));
          const grid = crypto.randomUUID();
          await tx.query("insert into areas (district_id, id, level, name) values (1, $1, 'grid', '一网格')", [grid]);
          await tx.query("update people set area_id = $1", [grid]);
          await setScope(tx, { district_id: 1, staff_id: worker, role: "grid_worker" });
          expect(await peopleSeen(tx)).toBe(0);
          for (const [table, column] of [
            ["staff_areas", "staff_id"],
            ["grid_covers", "to_staff"],
          ])
            await tx.query(
              `create temp table ${table} on commit drop as select 1 as district_id, $1::uuid as ${column}, $2::uuid as area_id,
                 null::timestamptz as ended_at, current_date - 1 as from_on, current_date + 1 as until_on`,
              [worker, grid],
            );
          expect(await peopleSeen(tx)).toBe(0);
          throw new Error("undo");
        })
        .catch((error: Error) => expect(error.message).toBe("undo")),
    );
  });
});

describe.runIf(POSTGRES_URL)("a connection that could get free is not served with", () => {
  let made: FreshPostgres;
  beforeAll(async () => {
    made = await createPostgres();
    const config = { DATABASE_URL: made.service_url, MIGRATE_DATABASE_URL: made.owner_url, APP_KEY: newAppKey() };
    await (await open(parseConfig(config), () => {})).close();
  });
  afterAll(() => made.drop());

  const start = (url: string) => open(parseConfig({ DATABASE_URL: url, APP_KEY: newAppKey() }), () => {});
  const asWorker = async (url: string): Promise<number> => {
    const bindings = {
      HYPERDRIVE: { connectionString: url },
      FILES: { fetch: async () => new Response(null, { status: 404 }) },
      APP_KEY: newAppKey(),
      PUBLIC_URL: "https://doorstep.example",
    };
    const later: Promise<unknown>[] = [];
    const answer = await worker.fetch(new Request("https://doorstep.example/readyz"), bindings, {
      waitUntil: (work) => void later.push(work),
    });
    await Promise.all(later);
    return answer.status;
  };

  test("the owner; a superuser; a member of the owner's role who inherits nothing; a superuser who only put on the service's role", async () => {
    const service = new URL(made.service_url).username;
    const owner = new URL(made.owner_url).username;
    const cluster = new URL(POSTGRES_URL!);
    cluster.pathname = new URL(made.owner_url).pathname;
    const disguised = new URL(cluster);
    disguised.searchParams.set("options", "-c role=doorstep_service");
    for (const url of [made.owner_url, cluster.toString(), disguised.toString()]) {
      await expect(start(url), url).rejects.toThrow("not bound by row-level security");
      expect(await asWorker(url), url).toBe(503);
    }
    const superuser = openPostgres(cluster.toString(), { connections: 1 });
    // Not by inheritance: only whoever asks for the role has it.
    const between = `${service}_between`;
    await superuser.query(`create role "${between}" noinherit in role "${owner}"`);
    await superuser.query(`grant "${between}" to "${service}"`);
    await expect(start(made.service_url)).rejects.toThrow(`may become "${owner}"`);
    expect(await asWorker(made.service_url)).toBe(503);
    await superuser.query(`drop role "${between}"`);
    await superuser.close();
    await (await start(made.service_url)).close();
    expect(await asWorker(made.service_url)).toBe(200);
  });
});
