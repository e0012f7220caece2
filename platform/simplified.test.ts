/** The lean converters against OpenCC's whole package. */

import phrases from "opencc-js/dict/TSPhrases";
import variant_phrases from "opencc-js/dict/TWVariantsRevPhrases";
import { Converter } from "opencc-js/t2cn";
import { expect, test } from "vitest";
import { simplified, simplifiedFromTaiwan } from "./simplified.ts";

const WAYS = [
  ["t", simplified],
  ["tw", simplifiedFromTaiwan],
] as const;

test.each(WAYS)("from %s: every character and every phrase is what OpenCC makes of it", (from, lean) => {
  const whole = Converter({ from, to: "cn" });
  const differs: string[] = [];
  const compare = (text: string) => void (lean(text) === whole(text) || differs.push(text));
  for (let code = 0x2e80; code < 0x32000; code++)
    if (code < 0xd800 || code > 0xdfff) compare(`一${String.fromCodePoint(code)}`);
  const words = `${phrases}|${variant_phrases}`.split("|").map((entry) => entry.split(" ")[0]!);
  for (const [i, word] of words.entries()) compare(`${word}${words[(i * 7919) % words.length]}`);
  expect(differs).toEqual([]);
});
