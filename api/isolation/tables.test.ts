/** Row-level security alone: plain statements with none of the service's own filters, against what the scope table promises. */
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { asOwner, type Member, testSealer } from "../../cases/fixture.ts";
import { ENGINES } from "../../platform/database/fresh.ts";
import type { Database, Queryable } from "../../platform/database/port.ts";
import { newId } from "../../platform/id.ts";
import { setScope } from "../../platform/scope.ts";
import { attempt, forged, leads, put, workedOut } from "./attempts.ts";
import { type Asker, type Deed, districtOf, reaches, type StoredRow, type World } from "./reach.ts";
import { OUTSIDE, SCOPE } from "./scope-table.ts";
import { type Filled, fillDistricts, HERE, keysOf, readWorld, THERE } from "./world.ts";

const MEMBERS = ["worker", "neighbour", "social", "social_elsewhere", "supervisor", "admin", "machine"] as const;
const ASKERS: [district_id: number, who: (typeof MEMBERS)[number] | "system"][] = [
  ...[...MEMBERS, "system" as const].map((who): [number, typeof who] => [HERE, who]),
  [THERE, "worker"],
  [THERE, "supervisor"],
];
/** Whose rows are tried to be got at, by somebody who does not see them. */
const VICTIM = {
  neighbour: "worker",
  machine: "worker",
  supervisor: "second_supervisor",
  admin: "supervisor",
} as const;

const MOST_FORGED = 3;

/** The districts themselves, and the regions of the country. */
const WITHOUT_DISTRICT = ["districts", "regions"];

class Undo extends Error {}

const without = (all: Set<string>, some: Set<string>): string[] => [...all].filter((one) => !some.has(one)).sort();

