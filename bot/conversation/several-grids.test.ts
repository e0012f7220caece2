import { beforeEach, describe, expect, test } from "vitest";
import { listPeople } from "../../cases/people/list.ts";
import { needTexts } from "../texts/needs.ts";
import { texts } from "../texts/zh-hans.ts";
import { chatOf, freshChat, wordsOf } from "./fixture.ts";
import type { TurnResult } from "./turn.ts";

const fresh = freshChat();
let chat: ReturnType<typeof chatOf>;
beforeEach(() => {
  chat = chatOf(fresh.district, fresh.district.staff.neighbour);
});

const labels = (result: TurnResult) => result.replies.flatMap(({ actions }) => actions.map(({ label }) => label));
const told = async (note: string): Promise<TurnResult> => chat.press(await chat.say(note), texts.actions.save);
const refIn = (result: TurnResult) => /P-[0-9A-Z]{5}/.exec(wordsOf(result))?.[0];

describe("who keeps several grids says the name alone", () => {
  test("and is asked whose file it is; the visit stands in that file and its grid", async () => {
    const first = await told("入户看望王桂英,第二网格5栋2单元401,精神不错");
    const again = await chat.say("去了王桂英家,她精神好");
    expect(wordsOf(again)).toContain(refIn(first)!);
    expect(labels(again)[0]).toMatch(/^就是.*保存$/);
    const saved = await chat.press(again, labels(again)[0]!, 1);
    expect(refIn(saved)).toBe(refIn(first));
    const grids = await fresh.district.service(({ tx }) =>
      tx.query<{ area_id: string | null }>("select area_id from visits where district_id = $1", [fresh.district.id]),
    );
    expect(grids.rows).toEqual([
      { area_id: fresh.district.areas.grid_two },
      { area_id: fresh.district.areas.grid_two },
    ]);
    const { rows } = await fresh.district.session(fresh.district.staff.neighbour, (s) => listPeople(s, { limit: 5 }));
    expect(rows).toHaveLength(1);
  });

  test("one of two grids' namesakes is chosen", async () => {
    const [one, two] = [await told("入户看望王桂英,第二网格5栋401"), await told("入户看望王桂英,第三网格6栋402")];
    const again = wordsOf(await chat.say("去了王桂英家,她精神好"));
    expect(again).toContain(refIn(one)!);
    expect(again).toContain(refIn(two)!);
  });

  test("a referral told in words asks the same", async () => {
    const first = await told("入户看望孙秀兰,第二网格2栋301,想申请低保");
    const card = await chat.say("转介孙秀兰 申请低保");
    expect(wordsOf(card)).toContain(refIn(first)!);
    expect(wordsOf(card)).toContain(`${texts.referral.why}:申请低保\n`);
  });
});

test.each([
  ["转介赵大山申请低保", "赵大山", "申请低保"],
  ["帮我转介一下:赵大山 想申请低保", "赵大山", "想申请低保"],
  ["转介给周敏,赵大山要申请低保", "赵大山", "转介给周敏,赵大山要申请低保"],
  ["转介赵大山家的孩子申请低保", "赵大山", "赵大山家的孩子申请低保"],
])("whom and why a told referral is: %s", async (said, person, reason) => {
  await told("入户看望赵大山,第二网格3栋1单元102,腿脚不好");
  const [{ draft }] = (await chat.say(said)).replies as unknown as [{ draft: object }];
  expect(draft).toMatchObject({ type: "referral", person, reason });
});

describe("while a draft lies about", () => {
  test("what is done for somebody else is heard; what is said of whom it names is the draft's", async () => {
    await told("入户看望赵大山,第二网格3栋1单元102,想装扶手");
    await chat.say("入户看望王桂英,第二网格5栋2单元401,想装扶手");
    expect(wordsOf(await chat.say("赵大山家扶手装好了"))).toContain("赵大山:");
    expect(labels(await chat.say("王桂英家扶手装好了"))).not.toContain(needTexts.met);
  });
});

test("medicine that was got ends what was noted of it; whoever was there tells a visit and is offered it once saved", async () => {
  await told("入户看望王桂英,第二网格5栋2单元401,药快没了");
  expect(labels(await chat.say("王桂英的药拿到了"))).toContain(needTexts.met);
  const visit = await chat.say("去了王桂英家,她精神好,药拿到了");
  expect(labels(visit)).not.toContain(needTexts.met);
  expect(labels(await chat.press(visit, labels(visit)[0]!, 1))).toContain(needTexts.met_this("药快没了"));
});

test.each(["能做什么", "你能做什么", "都能做什么"])("%s is help", async (said) => {
  expect(wordsOf(await chat.say(said))).toBe(texts.help);
});
