import { readFileSync } from "node:fs";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { ENGINES } from "../database/fresh.ts";
import type { Database } from "../database/port.ts";
import { newId } from "../id.ts";
import { setScope, systemScope } from "../scope.ts";
import { createSealer, newAppKey, type Sealer } from "../seal.ts";
import { KEPT } from "./kinds.ts";
import { sweepKept } from "./sweep.ts";

const NOW = new Date("2026-11-21T02:00:00Z");
const ago = (days: number) => new Date(NOW.getTime() - days * 86_400_000);
const STAFF = ["01900000-0000-7000-8000-000000000001", "01900000-0000-7000-8000-000000000002"] as const;

describe.each(ENGINES)("what is kept for a time on %s", (_, open) => {
  let database: Database;
  let sealer: Sealer;
  const as = <T>(staff_id: string | null, work: Parameters<Database["transaction"]>[0]): Promise<T> =>
    database.transaction(async (tx) => {
      await setScope(tx, staff_id ? { district_id: 1, staff_id, role: "grid_worker" } : systemScope(1));
      return work(tx);
    }) as Promise<T>;

  /** One of each kind, whose time began so many days ago. */
  const put = async (days: number, staff_id: string): Promise<void> => {
    const sealed = (place: string) => sealer.seal("旧话", place);
    await as(staff_id, async (tx) => {
      await tx.query(
        "insert into drafts (district_id, id, staff_id, kind, body_sealed, created_at, updated_at) values (1, $1, $2, 'visit', $3, $4, $4)",
        [newId(NOW), staff_id, await sealed("drafts.body"), ago(days)],
      );
      await tx.query("insert into chats (district_id, staff_id, state_sealed, updated_at) values (1, $1, $2, $3)", [
        staff_id,
        await sealed("chats.state"),
        ago(days),
      ]);
      await tx.query(
        "insert into questions (district_id, id, staff_id, words_sealed, verdict, document_ids, asked_at) values (1, $1, $2, $3, 'not_found', '{}', $4)",
        [newId(NOW), staff_id, await sealed("questions.words"), ago(days)],
      );
      for (const [kind, expires_at] of [
        ["login", ago(days)],
        ["channel", null],
      ])
        await tx.query("select entry_put($1, $2, $3, $4, null)", [`${kind} ${staff_id}`, kind, staff_id, expires_at]);
    });
  };

  beforeAll(async () => {
    database = await open();
    sealer = await createSealer(newAppKey());
    await as(null, async (tx) => {
      await tx.query("insert into districts (id, name, adcode) values (1, '东河区', '990101')");
      for (const id of STAFF)
        await tx.query(
          "insert into staff (district_id, id, role, name_sealed, name_index) values (1, $1, 'grid_worker', '', '')",
          [id],
        );
    });
  });
  afterAll(() => database.close());

  test("goes when its days are over, one day before nothing does, and what has no end stays", async () => {
    await put(6, STAFF[0]);
    const none = { drafts: 0, chat_states: 0, questions: 0, receiver_phones: 0, entry_keys: 0 };
    expect(await sweepKept(database, sealer, NOW)).toEqual(none);
    await put(366, STAFF[1]);
    expect(await sweepKept(database, sealer, NOW)).toEqual({
      ...{ drafts: 1, chat_states: 1, questions: 1, receiver_phones: 0, entry_keys: 1 },
    });
    expect(await sweepKept(database, sealer, NOW)).toEqual(none);
    const { rows } = await as<{ rows: { words_sealed: string; words_gone: boolean }[] }>(null, (tx) =>
      tx.query("select words_sealed, words_gone from questions order by asked_at"),
    );
    const words = await Promise.all(rows.map((row) => sealer.open(row.words_sealed, "questions.words")));
    expect(words).toEqual(["", "旧话"]);
    const draft = await as<{ rows: unknown[] }>(null, (tx) =>
      tx.query("select state, body_sealed is null as empty from drafts order by updated_at"),
    );
    expect(draft.rows).toEqual([
      { state: "discarded", empty: true },
      { state: "open", empty: false },
    ]);
    expect((await database.query("select from entry_find($1)", [`channel ${STAFF[1]}`])).rows).toHaveLength(1);
    expect((await database.query("select from entry_find($1)", [`login ${STAFF[1]}`])).rows).toHaveLength(0);
  });

  test("nothing of the last day goes, whatever is asked", async () => {
    const far = new Date(Date.now() + 9_000 * 86_400_000);
    await as(STAFF[0], async (tx) => tx.query("update chats set updated_at = now()"));
    await sweepKept(database, sealer, far);
    const { rows } = await as<{ rows: unknown[] }>(STAFF[0], (tx) => tx.query("select from chats"));
    expect(rows).toHaveLength(1);
  });
});

test("the page names every kind with its days", () => {
  const page = readFileSync(new URL("../../docs/data-life.md", import.meta.url), "utf8");
  for (const { kind, days } of KEPT) expect(page).toMatch(new RegExp(`^\\| \`${kind}\`.*\\| ${days} days`, "m"));
});
