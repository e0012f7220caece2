import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { ENGINES } from "../platform/database/fresh.ts";
import { type Database, DatabaseError } from "../platform/database/port.ts";
import { type Scope, scoped, systemScope } from "../platform/scope.ts";
import { asOwner, type SeededDistrict, type StaffName, seedDistrict, testSealer } from "./fixture.ts";
import { playDay } from "./fixture-day.ts";
import { type Column, insertInto, tenantTables, valueFor } from "./fixture-rows.ts";

const HERE = 1;
const ELSEWHERE = 2;
/** District 0 holds what everybody reads and nobody writes. */
const SHARED = 0;

/** What belongs to the installation and not to a district: transport, regions of the country, the districts themselves. */
const WITHOUT_DISTRICT = [
  "districts",
  "inbox",
  "outbox",
  "receiver_hits",
  "regions",
  "retired_audit_keys",
  "schema_migrations",
];
/** Read by exact match only, through functions: the service has no right on the table itself. */
const ENTRY = "entry_keys";

/** Rows touched, or "refused" for a statement that rights or row-level security forbid. */
async function touched(
  database: Database,
  scope: Scope,
  sql: string,
  params: unknown[] = [],
): Promise<number | "refused"> {
  try {
    return await scoped(database, scope, async (tx) => {
      const { rows, affected } = await tx.query(sql, params);
      return sql.startsWith("select") ? rows.length : affected;
    });
  } catch (error) {
    if (error instanceof DatabaseError && error.code === "42501") return "refused";
    throw error;
  }
}

describe.each(ENGINES)("who sees what on %s", (_, open) => {
  let database: Database;
  let here: SeededDistrict;
  let tables: Map<string, Column[]>;
  beforeAll(async () => {
    database = await open();
    const sealer = await testSealer();
    here = await seedDistrict(database, sealer, HERE);
    await seedDistrict(database, sealer, ELSEWHERE);
    await playDay(here);
    tables = await asOwner(database, tenantTables);
  });
  afterAll(() => database.close());

  test("every table either belongs to a district or is known not to", async () => {
    const { rows } = await database.query<{ name: string }>(
      "select relname as name from pg_class where relkind in ('r', 'p') and relnamespace = 'public'::regnamespace",
    );
    const without = rows.map((row) => row.name).filter((name) => !tables.has(name));
    expect(without.sort()).toEqual(WITHOUT_DISTRICT);
    expect(tables.size).toBeGreaterThan(30);
  });

  test("row-level security is on and forced on every table of a district, and its key leads with the district", async () => {
    const { rows } = await database.query<{ name: string; on: boolean; forced: boolean; leads: string }>(
      `select c.relname as name, c.relrowsecurity as on, c.relforcerowsecurity as forced,
         (select a.attname from pg_index i join pg_attribute a on a.attrelid = c.oid and a.attnum = i.indkey[0]
          where i.indrelid = c.oid and i.indisprimary) as leads
       from pg_class c where c.relname = any ($1) and c.relnamespace = 'public'::regnamespace`,
      [[...tables.keys()].filter((name) => name !== ENTRY)],
    );
    expect(rows).toHaveLength(tables.size - 1);
    for (const row of rows) expect(row).toEqual({ name: row.name, on: true, forced: true, leads: "district_id" });
    const districts = await database.query(
      "select relrowsecurity and relforcerowsecurity as bound from pg_class where relname = 'districts'",
    );
    expect(districts.rows).toEqual([{ bound: true }]);
  });

  test("the keys that are read before the district is known are out of the service's reach but for its functions", async () => {
    for (const verb of ["select", "insert", "update", "delete"]) {
      const { rows } = await database.query("select has_table_privilege($1, $2) as may", [ENTRY, verb]);
      expect(rows, verb).toEqual([{ may: false }]);
    }
  });

  const askers: [StaffName | "service" | "nobody in particular", Scope["role"] | null][] = [
    ["worker", "grid_worker"],
    ["social", "social_worker"],
    ["supervisor", "supervisor"],
    ["admin", "admin"],
    ["service", "system"],
    ["nobody in particular", null],
  ];

  test.each(askers)("to %s of one district another district does not exist, in any table", async (name) => {
    const asker = here.staff[name in here.staff ? (name as StaffName) : "worker"];
    const service = name === "service" ? systemScope(HERE) : null;
    const scope: Scope = service ?? { district_id: HERE, staff_id: asker.id, role: asker.role };
    // Without a scope the settings are empty, as on a connection that forgot to set them.
    const ask = (sql: string, params: unknown[] = []) =>
      name === "nobody in particular"
        ? database.query(sql, params).then(
            ({ rows, affected }) => (sql.startsWith("select") ? rows.length : affected),
            (error: unknown) => {
              if (error instanceof DatabaseError && error.code === "42501") return "refused";
              throw error;
            },
          )
        : touched(database, scope, sql, params);

    for (const [table, columns] of tables) {
      const row = (district_id: number) => columns.map((column) => valueFor(column, district_id, asker));
      // Foreign keys sleep, so that a row of each table can stand by itself.
      await asOwner(database, async (tx) => {
        await tx.query("set local session_replication_role = replica");
        await tx.query(`delete from ${table} where district_id = $1`, [ELSEWHERE]);
        expect((await tx.query(insertInto(table, columns), row(ELSEWHERE))).affected).toBe(1);
      });
    }
    for (const [table, columns] of tables) {
      const row = (district_id: number) => columns.map((column) => valueFor(column, district_id, asker));
      const nothing = [0, "refused"];
      expect(nothing, table).toContain(await ask(`select 1 from ${table} where district_id = ${ELSEWHERE}`));
      expect(nothing, table).toContain(
        await ask(`update ${table} set district_id = district_id where district_id = ${ELSEWHERE}`),
      );
      expect(nothing, table).toContain(await ask(`delete from ${table} where district_id = ${ELSEWHERE}`));
      expect(nothing, table).toContain(
        await ask(`update ${table} set district_id = ${ELSEWHERE} where district_id = ${HERE}`),
      );
      expect(await ask(insertInto(table, columns), row(ELSEWHERE)), table).toBe("refused");
      expect(await ask(insertInto(table, columns), row(SHARED)), table).toBe("refused");
      if (name === "nobody in particular") {
        expect(nothing, table).toContain(await ask(`select 1 from ${table} where district_id = ${HERE}`));
      }
    }
    const { rows: left } = await asOwner(database, (tx) =>
      tx.query(
        [...tables.keys()]
          .map((table) => `select '${table}' as "table" from ${table} where district_id = ${ELSEWHERE}`)
          .join(" union all "),
      ),
    );
    expect(left).toHaveLength(tables.size);
    expect(await ask("select id from districts")).toBe(name === "nobody in particular" ? 0 : 1);
  });
});
