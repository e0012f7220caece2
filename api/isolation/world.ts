/**
 * For tests only: two districts in which every table holds rows: those of a day on which every verb did its work, and one in
 * every table for each member of staff.
 */
import { asOwner, type Member, NOW, type SeededDistrict, seedDistrict } from "../../cases/fixture.ts";
import { type Day, playDay } from "../../cases/fixture-day.ts";
import { insertInto, tenantTables, valueFor } from "../../cases/fixture-rows.ts";
import { makeMachineToken } from "../../cases/staff/machine.ts";
import type { Database, Queryable } from "../../platform/database/port.ts";
import { newId } from "../../platform/id.ts";
import type { Sealer } from "../../platform/seal.ts";
import type { StoredRow, World } from "./reach.ts";
import { SCOPE } from "./scope-table.ts";

export const HERE = 1;
export const THERE = 2;

export interface Filled {
  district: SeededDistrict;
  day: Day;
  /** A system of others, with the sight of a worker of grid two. */
  machine: Member;
  token: string;
}

/** Stands in every sealed field of the rows that no verb made, but for those that the whole district reads. */
export const MARK = "暗号甲";

/**
 * Two districts of one installation, filled.
 * @param served the first of them, where a service is there already: then rows that no verb made stand only in tables of it that
 *   would be empty, so that its pages show what they always show
 */
export async function fillDistricts(database: Database, sealer: Sealer, served?: SeededDistrict): Promise<Filled[]> {
  const filled: Filled[] = [];
  for (const id of [HERE, THERE]) {
    const district = served?.id === id ? served : await seedDistrict(database, sealer, id);
    const day = await playDay(district);
    filled.push({ district, day, ...(await machineOf(district)) });
  }
  await asOwner(database, async (tx) => {
    // A row of each table stands by itself: foreign keys sleep.
    await tx.query("set local session_replication_role = replica");
    if (served) {
      await fillTables(tx, sealer, served.id, served.staff.supervisor, { empty: true });
    } else {
      for (const { district, machine } of filled) {
        for (const member of [...Object.values(district.staff), machine])
          await fillTables(tx, sealer, district.id, member);
      }
      await fillTables(tx, sealer, 0, filled[0]!.district.staff.worker);
      await tx.query(
        "insert into regions (adcode, name, short) values ('990101', '示范区', '示范') on conflict do nothing",
      );
    }
    for (const { district } of filled) await lend(tx, district);
    const line = { number: "12345", region: "990101", name: "热线", purpose: "咨询", source: "官网", as_of: "2026-11" };
    await tx.query("update approvals set decided_by = null, decided_at = null, proposed = $1, before = null", [
      JSON.stringify(line),
    ]);
    // No rule of hours reads like the words in it.
    await tx.query("update schedules set byday = 'MO'");
    await tx.query("update area_profiles set outline = null");
    // Nothing of them has ended.
    await tx.query(
      "update sites s set dropped_at = null, area_id = a.id from areas a where a.district_id = s.district_id and a.name = '第一网格'",
    );
    if (served) await tx.query("delete from grid_covers where from_staff = to_staff");
    await tx.query("update door_flags set lifted_at = null, lifted_by = null, until_on = current_date + 9");
    await tx.query("update form_templates set ended_at = null, ended_by = null");
    await tx.query("update dispatch_tasks set done_at = null, done_by = null");
    await tx.query(
      "update services s set organization_id = o.id from organizations o where o.district_id = s.district_id and o.name like '%社工站'",
    );
  });
  return filled;
}

async function machineOf(district: SeededDistrict): Promise<Pick<Filled, "machine" | "token">> {
  const area_ids = [district.areas.grid_two];
  const made = await district.session(district.staff.admin, (session) =>
    makeMachineToken(session, {
      ...{ name: "区综治平台", sees: { role: "grid_worker", area_ids }, writes: true, days: 30 },
    }),
  );
  const { rows } = await district.service(({ tx }) =>
    tx.query<{ staff_id: string }>("select staff_id from machine_tokens where id = $1", [made.id]),
  );
  const machine: Member = {
    ...{ id: rows[0]!.staff_id, role: "grid_worker", name: "区综治平台", organization_id: null, area_ids },
  };
  return { machine, token: made.token };
}

/** One row in every table in somebody's name, under their id; where there can be only one it stays as it is. */
async function fillTables(
  tx: Queryable,
  sealer: Sealer,
  district_id: number,
  whose: Member,
  { empty = false } = {},
): Promise<void> {
  for (const [table, columns] of await tenantTables(tx)) {
    if (empty && (await tx.query(`select 1 from ${table} where district_id = $1 limit 1`, [district_id])).rows[0])
      continue;
    const words = SCOPE[table]?.read.grid_worker?.includes("district") ? "大家都知道" : MARK;
    const values: unknown[] = [];
    for (const column of columns) {
      const value = valueFor(column, district_id, whose);
      const sealed = column.type === "text" && column.name.endsWith("_sealed") && value !== null;
      values.push(sealed ? await sealer.seal(words, `${table}.${column.name.replace("_sealed", "")}`) : value);
    }
    await tx.query(`${insertInto(table, columns)} on conflict do nothing`, values);
  }
}

/** The worker looks after the neighbour's third grid in their place, since the day before yesterday and until tomorrow. */
async function lend(tx: Queryable, { id, staff, areas }: SeededDistrict): Promise<void> {
  await tx.query(
    `insert into grid_covers (district_id, id, area_id, from_staff, to_staff, from_on, until_on, created_by, created_at)
     values ($1, $2, $3, $4, $5, current_date - 2, current_date + 2, $6, $7)`,
    [id, newId(NOW), areas.grid_three, staff.neighbour.id, staff.worker.id, staff.supervisor.id, NOW],
  );
}

/** What makes a row of each table the same row, in SQL: its primary key as JSON. */
export async function keysOf(tx: Queryable): Promise<Map<string, string>> {
  const { rows } = await tx.query<{ table: string; key: string }>(
    `select c.relname as table, 'jsonb_build_array(' || string_agg('t.' || quote_ident(a.attname), ', ' order by k.n) || ')::text' as key
     from pg_class c join pg_index i on i.indrelid = c.oid and i.indisprimary,
       unnest(i.indkey::int[]) with ordinality k(attnum, n) join pg_attribute a on a.attnum = k.attnum
     where a.attrelid = c.oid and c.relkind in ('r', 'p') and c.relnamespace = 'public'::regnamespace
     group by c.relname order by c.relname`,
  );
  return new Map(rows.map(({ table, key }) => [table, key]));
}

/** Every row of these tables that `tx` sees. */
export async function readWorld(tx: Queryable, keys: ReadonlyMap<string, string>): Promise<World> {
  const every = [...keys].map(
    ([table, key]) => `select '${table}' as "table", ${key} as key, to_jsonb(t) as row from ${table} t`,
  );
  const { rows } = await tx.query<StoredRow>(every.join(" union all "));
  return Map.groupBy(rows, ({ table }) => table);
}
