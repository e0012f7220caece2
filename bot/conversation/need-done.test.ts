import { afterAll, beforeAll, expect, test } from "vitest";
import { type SeededDistrict, seedDistrict, testSealer } from "../../cases/fixture.ts";
import { listNeeds, readNeed } from "../../cases/needs/list.ts";
import { draftOf } from "../../cases/visits/fixture.ts";
import { saveVisit } from "../../cases/visits/save.ts";
import { freshPglite } from "../../platform/database/fresh.ts";
import type { Database } from "../../platform/database/port.ts";
import { needTexts } from "../texts/needs.ts";
import { texts } from "../texts/zh-hans.ts";
import { chatOf, wordsOf } from "./fixture.ts";

let database: Database;
let district: SeededDistrict;
let chat: ReturnType<typeof chatOf>;
let ids: Record<"rail" | "meals" | "chair", string>;
beforeAll(async () => {
  database = await freshPglite();
  district = await seedDistrict(database, await testSealer(), 1);
  chat = chatOf(district);
  const of = async (name: string, ...needs: string[]) => {
    const draft = draftOf(`${name}${needs.join(",")}`, {
      persons: [{ name }],
      needs: needs.map((words) => ({ words, code: "03", person: 0 })),
    });
    return (await district.session(district.staff.worker, (s) => saveVisit(s, draft))).need_ids;
  };
  const [rail, meals] = await of("王秀兰", "想装扶手", "要人送午饭");
  const [chair] = await of("张小军", "轮椅坏了要换");
  ids = { rail: rail!, meals: meals!, chair: chair! };
});
afterAll(() => database.close());

const needOf = (id: string) => district.session(district.staff.worker, (s) => readNeed(s, id));
const labels = (result: Awaited<ReturnType<typeof chat.say>>) =>
  result.replies.flatMap(({ actions }) => actions.map(({ label }) => label));

test("what is said to be done is offered, and closed by a tap; a second tap opens it again", async () => {
  const offered = await chat.say("王奶奶的扶手装好了");
  expect(wordsOf(offered)).toContain("王秀兰:想装扶手");
  expect(offered.names).toEqual(["王秀兰"]);
  expect(labels(offered)).toEqual([needTexts.met, needTexts.partly, texts.actions.as_note]);
  expect((await needOf(ids.rail)).result).toBeNull();
  const closed = await chat.press(offered, needTexts.met);
  expect(await needOf(ids.rail)).toMatchObject({ result: "met", events: [{ by_way: "hand" }] });
  const opened = await chat.press(closed, needTexts.reopen);
  expect(wordsOf(opened)).toContain("重新打开了");
  expect((await needOf(ids.rail)).result).toBeNull();
});

test("only partly: the words that were said say what", async () => {
  const offered = await chat.say("小张的轮椅修好了一半,还能坐,换了轮子");
  await chat.press(offered, needTexts.partly);
  expect(await needOf(ids.chair)).toMatchObject({ result: "partly", outcome: "小张的轮椅修好了一半,还能坐,换了轮子" });
});

test.each(["李奶奶的扶手装好了", "王奶奶的热水器修好了", "王奶奶的扶手还没装好", "王奶奶的扶手装好了吗", "扶手装好了"])(
  "nothing is offered where no need of that person fits, or it is not done: %s",
  async (text) => {
    expect(labels(await chat.say(text))).not.toContain(needTexts.met);
  },
);

test("a note that tells of it is a visit; once saved it offers what it saw, and closes it by that visit", async () => {
  const note = await chat.say("记一下,今天去了王秀兰家,入户见到本人,中午有人送午饭了,精神不错");
  const saved = await chat.press(note, texts.actions.save, 1);
  const offer = needTexts.met_this("要人送午饭");
  expect(labels(saved)).toContain(offer);
  await chat.press(saved, offer, 2);
  const { events } = await needOf(ids.meals);
  expect(events).toMatchObject([{ kind: "closed", result: "met", by_way: "visit" }]);
  const open = await district.session(district.staff.worker, (s) => listNeeds(s, { state: "open", limit: 10 }));
  expect(open.rows.map(({ id }) => id)).not.toContain(ids.meals);
});
