import { expect, test } from "vitest";
import { readClauses } from "./clauses.ts";

const voices = (text: string, names: string[] = []) =>
  Object.fromEntries(
    readClauses(text, (words) => names.some((name) => words.includes(name))).map((c) => [
      c.text,
      c.teller?.voice ?? null,
    ]),
  );

test("what a teller says goes on until the worker's own account begins", () => {
  expect(voices("听楼下小卖部老板说302那个小伙子不太对劲 半夜唱歌 但我没见着人")).toMatchObject({
    "302那个小伙子不太对劲": "outsider",
    半夜唱歌: "outsider",
    但我没见着人: null,
  });
});

test("family, office, the person and the worker are told apart", () => {
  expect(voices("她妈讲是撞门框 物业说修好了 王奶奶说想吃面 我说明天再去", ["王奶奶"])).toMatchObject({
    是撞门框: "family",
    修好了: "official",
    想吃面: "self",
    明天再去: "worker",
  });
});

test("who is spoken to does not speak", () => {
  expect(voices("让我别跟邻居说她得的啥病")).not.toHaveProperty("她得的啥病", "outsider");
});

test("说好, 说话 and 小说 are no speech", () => {
  expect(readClauses("说好后天来 陪她说说话 爱看小说").every((c) => c.teller === null)).toBe(true);
});

test("a clause knows when it guesses", () => {
  expect(readClauses("邻居说好像搬回老家了").at(-1)).toMatchObject({ hedged: true, teller: { voice: "outsider" } });
});

test("clauses quote the text at their offsets", () => {
  const text = "去看钟国栋，敲门没应。隔壁讲他前两天还在喊 今天静得很";
  for (const clause of readClauses(text)) expect(text.slice(clause.start, clause.end)).toBe(clause.text);
});
