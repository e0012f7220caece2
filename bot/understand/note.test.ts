import { readFileSync } from "node:fs";
import { Converter } from "opencc-js/cn2t";
import { describe, expect, test } from "vitest";
import * as z from "zod";
import { FLAGS, type PersonDraft, type VisitDraft, visitDraft } from "../../cases/visits/draft.ts";
import { readNote } from "./note.ts";

const noteCase = z.object({
  text: z.string(),
  ref: z.iso.date(),
  /** One for each person: `grid address`, or empty. */
  addresses: z.array(z.string()),
  next: z.iso.date().nullable(),
  flags: z.array(z.enum(FLAGS)),
  /** Flags on which careful readers differ. */
  may: z.array(z.enum(FLAGS)).default([]),
  ages: z.array(z.string().nullable()).optional(),
});

const cases = readFileSync(new URL("./note.cases.jsonl", import.meta.url), "utf8")
  .trim()
  .split("\n")
  .map((line) => noteCase.parse(JSON.parse(line)));

const field = new URL("../../evals/data/field/notes.jsonl", import.meta.url);
const gold = readFileSync(field, "utf8")
  .trim()
  .split("\n")
  .map((line) => z.object({ id: z.string(), text: z.string(), ref_date: z.iso.date() }).parse(JSON.parse(line)));

const addressOf = (p: PersonDraft) => [p.grid?.value, p.address?.value].filter(Boolean).join(" ");
const ageOf = (p: PersonDraft) =>
  p.age && (p.age.value.from === p.age.value.to ? `${p.age.value.from}` : `${p.age.value.from}-${p.age.value.to}`);

test.each(cases)("$text", ({ text, ref, addresses, next, flags, may, ages }) => {
  const draft = readNote(text, ref);
  expect(draft.persons.map(addressOf)).toEqual(addresses);
  expect(draft.agreed_on?.value ?? null).toBe(next);
  const raised = draft.flags.map((f) => f.value);
  expect(raised).toEqual(expect.arrayContaining(flags));
  expect(raised.filter((f) => !flags.includes(f) && !may.includes(f))).toEqual([]);
  if (ages) expect(draft.persons.map(ageOf)).toEqual(ages);
});

describe("the draft says only what the note says", () => {
  const quotes = (draft: VisitDraft) => [
    ...draft.persons.flatMap((p) => [p.name, p.sex, p.age, p.grid, p.address]),
    draft.visited_on,
    draft.form,
    draft.agreed_on,
    draft.consent,
    ...draft.met,
    ...draft.flags,
    ...draft.observations,
    ...draft.needs,
  ];

  function holds(text: string): void {
    const draft = visitDraft.parse(readNote(text, "2025-09-10"));
    expect(draft.note).toBe(text);
    for (const value of quotes(draft))
      if (value !== null) expect(text.slice(value.span.start, value.span.end)).toBe(value.words);
    for (const about of [...draft.observations, ...draft.needs])
      if (about.person !== null) expect(draft.persons[about.person]).toBeDefined();
  }

  test.each(gold)("$id", ({ text }) => holds(text));

  test("200 random slices and joins of notes, in both scripts, with emoji and punctuation", () => {
    let seed = 20250910;
    const random = (below: number) => {
      seed = (seed * 1103515245 + 12345) % 2147483648;
      return seed % below;
    };
    const traditional = Converter({ from: "cn", to: "t" });
    const joints = [" ", "，", "👵🏻", "。", "\n", "", "！", "１２３", "（"];
    for (let i = 0; i < 200; i++) {
      const [a, b] = [gold[random(gold.length)]!.text, gold[random(gold.length)]!.text];
      const mixed = a.slice(random(a.length)) + joints[random(joints.length)]! + b.slice(0, random(b.length));
      holds(random(3) === 0 ? traditional(mixed) : mixed);
    }
  });

  test.each(["", " ", "👍", "。。。", "1", "a".repeat(4000), "一".repeat(4000), "五栋".repeat(2000)])("%#", (text) =>
    holds(text),
  );
});

