import { readFileSync } from "node:fs";
import { expect, test } from "vitest";
import * as z from "zod";
import { FLAGS } from "../../cases/visits/draft.ts";
import { readNote } from "./note.ts";

const cases = readFileSync(new URL("./flags.cases.jsonl", import.meta.url), "utf8")
  .trim()
  .split("\n")
  .map((line) => z.object({ flag: z.enum(FLAGS).nullable(), text: z.string() }).parse(JSON.parse(line)));

const flagsOf = (text: string) => readNote(text, "2025-09-10").flags;

test.each(cases.filter((c) => c.flag !== null))("$text raises $flag", ({ flag, text }) => {
  expect(flagsOf(text).map((f) => f.value)).toContain(flag);
});

test.each(cases.filter((c) => c.flag === null))("$text raises nothing", ({ text }) => {
  expect(flagsOf(text).map((f) => `${f.value}: ${f.words}`)).toEqual([]);
});

test("every flag of the list is exercised", () => {
  expect(new Set(cases.map((c) => c.flag).filter((flag) => flag !== null))).toEqual(new Set(FLAGS));
});

test.each([
  ["没打人 也没砸东西", "violence_risk"],
  ["昨晚有个自称罗婆婆侄子的打我电话 说婆婆不想活了 婆婆好好的在看电视 她没说过那话", "suicide_risk"],
  ["前年摔过一跤 早好了", "fall"],
  ["苗奶奶早上走失了 半小时后在菜场找到的", "missing_person"],
  ["去二单元 第一次没人 后来开了门", "not_met"],
  ["上门两次不在 第三次碰上了小喻 三十一", "not_met"],
  ["她妈走丢了 到现在没找着", "not_met"],
  ["龙大爷八十五 空巢 冰箱里都是馊的 他说舍不得扔", "suspected_harm"],
  ["文大爷聋 文大妈瞎 儿女轮流送饭", "weak_guardian"],
  ["一个老太太八十多 屋里没灯 说电费欠了三个月停了", "not_met"],
  ["张阿姨家里没人手 想找个护工", "not_met"],
  ["柯阿伯讲佢冇跌亲 系隔篱老人跌亲", "fall"],
  ["两天没见着陈伯 一问是去深圳带孙子了", "not_met"],
  ["隔壁阿姨说302的小姑娘老哭 我上去看了 是她爸出差", "hearsay"],
])("%s does not raise %s", (text, flag) => {
  expect(flagsOf(text).map((f) => f.value)).not.toContain(flag);
});

test("an adult beaten by a partner is domestic violence; a child beaten is to be reported", () => {
  expect(flagsOf("刘敏 三十四 老公昨晚打她").map((f) => f.value)).toEqual(["domestic_violence"]);
  const child = flagsOf("小女孩五岁 背上几块圆的疤 奶奶说蚊子包抓的 孩子往后躲").map((f) => f.value);
  expect(child).toEqual(expect.arrayContaining(["suspected_harm", "mandatory_report"]));
  expect(child).not.toContain("domestic_violence");
});

test("where a neighbour says somebody moved is no rumour, what he says of his conduct is", () => {
  expect(flagsOf("没人 邻居说搬回老家了").map((f) => f.value)).toEqual(["not_met"]);
  expect(flagsOf("没人 对门说那家男的欠债跑了").map((f) => f.value)).toEqual(
    expect.arrayContaining(["not_met", "hearsay"]),
  );
});

test.each([
  ["吉大姐家里没人 敲了半天", "not_met"],
  ["王奶奶家没人", "not_met"],
  ["今天没见着白大妈 闺女开的门 说去医院复查了", "not_met"],
  ["钟阿婆七十五 她想要个助行器 我明儿上午送过去", "promise"],
  ["万师傅 想问大病救助 我说过两天拿表给他", "promise"],
  ["接群众电话说河边有个小伙子徘徊", "suicide_risk"],
  ["奶奶半夜老对着照片说话 说快去找你了", "suicide_risk"],
  ["儿子上个月出车祸没了 她一口饭都不吃 屋里有半瓶农药 我收走了", "suicide_risk"],
  ["靠捡瓶子 炕边就是纸箱子 又烧炕", "fire_gas_hazard"],
  ["陈伯话佢老婆成日唔记得熄火", "fire_gas_hazard"],
  ["老头子昨日夜里又出去了 找到半夜 在桥洞底下寻着", "wandering_history"],
  ["有一回把孩子放窗台上", "suspected_harm"],
  ["许某某十三岁 跟一个二十多岁的男的在一起 晚上不回家", "mandatory_report"],
  ["何婆婆八十六 带两个曾孙 爹妈都在东莞 婆婆眼睛看不到了", "weak_guardian"],
  ["娄芳在电话里哭 让我千万别打回去", "privacy_restricted"],
  ["蒋凤英说她没被打 是自己撞柜子上了 可我看她老公在旁边瞪着她", "domestic_violence"],
  ["高三的学生沈浩 说压力大 手上有划痕 他说是猫抓的", "suicide_risk"],
  ["郑德胜大爷 七十五 他说晚上睡在楼道里", "suspected_harm"],
  ["家里米都没了 两个娃中午没得吃", "suspected_harm"],
  ["路边捡到个老太太 说不清家在哪", "wandering_history"],
  ["阳台封死了 防盗窗没留逃生口", "fire_gas_hazard"],
  ["三楼防盗窗里往外冒烟", "fire_gas_hazard"],
  ["黎叔 娃儿喊他切 他说切了就废了 不切", "refusal"],
])("%s raises %s", (text, flag) => {
  expect(flagsOf(text).map((f) => f.value)).toContain(flag);
});
