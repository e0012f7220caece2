import { VOCABULARY } from "./vocabulary.ts";

/** What is known of a pattern before it is tried. */
export interface Anchors {
  /** Every text that it occurs in holds one of these words, of one or two characters. */
  words: string[];
  /** A match may go on behind a space: it is not inside one clause and the space that ends it. */
  crosses: boolean;
}

/**
 * Reads a pattern for what a text must hold for it to occur there. Looking for the words of all patterns at once is far cheaper
 * than trying hundreds of patterns at every character.
 * @param source as `pattern` of vocabulary.ts takes it, without named groups and back references
 * @throws when it may occur in any text
 */
export function anchors(source: string): Anchors {
  const { needed, exact, spaces } = read(source);
  const words = needed ?? asNeeded(exact);
  if (words === null) throw new Error(`the pattern may occur in any text: ${source}`);
  return { words, crosses: spaces === "inside" };
}

function read(source: string): Read {
  const reader = new Reader(source);
  const all = reader.alternatives();
  if (reader.at !== source.length) throw new Error(`cannot read the pattern at ${reader.at}: ${source}`);
  return all;
}

interface Read {
  /** All texts that it can match, when they are few and short. */
  exact: readonly string[] | null;
  /** One of these is in every match; null for unknown. */
  needed: string[] | null;
  /** May a match hold a space: nowhere, as its last character only, or anywhere. */
  spaces: "nowhere" | "last" | "inside";
  /** Looks at characters, whether it takes them or not. */
  looks: boolean;
}

const EMPTY: Read = { exact: [""], needed: null, spaces: "nowhere", looks: false };
/** More or longer exact texts than these are not followed. */
const MOST = 120;
const LONGEST = 6;
/** Characters so common that they tell little. */
const COMMON: ReadonlySet<string> = new Set("的了一不是在有我他她人这那个来到没就说要去上着也");

function hasCommon(word: string): boolean {
  for (let i = 0; i < word.length; i++) if (COMMON.has(word[i]!)) return true;
  return false;
}

/** How much the words let through: one character far more than two. */
function looseness(words: readonly string[]): number {
  let sum = 0;
  for (const word of words) sum += (word.length === 1 ? 30 : 1) * (hasCommon(word) ? 3 : 1);
  return sum;
}

function asNeeded(exact: readonly string[] | null): string[] | null {
  if (exact === null || exact.includes("")) return null;
  const pairs = new Set<string>();
  for (const word of exact) pairs.add(rarestPair(word));
  return [...pairs];
}

function rarestPair(word: string): string {
  if (word.length < 3) return word;
  for (let i = 0; i + 2 <= word.length; i++) {
    const pair = word.slice(i, i + 2);
    if (!hasCommon(pair)) return pair;
  }
  return word.slice(0, 2);
}

function either(a: readonly string[] | null, b: readonly string[] | null): string[] | null {
  return a === null || b === null ? null : [...a, ...b];
}

function tighter(a: string[] | null, b: string[] | null): string[] | null {
  if (a === null || b === null) return a ?? b;
  return looseness(b) < looseness(a) ? b : a;
}

const classes = new Map<string, Read>();

/** A word class, read once. */
function readClass(name: string): Read {
  const known = classes.get(name) ?? read(VOCABULARY[name]!);
  classes.set(name, known);
  return known;
}

class Reader {
  at = 0;
  private readonly source: string;

  constructor(source: string) {
    this.source = source;
  }

  /** a|b|c, up to the end or the closing bracket. */
  alternatives(): Read {
    const all = [this.sequence()];
    while (this.take("|")) all.push(this.sequence());
    if (all.length === 1) return all[0]!;
    const exact = all.map((one) => one.exact).reduce(either)!;
    const needed = all.map((one) => one.needed ?? asNeeded(one.exact)).reduce(either);
    const spaces = all.map((one) => one.spaces);
    return {
      exact: exact !== null && exact.length <= MOST ? exact : null,
      needed: needed === null ? null : [...new Set(needed)],
      spaces: spaces.find((one) => one === "inside") ?? spaces.find((one) => one === "last") ?? "nowhere",
      looks: all.some((one) => one.looks),
    };
  }

