/** The table against the library that made it: every character, word and surname, and a hundred thousand names made of them. */
import { pinyin } from "pinyin-pro";
import { expect, test } from "vitest";
import { PatternsNormal } from "../../../node_modules/pinyin-pro/dist/esm/data/patterns.mjs";
import { tonelessSyllables } from "./readings.ts";

const library = (text: string): string[] => pinyin(text, { toneType: "none", type: "array", surname: "head" });
const differing = (texts: Iterable<string>): string[] =>
  [...texts].filter((text) => library(text).join(" ") !== tonelessSyllables(text).join(" "));

const patterns = (PatternsNormal as readonly { zh: string }[]).map(({ zh }) => zh);
const han: string[] = [];
for (let code = 0x3400; code <= 0x323af; code++)
  if (code < 0xa000 || (code > 0xf8ff && code < 0xfb00) || code > 0x1ffff) han.push(String.fromCodePoint(code));

/** The same numbers each time. */
function* numbers(seed: number): Generator<number> {
  for (let state = seed; ; ) {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
    yield state;
  }
}

test("every character is read as the library reads it, at the head and after another", () => {
  expect(differing(han)).toEqual([]);
  expect(differing(han.map((character) => `王${character}`))).toEqual([]);
});

test("so is every word and surname of the library, alone, before and after others", () => {
  expect(differing(patterns)).toEqual([]);
  expect(differing(patterns.map((zh) => `${zh}秀兰`))).toEqual([]);
  expect(differing(patterns.map((zh) => `王${zh}`))).toEqual([]);
  expect(differing(patterns.map((zh, i) => zh + patterns[(i * 7919) % patterns.length]!))).toEqual([]);
});

test("so are names of two to four characters, of common and of any characters", () => {
  const common = [...new Set(patterns.join(""))];
  const random = numbers(7);
  const pick = (of: readonly string[]): string => of[random.next().value % of.length]!;
  const names = Array.from({ length: 100_000 }, (_, i) =>
    Array.from({ length: 2 + (i % 3) }, () => pick(i % 5 === 0 ? han : common)).join(""),
  );
  expect(differing(names)).toEqual([]);
});

test("what is no Han character stands as it is", () => {
  for (const name of [
    "",
    "Anna",
    "王A",
    "阿依努尔·艾力",
    "李 芳",
    "3号",
    "了",
    "王了",
    "A了",
    "佐々木",
    "𠮷田",
    "不一",
    "一不",
    "ǖ",
  ])
    expect(tonelessSyllables(name)).toEqual(library(name));
});
