import { expect, test } from "vitest";
import { type VisitDraft, visitDraft } from "../../cases/visits/draft.ts";
import { correctDraft } from "./correct.ts";
import { readNote } from "./note.ts";

const REF = "2025-09-10";
const one = () => readNote("今天去了三网格五栋二单元四零一 王秀蓝王奶奶 七十八了 前天跌了一跤 下礼拜三再去看她", REF);
const couple = () => readNote("八栋张大爷跟老伴 张大爷八十二 老伴李桂珍七十九 昨天锅烧干了", REF);

function corrected(draft: VisitDraft, words: string): { draft: VisitDraft; changed: string[] } {
  const result = correctDraft(draft, words, REF);
  expect(result).not.toBeNull();
  visitDraft.parse(result!.draft);
  const values = result!.draft.persons.flatMap((p) => [p.name, p.sex, p.age, p.grid, p.address]);
  for (const value of [...values, result!.draft.agreed_on, ...result!.draft.observations, ...result!.draft.flags])
    if (value) expect(result!.draft.note.slice(value.span.start, value.span.end)).toBe(value.words);
  return result!;
}

test.each([
  ["不是五栋是六栋", "address", "6栋2单元401"],
  ["是六栋不是五栋", "address", "6栋2单元401"],
  ["把五栋改成六栋", "address", "6栋2单元401"],
  ["不是401 是402", "address", "5栋2单元402"],
  ["地址改成罗家巷八号", "address", "罗家巷8号"],
  ["六栋", "address", "6栋2单元401"],
  ["应该是四网格", "grid", "四网格"],
  ["名字写错了 叫王秀兰", "name", "王秀兰"],
  ["不叫王秀蓝 叫王秀兰", "name", "王秀兰"],
  ["姓名:王秀兰", "name", "王秀兰"],
  ["年龄七十九", "age", { from: 79, to: 79 }],
  ["她今年七十九岁 不是七十八", "age", { from: 79, to: 79 }],
  ["男的 不是女的", "sex", "男"],
] as const)("%s changes the %s", (words, field, value) => {
  const { draft, changed } = corrected(one(), words);
  expect(changed).toEqual([field]);
  expect(draft.persons[0]?.[field]?.value).toEqual(value);
  expect(draft.note.endsWith(`\n${words}`)).toBe(true);
});

test.each([
  ["改成下周四", "2025-09-18"],
  ["日期不对 是九月十八", "2025-09-18"],
  ["回访改到下个月5号", "2025-10-05"],
])("%s moves the next contact", (words, value) => {
  const { draft, changed } = corrected(one(), words);
  expect(changed).toEqual(["agreed_on"]);
  expect(draft.agreed_on?.value).toBe(value);
  expect(draft.visited_on?.value).toBe(REF);
});

test("an addition is added and nothing known is lost", () => {
  const { draft, changed } = corrected(one(), "补充:她还有糖尿病 药断了三天");
  expect(changed).toEqual(expect.arrayContaining(["observations", "flags"]));
  expect(draft.flags.map((f) => f.value)).toEqual(["fall", "medication_gap"]);
  expect(draft.persons[0]?.address?.value).toBe("5栋2单元401");
});

test("a flag that was misheard goes", () => {
  expect(corrected(one(), "不是跌了 是腿疼").draft.flags).toEqual([]);
});

test("with two persons the named one, or the one with the wrong value, is corrected; a shared address is for both", () => {
  expect(corrected(couple(), "李桂珍年龄八十").draft.persons.map((p) => p.age?.value.from)).toEqual([82, 80]);
  expect(corrected(couple(), "不是七十九是八十").draft.persons.map((p) => p.age?.value.from)).toEqual([82, 80]);
  expect(corrected(couple(), "不是八栋 是九栋").draft.persons.map((p) => p.address?.value)).toEqual(["9栋", "9栋"]);
});

