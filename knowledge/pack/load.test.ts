import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { ENGINES } from "../../platform/database/fresh.ts";
import type { Database } from "../../platform/database/port.ts";
import { scoped, systemScope } from "../../platform/scope.ts";
import { putDocument } from "../ingest/index.ts";
import { searchClauses } from "../retrieve/search.ts";
import { readTerms } from "../terms.ts";
import { loadDemoDirectory, loadPack } from "./load.ts";
import { readPack } from "./read.ts";

const NOW = new Date("2026-11-21T02:00:00Z");
const pack = readPack();

/** Here the pack is really loaded, and more than once in a test. */
const LOADING = { timeout: 180_000 };

describe.each(ENGINES)("the pack on %s", LOADING, (_, open) => {
  let database: Database;
  beforeAll(async () => {
    database = await open();
  });
  afterAll(() => database.close());

  const inDistrict = <T>(sql: string, district_id = 0): Promise<T[]> =>
    scoped(database, systemScope(district_id), (tx) => tx.query<T>(sql)).then((result) => result.rows);
  const counts = () =>
    inDistrict<Record<string, number>>(`select (select count(*)::int from regions) as regions,
      (select count(*)::int from hotlines) as hotlines, (select count(*)::int from synonyms) as synonyms,
      (select count(*)::int from documents) as documents, (select count(*)::int from chunks) as chunks,
      (select max(version) from documents) as newest_version`);
  const forget = () => inDistrict("update districts set settings = settings - 'pack' where id = 0 returning id");

  test("two processes that start at once load it once", async () => {
    const both = await Promise.all([loadPack(database, { now: NOW }), loadPack(database, { now: NOW })]);
    expect(both).toContainEqual({
      changed: true,
      documents: pack.document_paths.length,
      hotlines: pack.hotlines.length,
    });
    const [loaded] = await counts();
    expect(loaded).toMatchObject({
      regions: pack.regions.length,
      hotlines: pack.hotlines.length,
      synonyms: pack.synonyms.length,
      documents: pack.document_paths.length,
      newest_version: 1,
    });
    expect(loaded!.chunks).toBeGreaterThan(pack.document_paths.length);
  });

  test("the same pack again touches nothing, and a load that was cut off is done again to the same end", async () => {
    const before = await counts();
    expect(await loadPack(database, { now: NOW })).toEqual({ changed: false, documents: 0, hotlines: 0 });
    await forget();
    expect(await loadPack(database, { now: NOW })).toMatchObject({ changed: true });
    expect(await counts()).toEqual(before);
    const [settings] = await inDistrict<{ settings: Record<string, string> }>(
      "select settings from districts where id = 0",
    );
    expect(settings?.settings).toEqual({ pack: pack.hash, pack_loaded_at: NOW.toISOString() });
  });

  test("what an earlier pack held and this one does not is gone from the search", async () => {
    const words = "蓝皮鼠送药到家";
    const find = () =>
      scoped(database, systemScope(0), (tx) =>
        searchClauses(tx, { words, regions: ["000000"], as_of: "2026-11-21", limit: 3 }),
      ).then((clauses) => clauses.map((clause) => clause.document_id));
    await scoped(database, systemScope(0), async (tx) => {
      await tx.query(
        `insert into hotlines (district_id, number, region, name, purpose, region_name, source, verified, kinds)
         values (0, '12399', '000000', '旧号码', '旧用途', '全国', '旧资料', true, '{}')`,
      );
      const { rows } = await tx.query<Parameters<typeof putDocument>[2]>(
        `select title, issuer, doc_no, region, published, effective_from, effective_to, supersedes, source, checked_on,
           reliability, complete, doubt from documents where district_id = 0 limit 1`,
      );
      await putDocument(
        tx,
        0,
        {
          ...rows[0]!,
          id: "pack-old",
          title: words,
          original: words,
          content_hash: "old",
          effective_from: null,
          effective_to: null,
          region: "000000",
        },
        [{ start: 0, end: words.length, path: words, terms: readTerms(words) }],
      );
    });
    expect(await find()).toContain("pack-old");
    await forget();
    await loadPack(database, { now: NOW });
    expect(await find()).not.toContain("pack-old");
    expect(await inDistrict("select number from hotlines where number = '12399'")).toEqual([]);
    expect(await inDistrict("select current from documents where id = 'pack-old' and current")).toEqual([]);
  });

  test("the demo directory goes to the demo district, twice like once", async () => {
    await scoped(database, systemScope(1), (tx) =>
      tx.query("insert into districts (id, name, adcode) values (1, '示范区', '990101')"),
    );
    const services = await loadDemoDirectory(database, 1);
    expect(services).toBeGreaterThan(20);
    expect(await loadDemoDirectory(database, 1)).toBe(services);
    expect(await inDistrict("select count(*)::int as n from services where district_id = 1", 1)).toEqual([
      { n: services },
    ]);
  });
});
