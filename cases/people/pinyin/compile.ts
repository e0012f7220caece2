/** `node cases/people/pinyin/compile.ts`: writes readings.generated.ts, which is what pinyin-pro reads of names, without tones. */
import { writeFileSync } from "node:fs";
import { pinyin } from "pinyin-pro";
import { PatternsNormal } from "../../../node_modules/pinyin-pro/dist/esm/data/patterns.mjs";
import { pack } from "../../../platform/packed.ts";
import type { Table } from "./readings.ts";

/** From 〇, which is a Han character, to the last block of them. */
const FROM = 0x3007;
const TO = 0x323af;
/** Begins no word and no surname, so that what follows is read alone. */
const BEFORE = "龘";

const read = (text: string): string[] => pinyin(text, { toneType: "none", type: "array", surname: "head" });

const syllables: string[] = [""];
const indexes = new Uint16Array(TO - FROM + 1);
for (let code = FROM; code <= TO; code++) {
  const character = String.fromCodePoint(code);
  const syllable = read(BEFORE + character)[1]!;
  if (syllable === character) continue;
  if (!syllables.includes(syllable)) syllables.push(syllable);
  indexes[code - FROM] = syllables.indexOf(syllable);
}

interface Pattern {
  zh: string;
  priority: number;
}
const SURNAME = 10;
const patterns = PatternsNormal as readonly Pattern[];
const surnames = new Set(patterns.filter(({ priority }) => priority === SURNAME).map(({ zh }) => zh));
/** What a word or surname at the beginning is read as, where it is not what its characters are read as alone; else empty. */
const otherwise = (zh: string): string => {
  const alone = [...zh].map((character) => read(BEFORE + character)[1]);
  const together = read(zh);
  return together.join() === alone.join() ? "" : together.join(" ");
};
const listed = (all: Iterable<string>): string => [...all].map((zh) => `${zh}${otherwise(zh)}`).join("|");
// Words that a surname begins are never read as words, and words read as their characters are only kept before a shorter one that is not.
const words = new Set(patterns.map(({ zh }) => zh).filter((zh) => [...zh].length > 1 && !surnames.has(zh)));
const different = new Set([...words].filter((zh) => otherwise(zh) !== ""));
const needed = [...words].filter(
  (zh) => different.has(zh) || [...zh].some((_, i) => different.has([...zh].slice(0, i).join(""))),
);

const table: Table = { from: FROM, syllables, surnames: listed(surnames), words: listed(needed) };
const packed = pack(table, Buffer.from(indexes.buffer));
writeFileSync(
  new URL("readings.generated.ts", import.meta.url),
  `// Made by pinyin/compile.ts with pinyin-pro.\nexport const READINGS = ${JSON.stringify(packed)};\n`,
);
console.log(`${packed.length} characters, ${surnames.size} surnames, ${needed.length} of ${words.size} words`);
