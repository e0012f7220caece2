import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { ENGINES } from "../../platform/database/fresh.ts";
import type { Database, Queryable } from "../../platform/database/port.ts";
import { scoped, systemScope } from "../../platform/scope.ts";
import { createSealer, type Sealer } from "../../platform/seal.ts";
import { confirm, withdrawConfirmations } from "../gaps/confirm.ts";
import { putSample, putSampleRegions, SHUNDE, sampleText } from "../ingest/sample-document.ts";
import { keepQuestion } from "../questions.ts";
import { searchClauses } from "../retrieve/search.ts";
import { explainWords } from "./explain.ts";
import { learnDistrict } from "./learn.ts";

const NOW = new Date("2026-11-21T02:00:00Z");
const later = (hours: number): Date => new Date(NOW.getTime() + hours * 3_600_000);
const PEOPLE = [1, 2, 3].map((n) => `00000000-0000-7000-8000-00000000000${n}`);
/** Nothing of it stands in the clause that answers it. */
const ASKED = "瘫床的娘咋整";

describe.each(ENGINES)("learning from confirmations on %s", (_, open) => {
  let database: Database;
  let sealer: Sealer;
  const inDistrict = <T>(work: (tx: Queryable) => Promise<T>, district_id = 7): Promise<T> =>
    scoped(database, systemScope(district_id), work);
  const find = (words: string, district_id = 7): Promise<string[]> =>
    inDistrict(async (tx) => {
      const found = await searchClauses(tx, { words, regions: SHUNDE, as_of: "2026-11-21", limit: 5 });
      return found.map((clause) => clause.document_id);
    }, district_id);
  const learn = (at: Date) => inDistrict((tx) => learnDistrict(tx, sealer, 7, at));
  const asked: string[] = [];

  const confirmAs = (staff_id: string, words: string, at: Date): Promise<void> =>
    inDistrict(async (tx) => {
      const { rows } = await tx.query<{ id: string }>("select id from chunks where document_id = 'care'");
      const question_id = await keepQuestion(tx, sealer, {
        district_id: 7,
        staff_id,
        words,
        verdict: "quoted",
        document_ids: ["care"],
        chunk_ids: [rows[0]!.id],
        asked_at: at,
      });
      asked.push(question_id);
      await confirm(tx, {
        district_id: 7,
        question_id,
        staff_id,
        document_id: "care",
        chunk_id: rows[0]!.id,
        kind: "useful",
        now: at,
      });
    });

  beforeAll(async () => {
    database = await open();
    sealer = await createSealer(Buffer.alloc(32, 7).toString("base64"));
    await putSampleRegions(database);
    for (const id of [7, 8])
      await inDistrict(
        (tx) => tx.query("insert into districts (id, name, adcode) values ($1, '区', '440606')", [id]),
        id,
      );
    const rule = (id: string, title: string, body: string) =>
      putSample(database, sampleText({ id, title, region: "000000", reliability: "law" }, body));
    await rule("care", "失能照护办法", "失能人员可以申请机构照护或者居家照护，由评估机构上门评估。");
    await rule("roads", "道路养护办法", "道路养护由养护单位负责。");
    await rule("trees", "树木修剪办法", "树木修剪由园林单位负责。");
  });
  afterAll(() => database.close());

  test("two people teach nothing, the third does, and the question then finds what was confirmed", async () => {
    expect(await find(ASKED)).not.toContain("care");
    await confirmAs(PEOPLE[0]!, "瘫床的娘谁来管", NOW);
    await confirmAs(PEOPLE[1]!, "我娘瘫床几年了", NOW);
    await learn(later(1));
    expect(await inDistrict((tx) => explainWords(tx, "瘫床"))).toEqual([]);
    await confirmAs(PEOPLE[2]!, "瘫床老人怎么弄", later(2));
    expect(await learn(later(3))).toMatchObject({ confirmations: 3 });
    expect(await find(ASKED)).toContain("care");
  });

  test("says what a word is taken to mean, from how many confirmations by how many people", async () => {
    const explained = await inDistrict((tx) => explainWords(tx, "瘫床"));
    expect(explained.find((one) => one.word === "瘫床" && one.means === "失能")).toMatchObject({
      district_id: 7,
      kind: "confirmed",
      confirmations: 3,
      people: 3,
    });
  });

  test("nothing of it reaches another district or the shared base", async () => {
    expect(await find(ASKED, 8)).not.toContain("care");
    expect(await inDistrict((tx) => explainWords(tx, "瘫床"), 0)).toEqual([]);
  });

  test("nothing new is not learned again; what was taken back is forgotten", async () => {
    expect(await learn(later(4))).toBeNull();
    await inDistrict((tx) =>
      withdrawConfirmations(tx, {
        district_id: 7,
        question_id: asked[0]!,
        staff_id: PEOPLE[0]!,
        now: later(5),
      }),
    );
    expect(await learn(later(6))).toMatchObject({ confirmations: 2 });
    expect(await inDistrict((tx) => explainWords(tx, "瘫床"))).toEqual([]);
    expect(await find(ASKED)).not.toContain("care");
  });

  test("one person who confirms three times is one person", async () => {
    for (const words of ["瘫床的爹", "瘫床的爷", "瘫床的奶"]) await confirmAs(PEOPLE[1]!, words, later(7));
    await learn(later(8));
    expect(await inDistrict((tx) => explainWords(tx, "瘫床"))).toEqual([]);
  });
});
