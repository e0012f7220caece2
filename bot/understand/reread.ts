import type { VisitDraft } from "../../cases/visits/draft.ts";
import { screen } from "../crisis/screen.ts";
import { correctDraft } from "./correct.ts";
import { fold } from "./fold.ts";
import { readNote } from "./note.ts";
import { inChinese, NUMERAL, readNumeral } from "./numerals.ts";
import { withScreened } from "./screened.ts";

/**
 * What a saved visit says with other words, read as a note of its day is. Whose files its names are stays, and of somebody who is still
 * named what was known beside the words.
 * @param day ISO day on which the visit was written
 */
export function reread(told: VisitDraft, note: string, day: string): VisitDraft {
  const read = withScreened(readNote(note, day), screen(note));
  const alone = told.persons.length === 1 && read.persons.length === 1;
  const persons = read.persons.map((person) => {
    const was = person.name
      ? told.persons.find(({ name }) => name?.value === person.name?.value)
      : alone && told.persons[0];
    if (!was) return person;
    // A value quotes the note: one whose words went with the change is not known any more.
    const still = <T extends { words: string; span: { start: number; end: number } }>(value: T | null): T | null => {
      const start = value ? note.indexOf(value.words) : -1;
      return start < 0 ? null : { ...value!, span: { start, end: start + value!.words.length } };
    };
    return {
      name: person.name ?? still(was.name),
      sex: person.sex ?? still(was.sex),
      age: person.age ?? still(was.age),
      grid: person.grid ?? still(was.grid),
      address: person.address ?? still(was.address),
    };
  });
  const { files, written_at, amends } = told;
  return {
    ...read,
    persons,
    ...(files ? { files } : {}),
    ...(written_at === undefined ? {} : { written_at }),
    ...(amends ? { amends } : {}),
  };
}

const PAUSE = "[，,、；; ]*";
const SWAPS = [
  new RegExp(`不是(?<wrong>[^，,、；; ]+?)${PAUSE}(?:而|应该)?是(?<right>.+)$`, "u"),
  new RegExp(`(?:应该)?是(?<right>[^，,、；; ]+?)${PAUSE}(?:而)?不是(?<wrong>.+)$`, "u"),
  /(?:^|[把将，,、；; ])(?<wrong>[^，,、；; 把将]+?)(?:改成|改为|换成)(?<right>.+)$/u,
];

/**
 * A saved visit with a correction said of it: 药是三天不是五天 takes the place of the words in the note, which is read again; anything
 * else is what it would be to an open draft.
 * @param day ISO day on which the visit was written
 * @param today ISO day of the correction
 * @returns null when nothing changes by it
 */
export function amendedBy(told: VisitDraft, words: string, day: string, today: string): VisitDraft | null {
  const said = words.trim().replace(/[。.!！]+$/u, "");
  for (const swap of SWAPS) {
    const { wrong, right } = swap.exec(said)?.groups ?? {};
    const found = wrong && right ? writtenIn(told.note, wrong) : null;
    if (found)
      return reread(
        told,
        told.note.replace(found, () => right!.trim()),
        day,
      );
  }
  const corrected = correctDraft(told, said, today);
  return corrected && corrected.changed.length > 0 ? corrected.draft : null;
}

/** The words as the note has them, which may write 5天 for 五天; null when they stand there not at all or more than once. */
function writtenIn(note: string, words: string): string | null {
  const number = new RegExp(NUMERAL, "u").exec(fold(words))?.[0];
  const value = number ? readNumeral(number) : null;
  const also = value === null ? [] : [words.replace(number!, String(value)), words.replace(number!, inChinese(value))];
  for (const one of [words, ...also]) if (note.split(one).length === 2) return one;
  return null;
}