  private sequence(): Read {
    let all = EMPTY;
    /** The stretch of exact texts up to here, behind the last item that is not exact. */
    let stretch: readonly string[] = EMPTY.exact!;
    while (this.at < this.source.length && !/[|)]/.test(this.source[this.at]!)) {
      const item = this.quantified();
      const is_all = stretch === all.exact;
      const longer = product(stretch, item.exact);
      const needed = tighter(all.needed, longer === null ? tighter(item.needed, asNeeded(stretch)) : item.needed);
      stretch = longer ?? item.exact ?? [""];
      const spaces =
        all.spaces === "last" && item.looks ? "inside" : all.spaces === "nowhere" ? item.spaces : all.spaces;
      all = {
        exact: is_all ? longer : all.exact === null ? null : product(all.exact, item.exact),
        needed,
        spaces: item.spaces === "inside" ? "inside" : spaces,
        looks: all.looks || item.looks,
      };
    }
    return { ...all, needed: tighter(all.needed, asNeeded(stretch)) };
  }

  private quantified(): Read {
    const atom = this.atom();
    const quantifier = /^(?:[?*+]|\{\d+(?:,\d*)?\})\??/.exec(this.source.slice(this.at, this.at + 8))?.[0];
    if (quantifier === undefined) return atom;
    this.at += quantifier.length;
    if (quantifier.startsWith("?")) return { ...atom, exact: either(atom.exact, [""]), needed: null };
    const spaces = atom.spaces === "nowhere" ? "nowhere" : "inside";
    const optional = /^(?:\*|\{0)/.test(quantifier);
    return { exact: null, needed: optional ? null : (atom.needed ?? asNeeded(atom.exact)), spaces, looks: atom.looks };
  }

  private atom(): Read {
    const character = this.source[this.at++]!;
    if (character === "^") return EMPTY;
    if (character === "$") return { ...EMPTY, looks: true };
    if (character === "[") return this.characters();
    if (character === "\\" && this.take("d")) return taking([..."0123456789"]);
    if (character === "\\") throw new Error(`write the characters out: ${this.source}`);
    if (character === ".") return { exact: null, needed: null, spaces: "nowhere", looks: true };
    if (character === "…") return { exact: null, needed: null, spaces: "inside", looks: true };
    if (character === "{") {
      const end = this.source.indexOf("}", this.at);
      const name = this.source.slice(this.at, end);
      this.at = end + 1;
      return readClass(name);
    }
    if (character !== "(") return taking([character]);
    const look = /^\?(?:=|!|<=|<!)/.exec(this.source.slice(this.at, this.at + 3))?.[0];
    this.at += look?.length ?? (this.source.startsWith("?:", this.at) ? 2 : 0);
    const inside = this.alternatives();
    if (!this.take(")")) throw new Error(`a bracket is not closed: ${this.source}`);
    if (look === undefined) return inside;
    // What stands before a match is there, whichever part of the text is looked at.
    if (look.startsWith("?<")) return EMPTY;
    return { ...EMPTY, spaces: inside.spaces === "inside" ? "inside" : "nowhere", looks: true };
  }

  /** [abc], [0-9], [^ ]. */
  private characters(): Read {
    const end = this.source.indexOf("]", this.at);
    const inside = this.source.slice(this.at, end);
    this.at = end + 1;
    const spaces = inside.startsWith("^") && !inside.includes(" ") ? "last" : "nowhere";
    if (/^\^|\\|[^\d]-|-[^\d]/.test(inside)) return { exact: null, needed: null, spaces, looks: true };
    const all: string[] = [];
    for (const [part, from, to] of inside.matchAll(/(\d)-(\d)|./gu)) {
      if (from === undefined) all.push(part);
      else for (let digit = Number(from); digit <= Number(to); digit++) all.push(String(digit));
    }
    return taking(all);
  }

  private take(character: string): boolean {
    if (this.source[this.at] !== character) return false;
    this.at += 1;
    return true;
  }
}

function taking(exact: string[]): Read {
  return { exact, needed: null, spaces: exact.includes(" ") ? "last" : "nowhere", looks: true };
}

/** Every head with every tail; null when they are too many or too long, which is seen before any is made. */
function product(heads: readonly string[], tails: readonly string[] | null): readonly string[] | null {
  if (tails === null || heads.length * tails.length > MOST || longest(heads) + longest(tails) > LONGEST) return null;
  const all = new Set<string>();
  for (const head of heads) for (const tail of tails) all.add(head + tail);
  return [...all];
}

const longest = (words: readonly string[]): number => words.reduce((most, { length }) => Math.max(most, length), 0);
