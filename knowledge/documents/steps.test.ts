import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { ENGINES } from "../../platform/database/fresh.ts";
import type { Database, Queryable } from "../../platform/database/port.ts";
import { newId } from "../../platform/id.ts";
import { type Role, scoped, systemScope } from "../../platform/scope.ts";
import { createSealer } from "../../platform/seal.ts";
import { putSampleRegions, SAMPLE_REGIONS, SHUNDE } from "../ingest/sample-document.ts";
import { searchClauses } from "../retrieve/search.ts";
import { listChanges, type Officer } from "./changes.ts";
import { checkDocument } from "./check.ts";
import { ChangedMeanwhile } from "./conflict.ts";
import { listDocuments } from "./list.ts";
import { nodeReader } from "./node-reader.ts";
import { putConfirmed } from "./put.ts";
import { newestVersion, restoreVersion, versionBefore } from "./restore.ts";
import { findDocument } from "./stored.ts";
import { endUpload, keepUpload, readUpload } from "./uploads.ts";
import { withdrawDocument } from "./withdraw.ts";

const DISTRICT = 440606;
const ID = "tanfang";
const TODAY = "2026-11-21";
const regions = new Map(SAMPLE_REGIONS.map((region) => [region.adcode, region]));
const text = (weekly: string, id = ID): string =>
  `---\nid: ${id}\nregion: "440606"\nreliability: official\neffective_from: 2026-03-01\n---\n\n# 独居老人探访办法\n\n第一条 独居老人${weekly}探访。\n\n第二条 发现异常马上报告。\n`;

