import { simplifiedFromTaiwan } from "../../platform/simplified.ts";
import { CHARACTERS, HARMLESS, IDIOMS, PHRASES } from "./spelling.ts";

/**
 * A message in the form the rules are written in. `text` is simplified, lower case, in standard words, with one space
 * between clauses; `plain` is the same before the idioms were covered. `at[i]` is where character i of `text` stands in the
 * message (UTF-16); `at[text.length]` is the end.
 */
export interface Normalised {
  text: string;
  plain: string;
  at: number[];
}

const SEPARATOR = /[\s\p{P}\p{S}\p{C}]/u;
/** Stands between two words of the Latin script, where a space ends no clause. */
const JOINT = "_";
const LATIN = /[a-z0-9]/;
/** Stand for a covered idiom and for a covered harmless use; the rules can see which. */
const IDIOM = "□";
const USE = "○";

const folded = new Map<string, string>();

/** One code point → its folded form: compatibility forms, case, 繁→简, dialect characters. Empty for a separator. */
function fold(character: string): string {
  const known = folded.get(character);
  if (known !== undefined) return known;
  let form = CHARACTERS[character] ?? "";
  if (form === "") {
    for (const part of character.normalize("NFKC").toLowerCase()) {
      if (SEPARATOR.test(part)) continue;
      const simple = simplifiedFromTaiwan(part);
      form += CHARACTERS[part] ?? CHARACTERS[simple] ?? simple;
    }
  }
  // The set of characters people type is small, but a hostile text may hold every code point there is.
  if (folded.size < 20_000) folded.set(character, form);
  return form;
}

const SPELLINGS = new RegExp(PHRASES.map(([form]) => `(${form})`).join("|"), "g");
const COVERED = new RegExp(`(${IDIOMS.join("|")})|(?:${HARMLESS.join("|")})`, "g");

const LETTER = /[A-Za-z]/;

/** The form of one character between its neighbours; null when it is left out. */
function formOf(character: string, previous: string, next: string): string | null {
  // A decimal point is part of its number: 血糖1.8.
  if (character === "." && /\d/.test(previous) && /\d/.test(next)) return "点";
  if (character === " " || character === "'" || character === "’") {
    const in_words = LATIN.test(previous) && /[A-Za-z0-9]/.test(next) && (/[a-z]/.test(previous) || LETTER.test(next));
    if (in_words) return character === " " ? JOINT : null;
  }
  return fold(character);
}

/**
 * Message → its normalised form. Punctuation, line breaks and emoji become a single space; a message typed with a space
 * after every character or two is joined again, since there the space ends no clause.
 */
export function normalise(message: string): Normalised {
  const characters: string[] = [];
  const at: number[] = [];
  let offset = 0;
  let segments = 0;
  for (const character of message) {
    const previous = characters.at(-1);
    const next = message[offset + 1] ?? "";
    const form = formOf(character, previous ?? "", next);
    if (form === null) {
      offset += character.length;
      continue;
    }
    if (form !== "") {
      for (const unit of form) {
        characters.push(unit);
        at.push(offset);
      }
    } else if (previous !== undefined && previous !== " ") {
      segments += 1;
      characters.push(" ");
      at.push(offset);
    }
    offset += character.length;
  }
  if (segments >= 4 && characters.length / (segments + 1) < 3) {
    for (const [i, character] of characters.entries()) if (character === " ") at[i] = -1;
  }
  const kept = at.filter((where) => where >= 0);
  const typed = characters.filter((_, i) => at[i]! >= 0).join("");
  const spelled = respell(typed, [...kept, message.length]);
  const text = spelled.text.replace(COVERED, (words: string, idiom: string | undefined) =>
    words.replace(/[^ ]/g, idiom === undefined ? USE : IDIOM),
  );
  return { text, plain: spelled.text, at: spelled.at };
}

/** Replaces dialect forms and typos by their standard form; every character of a replacement points at the words it replaces. */
function respell(text: string, at: readonly number[]): { text: string; at: number[] } {
  let spelled = "";
  const where: number[] = [];
  let done = 0;
  const copy = (to: number) => {
    spelled += text.slice(done, to);
    for (let i = done; i < to; i++) where.push(at[i]!);
  };
  for (const match of text.matchAll(SPELLINGS)) {
    const group = match.findIndex((words, index) => index > 0 && words !== undefined);
    const standard = PHRASES[group - 1]![1];
    copy(match.index);
    spelled += standard;
    for (let i = 0; i < standard.length; i++) where.push(at[match.index]!);
    done = match.index + match[0].length;
  }
  copy(text.length);
  where.push(at.at(-1)!);
  return { text: spelled, at: where };
}
