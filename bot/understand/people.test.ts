import { expect, test } from "vitest";
import { fold } from "./fold.ts";
import { readPeople } from "./people.ts";

const people = (text: string) =>
  readPeople(fold(text), text, 2025).persons.map((p) => [
    p.name?.value ?? null,
    p.sex?.value ?? null,
    p.age ? (p.age.value.from === p.age.value.to ? p.age.value.from : [p.age.value.from, p.age.value.to]) : null,
  ]);

test("several people become several persons; a couple shares its address", () => {
  const text = "八栋张大爷跟老伴 张大爷八十二 老伴李桂珍七十九 闺女每周末来";
  expect(people(text)).toEqual([
    ["张大爷", "男", 82],
    ["李桂珍", null, 79],
  ]);
  expect(readPeople(text, text, 2025).persons.map((p) => p.address?.value)).toEqual(["8栋", "8栋"]);
});

test.each([
  ["relatives in passing", "王秀兰王奶奶 七十八了 儿子在广东", [["王秀兰", "女", 78]]],
  ["the dead", "九网格耿家 耿大爷走了好几年 就他老伴耿奶奶七十八", [["耿奶奶", "女", 78]]],
  ["colleagues", "今天跟街道小赵一块去的 找罗志明", [["罗志明", null, null]]],
  ["the caller", "刚接到王婶电话 她儿子拿着菜刀把门反锁", [[null, null, null]]],
  ["the informant", "听楼下小卖部老板说302那个小伙子不太对劲", [[null, "男", null]]],
  ["a guardian's age", "去看钟国栋 他八十一的妈在屋里应了一声", [["钟国栋", null, null]]],
  ["a name that was wrong", "许阿婆名字写错了 不叫许桂花 叫许桂芳 八十四", [["许桂芳", "女", 84]]],
])("%s are not persons of the visit", (_, text, expected) => {
  expect(people(text)).toEqual(expected);
});

test("a child with an illness or with an adult's care is one", () => {
  expect(people("廖晓梅三十 单亲 说娃哮喘的喷雾今晚就没了 娃四岁 男的")).toEqual([
    ["廖晓梅", null, 30],
    [null, "男", 4],
  ]);
  expect(people("冯先生 四十七 截瘫 现在就十二岁的女儿端屎端尿")).toEqual([
    ["冯先生", "男", 47],
    [null, "女", 12],
  ]);
});

test.each([
  ["钱桂香 七十好几", [70, 79]],
  ["单老头 八十大几", [85, 89]],
  ["滕阿姨 五十出头", [50, 54]],
  ["田老太 虚岁九十", [88, 89]],
  ["李家那孩子三岁半", 3],
  ["胡老板五十来岁", [50, 55]],
  ["赵强 1947年生的", [77, 78]],
  ["王奶奶，82岁", 82],
])("%s is %j years old", (text, age) => {
  expect(people(text)[0]?.[2]).toEqual(age);
});

test("他 and 她 are no evidence of sex", () => {
  expect(people("去看钟国栋 他在睡")).toEqual([["钟国栋", null, null]]);
});

test("nobody met still makes one person without values; a broken lamp makes none", () => {
  expect(people("敲了三次门 都没人")).toEqual([[null, null, null]]);
  expect(people("七栋后面路灯不亮 井盖也翘了")).toEqual([]);
});

test("an address where something is broken is nobody's home", () => {
  const text = "一个是二栋那个电梯昨晚困人 第二个是碰到欧阳大姐 她四十九";
  expect(readPeople(text, text, 2025).persons.map((p) => p.address)).toEqual([null]);
});

test.each([
  [
    "李桂英奶奶 七十六 老伴孙德福八十 瘫在床上",
    [
      ["李桂英", "女", 76],
      ["孙德福", null, 80],
    ],
  ],
  ["王建国师傅五十 肝硬化", [["王建国", null, 50]]],
  ["丛家老太太八十好几了 煤炉子在屋里烧着", [["丛家老太太", "女", [80, 89]]]],
  ["老孔前年走的 剩老太太七十八跟傻儿子", [[null, "女", 78]]],
  ["原来的老金搬走了 新来的叫佟亮 三十", [["佟亮", null, 30]]],
  ["罗姐带我去看新搬来的 一个女的三十多", [[null, "女", [30, 39]]]],
  ["联系了在广州打工的马晓东 他爸马福贵一个人在家 七十一", [["马福贵", null, 71]]],
  ["卫大爷 属马的 说自己七十二", [["卫大爷", "男", 72]]],
  ["袁阿婆 她今年九十整", [["袁阿婆", "女", 90]]],
  [
    "文大爷文大妈 都八十了",
    [
      ["文大爷", "男", 80],
      ["文大妈", "女", 80],
    ],
  ],
  [
    "苏阿姨家小外孙阳阳七岁 苏阿姨六十二",
    [
      ["苏阿姨", "女", 62],
      ["阳阳", null, 7],
    ],
  ],
  ["韩老师傅八十五 眼花了", [["韩老师傅", null, 85]]],
  ["胡金花大娘 属鼠的 今年该九十了", [["胡金花", "女", 90]]],
  ["没见到尚志远 他妹妹尚志敏说他在康复医院 他四十三", [["尚志远", null, 43]]],
  ["刘家老二媳妇杨丽三十六", [["杨丽", null, 36]]],
  [
    "是做馄饨生意的小夫妻 男的三十女的二十八",
    [
      [null, "男", 30],
      [null, "女", 28],
    ],
  ],
  [
    "张家奶奶和李家奶奶吵架",
    [
      ["张家奶奶", "女", null],
      ["李家奶奶", "女", null],
    ],
  ],
  ["六岁的妞妞一个人在家 妈妈叫刘静", [["妞妞", null, 6]]],
  ["雷国庆六十三岁 服药规律 他哥雷国华照顾", [["雷国庆", null, 63]]],
  ["孟老板说店里小工阿龙 二十 三天没来上班", [["阿龙", null, 20]]],
  [
    "去探了陈伯同佢老婆 陈伯八十三 佢老婆七十九",
    [
      ["陈伯", "男", 83],
      [null, "女", 79],
    ],
  ],
])("%s: who, and how old", (text, expected) => {
  expect(people(text)).toEqual(expected);
});

test("who is told of at once, brothers, and husband and wife live at the one address told", () => {
  const addresses = (text: string) => readPeople(text, text, 2025).persons.map((p) => p.address?.value);
  expect(addresses("文大爷文大妈 都八十了 住老供销社宿舍一楼")).toEqual(["老供销社宿舍1楼", "老供销社宿舍1楼"]);
  expect(addresses("谢家兄弟 老大谢军四十五 老二谢勇四十二 住村西头")).toEqual(["村西头", "村西头"]);
  const wife = "老梁中风偏瘫 老婆说哪天一起喝药算了 老梁六十四 老婆六十一 七栋三零二";
  expect(addresses(wife)).toEqual(["7栋302", "7栋302"]);
});
