import { describe, expect, test } from "vitest";
import { freshChat } from "./fixture.ts";

describe("what came of a crisis", () => {
  const fresh = freshChat();

  const events = async () =>
    (
      await fresh.district.service(({ tx }) =>
        tx.query<{ kind: string }>(
          "select kind from crisis_events where kind in ('called', 'noted') and district_id = $1 order by seq",
          [fresh.district.id],
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
    await fresh.chat.say(ROOF);
    const said = await fresh.chat.say(words, 5);
    expect(said.replies.map(({ kind, draft }) => [kind, draft])).toEqual([["crisis", null]]);
    expect(await events()).toEqual(kinds);
  });

  test.each([
    ["without a crisis", null, "警察来了 人带走了", 5],
    ["after six hours", ROOF, "警察来了 人带走了", 400],
    ["of somebody else", ROOF, "陈奶奶家警察来了 人带走了", 5],
    ["as a question", ROOF, "精神病人家属要不要打110", 5],
  ])("nothing is recorded %s", async (_, crisis, words, minutes) => {
    if (crisis) await fresh.chat.say(crisis);
    await fresh.chat.say(words, minutes);
    expect(await events()).toEqual([]);
  });
});