test("a note in traditional characters is read like the same note in simplified ones", () => {
  const traditional = Converter({ from: "cn", to: "t" });
  const gist = (draft: VisitDraft) => [
    draft.persons.length,
    draft.agreed_on?.value,
    draft.flags.map((f) => f.value).sort(),
  ];
  const differing = gold.filter(({ text, ref_date }) => {
    const other = traditional(text);
    return JSON.stringify(gist(readNote(text, ref_date))) !== JSON.stringify(gist(readNote(other, ref_date)));
  });
  expect(differing.map((note) => note.id)).toEqual([]);
});

test("seen, told and guessed are kept apart, with the teller", () => {
  const draft = readNote(
    "去看钟国栋 隔壁讲他前两天还在喊有人要害他 我在门缝那儿闻到一股煤气味 好像没人吃饭",
    "2025-09-10",
  );
  expect(draft.observations.map((o) => [o.basis, o.teller, o.words])).toEqual([
    ["told", "隔壁", "他前两天还在喊有人要害他"],
    ["seen", null, "我在门缝那儿闻到一股煤气味"],
    ["guessed", null, "好像没人吃饭"],
  ]);
});

test("needs carry code, words and urgency; a note may have none", () => {
  const draft = readNote("王秀兰 七十八 她说想有人帮忙买菜做饭 拐杖断了 屋顶漏雨", "2025-09-10");
  expect(draft.needs.map((n) => [n.code, n.words, n.person])).toEqual([
    ["01", "有人帮忙买菜做饭", 0],
    ["03", "拐杖断", 0],
    ["09", "屋顶漏雨", 0],
  ]);
  expect(readNote("敲了三次门 都没人", "2025-09-10").needs).toEqual([]);
});

test("who was met, how, and consent", () => {
  const draft = readNote("今天电话随访了马秀英 她说同意转给社工", "2025-09-10");
  expect(draft.form?.value).toBe("电话");
  expect(draft.met.map((m) => m.value)).toEqual(["本人"]);
  expect(draft.consent?.value).toBe("yes");
  expect(draft.visited_on?.value).toBe("2025-09-10");
  expect(readNote("我问他愿不愿意找个护理员 他说先等等", "2025-09-10").consent).toBeNull();
  expect(readNote("刘敏 让我别记名字", "2025-09-10").consent?.value).toBe("no");
});

test.each([
  ["王奶奶 七十八 老人愿意转", "yes"],
  ["王奶奶 七十八 她点头同意了", "yes"],
  ["王大爷 问他愿不愿意转社工 他说行", "yes"],
  ["王大爷 问他愿不愿意转社工 他说不用了", "no"],
  ["王大爷 问他愿不愿意转社工 他说先等等", undefined],
  ["王大爷 没说同不同意", undefined],
  ["王大爷 不同意转", "no"],
] as const)("%s: consent %s", (text, value) => {
  expect(readNote(text, "2026-03-11").consent?.value).toBe(value);
});

test("facts that were lost: a nickname with 头, illness, family, sex by 她", () => {
  const ill = readNote("看了老李头 六十八 有糖尿病 前年中风 没儿没女", "2026-03-11");
  expect(ill.persons[0]).toMatchObject({ name: { value: "老李头" }, sex: { value: "男" } });
  expect(ill.observations.map((o) => o.words)).toEqual(["有糖尿病", "前年中风", "没儿没女"]);
  const head = readNote("老李头疼得厉害", "2026-03-11");
  expect(head.persons[0]?.name?.value).toBe("老李");
  const sex = (text: string) => readNote(text, "2026-03-11").persons[0]?.sex?.value;
  expect(sex("三栋401李芳 四十五 睡不着")).toBeUndefined();
  expect(sex("三栋401李芳 四十五 她说睡不着")).toBe("女");
  expect(sex("三栋401李芳 四十五 妹妹来了 她说要接走")).toBeUndefined();
  expect(sex("三栋401那个老太太 八十")).toBe("女");
});

test("a lunar date is proposed with its solar date, to be confirmed", () => {
  expect(readNote("跟吕阿公约好农历八月十五送月饼", "2025-09-10").agreed_on).toMatchObject({
    value: "2025-10-06",
    lunar: true,
    words: "农历八月十五",
  });
});
