import { chatKeys, type TransportChannel } from "../../platform/transport/inbox.ts";
import { audit } from "../audit/append.ts";
import { placeOf } from "../keys/sealed-columns.ts";
import { assertAdmin } from "../leads.ts";
import { holdFiles } from "../people/current.ts";
import { Refusal } from "../refusal.ts";
import { asService, type StaffSession } from "../session.ts";
import { namesOf, takeOut } from "./names.ts";
import { NOT_ERASABLE, PERSON_TABLES } from "./tables.ts";
import { whatHolds } from "./what-holds.ts";

/** Why somebody may be erased: 个人信息保护法 第四十七条. Codes, because words of a reason would say who it was. */
export const ERASE_GROUNDS = ["asked", "consent_withdrawn", "purpose_over", "unlawful"] as const;
export type EraseGround = (typeof ERASE_GROUNDS)[number];

/** Stands where words must stand. */
const ERASED = "（应本人要求已删除）";

export interface Erased {
  ref: string;
  /** Fields from which words went. */
  fields: number;
  pictures: number;
}

interface Change {
  table: string;
  id: string;
  set: Record<string, string | null>;
}

/**
 * Erases who somebody was from their file and from everything that hangs on it, files that were merged into it included. Rows stay for
 * what the figures count: grid, stage, tags, age, days and codes. What is told of others in the same visit stays, without their name.
 * The audit log stays whole: it holds ids alone.
 * @param ref the file's number, typed again by whoever confirms
 * @throws Refusal `admins_only`, `reason_needed`, `not_found`, `erase_ref_wrong`, `already_erased`, `erase_held` with what holds it
 */
export async function erasePerson(
  session: StaffSession,
  { person_id, ref, ground }: { person_id: string; ref: string; ground: EraseGround | null },
): Promise<Erased> {
  const { tx, scope, now } = session;
  assertAdmin(session);
  if (ground === null) throw new Refusal("reason_needed");
  await holdFiles(session, "merge");
  const { rows } = await tx.query<{ ref: string; merged_into: string | null; erased_at: Date | null }>(
    "select ref, merged_into, erased_at from people where district_id = $1 and id = $2 for no key update",
    [scope.district_id, person_id],
  );
  const file = rows[0];
  if (!file || file.merged_into !== null) throw new Refusal("not_found");
  if (file.erased_at !== null) throw new Refusal("already_erased");
  if (ref.normalize("NFKC").trim().toUpperCase() !== file.ref) throw new Refusal("erase_ref_wrong", { ref: file.ref });
  const merged = await tx.query<{ id: string }>("select id from people where district_id = $1 and merged_into = $2", [
    scope.district_id,
    person_id,
  ]);
  const ids = [person_id, ...merged.rows.map(({ id }) => id)];
  const held = await whatHolds(session, ids);
  if (held.length > 0) throw new Refusal("erase_held", { ref: held.join("、") });

  const names = await namesOf(session, ids);
  const changes = await changesOf(session, ids, names);
  const rows_gone = await rowsToGo(session, ids, names);
  await tx.query("select erase_words($1::jsonb)", [JSON.stringify(changes)]);
  await tx.query("select erase_rows($1::uuid[], $2::uuid[], $3::uuid[])", [
    rows_gone.names,
    rows_gone.pictures,
    rows_gone.drafts,
  ]);
  await dropWaiting(session, names);
  // The door leads to who lives there still; its tags go along, because the figures count them.
  await tx.query(
    `update people p set sex = null, opened_past = '{}', erased_at = $3, updated_at = $3,
       tags = array(select distinct unnest(p.tags || coalesce(
         (select h.tags from households h where h.district_id = p.district_id and h.id = p.household_id), '{}'))),
       household_id = null
     where p.district_id = $1 and p.id = any ($2::uuid[])`,
    [scope.district_id, ids, now],
  );
  const fields = changes.reduce((n, { set }) => n + Object.keys(set).length, 0);
  const pictures = rows_gone.pictures.length;
  await audit(session, {
    action: "person.erased",
    entity: "person",
    entity_id: person_id,
    detail: { ground, fields, pictures, files: ids.length },
  });
  return { ref: file.ref, fields, pictures };
}

/** The sealed columns of each table, and whether they may be empty. */
async function sealedColumns({ tx }: StaffSession): Promise<Map<string, { name: string; required: boolean }[]>> {
  const { rows } = await tx.query<{ table: string; name: string; required: boolean }>(
    `select c.relname as table, a.attname as name, a.attnotnull as required from pg_class c
     join pg_attribute a on a.attrelid = c.oid and a.attname ~ '_(sealed|index)$' and a.atttypid = 'text'::regtype
     where c.relkind in ('r', 'p') and c.relnamespace = 'public'::regnamespace order by c.relname, a.attnum`,
  );
  return Map.groupBy(rows, ({ table }) => table);
}

