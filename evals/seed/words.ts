/** What made-up people are called, where they live and what is said of them: each distinct text is sealed once and used for many rows. */
import { tonelessPinyin } from "../../cases/people/find.ts";
import type { Sealer } from "../../platform/seal.ts";

const SURNAMES = [
  ..."王李张刘陈杨黄赵吴周徐孙马朱胡郭何林高罗郑梁谢宋唐许韩冯邓曹彭曾肖田董潘袁蔡蒋余于杜叶程魏苏吕丁任卢",
];
const FIRST = [..."秀建国玉桂志春海文永明金美淑红晓家德凤月少"];
const SECOND = [..."兰英华珍芳军强伟平梅生林云香琴勇杰辉霞荣"];
const CHUNK = 500;

/** `n` different full names of three characters, always the same ones. */
export function madeUpNames(n: number): string[] {
  return Array.from({ length: n }, (_, i) => {
    const surname = SURNAMES[i % SURNAMES.length]!;
    const rest = Math.floor(i / SURNAMES.length);
    return surname + FIRST[rest % FIRST.length]! + SECOND[Math.floor(rest / FIRST.length) % SECOND.length]!;
  });
}

/** The doors of one grid. */
export function madeUpDoors(n: number): string[] {
  return Array.from({ length: n }, (_, i) => {
    const [door, floor, building] = [1 + (i % 4), 1 + (Math.floor(i / 4) % 18), 1 + Math.floor(i / 72)];
    return `${building}栋${1 + (i % 2)}单元${floor}0${door}`;
  });
}

const NOTES = [
  "灶台有油,煤气关着",
  "一个人吃饭,精神还好",
  "腿脚不便,想有人送午饭",
  "药还够两周,下次看药盒",
  "问高龄津贴怎么领",
];
export const REASONS = [
  "想要有人送午饭",
  "行动不便,要上门评估",
  "药快没了,要人陪去医院",
  "低保到期,要重新核",
  "心情不好,想找人说说",
];
/** Forty notes, long enough to be notes. */
export const VISIT_NOTES = Array.from(
  { length: 40 },
  (_, i) => `入户看望老人。${NOTES[i % 5]}。${NOTES[(i + 1 + Math.floor(i / 5)) % 5]}。下次${1 + (i % 12)}号再来。`,
);

/** Every text once, in order, a few hundred at a time. */
async function each<T>(words: readonly string[], work: (word: string) => Promise<T>): Promise<T[]> {
  const done: T[] = [];
  for (let at = 0; at < words.length; at += CHUNK)
    done.push(...(await Promise.all(words.slice(at, at + CHUNK).map(work))));
  return done;
}

export const sealEach = (sealer: Sealer, words: readonly string[], place: string): Promise<string[]> =>
  each(words, (word) => sealer.seal(word, place));

export const indexEach = (
  sealer: Sealer,
  kind: "name" | "pinyin" | "address",
  words: readonly string[],
): Promise<string[]> => each(words, (word) => sealer.index(kind, kind === "pinyin" ? tonelessPinyin(word) : word));
