import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { type SeededDistrict, seedDistrict, testSealer } from "../../cases/fixture.ts";
import { freshPglite } from "../../platform/database/fresh.ts";
import type { Database } from "../../platform/database/port.ts";
import { chatOf } from "./fixture.ts";

describe("what came of a crisis", () => {
  let database: Database;
  let district: SeededDistrict;
  let chat: ReturnType<typeof chatOf>;
  let number = 0;
  beforeAll(async () => {
    database = await freshPglite();
  });
  beforeEach(async () => {
    district = await seedDistrict(database, await testSealer(), ++number);
    chat = chatOf(district);
  });
  afterAll(() => database.close());

  const events = async () =>
    (
      await district.service(({ tx }) =>
        tx.query<{ kind: string }>(
          "select kind from crisis_events where kind in ('called', 'noted') and district_id = $1 order by seq",
          [district.id],
        ),
      )
    ).rows.map(({ kind }) => kind);
  const ROOF = "三网格老李站在楼顶边上 他说要跳下去";

  test.each([
    ["我打了110", ["called"]],
    ["我退下来了 打了110", ["noted", "called"]],
    ["警察来了 人带走了", ["noted"]],
    ["120来了", ["noted"]],
    ["警察把老李带走了", ["noted"]],
  ])("%s goes on the timeline and is no draft", async (words, kinds) => {
    await chat.say(ROOF);
    const said = await chat.say(words, 5);
    expect(said.replies.map(({ kind, draft }) => [kind, draft])).toEqual([["crisis", null]]);
    expect(await events()).toEqual(kinds);
  });

  test.each([
    ["without a crisis", null, "警察来了 人带走了", 5],
    ["after six hours", ROOF, "警察来了 人带走了", 400],
    ["of somebody else", ROOF, "陈奶奶家警察来了 人带走了", 5],
    ["as a question", ROOF, "精神病人家属要不要打110", 5],
  ])("nothing is recorded %s", async (_, crisis, words, minutes) => {
    if (crisis) await chat.say(crisis);
    await chat.say(words, minutes);
    expect(await events()).toEqual([]);
  });
});
