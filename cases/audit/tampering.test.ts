import fc from "fast-check";
import { afterAll, beforeAll, expect, test } from "vitest";
import { freshPglite } from "../../platform/database/fresh.ts";
import type { Database, Queryable } from "../../platform/database/port.ts";
import { systemScope } from "../../platform/scope.ts";
import { asOwner, minutesAfter, type SeededDistrict, seedDistrict, testSealer } from "../fixture.ts";
import { playDay } from "../fixture-day.ts";
import { sealAudit } from "./chain.ts";
import { type AuditFault, verifyAudit } from "./verify.ts";

/** What the order of writing is kept by until a row is chained, and when it was: neither says what was done. */
const BESIDES = ["audit_log.xid", "audit_log.mac", "audit_chain.xid", "audit_chain.sealed_at"];
const NOBODY = "00000000-0000-7000-8000-00000000000";

/** Another value of each type. */
const OTHER: Record<string, (column: string) => string> = {
  integer: (column) => `${column} + 100`,
  bigint: (column) => `${column} + 1000`,
  text: (column) => `${column} || 'x'`,
  uuid: (column) => `case when ${column} is distinct from '${NOBODY}0' then '${NOBODY}0' else '${NOBODY}1' end::uuid`,
  jsonb: (column) => `${column} || '{"und": 1}'`,
  "timestamp with time zone": (column) => `${column} + interval '1 ms'`,
};

let database: Database;
let district: SeededDistrict;
let rows: number;
let head: { seq: number; hash: string };
/** Every column of log and chain that says what was done, by whom, when, or in which place. */
let columns: { table: string; name: string; type: string }[];

class Undone extends Error {}

/** What is found after somebody with every right on the database did this; then it is undone. */
async function foundAfter(change: (tx: Queryable) => Promise<unknown>): Promise<AuditFault[]> {
  let faults: AuditFault[] = [];
  await asOwner(database, async (tx) => {
    await change(tx);
    const session = { tx, scope: systemScope(district.id), sealer: district.sealer, now: minutesAfter(900) };
    ({ faults } = await verifyAudit(session, head));
    throw new Undone();
  }).catch((error: unknown) => {
    if (!(error instanceof Undone)) throw error;
  });
  return faults;
}

const told = (faults: AuditFault[]): string[] => faults.map(({ seq, what }) => `${seq} ${what}`);
const inLog = (seq: number) => `id = (select audit_id from audit_chain where district_id = 1 and seq = ${seq})`;

beforeAll(async () => {
  database = await freshPglite();
  district = await seedDistrict(database, await testSealer(), 1);
  await playDay(district);
  await district.service(sealAudit);
  const whole = await district.service((session) => verifyAudit(session));
  expect(whole.faults).toEqual([]);
  rows = whole.rows;
  head = { seq: whole.rows, hash: whole.head };
  ({ rows: columns } = await asOwner(database, (tx) =>
    tx.query<{ table: string; name: string; type: string }>(
      `select c.relname as table, a.attname as name, format_type(a.atttypid, a.atttypmod) as type
       from pg_class c join pg_attribute a on a.attrelid = c.oid and a.attnum > 0 and not a.attisdropped
       where c.oid in ('audit_log'::regclass, 'audit_chain'::regclass)`,
    ),
  ));
  columns = columns.filter(({ table, name }) => !BESIDES.includes(`${table}.${name}`));
});
afterAll(() => database.close());

test("nothing done, nothing found", async () => {
  expect(rows).toBeGreaterThan(50);
  expect(await foundAfter(async () => {})).toEqual([]);
});

test("any column changed in any row is found, at its place", async () => {
  await fc.assert(
    fc.asyncProperty(fc.integer({ min: 1, max: rows }), fc.constantFrom(...columns), async (seq, column) => {
      const { table, name, type } = column;
      const where = table === "audit_log" ? inLog(seq) : `district_id = 1 and seq = ${seq}`;
      const value = name === "district_id" ? "0" : OTHER[type]!(`${table}.${name}`);
      const faults = await foundAfter(async (tx) => {
        const { affected } = await tx.query(`update ${table} set ${name} = ${value} where ${where}`);
        expect(affected).toBe(1);
      });
      const moved = table === "audit_chain" && (name === "seq" || name === "district_id");
      const at = moved ? (seq === rows ? [seq, seq + 1000] : [seq + 1]) : [seq];
      expect(told(faults)).not.toEqual([]);
      expect(faults.some((fault) => at.includes(fault.seq))).toBe(true);
    }),
    { numRuns: 60 },
  );
});

test("any row removed, from the log, from the chain or from both, is found, at its place or behind it", async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.integer({ min: 1, max: rows }),
      fc.constantFrom("log", "chain", "both"),
      fc.boolean(),
      async (seq, from, closed) => {
        const faults = await foundAfter(async (tx) => {
          if (from !== "chain") await tx.query(`delete from audit_log where ${inLog(seq)}`);
          if (from === "log") return;
          await tx.query(`delete from audit_chain where district_id = 1 and seq = ${seq}`);
          // One after the other, because a number stands once.
          for (let n = seq + 1; closed && n <= rows; n++)
            await tx.query(`update audit_chain set seq = seq - 1 where district_id = 1 and seq = ${n}`);
        });
        if (from === "log") expect(told(faults)).toEqual([`${seq} row removed`]);
        else if (seq === rows) expect(told(faults)).toEqual([`${rows} chain cut`]);
        else expect(told(faults)).toContain(`${closed ? seq : seq + 1} chain broken`);
      },
    ),
    { numRuns: 20 },
  );
});

test("any two rows that changed places are found, with their hashes or without", async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.uniqueArray(fc.integer({ min: 1, max: rows }), { minLength: 2, maxLength: 2 }),
      fc.boolean(),
      async ([a, b], with_hashes) => {
        const faults = await foundAfter(async (tx) => {
          const held = await tx.query<{ seq: number; audit_id: string; hash: string }>(
            `select seq, audit_id, hash from audit_chain where district_id = 1 and seq in (${a}, ${b})`,
          );
          await tx.query(`delete from audit_chain where district_id = 1 and seq in (${a}, ${b})`);
          for (const [i, row] of held.rows.entries()) {
            const other = held.rows[1 - i]!;
            await tx.query(
              "insert into audit_chain (district_id, seq, xid, audit_id, hash, sealed_at) values (1, $1, '1', $2, $3, now())",
              [row.seq, other.audit_id, with_hashes ? other.hash : row.hash],
            );
          }
        });
        expect(told(faults)).toContain(`${Math.min(a!, b!)} chain broken`);
      },
    ),
    { numRuns: 20 },
  );
});

test("a tail cut off anywhere is found by the head that was written down before", async () => {
  await fc.assert(
    fc.asyncProperty(fc.integer({ min: 1, max: rows }), async (from) => {
      const faults = await foundAfter(async (tx) => {
        await tx.query(
          `delete from audit_log where id in (select audit_id from audit_chain where district_id = 1 and seq >= ${from})`,
        );
        await tx.query(`delete from audit_chain where district_id = 1 and seq >= ${from}`);
      });
      expect(told(faults)).toEqual([`${rows} chain cut`]);
    }),
    { numRuns: 15 },
  );
});
