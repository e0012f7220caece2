import { expect, test } from "vitest";
import { openMasking } from "./masking.ts";

/** The text for vectors, in which every kind has its word. */
const read = (text: string) =>
  openMasking({ known_names: [], known_addresses: [], previous: null }).mask(text, "embedding");

test.each([
  ["王大爷和李婶吵架", "某大爷和某婶吵架"],
  ["张某某不愿意说，陈主任问过", "某人不愿意说，某主任问过"],
  ["老陈喝多了，小刘去扶", "老某喝多了，小某去扶"],
  ["孙家老二回来了", "某家老二回来了"],
  ["王秀兰的儿子接电话", "某人的儿子接电话"],
  ["记一下欧阳建军，司马桂芝", "记一下某人，某人"],
  ["卢红的材料和张伟的材料", "某人的材料和某人的材料"],
  ["张伟和李娜两口子", "某人和某人两口子"],
  ["找罗志明，结果志明在县里住院", "找某人，结果某人在县里住院"],
  ["阿依古丽·买买提来了", "某人来了"],
  ["扎西次仁的证到期了", "某人的证到期了"],
  ["租客叫Wang Xiulan，老师是Michael Johnson", "租客叫某人，老师是某人"],
  ["鄭秀珍阿婆", "某人阿婆"],
])("%s → %s", (text, expected) => {
  expect(read(text)).toBe(expected);
});

test.each([
  "家庭医生和班主任都来过，全科医生没来",
  "氯氮平、利培酮、阿司匹林能一起吃吗，阿尔茨海默病呢",
  "意大利、尼日利亚、乌鲁木齐、呼和浩特",
  "APP打不开，WPS和PDF也不行，CT做了",
  "阿姨、小孩、老人、小区、老师、小学",
  "儿孙满堂，跨江大桥，一张照片，毛病不少",
  "安全、方便、马上、白天、常年、时间、单位、任何、于是、万一",
])("%s: nobody is named", (text) => {
  expect(read(text)).toBe(text);
});
