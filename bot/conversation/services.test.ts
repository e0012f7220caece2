import { afterAll, beforeAll, expect, test } from "vitest";
import { type SeededDistrict, seedDistrict, testSealer } from "../../cases/fixture.ts";
import { freshPglitePack } from "../../knowledge/pack/fresh.ts";
import { loadDemoDirectory } from "../../knowledge/pack/load.ts";
import type { Database } from "../../platform/database/port.ts";
import { speaking } from "../texts/in-language.ts";
import { sendAs, wordsSaid } from "./fixture.ts";

let database: Database;
let district: SeededDistrict;
let minutes = 0;

beforeAll(async () => {
  database = await freshPglitePack();
  district = await seedDistrict(database, await testSealer(), 1);
  await loadDemoDirectory(database, 1);
});
afterAll(() => database.close());

const say = async (words: string) => {
  minutes += 1;
  return (await sendAs(district, district.staff.worker, wordsSaid(words), { minutes })).replies;
};

test.each([
  ["送饭的电话多少", "示范社区助餐点"],
  ["助餐点电话多少", "示范社区助餐点"],
  ["儿童主任的联系电话给我", "未保站"],
])("%s is answered by the directory, not by a clause with a number in it", async (words, name) => {
  const [first] = await say(words);
  expect(first).toMatchObject({ kind: "services", text: expect.stringContaining(name) });
});

test.each([
  "养老院电话",
  "殡仪馆的电话多少",
  "驾校电话多少",
  "燃气公司电话",
  "孩子班主任电话多少",
  "法院电话",
  "工会电话",
  "开锁电话",
])("%s: no clause about something else and no emergency line stands for a number that nobody has", async (words) => {
  const [first] = await say(words);

  expect(first).toMatchObject({ kind: "not_found" });
});

test.each(["妇联电话多少", "心理热线电话多少"])("%s is a help line, whatever the directory has", async (words) => {
  const [first] = await say(words);
  expect(first).toMatchObject({ kind: "answer", text: expect.stringMatching(/12338|12356/) });
});

test.each([
  ["医保局电话", "12393"],
  ["残联电话多少", "12385"],
  ["社保局的电话是多少", "12333"],
])("%s: nobody has that of the office, so the line of its field is given, and it is said", async (words, number) => {
  const [first] = await say(words);
  expect(first).toMatchObject({
    kind: "answer",
    text: expect.stringMatching(new RegExp(`没有它自己的电话.*\n${number} `)),
  });
});

test("in English the line is told to be in Chinese", async () => {
  const [first] = await speaking("en", () => say("医保局电话"));
  expect(first!.text).toMatch(/not in the directory.*\n.*in Chinese.*\n12393 /);
});
