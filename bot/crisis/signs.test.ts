import { readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { anchors } from "./anchors.ts";
import { readContext } from "./context.ts";
import { FeatureIndex } from "./feature-index.ts";
import { features, passages, spelled } from "./features.ts";
import { normalise } from "./normalise.ts";
import { RULES } from "./rules/index.ts";
import { Signs } from "./signs.ts";
import { Trie } from "./trie.ts";
import { pattern } from "./vocabulary.ts";

const MESSAGES = readFileSync(join(import.meta.dirname, "../../evals/data/crisis/messages.jsonl"), "utf8")
  .split("\n")
  .filter((line) => line !== "")
  .map((line): string => (JSON.parse(line) as { text: string }).text);

function read(text: string) {
  const message = normalise(text);
  return { message, context: readContext(message.text, message.plain, text) };
}

describe("what a text must hold for a pattern to occur in it", () => {
  test.each([
    ["煤气", ["煤气"]],
    ["煤气|天然气", ["煤气", "天然"]],
    ["(?:拿|提)着?刀", ["刀"]],
    [".{0,6}血(?!压)", ["血"]],
    ["(?<!没)着火了?", ["着火"]],
    ["[1-3]天没", ["1天", "2天", "3天"]],
    ["{gas}味", ["煤气", "天然", "燃气", "液化", "石油", "瓦斯", "沼气", "臭鸡"]],
  ])("%s", (source, words) => {
    const found = anchors(source).words;
    expect(words.every((word) => found.some((one) => word.includes(one) || one.includes(word)))).toBe(true);
  });

  test.each([
    ["死(?:了|$| )", false],
    ["走了(?:$| ).{0,6}照顾", true],
    ["刀…血", true],
    ["压[^我]{0,3}人", true],
    ["哭(?=$| )", false],
    ["哭(?= 他)", true],
  ])("%s may reach behind a space: %s", (source, crosses) => {
    expect(anchors(source).crosses).toBe(crosses);
  });

  test("a pattern of which nothing is known is refused", () => {
    expect(() => anchors(".{0,3}")).toThrow("any text");
    expect(() => anchors("(?:血")).toThrow("bracket");
  });
});

test("signs that are looked for together stand where each pattern alone finds them", () => {
  const sources = [...new Set(RULES.flatMap((rule) => rule.all))];
  const signs = new Signs(sources);
  const patterns = sources.map(pattern);
  const texts = MESSAGES.filter((_, i) => i % 12 === 0);
  for (const text of [...texts, texts.slice(0, 40).join(" "), texts.slice(40, 80).join("")]) {
    const { message, context } = read(text);
    const candidates = signs.candidates(message.text, context);
    for (const [i, words] of patterns.entries()) {
      const alone = [...message.text.matchAll(words)].map((match) => match.index);
      const together: number[] = [];
      if (candidates[i] !== undefined)
        signs.find(i, message.text, context, candidates, (start) => together.push(start) > 0);
      expect(together, `${sources[i]} in ${message.text}`).toEqual(alone);
    }
  }
});

test("a trie tells every word at every place", () => {
  const trie = new Trie(["煤气", "煤", "气味", "大"]);
  const told: [number, number][] = [];
  trie.walk("煤气味大煤", (word, start) => told.push([word, start]));
  expect(told).toEqual([
    [1, 0],
    [0, 0],
    [2, 1],
    [3, 3],
    [1, 4],
  ]);
});

test("the index finds the features that are spelled out, each once", () => {
  const all = MESSAGES.slice(0, 300).map((text) => {
    const { message, context } = read(text);
    return features(message, context, { start: 0, end: message.text.length });
  });
  const names = [...new Set(all.flatMap((seen) => [...spelled(seen)]))].filter((_, i) => i % 3 === 0);
  const index = new FeatureIndex(names);
  for (const seen of all) {
    const known = [...spelled(seen)].filter((name) => names.includes(name));
    const found = index.find(seen).map((number) => names[number]!);
    expect(found.length).toBe(new Set(found).size);
    expect(new Set(found)).toEqual(new Set(known));
  }
});

test("what is found of the passages of a long message is what is found of each by itself", () => {
  const long = MESSAGES.join(" ");
  const names = new Set<string>();
  const texts = Array.from({ length: 40 }, (_, i) => long.slice(i * 300, (i + 1) * 300));
  for (const text of texts) {
    const { message, context } = read(text);
    for (const passage of passages(message, context))
      for (const name of spelled(features(message, context, passage))) names.add(name);
  }
  const index = new FeatureIndex([...names]);
  for (const text of texts) {
    const { message, context } = read(text);
    const found = index.reader(message, context);
    // Also where a passage begins or ends inside a clause, at a break, or holds a character or two.
    const odd = [0, 1, 2, 3, 30].map((length, i) => ({ start: 40 * i + 7, end: 40 * i + 7 + length }));
    for (const passage of [...passages(message, context), ...odd]) {
      const alone = index.find(features(message, context, passage));
      expect([...found(passage)].sort()).toEqual([...alone].sort());
    }
  }
});
