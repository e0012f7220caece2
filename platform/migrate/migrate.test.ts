import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { MIGRATIONS } from "../../migrations/migrations.generated.ts";
import { createPostgres, type FreshPostgres, POSTGRES_URL } from "../database/fresh.ts";
import { openPostgres } from "../database/postgres.ts";
import { assertBoundByRls } from "../scope.ts";
import { migrate, statements } from "./migrate.ts";
import { NEWEST_SCHEMA, schemaVersion } from "./schema-version.ts";

test("a migration is split at the end of its statements, not inside a function's body", () => {
  const sql =
    "create table a (x int); -- one\ndo $$ begin\n  perform 1;\nend $$;\n-- only words\ninsert into a\n  values (1);\n";
  expect(statements(sql)).toEqual([
    "create table a (x int); -- one",
    "do $$ begin\n  perform 1;\nend $$;",
    "-- only words\ninsert into a\n  values (1);",
  ]);
});

if (!POSTGRES_URL) console.log("left out: migrating at the same time (no PostgreSQL)");

describe.runIf(POSTGRES_URL !== undefined)("on PostgreSQL", () => {
  let made: FreshPostgres;
  beforeAll(async () => {
    made = await createPostgres();
  });
  afterAll(() => made.drop());

  test("several processes at once apply each migration once; a second time nothing is applied", async () => {
    const owners = Array.from({ length: 4 }, () => openPostgres(made.owner_url, { connections: 2 }));
    const applied = await Promise.all(owners.map(migrate));
    expect(applied.flat().sort()).toEqual(MIGRATIONS.map((migration) => migration.name));
    expect(await migrate(owners[0]!)).toEqual([]);
    expect(await schemaVersion(owners[0]!)).toBe(NEWEST_SCHEMA);
    await Promise.all(owners.map((owner) => owner.close()));
  });

  test("the owner and a superuser are refused as the service's role, the service's own is not", async () => {
    const [owner, service] = [openPostgres(made.owner_url), openPostgres(made.service_url)];
    await expect(assertBoundByRls(owner)).rejects.toThrow("not bound by row-level security");
    await expect(assertBoundByRls(service)).resolves.toBeUndefined();
    await Promise.all([owner.close(), service.close()]);
  });

  test("what stands in the tables already is carried over: the owner is not kept from it", async () => {
    const before = await createPostgres();
    const owner = openPostgres(before.owner_url);
    await owner.execute(
      "create table schema_migrations (id integer primary key, name text not null, applied_at timestamptz not null default now())",
    );
    for (const { id, name, sql } of MIGRATIONS.filter((migration) => migration.id < 32))
      await owner.transaction(async (tx) => {
        await tx.query("insert into schema_migrations (id, name) values ($1, $2)", [id, name]);
        for (const statement of statements(sql)) await tx.query(statement);
      });
    const [visit, need, staff, area] = Array.from({ length: 4 }, () => crypto.randomUUID());
    await owner.transaction(async (tx) => {
      await tx.query("select set_config('app.district', '1', true), set_config('app.role', 'system', true)");
      await tx.query("insert into districts (id, name, adcode) values (1, '一区', '000001')");
      await tx.query("insert into areas (district_id, id, level, name) values (1, $1, 'grid', '一网格')", [area]);
      await tx.query(
        "insert into staff (district_id, id, role, name_sealed, name_index, created_at) values (1, $1, 'grid_worker', '', '', now())",
        [staff],
      );
      await tx.query(
        `insert into visits (district_id, id, ref, staff_id, area_id, visited_on, met, note_sealed, told_sealed, created_at, undone_at)
         values (1, $1, 'V-1', $2, $3, '2026-03-04', '{}', '', '', now(), now())`,
        [visit, staff, area],
      );
      await tx.query(
        `insert into needs (district_id, id, visit_id, ordinal, code, words_sealed, urgency, owner_id, created_at)
         values (1, $1, $2, 0, '01', '', 'green', $3, now())`,
        [need, visit, staff],
      );
    });
    await migrate(owner);
    const rows = await owner.transaction(async (tx) => {
      await tx.query("select set_config('app.district', '1', true), set_config('app.role', 'system', true)");
      return (await tx.query("select area_id, told_on::text as told_on, undone from needs")).rows;
    });
    expect(rows).toEqual([{ area_id: area, told_on: "2026-03-04", undone: true }]);
    await owner.close();
    await before.drop();
  });
});