describe.each(ENGINES)("the steps of a document on %s", (_, open) => {
  let database: Database;
  const people = { officer: newId(), other: newId(), worker: newId() };
  const as = <T>(who: keyof typeof people, work: (tx: Queryable, officer: Officer) => Promise<T>): Promise<T> => {
    const role: Role = who === "worker" ? "grid_worker" : "supervisor";
    const staff_id = people[who];
    return scoped(database, { district_id: DISTRICT, staff_id, role }, (tx) =>
      work(tx, { district_id: DISTRICT, staff_id, now: new Date(`${TODAY}T02:00:00Z`) }),
    );
  };
  const put = async (words: string, who: keyof typeof people = "officer"): Promise<number | null> => {
    const bytes = new TextEncoder().encode(words);
    const { document, chunks } = await nodeReader.read(bytes, "a.md", { region: null, today: TODAY, regions });
    return as(who, (tx, officer) => putConfirmed(tx, officer, document, chunks));
  };
  const restore = (version: number, shown: number): Promise<number> =>
    as("officer", (tx, officer) =>
      restoreVersion(tx, officer, nodeReader, { id: ID, version, shown, today: TODAY, regions }),
    );
  const found = (): Promise<string> =>
    as("worker", async (tx) => {
      const clauses = await searchClauses(tx, { words: "独居老人探访", regions: SHUNDE, as_of: TODAY, limit: 5 });
      return clauses.map((clause) => clause.text).join();
    });
  /** What the index counts, which must fit what it holds. */
  const counted = (): Promise<unknown[]> =>
    as("worker", async (tx) => {
      const index = "select chunks, total_length::int as length from index_generations where district_id = $1";
      const held = `select count(*)::int as chunks, coalesce(sum(length), 0)::int as length from chunks where district_id = $1`;
      return [(await tx.query(index, [DISTRICT])).rows[0], (await tx.query(held, [DISTRICT])).rows[0]];
    });

  beforeAll(async () => {
    database = await open();
    await putSampleRegions(database);
    await scoped(database, systemScope(DISTRICT), (tx) =>
      tx.query("insert into districts (id, name, adcode) values ($1, '顺德区', '440606')", [DISTRICT]),
    );
  });
  afterAll(() => database.close());

  test("put, replaced, brought back, withdrawn and brought back again: one is found at a time, and each step is kept", async () => {
    expect(await put(text("每周"))).toBe(1);
    expect(await put(text("每周"))).toBe(null);
    expect(await put(text("每三天"), "other")).toBe(2);
    expect(await found()).toContain("每三天");
    expect(await restore(1, 2)).toBe(3);
    expect(await found()).toContain("每周");
    expect(await found()).not.toContain("每三天");
    await as("other", (tx, officer) => withdrawDocument(tx, officer, ID, 3));
    expect(await found()).toBe("");
    const newest = await as("officer", (tx) => findDocument(tx, ID));
    expect(newest).toMatchObject({ version: 4, current: false });
    expect(newest!.original).toContain("每周");
    expect(await as("officer", (tx) => versionBefore(tx, newest!))).toBe(3);
    expect(await restore(3, 4)).toBe(5);
    expect(await found()).toContain("每周");
    const [index, held] = await counted();
    expect(index).toEqual(held);
    const changes = await as("worker", (tx) => listChanges(tx, DISTRICT, ID));
    expect(changes.map(({ action, version, staff_id }) => [version, action, staff_id])).toEqual([
      [5, "restored", people.officer],
      [4, "withdrawn", people.other],
      [3, "restored", people.officer],
      [2, "replaced", people.other],
      [1, "added", people.officer],
    ]);
  });

  test("what was restored is the file it came from: the same file again changes nothing", async () => {
    expect(await put(text("每周"))).toBe(null);
    expect(await as("officer", (tx) => newestVersion(tx, DISTRICT, ID))).toBe(5);
  });

  test("of two who withdraw or restore at the same moment one does", async () => {
    const withdraw = (who: "officer" | "other"): Promise<void> =>
      as(who, (tx, officer) => withdrawDocument(tx, officer, ID, 5));
    const both = await Promise.allSettled([withdraw("officer"), withdraw("other")]);
    expect(both.map((one) => one.status).sort()).toEqual(["fulfilled", "rejected"]);
    const again = await Promise.allSettled([restore(5, 6), restore(5, 6)]);
    expect(again.map((one) => one.status).sort()).toEqual(["fulfilled", "rejected"]);
    expect(await as("officer", (tx) => newestVersion(tx, DISTRICT, ID))).toBe(7);
    const [index, held] = await counted();
    expect(index).toEqual(held);
  });

  test("looked at and found right it is not due any more, and an undo still leads to the version before", async () => {
    const overdue = { overdue: true, today: TODAY, page: 1, page_size: 10 };
    await as("officer", (tx) => tx.query("update documents set checked_on = '2025-01-01' where id = $1", [ID]));
    expect((await as("worker", (tx) => listDocuments(tx, overdue))).rows.map((row) => row.id)).toEqual([ID]);
    await expect(as("officer", (tx, officer) => checkDocument(tx, officer, ID, 6))).rejects.toThrow(ChangedMeanwhile);
    await as("officer", (tx, officer) => checkDocument(tx, officer, ID, 7));
    expect((await as("worker", (tx) => listDocuments(tx, overdue))).rows).toEqual([]);
    const newest = await as("officer", (tx) => findDocument(tx, ID));
    expect(await as("officer", (tx) => versionBefore(tx, newest!))).toBe(null);
  });

  test("is nothing that a grid worker may do", async () => {
    await expect(as("worker", (tx, officer) => withdrawDocument(tx, officer, ID, 7))).rejects.toThrow();
    await expect(put(text("每天", "neu"), "worker")).rejects.toThrow();
    expect(await found()).toContain("每周");
    expect(await found()).not.toContain("每天");
  });

  test("a file that waits is sealed, and its officer's alone", async () => {
    const sealer = await createSealer(Buffer.alloc(32, 7).toString("base64"));
    const bytes = new TextEncoder().encode(text("每周"));
    const upload = { name: "a.md", bytes, question_id: null, version_of: null };
    const id = await as("officer", (tx, officer) => keepUpload(tx, sealer, officer, upload));
    const mine = await as("officer", (tx, officer) => readUpload(tx, sealer, officer, id));
    expect(new TextDecoder().decode(mine!.bytes)).toBe(text("每周"));
    const theirs = { district_id: DISTRICT, staff_id: people.officer, now: new Date() };
    expect(await as("other", (tx) => readUpload(tx, sealer, theirs, id))).toBe(null);
    expect(await as("other", (tx) => endUpload(tx, DISTRICT, id))).toBe(false);
    const both = await Promise.all([1, 2].map(() => as("officer", (tx) => endUpload(tx, DISTRICT, id))));
    expect(both.sort()).toEqual([false, true]);
  });
});
