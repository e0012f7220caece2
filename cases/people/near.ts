import { tonelessSyllables } from "./pinyin/readings.ts";

/** How near two names are: the same, one that is heard or written like the other, or one that differs by a character. */
export type Nearness = "same" | "near" | "akin";

/**
 * 王秀兰 and 王秀蓝, 张建国 and 张健国, 陈兴 and 陈欣 are `near`: every syllable sounds alike, also to ears that do not tell zh from z, l from n
 * or -ng from -n, or one letter of one syllable was left out, or two characters stand the other way round. `akin` names differ by
 * one character after the same surname (王秀兰, 王秀英; 王兰), or one of them is a title (王奶奶): other people as a rule, unless something
 * else speaks for it.
 * @returns null when they have nothing in common
 */
export function nearness(one: string, other: string): Nearness | null {
  const [a, b] = [plain(one), plain(other)];
  if (a === b) return "same";
  const [heard_a, heard_b] = [syllables(a), syllables(b)];
  if (soundAlike(heard_a, heard_b)) return "near";
  const [short, long] = a.length <= b.length ? [[...a], [...b]] : [[...b], [...a]];
  if (short.length === long.length && isSwapped(short, long)) return "near";
  // Of a long name (阿依努尔艾力) a character is left out sooner than of a short one, where it is another name.
  if (short.length >= 4 && long.length === short.length + 1 && isWithout(short, long)) return "near";
  if (heard(surname(a)) !== heard(surname(b))) return null;
  if (isTitle(a) !== isTitle(b)) return "akin";
  const differs = short.filter((character, i) => character !== long[i]).length;
  if (short.length === long.length && short.length >= 3 && differs === 1) return "akin";
  return short.length >= 2 && long.length === short.length + 1 && isWithout(short, long) ? "akin" : null;
}

const plain = (name: string): string =>
  name
    .normalize("NFKC")
    .toLowerCase()
    .replace(/[\s·・•]/gu, "");

const TITLE =
  /^(?:[老小阿]\p{Script=Han}|\p{Script=Han}{1,2}(?:奶奶|爷爷|大爷|大妈|大娘|大叔|大婶|大姐|大哥|阿姨|阿婆|阿公|阿伯|婆婆|叔叔|伯伯|师傅|女士|先生|老师|[叔婶姨嫂伯婆某]))$/u;

/** 王奶奶, 老李: said of somebody whose name is not known. */
export const isTitle = (name: string): boolean => TITLE.test(plain(name));

/** The first character, or that of 老李: enough to tell whether two may be of one family. */
const surname = (name: string): string => [...name][/^[老小阿].$/u.test(name) ? 1 : 0]!;

/** A syllable as it is heard where people do not tell zh from z, n from l, -ng from -n. */
const heard = (character: string): string => syllables(character)[0] ?? character;

function syllables(name: string): string[] {
  return tonelessSyllables(name).map((syllable) =>
    syllable
      .toLowerCase()
      .replace(/^([zcs])h/, "$1")
      .replace(/^l/, "n")
      .replace(/(?<=[aei])ng$/, "n"),
  );
}

function soundAlike(a: string[], b: string[]): boolean {
  if (a.length !== b.length) return false;
  const other = a.flatMap((syllable, i) => (syllable === b[i] ? [] : [[syllable, b[i]!] as const]));
  if (other.length > 1) return false;
  // 莲 lian for 兰 lan: a letter more or less; another letter is another syllable.
  return other.every(
    ([x, y]) =>
      x.length !== y.length &&
      isWithout(...((x.length < y.length ? [[...x], [...y]] : [[...y], [...x]]) as [string[], string[]])),
  );
}

/** Whether `short` is `long` with one element left out. */
function isWithout(short: string[], long: string[]): boolean {
  if (long.length !== short.length + 1) return false;
  const at = long.findIndex((one, i) => one !== short[i]);
  return long.toSpliced(at, 1).every((one, i) => one === short[i]);
}

/** Two neighbours, after the surname, the other way round. */
function isSwapped(a: string[], b: string[]): boolean {
  const at = a.findIndex((one, i) => one !== b[i]);
  return at > 0 && a[at] === b[at + 1] && a[at + 1] === b[at] && a.slice(at + 2).join() === b.slice(at + 2).join();
}
