/** The table against the library that made it: every character, word and surname, and a hundred thousand names made of them. */
import fc from "fast-check";
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
  const character = fc.oneof({ weight: 4, arbitrary: fc.constantFrom(...common) }, fc.constantFrom(...han));
  const names = fc.sample(fc.string({ unit: character, minLength: 2, maxLength: 4 }), { numRuns: 100_000, seed: 7 });
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
