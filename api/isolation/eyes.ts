/** For tests only: what an answer tells of rows that the asker does not reach, and what became of those rows. */
import { asOwner } from "../../cases/fixture.ts";
import type { Database } from "../../platform/database/port.ts";
import { type Asker, reaches, type StoredRow, type World } from "./reach.ts";
import { OUTSIDE } from "./scope-table.ts";
import { keysOf, MARK, readWorld } from "./world.ts";

export const UUID = /[0-9a-f]{8}-(?:[0-9a-f]{4}-){3}[0-9a-f]{12}/g;
const REF = /\b[PVRC]-[0-9A-HJKMNP-TV-Z]{5}\b/g;

export interface Eyes {
  /** Every row of every table, as it was at the last look. */
  world: World;
  /** What of an answer the asker may not know and has not said: rows by their id or reference, and the words of sealed fields. */
  leaksOf(answer: string, asker: Asker, asked: string): string[];
  /** What became of the rows that the asker does not reach: changed, gone, or put beside them. */
  touched(asker: Asker, work: () => Promise<void>): Promise<string[]>;
}

export async function openEyes(database: Database): Promise<Eyes> {
  const keys = await asOwner(
    database,
    async (tx) => new Map([...(await keysOf(tx))].filter(([table]) => !(table in OUTSIDE))),
  );
  /** Everything that names a row: ids and references. */
  let named = new Map<string, StoredRow[]>();

  async function look(): Promise<void> {
    eyes.world = await asOwner(database, (tx) => readWorld(tx, keys));
    named = new Map();
    for (const one of [...eyes.world.values()].flat()) {
      for (const name of [one.row.id, one.row.ref])
        if (typeof name === "string") named.set(name, [...(named.get(name) ?? []), one]);
    }
  }

  const hiddenFrom = (asker: Asker): Map<string, string> =>
    new Map(
      [...eyes.world.values()].flat().flatMap(({ table, key, row }): [string, string][] => {
        // Their own deeds are written down, and when their own token was used.
        const own = table === "audit_log" || (table === "machine_tokens" && row.staff_id === asker.staff_id);
        return own || reaches(eyes.world, asker, "read", table, row) ? [] : [[`${table} ${key}`, JSON.stringify(row)]];
      }),
    );

  const eyes: Eyes = {
    world: new Map(),
    leaksOf(answer, asker, asked) {
      const names = [...(answer.match(UUID) ?? []), ...(answer.match(REF) ?? [])].filter((name) => {
        const rows = named.get(name);
        const hidden = rows?.every(({ table, row }) => !reaches(eyes.world, asker, "read", table, row));
        return hidden && !asked.includes(name);
      });
      const told = [...new Set(names)].map((name) => `${named.get(name)![0]!.table} ${name}`);
      return [...told, ...(answer.includes(MARK) && !asked.includes(MARK) ? [MARK] : [])];
    },
    async touched(asker, work) {
      await look();
      const before = hiddenFrom(asker);
      await work();
      await look();
      const after = hiddenFrom(asker);
      const changed = [...before].filter(([name, row]) => after.get(name) !== row).map(([name]) => name);
      return [
        ...changed.map((name) => `${name} is not what it was`),
        ...[...after.keys()].filter((name) => !before.has(name)).map((name) => `${name} is new`),
      ];
    },
  };
  await look();
  return eyes;
}