test("when it is not clear whom it means nothing changes and nothing is guessed", () => {
  const before = couple();
  const result = corrected(before, "年龄七十五");
  expect(result.changed).toEqual([]);
  expect(result.draft).toEqual(before);
});

test.each(["今天天气不错", "低保要什么材料", "谢谢"])("%s is no correction", (words) => {
  expect(correctDraft(one(), words, REF)).toBeNull();
});

test("corrections can follow one another", () => {
  const first = corrected(one(), "不是五栋是六栋").draft;
  const second = corrected(first, "名字写错了 叫王秀兰").draft;
  expect(second.persons[0]).toMatchObject({ name: { value: "王秀兰" }, address: { value: "6栋2单元401" } });
});

const frail = () =>
  readNote("今天去了三网格五栋二单元四零一 王秀兰王奶奶 七十八了 前天跌了一跤 她想找人买菜 下礼拜三再去看她", REF);

test.each([
  ["唔系五栋 系六栋", "address", "6栋2单元401"],
  ["年纪错咗 系82", "age", { from: 82, to: 82 }],
  ["她今年七十九了写错了", "age", { from: 79, to: 79 }],
  ["房号错了 402", "address", "5栋2单元402"],
  ["搞错喇 佢住六栋", "address", "6栋2单元401"],
  ["叫王秀芳", "name", "王秀芳"],
  ["三网格改五网格", "grid", "五网格"],
  ["年龄去掉", "age", undefined],
  ["莫写地址", "address", undefined],
] as const)("%s sets the %s", (words, field, value) => {
  expect(corrected(frail(), words).draft.persons[0]?.[field]?.value).toEqual(value);
});

test.each(["没摔 是差点摔", "把跌倒去掉", "她没跌倒"])("%s takes the fall back, with the task it had made", (words) => {
  const { draft } = corrected(frail(), words);
  expect(draft.flags).toEqual([]);
  expect(draft.needs.map((need) => need.words)).toEqual(["找人买菜"]);
});

test.each(["不约了", "下次不去了", "去掉回访"])("%s takes the next contact out", (words) => {
  expect(corrected(frail(), words).draft.agreed_on).toBeNull();
});

test.each([
  ["改返做周五", "2025-09-12"],
  ["周五去 不是周三", "2025-09-12"],
  ["改到下下周一", "2025-09-22"],
  ["时间推到月底", "2025-09-30"],
])("%s moves the next contact too", (words, value) => {
  expect(corrected(frail(), words).draft.agreed_on?.value).toBe(value);
});

test("a person who was left out is added with what is said of them; a relative lives in the same place", () => {
  const added = corrected(frail(), "少写了一个人 还有他老伴");
  expect(added.changed).toEqual(["persons"]);
  expect(added.draft.persons).toMatchObject([{}, { name: null, age: null, address: { value: "5栋2单元401" } }]);
  const child = corrected(frail(), "漏了她孙子 五岁").draft.persons[1];
  expect(child).toMatchObject({ sex: { value: "男", words: "孙子" }, age: { value: { from: 5, to: 5 } } });
  const neighbour = corrected(frail(), "还有一个人 李桂珍 七十九").draft.persons[1];
  expect(neighbour).toMatchObject({ name: { value: "李桂珍" }, address: null });
});

test.each(["删掉第二个人", "去掉李桂珍", "去掉老伴"])("%s takes that person out, and what was of them", (words) => {
  const { draft } = corrected(couple(), words);
  expect(draft.persons.map((p) => p.name?.value)).toEqual(["张大爷"]);
  for (const about of [...draft.observations, ...draft.needs]) expect([0, null]).toContain(about.person);
});

test("a person who is not there is not taken out, and nobody else is", () => {
  expect(corrected(couple(), "删掉第三个人")).toMatchObject({ changed: [], draft: { persons: { length: 2 } } });
});

