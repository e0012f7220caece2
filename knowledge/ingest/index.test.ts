import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { ENGINES } from "../../platform/database/fresh.ts";
import type { Database, Row } from "../../platform/database/port.ts";
import { scoped, systemScope } from "../../platform/scope.ts";
import { termId } from "../terms.ts";
import { rebuildIndex } from "./rebuild.ts";
import { putSample, putSampleRegions, sampleText } from "./sample-document.ts";

const ABOUT = { id: "hulibutie", title: "护理补贴", region: "000000", reliability: "official" };
const BODY = "## 谁能领\n\n残疾等级一级、二级的人。\n\n## 去哪儿\n\n到街道窗口申请。";

describe.each(ENGINES)("the index on %s", (_, open) => {
  let database: Database;
  const rows = (sql: string, params: unknown[] = []): Promise<Row[]> =>
    scoped(database, systemScope(0), async (tx) => (await tx.query(sql, params)).rows);
  const chunks = (): Promise<Row[]> =>
    rows(
      "select id, version, ordinal, path, text, span_start, span_end from chunks where document_id = $1 order by ordinal",
      [ABOUT.id],
    );
  const frequency = async (word: string): Promise<number> =>
    (await rows("select chunks from term_frequencies where term = $1", [termId(word)]))[0]?.chunks ?? 0;

  beforeAll(async () => {
    database = await open();
    await putSampleRegions(database);
  });
  afterAll(() => database.close());

  test("a document becomes clauses whose spans point into the original", async () => {
    const text = sampleText(ABOUT, BODY);
    expect(await putSample(database, text)).toBe("loaded");
    const stored = await chunks();
    expect(stored.map((chunk) => chunk.path)).toEqual(["谁能领", "去哪儿"]);
    for (const chunk of stored) expect(text.slice(chunk.span_start, chunk.span_end)).toBe(chunk.text);
    expect(await frequency("窗口")).toBe(1);
    expect(await frequency("补贴")).toBe(2);
  });

  test("the same again changes nothing", async () => {
    const before = await chunks();
    expect(await putSample(database, sampleText(ABOUT, BODY))).toBe("unchanged");
    expect(await chunks()).toEqual(before);
    expect(await frequency("补贴")).toBe(2);
  });

  test("a change makes a version: the clause that stayed keeps its row, the old one is gone, frequencies follow", async () => {
    const before = await chunks();
    const changed = sampleText(ABOUT, BODY.replace("到街道窗口申请", "全程网上申请"));
    expect(await putSample(database, changed)).toBe("loaded");
    const after = await chunks();
    expect(after.map((chunk) => [chunk.version, chunk.text])).toEqual([
      [2, "残疾等级一级、二级的人。"],
      [2, "全程网上申请。"],
    ]);
    expect(after[0]?.id).toBe(before[0]?.id);
    expect(after[1]?.id).not.toBe(before[1]?.id);
    expect(await frequency("窗口")).toBe(0);
    expect(await frequency("网上")).toBe(1);
    const versions = await rows("select version, current, original from documents where id = $1 order by version", [
      ABOUT.id,
    ]);
    expect(versions.map((row) => [row.version, row.current])).toEqual([
      [1, false],
      [2, true],
    ]);
    expect(versions[0]?.original).toContain("到街道窗口申请");
  });

  test("what moved inside the document points to its new place", async () => {
    const longer = sampleText(ABOUT, `## 先说明\n\n金额各地自己定。\n\n${BODY}`);
    await putSample(database, longer);
    for (const chunk of await chunks()) expect(longer.slice(chunk.span_start, chunk.span_end)).toBe(chunk.text);
  });

  test("nothing of a document is there when its transaction fails", async () => {
    const text = sampleText({ ...ABOUT, id: "half", supersedes: "x" }, BODY);
    await expect(
      scoped(database, systemScope(5), () => Promise.resolve()).then(() => putSample(database, text, 5)),
    ).rejects.toThrow(/violates foreign key/);
    expect(await rows("select id from documents where id = 'half'")).toEqual([]);
    expect(await rows("select id from chunks where document_id = 'half'")).toEqual([]);
  });

  test("past 10 % drift the weights are made anew as if the average had always been this", async () => {
    const long = `## 很长的一段\n\n${"社会救助坚持托底线救急难可持续，与其他社会保障制度相衔接。".repeat(12)}`;
    await putSample(database, sampleText({ ...ABOUT, id: "long", title: "长" }, long));
    const [before] = await rows("select generation, frozen_average_length as frozen from index_generations");
    expect(await rebuildIndex(database, 0)).toBe(true);
    const [after] = await rows(
      "select generation, frozen_average_length as frozen, total_length::float8 / chunks as mean from index_generations",
    );
    expect(after?.generation).toBe(before?.generation + 1);
    expect(after?.frozen).toBeCloseTo(after?.mean, 9);
    expect(await rebuildIndex(database, 0)).toBe(false);

    const rebuilt = await rows("select bm::text as bm from chunks where document_id = $1 and path = '谁能领'", [
      ABOUT.id,
    ]);
    await rows("update documents set content_hash = 'other' where id = $1", [ABOUT.id]);
    await rows("delete from chunks where document_id = $1", [ABOUT.id]);
    await putSample(database, sampleText(ABOUT, BODY));
    const fresh = await rows("select bm::text as bm from chunks where document_id = $1 and path = '谁能领'", [
      ABOUT.id,
    ]);
    const weights = (bm: string): number[] => [...bm.matchAll(/:([\d.]+)/g)].map(([, weight]) => Number(weight));
    expect(weights(rebuilt[0]?.bm)).toHaveLength(weights(fresh[0]?.bm).length);
    weights(fresh[0]?.bm).forEach((weight, i) => {
      expect(weights(rebuilt[0]?.bm)[i]).toBeCloseTo(weight, 4);
    });
  });
});
