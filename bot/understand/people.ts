import type { PersonDraft, Span } from "../../cases/visits/draft.ts";
import { type AgeFound, findAges } from "./ages.ts";
import { bindPlaces } from "./bind-places.ts";
import { type Character, castOf } from "./cast.ts";
import { type Clause, readClauses } from "./clauses.ts";
import { findMentions, type Mention } from "./mentions.ts";
import { findPlaces, type PlaceFound } from "./places.ts";
import {
  isAboutFacilities,
  namedSubjects,
  nobodyKnown,
  type Reading,
  type Subject,
  unnamedSubjects,
} from "./subjects.ts";
import { unmetHouseholds } from "./unmet-households.ts";

/** Whom a note is about, with what other readers need to know about them. */
export interface People {
  persons: PersonDraft[];
  clauses: Clause[];
  mentions: Mention[];
  ages: AgeFound[];
  places: PlaceFound[];
  /** The person (index) spoken of at an offset; null when it is somebody else or nobody. */
  personAt(offset: number): number | null;
}

/**
 * Persons of a folded note: who was visited or is at risk, in order of appearance. Informants, callers, colleagues, the dead
 * and relatives spoken of in passing are left out; a visit to somebody unknown gives one person without values.
 * `original` is the note as written (same length), whose words are quoted.
 */
export function readPeople(text: string, original: string, referenceYear: number): People {
  const found = findMentions(text);
  const cast = castOf(text, found);
  const mentions = [...new Set([...found, ...cast.flatMap((c) => c.mentions)])].sort(
    (a, b) => a.span.start - b.span.start,
  );
  const names = cast.flatMap((c) => c.mentions.map((m) => m.words));
  const clauses = readClauses(text, (words) => names.some((name) => words.includes(name)));
  const ages = findAges(text, mentions, referenceYear);
  const places = findPlaces(text);
  const owners = new Map<AgeFound, Mention | null>();
  for (const age of ages) owners.set(age, ownerOf(age, mentions, text, cast, new Set(owners.values())));
  const ageOf = (mention: Mention) => ages.find((age) => owners.get(age) === mention) ?? null;
  const reading: Reading = { text, mentions, clauses, ages, ageOf };

  const subjects = namedSubjects(cast, reading);
  subjects.push(...unnamedSubjects(new Set(cast.flatMap((c) => c.mentions)), subjects, reading));
  subjects.sort((a, b) => a.at - b.at);
  if (subjects.length === 0 && !isAboutFacilities(reading)) subjects.push(nobodyKnown(0));
  subjects.push(...unmetHouseholds(text, places, subjects));
  bindLeftAges(ages, owners, subjects, mentions);
  shareAge(text, subjects);

  const bound = bindPlaces(
    text,
    places,
    subjects,
    cast.filter((c) => c.aside === null).flatMap((c) => c.mentions),
  );
  const persons = subjects.map((subject, index) =>
    toDraft(text, original, subject, bound[index]!, subjects.length === 1 ? mentions : null),
  );
  return { persons, clauses, mentions, ages, places, personAt: (offset) => personAt(offset, subjects, mentions, text) };
}

