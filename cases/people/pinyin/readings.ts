import { unpack } from "../../../platform/packed.ts";
import { READINGS } from "./readings.generated.ts";

/**
 * How names are read, as pinyin-pro reads them at the head of a text. The library with its tones and all its readings is a tenth of the
 * Worker; it makes the table (compile.ts), and the test holds this against it.
 */
export interface Table {
  /** The code point of the first character whose index among the syllables stands in the bytes, two each. */
  from: number;
  syllables: string[];
  /** Separated by |, each with its syllables where they are not those of its characters. */
  surnames: string;
  words: string;
}

interface Readings {
  syllableOf(character: string): string;
  surnames: ReadonlyMap<string, string[] | null>;
  words: ReadonlyMap<string, string[] | null>;
}

/** The longest surname or word of the table, in characters. */
const LONGEST = 8;

let unpacked: Readings | null = null;

function readings(): Readings {
  if (unpacked) return unpacked;
  const { about, bytes } = unpack<Table>(READINGS);
  const { from, syllables, surnames, words } = about;
  unpacked = {
    syllableOf(character) {
      const place = 2 * (character.codePointAt(0)! - from);
      if (place < 0 || place >= bytes.length) return character;
      return syllables[bytes.readUInt16LE(place)] || character;
    },
    surnames: listed(surnames),
    words: listed(words),
  };
  return unpacked;
}

/** 单shan|王 → the syllables of those that are not read as their characters, null for the others. */
function listed(packed: string): Map<string, string[] | null> {
  return new Map(
    packed.split("|").map((one) => {
      const [, zh, said] = /^(\P{Script=Latin}+)(.*)$/su.exec(one)!;
      return [zh!, said === "" ? null : said!.split(" ")];
    }),
  );
}

/** What the text begins with, the longest first: its length in characters and its syllables, null for those of its characters. */
function headOf(known: Readings["words"], characters: readonly string[]): [number, string[] | null] | null {
  for (let length = Math.min(LONGEST, characters.length); length > 0; length--) {
    const said = known.get(characters.slice(0, length).join(""));
    if (said !== undefined) return [length, said];
  }
  return null;
}

/**
 * One toneless syllable for each character of a name: a surname, else a word, as it is read at the head, the rest character by character.
 * What has no reading stands as it is.
 */
export function tonelessSyllables(name: string): string[] {
  const { syllableOf, surnames, words } = readings();
  const characters = [...name];
  const [length, said] = headOf(surnames, characters) ?? headOf(words, characters) ?? [0, null];
  return characters.map((character, i) => {
    if (i < length && said) return said[i] ?? "";
    const before = characters[i - 1] ?? "-";
    const after_a_reading = syllableOf(before) !== before;
    if (character === "了" && !after_a_reading) return "liao";
    if (character === "々") return after_a_reading ? syllableOf(before) : "tong";
    return syllableOf(character);
  });
}
