import type { PersonDraft, Span } from "../../cases/visits/draft.ts";
import { castOf } from "../understand/cast.ts";
import { findNames } from "../understand/names.ts";
import type { People } from "../understand/people.ts";
import { findWords, overlap } from "./find-words.ts";
import type { NoteReading } from "./reading.ts";

/** A note that is put together from what rules and a model read in it. */
export interface Note {
  text: string;
  /** The same with the rules' spelling (fold.ts). */
  folded: string;
  people: People;
}

export interface MergedPeople {
  persons: PersonDraft[];
  /** For each person of the model, who it is among `persons`; null when it is left out. */
  places: (number | null)[];
}

/**
 * The rules' persons, each with what they lack, and behind them whom only the model saw. A value of the model is taken when its
 * words stand in the note and the rules' own readers make the same kind of value of them.
 */
export function mergePeople(note: Note, ruled: readonly PersonDraft[], read: NoteReading["persons"]): MergedPeople {
  const persons = [...ruled];
  const places = read.map((given): number | null => {
    const found = valuesOf(note, given);
    const at = sameAs(found, persons, read.length);
    if (at !== null) {
      persons[at] = completed(persons[at]!, found);
      return at;
    }
    const is_new = found.name !== null && !isAside(note, found.name.span);
    return is_new ? persons.push(found) - 1 : null;
  });
  return { persons, places };
}

/** What the note itself bears out of a model's person. */
function valuesOf({ text, folded, people }: Note, given: NoteReading["persons"][number]): PersonDraft {
  const quote = <T>(value: T, span: Span) => ({ value, words: text.slice(span.start, span.end), span: { ...span } });
  const name = given.name ? findWords(text, given.name) : null;
  const place = (words: string | null | undefined): Span | null =>
    words ? findWords(text, words, name?.start ?? 0) : null;
  const at = { age: place(given.age), grid: place(given.grid), address: place(given.address) };
  const sex_at = place(given.sex?.words);
  const age = at.age && people.ages.find(({ span }) => overlap(span, at.age!));
  const sexed = sex_at && people.mentions.find((one) => one.sex === given.sex?.value && overlap(one.span, sex_at));
  const located = (kind: "grid" | "address", span: Span | null) =>
    span && people.places.find((one) => one.kind === kind && !one.facility && overlap(one.span, span));
  const grid = located("grid", at.grid);
  const address = located("address", at.address);
  return {
    name: name && isName(folded.slice(name.start, name.end)) ? quote(text.slice(name.start, name.end), name) : null,
    sex: sexed ? quote(given.sex!.value, sexed.span) : null,
    age: age ? quote({ from: age.from, to: age.to }, age.span) : null,
    grid: grid ? quote(grid.value, grid.span) : null,
    address: address ? quote(address.value, address.span) : null,
  };
}

/** By itself it reads as one name and nothing else: 王秀兰, 张大爷; not 他儿子, not 邻居说. */
function isName(words: string): boolean {
  const [first] = findNames(words);
  return first !== undefined && first.start === 0 && first.end === words.length;
}

/** The same person: the same words name or place them, or there is only one, whose name the rules did not see. */
function sameAs(found: PersonDraft, persons: readonly PersonDraft[], models_persons: number): number | null {
  const shares = (key: "name" | "age" | "address") => (one: PersonDraft) =>
    one[key] !== null && found[key] !== null && overlap(one[key].span, found[key].span);
  const same_name = (one: PersonDraft): boolean =>
    one.name !== null && found.name !== null && one.name.value === found.name.value;
  const unlike = (one: PersonDraft): boolean => one.name !== null && found.name !== null;
  for (const is of [shares("name"), same_name]) {
    const at = persons.findIndex(is);
    if (at >= 0) return at;
  }
  const at = persons.findIndex((one) => !unlike(one) && (shares("age")(one) || shares("address")(one)));
  if (at >= 0) return at;
  return persons.length === 1 && models_persons === 1 && !unlike(persons[0]!) ? 0 : null;
}

/** Rules win: only what they left open is filled. */
function completed(ruled: PersonDraft, found: PersonDraft): PersonDraft {
  return {
    name: ruled.name ?? found.name,
    sex: ruled.sex ?? found.sex,
    age: ruled.age ?? found.age,
    grid: ruled.grid ?? found.grid,
    address: ruled.address ?? found.address,
  };
}

/** Who only told something (楼上刘婶说…) is no person of the visit, nor a colleague or the dead. */
function isAside({ folded, people: { clauses, mentions } }: Note, name: Span): boolean {
  const at = clauses.findIndex((clause) => overlap(clause, name));
  const said = clauses[at + 1];
  if (
    said?.opens === false &&
    said.teller &&
    ((said.teller.voice !== "self" && said.teller.voice !== "worker") || /^[他她佢]/.test(said.text))
  )
    return true;
  return castOf(folded, mentions).some(
    ({ aside, mentions: theirs }) => aside !== null && theirs.some(({ span }) => overlap(span, name)),
  );
}