/** The mention an age belongs to: the words it modifies, else the nearest somebody before it who has none, else the next one. */
function ownerOf(
  age: AgeFound,
  mentions: Mention[],
  text: string,
  cast: Character[],
  aged: Set<Mention | null>,
): Mention | null {
  const next = mentions.find((m) => m.span.start >= age.span.end) ?? null;
  if (age.ofNext) return next;
  const before = mentions.filter((m) => m.span.end <= age.span.start);
  const last = before.at(-1);
  const gap = last ? text.slice(last.span.end, age.span.start) : "";
  if (last && (!/[\s，。,；;]/.test(gap) || /^[\s，,（(]+$/.test(gap))) return last;
  const hasAge = (m: Mention) =>
    aged.has(m) || cast.some((c) => c.mentions.includes(m) && c.mentions.some((o) => aged.has(o)));
  // 他妹妹尚志敏说他在医院 … 他四十三: 他 is whom the note is about, not who tells of him.
  const pronoun = /(?:^|[\s，])[他她佢](?:今年|都|也|已经|快)?$/.test(text.slice(0, age.span.start));
  const tellsOf = (m: Mention) => cast.some((c) => c.mentions.includes(m) && c.relation !== null);
  const meant = pronoun ? before.findLast((m) => m.kind === "name" && !tellsOf(m)) : undefined;
  if (meant && !hasAge(meant)) return meant;
  const topic = before.findLast((m) => m.kind === "name") ?? before.findLast((m) => m.kind !== "kin");
  if (topic && !hasAge(topic)) return topic;
  return before.findLast((m) => !hasAge(m)) ?? topic ?? last ?? next;
}

/** An age that found nobody among the persons goes to the only person there is. */
function bindLeftAges(
  ages: AgeFound[],
  owners: Map<AgeFound, Mention | null>,
  subjects: Subject[],
  mentions: Mention[],
): void {
  const only = subjects[0];
  if (subjects.length !== 1 || !only || only.age) return;
  const free = ages.find((age) => {
    const owner = owners.get(age) ?? null;
    return owner === null || (!mentions.includes(owner) && !age.ofNext);
  });
  if (free) only.age = free;
}

/** 文大爷文大妈 都八十了: an age told of two at once. */
function shareAge(text: string, subjects: Subject[]): void {
  for (const [index, subject] of subjects.entries()) {
    const other = subjects[index - 1];
    if (!subject.age || !other || other.age) continue;
    const beside = subject.mentions.some(
      (m) =>
        /^[\s，]?(?:两人|两个|俩人|俩)?(?:今年)?都(?:是|快)?$/.test(text.slice(m.span.end, subject.age!.span.start)) &&
        other.mentions.some(
          (o) => /^[\s、和跟同与]?$/.test(text.slice(o.span.end, m.span.start)) && o.span.end <= m.span.start,
        ),
    );
    if (beside) other.age = subject.age;
  }
}

const WIFE_OF = /(?<![他的])(?:她?老公|丈夫|她男人|前夫|男朋友|婆家)/;
const HUSBAND_OF = /(?<![她的])(?:他?老婆|妻子|他媳妇|前妻|女朋友|丈母娘)/;

function toDraft(
  text: string,
  original: string,
  subject: Subject,
  place: { grid: PlaceFound | null; address: PlaceFound | null },
  everybody: Mention[] | null,
): PersonDraft {
  const alone = everybody !== null;
  const quote = <T>(value: T, span: Span) => ({
    value,
    words: original.slice(span.start, span.end),
    span: { ...span },
  });
  const implied = alone && subject.name ? (WIFE_OF.exec(text) ?? null) : null;
  const impliedMale = alone && subject.name && !implied ? HUSBAND_OF.exec(text) : null;
  const sex =
    subject.sex ??
    (implied
      ? { value: "女" as const, span: { start: implied.index, end: implied.index + implied[0].length } }
      : null) ??
    (impliedMale
      ? { value: "男" as const, span: { start: impliedMale.index, end: impliedMale.index + impliedMale[0].length } }
      : null) ??
    (everybody ? calledShe(text, subject, everybody) : null);
  return {
    name: subject.name
      ? quote(original.slice(subject.name.span.start, subject.name.span.end), subject.name.span)
      : null,
    sex: sex ? quote(sex.value, sex.span) : null,
    age: subject.age ? quote({ from: subject.age.from, to: subject.age.to }, subject.age.span) : null,
    grid: place.grid ? quote(place.grid.value, place.grid.span) : null,
    address: place.address ? quote(place.address.value, place.address.span) : null,
  };
}

/** 李芳 … 她说: the only person, when nobody else came up in between. 他 is written of everybody, 她 of women only. */
function calledShe(text: string, subject: Subject, everybody: Mention[]): Subject["sex"] {
  const from = subject.mentions[0]?.span.end ?? subject.at;
  const at = from + text.slice(from).search(/[他她佢]/);
  if (at < from || text[at] !== "她") return null;
  // 她孙子 五岁: somebody of hers.
  if (!subject.name && everybody.some((m) => m.possessed && m.span.start <= at + 2 && m.span.start > at)) return null;
  const between = everybody.some((m) => m.span.start < at && !subject.mentions.includes(m) && m.span.end > from);
  return between ? null : { value: "女", span: { start: at, end: at + 1 } };
}

/** The last person mentioned before an offset, unless a relative or stranger without a record opens that stretch. */
function personAt(offset: number, subjects: Subject[], mentions: Mention[], text: string): number | null {
  const entries = subjects.flatMap((s, index) => s.mentions.map((m) => ({ at: m.span.start, index })));
  entries.sort((a, b) => a.at - b.at);
  const entry = entries.findLast((e) => e.at <= offset);
  const stretchStart =
    Math.max(
      text.lastIndexOf(" ", offset - 1),
      text.lastIndexOf("，", offset - 1),
      text.lastIndexOf("。", offset - 1),
    ) + 1;
  const opening = mentions.find(
    (m) => m.span.start >= stretchStart && m.span.start - stretchStart <= 2 && m.span.start <= offset,
  );
  const known = opening && subjects.some((s) => s.mentions.includes(opening));
  if (opening && opening.kind !== "name" && !known) return null;
  if (entry) return entry.index;
  return subjects.length === 1 ? 0 : null;
}
