import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { ENGINES } from "../../platform/database/fresh.ts";
import type { Database, Queryable } from "../../platform/database/port.ts";
import { scoped, systemScope } from "../../platform/scope.ts";
import { putSample, putSampleRegions, SHUNDE, sampleText } from "../ingest/sample-document.ts";
import { storeAssociations } from "../learn/store.ts";
import { thesaurusAssociations } from "../learn/thesaurus.ts";
import { searchClauses } from "./search.ts";
import { findSynonyms, lookupTerm } from "./synonyms.ts";

const SYNONYMS = [
  { say: "老公 打", means: ["家庭暴力"] },
  { say: "人还在", means: ["资格认证"] },
  ...["搬家", "修路", "买房", "考证", "种地", "养猪", "开店", "打官司"].map((say) => ({ say, means: [`${say}手续`] })),
];

describe.each(ENGINES)("what a question means, on %s", (_, open) => {
  let database: Database;
  const shared = <T>(work: (tx: Queryable) => Promise<T>): Promise<T> => scoped(database, systemScope(0), work);
  const find = (words: string): Promise<string[]> =>
    shared(async (tx) => {
      const found = await searchClauses(tx, { words, regions: SHUNDE, as_of: "2026-11-21", limit: 5 });
      return found.map((clause) => clause.document_id);
    });

  beforeAll(async () => {
    database = await open();
    await putSampleRegions(database);
    const rule = (id: string, title: string, body: string) =>
      putSample(database, sampleText({ id, title, region: "000000", reliability: "law" }, body));
    await rule("violence", "反家庭暴力办法", "遭受家庭暴力，可以向公安机关报案。");
    await rule("pension", "待遇发放办法", "领取待遇须按年办理资格认证。");
    await rule("elders", "老年优待办法", "对老年居民给予优待。");
    await shared(async (tx) => {
      for (const { say, means } of SYNONYMS.slice(0, 2))
        await tx.query("insert into synonyms (district_id, say, means, lookup) values (0, $1, $2, $3)", [
          say,
          means,
          lookupTerm(say),
        ]);
      await storeAssociations(tx, 0, "thesaurus", thesaurusAssociations(SYNONYMS));
    });
  });
  afterAll(() => database.close());

  test("every part of a saying has to be said, in any order", async () => {
    const said = async (words: string): Promise<string[]> =>
      (await shared((tx) => findSynonyms(tx, words))).map(({ say }) => say);
    expect(await said("昨晚又打人 她老公")).toEqual(["老公 打"]);
    expect(await said("她老公出门了")).toEqual([]);
    expect(await said("娃打针")).toEqual([]);
    expect((await find("老公又打我咋整"))[0]).toBe("violence");
  });

  test("a saying in another form leads there by its words", async () => {
    expect((await find("要咋证明人还活着在世"))[0]).toBe("pension");
  });

  test("what people confirmed goes before what the thesaurus supposes", async () => {
    expect((await find("人还在"))[0]).toBe("pension");
    const confirmed = [
      { word: "人还", means: [{ word: "优待", weight: 3, confirmations: 5, people: 4 }] },
      { word: "还在", means: [{ word: "优待", weight: 3, confirmations: 5, people: 4 }] },
    ];
    await shared((tx) => storeAssociations(tx, 0, "confirmed", confirmed));
    await shared((tx) => tx.query("delete from synonyms where say = '人还在'"));
    expect((await find("人还在"))[0]).toBe("elders");
    await shared((tx) => storeAssociations(tx, 0, "confirmed", []));
    expect((await find("人还在"))[0]).toBe("pension");
  });

  test("words that nothing is known of and no clause has find nothing", async () => {
    expect(await find("blockchain")).toEqual([]);
  });
});
