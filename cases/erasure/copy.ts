import { Buffer } from "node:buffer";
import { audit } from "../audit/append.ts";
import { placeOf } from "../keys/sealed-columns.ts";
import { assertLeads } from "../leads.ts";
import { Refusal } from "../refusal.ts";
import type { StaffSession } from "../session.ts";
import { namesOf, takeOut } from "./names.ts";
import { NOT_ERASABLE, PERSON_TABLES } from "./tables.ts";

/** What stands in a row, as a person may be given it. */
export type CopyRow = Record<string, unknown>;

export interface PersonCopy {
  ref: string;
  made_at: string;
  /** By table, each with its rows, the oldest first where they know it. */
  held: Record<string, CopyRow[]>;
  /** Who did what with the file, by role: 个人信息保护法 第四十五条 with 第十七条. */
  handled: { at: string; action: string; role: string }[];
}

/** Somebody else's: a relative's name, who told something, who received something. */
const OF_OTHERS = [...NOT_ERASABLE, "person_support.name", "person_support.phone", "observations.teller"];
/** Ids that tie the rows of this copy together; those of colleagues and of rows outside it are left out. */
export const TIES = [
  ...["id", "person_id", "visit_id", "need_id", "referral_id", "crisis_id", "follow_up_id", "household_id"],
  ...["kept_id", "merged_id", "merged_into"],
];

/**
 * Everything that is held about a person, for themself: the rows that an erasure would touch, opened. Of visits to several people the
 * others' names are taken out. Making it is written down.
 * @throws Refusal `supervisors_only`, `not_found`
 */
export async function copyOfPerson(session: StaffSession, person_id: string): Promise<PersonCopy> {
  const { tx, scope, now } = session;
  assertLeads(session);
  const { rows } = await tx.query<{ id: string; ref: string }>(
    `select id, ref from people where district_id = $1 and (id = $2 or merged_into = $2) order by id = $2 desc`,
    [scope.district_id, person_id],
  );
  if (rows[0]?.id !== person_id) throw new Refusal("not_found");
  const ids = rows.map(({ id }) => id);
  const others = await othersBeside(session, ids);
  const columns = await columnsOf(session);
  const held: PersonCopy["held"] = {};
  let n = 0;
  for (const { table, rows: where, erased } of PERSON_TABLES) {
    // Told of others at the same visit: theirs.
    if (erased === "names" && table !== "visits" && table !== "visit_versions") continue;
    const found = await tx.query<Record<string, unknown>>(
      `select t.* from ${table} t where t.district_id = $1 and ${where}`,
      [scope.district_id, ids],
    );
    const shown = await Promise.all(found.rows.map((row) => shownRow(session, table, row, columns, others)));
    if (shown.length > 0) held[table] = [...(held[table] ?? []), ...shown];
    n += shown.length;
  }
  await audit(session, { action: "person.copied", entity: "person", entity_id: person_id, detail: { rows: n } });
  const handled = await tx.query<PersonCopy["handled"][number]>(
    `select to_char(at at time zone 'Asia/Shanghai', 'YYYY-MM-DD HH24:MI') as at, action, role from audit_log
     where district_id = $1 and entity_id = any ($2::uuid[]) order by audit_log.at, id`,
    [scope.district_id, ids],
  );
  return { ref: rows[0].ref, made_at: now.toISOString(), held, handled: handled.rows };
}

/** How people are called who were told of in the same visits, or look after this one. */
async function othersBeside(session: StaffSession, ids: readonly string[]): Promise<string[]> {
  const { tx, scope, sealer } = session;
  const { rows } = await tx.query<{ id: string }>(
    `select distinct o.person_id as id from visit_people v
     join visit_people o on o.district_id = v.district_id and o.visit_id = v.visit_id
     where v.district_id = $1 and v.person_id = any ($2::uuid[]) and o.person_id <> all ($2::uuid[])`,
    [scope.district_id, ids],
  );
  const names = await namesOf(
    session,
    rows.map(({ id }) => id),
  );
  const support = await tx.query<{ name: string; phone: string | null }>(
    "select name_sealed as name, phone_sealed as phone from person_support where district_id = $1 and person_id = any ($2::uuid[])",
    [scope.district_id, ids],
  );
  for (const { name, phone } of support.rows) {
    names.push(await sealer.open(name, "person_support.name"));
    if (phone) names.push(await sealer.open(phone, "person_support.phone"));
  }
  // Their own name stays, also when somebody else has it.
  const own = await namesOf(session, ids);
  return names.filter((name) => name.length > 1 && !own.some((mine) => mine.includes(name)));
}

/** Types of columns, by `table.column`. */
async function columnsOf({ tx }: StaffSession): Promise<Map<string, string>> {
  const { rows } = await tx.query<{ name: string; type: string }>(
    `select c.relname || '.' || a.attname as name, format_type(a.atttypid, a.atttypmod) as type
     from pg_class c join pg_attribute a on a.attrelid = c.oid and a.attnum > 0 and not a.attisdropped
     where c.relkind in ('r', 'p') and c.relnamespace = 'public'::regnamespace`,
  );
  return new Map(rows.map(({ name, type }) => [name, type]));
}

async function shownRow(
  { sealer }: StaffSession,
  table: string,
  row: Record<string, unknown>,
  columns: Map<string, string>,
  others: readonly string[],
): Promise<CopyRow> {
  const shown: CopyRow = {};
  for (const [name, value] of Object.entries(row)) {
    const type = columns.get(`${table}.${name}`) ?? "";
    if (value === null || name === "district_id" || name.endsWith("_index")) continue;
    if (type.startsWith("uuid") && !TIES.includes(name)) continue;
    if (!name.endsWith("_sealed")) {
      shown[name] = value;
      continue;
    }
    const place = placeOf(table, name);
    if (OF_OTHERS.includes(place)) continue;
    shown[name.replace(/_sealed$/, "")] =
      value instanceof Uint8Array
        ? Buffer.from(await sealer.openBytes(value, place)).toString("base64")
        : takeOut(await sealer.open(String(value), place), others);
  }
  return shown;
}