test("a telephone number is taken out with the words that hold it", () => {
  const draft = readNote("六栋302刘姨 六十五 腰疼 她儿子电话13800001111 后天再去", REF);
  expect(JSON.stringify(draft.observations)).toContain("13800001111");
  expect(JSON.stringify(corrected(draft, "去掉那个电话").draft.observations)).not.toContain("13800001111");
});

test("among two, the one who is meant is found by place, relation or name; else nothing changes", () => {
  const ages = (words: string) => corrected(couple(), words).draft.persons.map((p) => p.age?.value.from);
  expect(ages("第二个人年龄八十")).toEqual([82, 80]);
  expect(ages("老伴年龄是81")).toEqual([82, 81]);
  expect(ages("李桂珍是八十")).toEqual([82, 80]);
  expect(corrected(couple(), "年龄错了 是81").changed).toEqual([]);
});

test.each(["不知道怎么办", "没有残疾证能办吗", "没有人接电话"])("%s leaves a draft alone", (words) => {
  expect(correctDraft(frail(), words, REF)).toBeNull();
});

const fallen = () => readNote("今天去了三栋二单元401 王奶奶 七十八 腿摔了 降压药没了 儿子说她晚上睡不着", REF);

test.each([
  ["不是腿摔了是腰", "腰摔了", ["fall", "medication_gap"]],
  ["摔的是左手不是腿", "左手摔了", ["fall", "medication_gap"]],
])("%s changes the word and keeps the fall", (words, now, flags) => {
  const { draft } = corrected(fallen(), words);
  expect(draft.flags.map((f) => f.value)).toEqual(flags);
  expect(draft.observations.map((o) => o.words)).toEqual([now, "降压药没了", "她晚上睡不着"]);
  expect(draft.needs.map((n) => [n.code, n.words])).toContainEqual(["01", now]);
  expect(draft.persons).toEqual(fallen().persons);
});

test.each([
  ["王奶奶八十三", "age", { from: 83, to: 83 }],
  ["她今年八十一了", "age", { from: 81, to: 81 }],
  ["她姓黄不是王", "name", "黄奶奶"],
  ["不姓王 姓汪", "name", "汪奶奶"],
  ["改成五栋三单元", "address", "5栋3单元401"],
  ["改成四单元", "address", "3栋4单元401"],
  ["地址改成五栋402", "address", "5栋402"],
] as const)("%s, said in passing, sets the %s and nothing else", (words, field, value) => {
  const { draft, changed } = corrected(fallen(), words);
  expect(changed).toEqual([field]);
  expect(draft.persons[0]?.[field]?.value).toEqual(value);
  expect({ ...draft.persons[0], [field]: null }).toEqual({ ...fallen().persons[0], [field]: null });
  expect(draft.flags).toEqual(fallen().flags);
});

test.each(["药不缺了", "药拿到了", "药够的"])("%s settles the medicine, with its task, and the fall stays", (words) => {
  const { draft } = corrected(fallen(), words);
  expect(draft.flags.map((f) => f.value)).toEqual(["fall"]);
  expect(draft.needs.map((n) => n.code)).not.toContain("11");
  expect(draft.observations.map((o) => o.words)).toEqual(["腿摔了", "她晚上睡不着", words]);
});

test.each(["她说药攒够了 就这两天", "她把药攒够了"])(
  "%s settles nothing: it is news, and all that was told stays",
  (words) => {
    const { draft } = corrected(fallen(), words);
    expect(draft.flags.map((f) => f.value)).toEqual(expect.arrayContaining(["fall", "medication_gap"]));
    expect(draft.observations.map((o) => o.words)).toContain("降压药没了");
  },
);

test.each(["不是儿子说的是女儿说的", "是女儿说的不是儿子", "是女儿讲的"])("%s changes who told it", (words) => {
  const { draft } = corrected(fallen(), words);
  expect(draft.observations.map((o) => [o.words, o.teller])).toEqual([
    ["腿摔了", null],
    ["降压药没了", null],
    ["她晚上睡不着", "女儿"],
  ]);
});