describe.each(ENGINES)("what the database shows and takes by itself on %s", (_, open) => {
  let database: Database;
  let filled: Filled[];
  let keys: Map<string, string>;
  let generated: Map<string, Set<string>>;
  /** A column that the service may write, by table; any where it may write none. */
  let touched: Map<string, string>;
  let changeable: Set<string>;
  let world: World;
  beforeAll(async () => {
    database = await open();
    filled = await fillDistricts(database, await testSealer());
    await asOwner(database, async (tx) => {
      keys = new Map([...(await keysOf(tx))].filter(([table]) => !(table in OUTSIDE)));
      generated = await workedOut(tx);
      const { rows: columns } = await tx.query<{ table: string; name: string; may: boolean }>(
        `select c.relname as table, a.attname as name, has_column_privilege('doorstep_service', c.oid, a.attnum, 'update') as may
         from pg_class c join pg_attribute a on a.attrelid = c.oid and a.attnum > 0 and not a.attisdropped
         where c.relnamespace = 'public'::regnamespace and c.relkind in ('r', 'p') and a.attidentity = '' and a.attgenerated = ''
         order by may, a.attnum desc`,
      );
      touched = new Map(columns.map(({ table, name }) => [table, name]));
      changeable = new Set(columns.flatMap(({ table, may }) => (may ? [table] : [])));
      world = await readWorld(tx, keys);
      // What is deleted says what may be deleted, not what still leads there.
      const { rows } = await tx.query<{ sql: string }>(
        `select format('alter table %s drop constraint %I', conrelid::regclass, conname) as sql from pg_constraint
         where contype = 'f' and connamespace = 'public'::regnamespace`,
      );
      for (const { sql } of rows) await tx.query(sql);
    });
  });
  afterAll(() => database.close());

  const member = (district_id: number, who: string): Member => {
    const { district, machine } = filled[district_id - 1]!;
    return who === "machine" ? machine : district.staff[who as keyof typeof district.staff];
  };
  const askerOf = (district_id: number, who: string): Asker => {
    if (who === "system")
      return { name: who, district_id, staff_id: null, role: "system", area_ids: [], organization_id: null };
    const { id, role, area_ids, organization_id } = member(district_id, who);
    const lent = who === "worker" ? [filled[district_id - 1]!.district.areas.grid_three] : [];
    return { name: who, district_id, staff_id: id, role, area_ids: [...area_ids, ...lent], organization_id };
  };
  /** One transaction of the asker's, undone at the end. */
  const as = async (asker: Asker | null, work: (tx: Queryable) => Promise<void>): Promise<void> => {
    const undo = new Undo();
    await database
      .transaction(async (tx) => {
        if (asker) await setScope(tx, asker);
        await work(tx);
        throw undo;
      })
      .catch((error: unknown) => {
        if (error !== undo) throw error;
      });
  };
  const seenBy = async (tx: Queryable): Promise<Set<string>> => {
    const every = [...keys].map(([table, key]) => `select '${table} ' || ${key} as name from ${table} t`);
    const { rows } = await tx.query<{ name: string }>(every.join(" union all "));
    return new Set(rows.map(({ name }) => name));
  };
  const nameOf = ({ table, key }: StoredRow): string => `${table} ${key}`;
  const every = (): StoredRow[] => [...world.values()].flat();
  const expected = (asker: Asker, deed: Deed): Set<string> =>
    new Set(
      every()
        .filter(
          ({ table, row }) => reaches(world, asker, "read", table, row) && reaches(world, asker, deed, table, row),
        )
        .map(nameOf),
    );
  const difference = (is: Set<string>, should: Set<string>): object => ({
    too_much: without(is, should),
    too_little: without(should, is),
  });
  const NONE = { too_much: [], too_little: [] };

  test("every table is promised to somebody or stands in the short list, and holds rows of both districts", () => {
    expect([...keys.keys()].sort()).toEqual(Object.keys(SCOPE).sort());
    for (const [table] of keys) {
      const districts = new Set((world.get(table) ?? []).map(({ row }) => districtOf(table, row)));
      expect([...districts], table).toEqual(expect.arrayContaining(table === "regions" ? [0] : [HERE, THERE]));
    }
  });

  test("row-level security is on and forced on each, in every schema, and no view goes around it", async () => {
    const { rows } = await asOwner(database, (tx) =>
      tx.query<{ schema: string; name: string; holds_rows: boolean; bound: boolean }>(
        `select n.nspname as schema, c.relname as name, c.relkind in ('r', 'p') as holds_rows,
           case when c.relkind in ('v', 'm') then coalesce(c.reloptions @> array['security_invoker=true'], false)
             else c.relrowsecurity and c.relforcerowsecurity end as bound
         from pg_class c join pg_namespace n on n.oid = c.relnamespace
         where c.relkind in ('r', 'p', 'v', 'm', 'f') and n.nspname !~ '^pg_' and n.nspname <> 'information_schema'
           and has_schema_privilege('doorstep_service', n.oid, 'usage')`,
      ),
    );
    const free = rows.filter(({ bound, schema }) => !bound && schema !== "boss").map(({ name }) => name);
    expect(free.sort()).toEqual(Object.keys(OUTSIDE).sort());
    // The queue's jobs name rows of the inbox and hold nothing else.
    expect([...new Set(rows.map(({ schema }) => schema))].sort()).toEqual(["boss", "public"]);
    // A table without a key would be walked nowhere below.
    const tables = rows.flatMap(({ schema, name, holds_rows }) => (schema === "public" && holds_rows ? [name] : []));
    expect(tables.sort()).toEqual([...keys.keys(), ...Object.keys(OUTSIDE)].sort());
  });

  test("the key of every row that belongs to a district leads with it", async () => {
    const { rows } = await database.query<{ name: string; leads: string }>(
      `select c.relname as name, a.attname as leads from pg_class c join pg_index i on i.indrelid = c.oid and i.indisprimary
         join pg_attribute a on a.attrelid = c.oid and a.attnum = i.indkey[0]
       where c.relnamespace = 'public'::regnamespace and c.relname = any ($1)`,
      [[...keys.keys()].filter((name) => !WITHOUT_DISTRICT.includes(name))],
    );
    expect(rows).toHaveLength(keys.size - WITHOUT_DISTRICT.length);
    for (const row of rows) expect(row).toEqual({ name: row.name, leads: "district_id" });
  });

  test("the keys that are read before the district is known are out of the service's reach but for its functions", async () => {
    for (const verb of ["select", "insert", "update", "delete"]) {
      const { rows } = await database.query("select has_table_privilege('entry_keys', $1) as may", [verb]);
      expect(rows, verb).toEqual([{ may: false }]);
    }
  });

  test("without a scope nothing is seen but what everybody shares, and nothing taken", async () => {
    await as(null, async (tx) => {
      const seen = await seenBy(tx);
      const shared = new Set(every().flatMap((one) => (districtOf(one.table, one.row) === 0 ? [nameOf(one)] : [])));
      expect(without(seen, shared)).toEqual([]);
      for (const [table] of keys) {
        const column = touched.get(table);
        const updated = await attempt(tx, `update ${table} set ${column} = ${column} returning 1`);
        const deleted = await attempt(tx, `delete from ${table} returning 1`);
        expect([updated ?? [], deleted ?? []], table).toEqual([[], []]);
        expect(await put(tx, table, world.get(table)![0]!.row, generated), table).toBeNull();
      }
    });
  });

  describe.each(ASKERS)("in district %i the %s", (district_id, who) => {
    test("reads what is promised, and nothing else", async () => {
      const asker = askerOf(district_id, who);
      await as(asker, async (tx) => expect(difference(await seenBy(tx), expected(asker, "read"))).toEqual(NONE));
    });

    test("changes and removes what is promised, and nothing else", async () => {
      const asker = askerOf(district_id, who);
      const [changed, removed] = [new Set<string>(), new Set<string>()];
      await as(asker, async (tx) => {
        for (const [table, key] of keys) {
          const change = `update ${table} t set ${touched.get(table)} = ${touched.get(table)}`;
          const note = (rows: { key?: string }[] | null, into: Set<string>): void => {
            for (const row of rows ?? []) into.add(`${table} ${row.key}`);
          };
          const at_once = await attempt(tx, `${change} returning ${key} as key`);
          note(at_once, changed);
          // One row that may not stand as it is holds up the others: then each for itself.
          if (at_once === null && changeable.has(table))
            for (const one of world.get(table)!)
              note(await attempt(tx, `${change} where ${key} = $1 returning ${key} as key`, [one.key]), changed);
          note(await attempt(tx, `delete from ${table} t returning ${key} as key`), removed);
          if (WITHOUT_DISTRICT.includes(table)) continue;
          const move = `update ${table} set district_id = $1 where district_id = $2 returning 1`;
          const moved = await attempt(tx, move, [district_id === HERE ? THERE : HERE, district_id]);
          expect(moved ?? [], `${table} moved to another district`).toEqual([]);
        }
      });
      expect(difference(changed, expected(asker, "change"))).toEqual(NONE);
      expect(difference(removed, expected(asker, "remove"))).toEqual(NONE);
    });

    test("adds rows where it is promised, and nowhere else", async () => {
      const asker = askerOf(district_id, who);
      await as(asker, async (tx) => {
        const wrong: string[] = [];
        for (const [table] of keys) {
          // One of each kind: of each district, and promised or not.
          const kinds = new Map(
            world.get(table)!.map((one) => {
              const may = reaches(world, asker, "add", table, one.row);
              return [`${table} of ${districtOf(table, one.row)}, ${may ? "refused" : "taken"}`, { one, may }];
            }),
          );
          for (const [fault, { one, may }] of kinds)
            if (((await put(tx, table, one.row, generated)) !== null) !== may) wrong.push(fault);
        }
        expect(wrong).toEqual([]);
      });
    });

    test("gets nothing to see by putting their own name, grid or rows to what is not theirs", async () => {
      const asker = askerOf(district_id, who);
      if (asker.staff_id === null) return;
      const me = { ...asker, staff_id: asker.staff_id };
      const victim = member(district_id, VICTIM[who as keyof typeof VICTIM] ?? "neighbour").id;
      await as(asker, async (tx) => {
        const before = await seenBy(tx);
        const [wrong, kept]: [string[], (() => Promise<unknown>)[]] = [[], []];
        const judge = async (
          what: string,
          table: string,
          deed: Deed,
          made: StoredRow["row"],
          go: (keep: boolean) => Promise<unknown>,
        ) => {
          const taken = (await go(false)) !== null;
          if (taken !== reaches(world, asker, deed, table, made)) wrong.push(`${what} ${taken ? "taken" : "refused"}`);
          if (taken) kept.push(() => go(true));
        };
        const tried = new Map<string, number>();
        for (const one of every().filter((one) => districtOf(one.table, one.row) === district_id)) {
          const { table, row, key } = one;
          if (!before.has(nameOf(one))) {
            // A few of each table: the others are hidden for the same reasons.
            tried.set(table, (tried.get(table) ?? 0) + 1);
            if (tried.get(table)! > MOST_FORGED) continue;
            const made = forged(one, me, newId());
            await judge(`${nameOf(one)} forged`, table, "add", made, (keep) => put(tx, table, made, generated, keep));
          } else if (row.id === asker.staff_id) {
            for (const column of leads(row)) {
              const made = { ...row, [column]: victim };
              const sql = `update ${table} t set ${column} = $2 where ${keys.get(table)} = $1 returning 1`;
              await judge(`${table}.${column} led elsewhere`, table, "change", made, async (keep) => {
                const rows = await attempt(tx, sql, [key, victim], keep);
                return rows?.length === 0 ? null : rows;
              });
            }
          }
        }
        for (const go of kept) await go();
        const known = new Set(every().map(nameOf));
        const gained = without(await seenBy(tx), before).filter((name) => known.has(name));
        expect({ wrong, gained }).toEqual({ wrong: [], gained: [] });
      });
    });
  });
});
