import type { Queryable } from "../../platform/database/port.ts";
import type { IndexKind, Sealer } from "../../platform/seal.ts";
import { chatKeys, type TransportChannel } from "../../platform/transport/inbox.ts";
import { tonelessPinyin } from "../people/find.ts";
import { accountHash, accountKey, type ChannelAccount } from "../staff/accounts.ts";
import { pastDeadlocks, type ResealParts } from "./reseal-parts.ts";
import { placeOf } from "./sealed-columns.ts";

/** A blind index, and the sealed column beside it that says what of. */
interface BlindIndex {
  table: string;
  column: string;
  sealed: string;
  kind: IndexKind;
  /** What is looked for when somebody looks for this. */
  words(plain: string): string;
}

const as = (plain: string): string => plain;

/** Every blind index of a row with an id. A row of staff that a system acts as has no name that anybody looks for. */
export const BLIND_INDEXES: readonly BlindIndex[] = [
  { table: "people", column: "name_index", sealed: "name_sealed", kind: "name", words: as },
  { table: "people", column: "pinyin_index", sealed: "name_sealed", kind: "pinyin", words: tonelessPinyin },
  { table: "people", column: "phone_index", sealed: "phone_sealed", kind: "phone", words: as },
  { table: "person_names", column: "name_index", sealed: "name_sealed", kind: "name", words: as },
  { table: "person_names", column: "pinyin_index", sealed: "name_sealed", kind: "pinyin", words: tonelessPinyin },
  { table: "households", column: "address_index", sealed: "address_sealed", kind: "address", words: as },
  { table: "staff", column: "name_index", sealed: "name_sealed", kind: "name", words: as },
];

const ROWS_AT_ONCE = 500;

/** Blind indexes by the newest key. @returns how many were written */
export async function renewIndexes(parts: ResealParts): Promise<number> {
  let renewed = 0;
  for (const one of BLIND_INDEXES) {
    const written = await renewIndex(parts, one);
    if (written > 0) parts.say(`${one.table}.${one.column}: ${written} made anew`);
    renewed += written;
  }
  for (const [what, renew] of [
    ["accounts", renewAccounts],
    ["waiting messages", renewOutbox],
  ] as const) {
    const written = await pastDeadlocks(() => parts.asOwner((tx) => renew(tx, parts.sealer)));
    if (written > 0) parts.say(`${what}: ${written} made anew`);
    renewed += written;
  }
  return renewed;
}

/** Batch by batch, each a short transaction; only where what it is made of is still what was read. */
async function renewIndex({ asOwner, sealer }: ResealParts, one: BlindIndex): Promise<number> {
  const { table, column, sealed } = one;
  const machine =
    table === "staff"
      ? "exists (select from machine_tokens m where m.district_id = t.district_id and m.staff_id = t.id)"
      : "false";
  let after: { district_id: number; id: string } | undefined;
  let written = 0;
  for (;;) {
    const { rows } = await asOwner((tx) =>
      tx.query<{ district_id: number; id: string; sealed: string; held: string | null; machine: boolean }>(
        `select t.district_id, t.id, t.${sealed} as sealed, t.${column} as held, ${machine} as machine from ${table} t
         where t.${sealed} is not null and (t.district_id, t.id) > ($1, $2::uuid) order by t.district_id, t.id limit ${ROWS_AT_ONCE}`,
        [after?.district_id ?? -1, after?.id ?? "00000000-0000-0000-0000-000000000000"],
      ),
    );
    after = rows.at(-1);
    if (!after) return written;
    const made = await Promise.all(
      rows.map(async (row) => {
        const plain = await sealer.open(row.sealed, placeOf(table, sealed)).catch(() => null);
        if (plain === null) return [];
        const index = await sealer.index(one.kind, row.machine ? `machine ${row.id}` : one.words(plain));
        return index === row.held ? [] : [{ ...row, index }];
      }),
    );
    const changed = made.flat();
    written += await pastDeadlocks(() =>
      asOwner(async (tx) => {
        const { affected } = await tx.query(
          `update ${table} t set ${column} = u.index
           from unnest($1::int[], $2::uuid[], $3::text[], $4::text[]) as u(district_id, id, sealed, index)
           where t.district_id = u.district_id and t.id = u.id and t.${sealed} = u.sealed`,
          [
            changed.map((row) => row.district_id),
            changed.map((row) => row.id),
            changed.map((row) => row.sealed),
            changed.map((row) => row.index),
          ],
        );
        return affected;
      }),
    );
  }
}

/** In a chat of two the chat and the person have one number, so that the account can be worked out; where not, it stays and is named. */
async function renewAccounts(tx: Queryable, sealer: Sealer): Promise<number> {
  const { rows } = await tx.query<{
    district_id: number;
    id: string;
    channel: ChannelAccount["channel"];
    chat: string;
    held: string;
  }>(
    "select district_id, id, channel, chat_sealed as chat, account_index as held from channel_accounts where unbound_at is null",
  );
  let written = 0;
  for (const { district_id, id, channel, chat, held } of rows) {
    const chat_id = await sealer.open(chat, "channel_accounts.chat").catch(() => null);
    if (chat_id === null) continue;
    const account = { channel, chat_id, sender_id: chat_id };
    const [index, ...older] = await sealer.indexes("account", accountKey(account));
    if (!older.includes(held)) continue;
    await tx.query("update channel_accounts set account_index = $3 where district_id = $1 and id = $2", [
      district_id,
      id,
      index,
    ]);
    // Looking for an entry moves it.
    await accountHash(tx, sealer, account);
    written++;
  }
  return written;
}

/** What waits for the morning, or for the page to be opened, is found under the newest name of its chat. */
async function renewOutbox(tx: Queryable, sealer: Sealer): Promise<number> {
  const { rows } = await tx.query<{ id: string; channel: TransportChannel; chat_key: string; body: string }>(
    "select id, channel, chat_key, body_sealed as body from outbox where state = 'open' and body_sealed is not null order by seq for update",
  );
  let written = 0;
  for (const row of rows) {
    const body: unknown = JSON.parse(await sealer.open(row.body, "outbox.body").catch(() => "null"));
    const chat_id = typeof body === "object" && body !== null && "chat_id" in body ? body.chat_id : null;
    const [key, ...older] = await chatKeys(sealer, row.channel, String(chat_id));
    if (!older.includes(row.chat_key)) continue;
    await tx.query("update outbox set chat_key = $2 where id = $1", [row.id, key]);
    written++;
  }
  return written;
}
