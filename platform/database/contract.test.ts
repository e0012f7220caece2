import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { scoped } from "../scope.ts";
import { ENGINES } from "./fresh.ts";
import { currentTransaction, type Database, DatabaseError, isDuplicate } from "./port.ts";

describe.each(ENGINES)("the database port on %s", (_, open) => {
  let database: Database;
  beforeAll(async () => {
    database = await open();
  });
  afterAll(() => database.close());

  test("gives the same JavaScript values everywhere", async () => {
    const { rows } = await database.query(
      `select 9007199254740991::int8 as big, date '2026-02-28' as day, timestamptz '2026-02-28 08:00+08' as at,
        array['甲','乙'] as words, '{"a":1}'::jsonb as json, null as nothing, 1.5::float8 as half`,
    );
    expect(rows[0]).toEqual({
      big: 9007199254740991,
      day: "2026-02-28",
      at: new Date("2026-02-28T00:00:00Z"),
      words: ["甲", "乙"],
      json: { a: 1 },
      nothing: null,
      half: 1.5,
    });
  });

  test("takes arrays, JSON, dates and nulls as parameters", async () => {
    const { rows } = await database.query(
      "select $1::text[] as words, $2::jsonb as json, $3::date as day, $4::timestamptz as at, $5::text as nothing",
      [["甲", "乙"], JSON.stringify({ b: [2] }), "2026-03-01", new Date("2026-03-01T01:02:03Z"), null],
    );
    expect(rows[0]).toEqual({
      words: ["甲", "乙"],
      json: { b: [2] },
      day: "2026-03-01",
      at: new Date("2026-03-01T01:02:03Z"),
      nothing: null,
    });
  });

  test("rolls back what threw, and goes on", async () => {
    await expect(
      database.transaction(async (tx) => {
        await tx.query("select set_config('app.district', '7', true)");
        await tx.query("insert into districts (id, name, adcode) values (7, '七区', '990107')");
        throw new Error("no");
      }),
    ).rejects.toThrow("no");
    const { rows } = await scoped(database, { district_id: 7, staff_id: null, role: "admin" }, (tx) =>
      tx.query("select id from districts"),
    );
    expect(rows).toEqual([]);
  });

  test("names the SQLSTATE and the constraint of a refused statement, inside and outside a transaction", async () => {
    const district = (id: number) =>
      scoped(database, { district_id: id, staff_id: null, role: "admin" }, (tx) =>
        tx.query("insert into districts (id, name, adcode) values ($1, '八区', '990108')", [id]),
      );
    expect((await district(8)).affected).toBe(1);
    const error = await district(8).catch((e: unknown) => e);
    expect(isDuplicate(error, "districts_pkey")).toBe(true);
    await expect(database.query("select 'x'::int")).rejects.toMatchObject({ code: "22P02" });
    expect((await database.query("select 1 as one")).rows).toEqual([{ one: 1 }]);
  });

  test("is bound by row-level security", async () => {
    await expect(
      scoped(database, { district_id: 9, staff_id: null, role: "admin" }, (tx) =>
        tx.query("insert into districts (id, name, adcode) values (10, '别区', '990110')"),
      ),
    ).rejects.toMatchObject({ code: "42501" });
    await expect(database.query("select * from entry_keys")).rejects.toMatchObject({ code: "42501" });
  });

  test("the running transaction is found from anywhere inside it, and does not nest", async () => {
    await database.transaction(async (tx) => {
      expect(currentTransaction.getStore()).toBe(tx);
      await expect(async () => database.transaction(async () => {})).rejects.toThrow("inside a transaction");
    });
    expect(currentTransaction.getStore()).toBeUndefined();
  });

  test("transactions side by side do not see each other's half", async () => {
    const order: string[] = [];
    await Promise.all(
      ["a", "b", "c"].map((name) =>
        database.transaction(async (tx) => {
          await tx.query("select pg_advisory_xact_lock(4711)");
          order.push(`${name} in`);
          await tx.query("select pg_sleep(0.01)");
          order.push(`${name} out`);
        }),
      ),
    );
    for (let i = 0; i < order.length; i += 2) expect(order[i + 1]).toBe(order[i]!.replace("in", "out"));
  });

  test("several statements at once give the rows of all and are undone together", async () => {
    expect(await database.execute("select 1 as a; select 2 as b;")).toEqual([{ a: 1 }, { b: 2 }]);
    await expect(database.execute("begin; create temp table t (x int); select 1/0; commit;")).rejects.toBeInstanceOf(
      DatabaseError,
    );
    expect((await database.query("select 1 as one")).rows).toEqual([{ one: 1 }]);
  });

  test("NOTIFY wakes a listener after the commit", async () => {
    let woken = () => {};
    const stop = await database.listen("doorstep_contract", () => woken());
    const heard = new Promise<void>((resolve) => {
      woken = resolve;
    });
    await database.transaction((tx) => tx.query("select pg_notify('doorstep_contract', '')"));
    await heard;
    await stop();
  });

  test("a sparse vector is searched by inner product", async () => {
    const { rows } = await database.query<{ score: number }>(
      "select ('{3:2,7:1}/1000000000'::sparsevec <#> '{7:4}/1000000000'::sparsevec)::float8 as score",
    );
    expect(rows[0]!.score).toBe(-4);
  });
});
