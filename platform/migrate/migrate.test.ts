import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { MIGRATIONS } from "../../migrations/migrations.generated.ts";
import { createPostgres, type FreshPostgres, POSTGRES_URL } from "../database/fresh.ts";
import { openPostgres } from "../database/postgres.ts";
import { assertBoundByRls } from "../scope.ts";
import { migrate, NEWEST_SCHEMA, schemaVersion, statements } from "./migrate.ts";

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
});
