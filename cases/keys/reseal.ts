import type { Queryable } from "../../platform/database/port.ts";
import { auditSecretOf, type Sealer, splitKeys } from "../../platform/seal.ts";
import { renewIndexes } from "./renew-indexes.ts";
import { pastDeadlocks, type ResealParts } from "./reseal-parts.ts";
import { byAnother, placeOf, type SealedTable, sealedTables } from "./sealed-columns.ts";
import { type Left, whatIsLeft } from "./what-is-left.ts";

export interface Resealed {
  values: number;
  indexes: number;
  /** What still needs an older key; none: the older keys can go. */
  left: Left[];
}

const ROWS_AT_ONCE = 200;
/** Pictures are up to a few hundred kilobytes each. */
const FILES_AT_ONCE = 5;
/** Rows that people change meanwhile are come by again; who goes on writing with an older key is named at the end. */
const MOST_PASSES = 5;

/**
 * Seals everything anew by the first key of APP_KEY, table by table, beside a running service: each batch is a transaction of its own and
 * changes only what is still as it was read. Stopped anywhere it goes on where it was, because every value names its key; done twice it
 * changes nothing. Blind indexes follow, then what else hangs on an older key is looked for.
 */
export async function reseal(parts: ResealParts): Promise<Resealed> {
  await keepAuditSecrets(parts);
  const tables = await parts.asOwner(sealedTables);
  let values = 0;
  for (let pass = 0; pass < MOST_PASSES; pass++) {
    let changed = 0;
    for (const table of tables) {
      const sealed = await resealTable(parts, table);
      if (sealed > 0) parts.say(`${table.table}: ${sealed} values sealed anew`);
      changed += sealed;
    }
    values += changed;
    if (changed === 0) break;
  }
  const indexes = await renewIndexes(parts);
  return { values, indexes, left: await parts.asOwner((tx) => whatIsLeft(tx, parts, tables)) };
}

/** What checks audit rows outlives their key. */
async function keepAuditSecrets({ asOwner, sealer, app_key, now }: ResealParts): Promise<void> {
  for (const older of splitKeys(app_key).slice(1)) {
    const { key_id, secret } = await auditSecretOf(older);
    const sealed = await sealer.seal(secret, "retired_audit_keys.secret");
    await asOwner((tx) =>
      tx.query(
        "insert into retired_audit_keys (key_id, secret_sealed, retired_at) values ($1, $2, $3) on conflict do nothing",
        [key_id, sealed, now],
      ),
    );
  }
}

type Key = Record<string, string>;

/** @returns how many values were sealed anew */
async function resealTable(parts: ResealParts, { table, key, columns }: SealedTable): Promise<number> {
  let done = 0;
  for (const column of columns) {
    let after: Key | null = null;
    for (;;) {
      const rows: (Key & { value: string | Uint8Array })[] = await readBatch(parts, { table, key, column, after });
      const last = rows.at(-1);
      if (!last) break;
      after = last;
      const renewed = await Promise.all(rows.map((row) => renew(parts.sealer, row.value, placeOf(table, column.name))));
      done += await write(parts, { table, key, column: column.name, rows, renewed });
    }
  }
  return done;
}

/** The next values that another key made, from behind the last one on. */
async function readBatch(
  { asOwner, sealer }: ResealParts,
  at: { table: string; key: SealedTable["key"]; column: SealedTable["columns"][number]; after: Key | null },
): Promise<(Key & { value: string | Uint8Array })[]> {
  const { table, key, column, after } = at;
  const names = key.map(({ name }) => `t.${name}`).join(", ");
  const beyond = after ? `and (${names}) > (${key.map(({ type }, i) => `$${i + 1}::text::${type}`).join(", ")})` : "";
  const { rows } = await asOwner((tx) =>
    tx.query<Key & { value: string | Uint8Array }>(
      `select ${key.map(({ name }) => `t.${name}::text as ${name}`).join(", ")}, t.${column.name} as value
       from ${table} t where ${byAnother(column, sealer.key_ids[0]!)} ${beyond}
       order by ${names} limit ${column.bytes ? FILES_AT_ONCE : ROWS_AT_ONCE}`,
      after ? key.map(({ name }) => after[name]) : [],
    ),
  );
  return rows;
}

/** The value by the newest key; null when none of the keys at hand opens it, which is named at the end. */
async function renew(sealer: Sealer, value: string | Uint8Array, place: string): Promise<string | Uint8Array | null> {
  try {
    return typeof value === "string"
      ? await sealer.seal(await sealer.open(value, place), place)
      : await sealer.sealBytes(await sealer.openBytes(value, place), place);
  } catch {
    return null;
  }
}

/** Writes what is still as it was read. @returns how many were */
async function write(
  { asOwner }: ResealParts,
  change: {
    table: string;
    key: SealedTable["key"];
    column: string;
    rows: (Key & { value: string | Uint8Array })[];
    renewed: (string | Uint8Array | null)[];
  },
): Promise<number> {
  const { table, key, column, rows, renewed } = change;
  const same = key.map(({ name, type }, i) => `t.${name} = $${i + 3}::text::${type}`).join(" and ");
  const put = (tx: Queryable, i: number) =>
    tx.query(`update ${table} t set ${column} = $1 where t.${column} = $2 and ${same}`, [
      renewed[i],
      rows[i]!.value,
      ...key.map(({ name }) => rows[i]![name]),
    ]);
  return pastDeadlocks(() =>
    asOwner(async (tx) => {
      let written = 0;
      for (const i of rows.keys()) if (renewed[i] !== null) written += (await put(tx, i)).affected;
      return written;
    }),
  );
}
