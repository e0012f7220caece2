import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { ENGINES } from "../platform/database/fresh.ts";
import type { Database } from "../platform/database/port.ts";
import { asOwner, type SeededDistrict, seedDistrict, testSealer } from "./fixture.ts";
import { type Day, playDay } from "./fixture-day.ts";

const ENVELOPE = /s1\.[0-9a-f]{8}\.[A-Za-z0-9_-]+/g;

describe.each(ENGINES)("what stands in the tables on %s", (_, open) => {
  let database: Database;
  let district: SeededDistrict;
  let day: Day;
  /** Every row of every table as JSON, with the table's name. */
  let dump: { table: string; row: string }[];
  beforeAll(async () => {
    database = await open();
    district = await seedDistrict(database, await testSealer(), 1);
    day = await playDay(district);
    dump = await asOwner(database, async (tx) => {
      const { rows: tables } = await tx.query<{ name: string }>(
        "select c.oid::regclass::text as name from pg_class c where c.relkind = 'r' and c.relnamespace = 'public'::regnamespace",
      );
      const found: typeof dump = [];
      for (const { name } of tables) {
        const { rows } = await tx.query<{ row: string }>(`select to_jsonb(t)::text as row from ${name} t`);
        found.push(...rows.map(({ row }) => ({ table: name, row })));
      }
      return found;
    });
  });
  afterAll(() => database.close());

  test("no name, number, address or word is found outside an envelope", () => {
    const plain = dump.map(({ table, row }) => `${table} ${row.replace(ENVELOPE, "")}`);
    for (const words of day.said) expect(plain.filter((row) => row.includes(words))).toEqual([]);
  });

  test("every one of them is found inside one, so that none was merely lost", async () => {
    const opened: string[] = [];
    for (const { table, row } of dump) {
      for (const [column, value] of Object.entries(JSON.parse(row) as Record<string, unknown>)) {
        if (!column.endsWith("_sealed") || value === null) continue;
        opened.push(await district.sealer.open(String(value), `${table}.${column.replace("_sealed", "")}`));
      }
    }
    for (const words of day.said)
      expect(
        opened.some((text) => text.includes(words)),
        words,
      ).toBe(true);
  });

  test("a column that is called sealed holds nothing but an envelope", () => {
    let envelopes = 0;
    for (const { table, row } of dump) {
      for (const [column, value] of Object.entries(JSON.parse(row) as Record<string, unknown>)) {
        if (!column.endsWith("_sealed") || value === null) continue;
        envelopes++;
        expect(String(value).replace(ENVELOPE, ""), `${table}.${column}`).toBe("");
      }
    }
    expect(envelopes).toBeGreaterThan(day.said.length);
  });

  test("a closed draft leaves no body, and the same words never make the same envelope", () => {
    const drafts = dump.filter(({ table }) => table === "drafts").map(({ row }) => JSON.parse(row));
    expect(drafts.map((draft) => [draft.state, draft.body_sealed === null]).sort()).toEqual([
      ["open", false],
      ["saved", true],
    ]);
    const envelopes = dump.flatMap(({ row }) => row.match(ENVELOPE) ?? []);
    expect(new Set(envelopes).size).toBe(envelopes.length);
  });
});