/** Every sealed field of theirs with what stands there from now on. */
async function changesOf(session: StaffSession, ids: string[], names: readonly string[]): Promise<Change[]> {
  const { tx, scope, sealer } = session;
  const columns = await sealedColumns(session);
  const changes: Change[] = [];
  for (const { table, rows: where, erased } of PERSON_TABLES) {
    const sealed = columns.get(table) ?? [];
    if (sealed.length === 0 || (erased !== "words" && erased !== "names")) continue;
    const id = table === "referral_steps" ? "referral_id" : "id";
    const { rows } = await tx.query<Record<string, string | null>>(
      `select t.${id} as id, ${sealed.map(({ name }) => `t.${name}`).join(", ")} from ${table} t
       where t.district_id = $1 and ${where}`,
      [scope.district_id, ids],
    );
    for (const row of rows) {
      const set: Change["set"] = {};
      for (const { name, required } of sealed) {
        const held = row[name] ?? null;
        const place = placeOf(table, name);
        if (held === null || NOT_ERASABLE.includes(place)) continue;
        if (erased === "words") {
          // A crisis without words is its reporter's own distress; this one had some.
          const stays = required || place === "crises.words";
          set[name] = stays && name.endsWith("_sealed") ? await sealer.seal(ERASED, place) : null;
        } else if (name.endsWith("_sealed")) {
          const words = await sealer.open(held, place);
          const without = takeOut(words, names);
          if (without !== words) set[name] = await sealer.seal(without, place);
        }
      }
      if (Object.keys(set).length > 0) changes.push({ table, id: row.id!, set });
    }
  }
  return changes;
}

/** Rows that go whole: ways in which they are written, pictures of visits to them alone, unsaved visits that name them. */
async function rowsToGo(
  session: StaffSession,
  ids: string[],
  names: readonly string[],
): Promise<{ names: string[]; pictures: string[]; drafts: string[] }> {
  const { tx, scope, sealer } = session;
  const idsOf = async (table: string): Promise<string[]> => {
    const { rows: where } = PERSON_TABLES.find((one) => one.table === table)!;
    const { rows } = await tx.query<{ id: string }>(
      `select t.id from ${table} t where t.district_id = $1 and ${where}`,
      [scope.district_id, ids],
    );
    return rows.map(({ id }) => id);
  };
  const drafts = await asService(session, async ({ tx: service }) => {
    const { rows } = await service.query<{ id: string; body: string }>(
      "select id, body_sealed as body from drafts where district_id = $1 and body_sealed is not null",
      [scope.district_id],
    );
    const named: string[] = [];
    for (const { id, body } of rows) if (mentions(await sealer.open(body, "drafts.body"), names, ids)) named.push(id);
    return named;
  });
  return { names: await idsOf("person_names"), pictures: await idsOf("visit_pictures"), drafts };
}

const mentions = (words: string, names: readonly string[], ids: readonly string[]): boolean =>
  names.some((name) => words.includes(name)) || ids.some((id) => words.includes(id));

/** The chats of the district's staff, as they are named in the outbox. */
async function chatsHere({ tx, scope, sealer }: StaffSession): Promise<string[]> {
  const { rows: staff } = await tx.query<{ id: string }>("select id from staff where district_id = $1", [
    scope.district_id,
  ]);
  const { rows: accounts } = await tx.query<{ channel: TransportChannel; chat: string }>(
    "select channel, chat_sealed as chat from channel_accounts where district_id = $1",
    [scope.district_id],
  );
  const keys = [
    ...staff.map(({ id }) => chatKeys(sealer, "web", id)),
    ...accounts.map(async ({ channel, chat }) =>
      chatKeys(sealer, channel, await sealer.open(chat, "channel_accounts.chat")),
    ),
  ];
  return (await Promise.all(keys)).flat();
}

/** Answers and notices that name them and were not delivered or not yet swept. */
async function dropWaiting(session: StaffSession, names: readonly string[]): Promise<void> {
  const { tx, sealer, now } = session;
  // The outbox belongs to no district: somebody of the same name elsewhere is nobody's business here.
  const { rows } = await tx.query<{ id: string; body: string }>(
    "select id, body_sealed as body from outbox where body_sealed is not null and chat_key = any ($1::text[])",
    [await chatsHere(session)],
  );
  const gone: string[] = [];
  for (const { id, body } of rows) if (mentions(await sealer.open(body, "outbox.body"), names, [])) gone.push(id);
  await tx.query(
    `update outbox set state = case state when 'open' then 'gone' else state end, body_sealed = null, sent_at = coalesce(sent_at, $2)
     where id = any ($1::uuid[])`,
    [gone, now],
  );
}