test("who told it is asked when nobody in the note is meant", () => {
  expect(corrected(fallen(), "不是邻居说的是保安说的").changed).toEqual([]);
});

test("a past day corrects the visit, a day to come the next contact", () => {
  const note = readNote("王奶奶 七十八 腿摔了 下周三再去", REF);
  expect(corrected(note, "是昨天不是今天").draft).toMatchObject({
    visited_on: { value: "2025-09-09" },
    agreed_on: { value: "2025-09-17" },
  });
  expect(corrected(note, "不是下周三是下周四").draft).toMatchObject({
    visited_on: null,
    agreed_on: { value: "2025-09-18" },
  });
});

test.each(["三栋李大爷 药有了", "李大爷八十三", "六栋502 煤气修好了", "药从哪里拿"])(
  "%s is of another visit or a question",
  (words) => expect(correctDraft(fallen(), words, REF)).toBeNull(),
);

test.each([
  ["不是前天是昨天摔的", "昨天跌了一跤"],
  ["是昨天摔的不是前天", "昨天跌了一跤"],
])("%s moves the day of the fall and leaves the fall", (words, now) => {
  const { draft } = corrected(one(), words.replace("摔", "跌"));
  expect(draft.flags.map((flag) => flag.value)).toEqual(["fall"]);
  expect(draft.needs).toHaveLength(one().needs.length);
  expect(draft.observations.map((seen) => seen.words)).toContain(now);
  expect(draft.visited_on).toEqual(one().visited_on);
  expect(draft.agreed_on).toEqual(one().agreed_on);
});

test("a name that was put right is known in the next correction, and nothing else goes", () => {
  const renamed = corrected(fallen(), "她姓黄不是王").draft;
  const { draft, changed } = corrected(renamed, "黄奶奶八十四");
  expect(changed).toEqual(["age"]);
  expect({ ...draft.persons[0], age: null }).toEqual({ ...renamed.persons[0], age: null });
  expect([draft.flags, draft.needs, draft.observations]).toEqual([renamed.flags, renamed.needs, renamed.observations]);
});

const alone = () => readNote("今天去了五栋402 王奶奶 七十八 独居 腿脚不行 想找人做饭", REF);

test.each([
  ["她不是独居 跟女儿住", "独居"],
  ["她没有一个人住 儿子也在", "独居"],
])("%s takes out what it denies and keeps the rest", (words, gone) => {
  const { draft } = corrected(alone(), words);
  const seen = draft.observations.map((one) => one.words);
  expect(seen).toContain(words);
  expect(seen).not.toContain(gone);
  expect(seen).toContain("腿脚不行");
  expect(draft.needs).toEqual(alone().needs);
});

test.each([
  ["下下周三去", "2025-09-24"],
  ["那就周五再去看她", "2025-09-12"],
])("%s is the next contact", (words, day) => {
  const { draft, changed } = corrected(alone(), words);
  expect(changed).toEqual(["agreed_on"]);
  expect(draft.agreed_on?.value).toBe(day);
});

test("what goes on about the person is added, and whose consent it was is kept apart", () => {
  expect(corrected(alone(), "她儿子电话13900000000").draft.observations.at(-1)?.words).toBe("她儿子电话13900000000");
  expect(corrected(alone(), "她点头了").draft.consent?.value).toBe("yes");
  const by_daughter = corrected(alone(), "她女儿同意转介").draft;
  expect([by_daughter.consent, by_daughter.family_consent?.words]).toEqual([null, "她女儿同意转介"]);
  expect(corrected(couple(), "两个都同意转介").draft.consent?.value).toBe("yes");
});

test.each(["他们单位要交体检表", "她能办啥", "三栋李大爷 药还有"])("%s is no addition to this draft", (words) => {
  expect(correctDraft(alone(), words, REF)).toBeNull();
});
