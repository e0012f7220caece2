import type { PersonDraft, Span } from "../../cases/visits/draft.ts";
import { type AgeFound, findAges } from "./ages.ts";
import { type Character, castOf } from "./cast.ts";
import { type Clause, readClauses, splitAtPauses } from "./clauses.ts";
import { HONORIFICS, type Sex } from "./lexicon/kinship.ts";
import { ACUTE, CARER, FACILITY_ONLY, MET_NOBODY } from "./lexicon/risk-words.ts";
import { findMentions, type Mention } from "./mentions.ts";
import { findPlaces, type PlaceFound } from "./places.ts";

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

/** A person in the making: the mentions that are this one, and what was bound to it. */
interface Subject {
  mentions: Mention[];
  name: Mention | null;
  sex: { value: Sex; span: Span } | null;
  age: AgeFound | null;
  relation: string | null;
  /** Where this one enters the note, for binding places. */
  at: number;
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
  const owners = new Map(ages.map((age) => [age, ownerOf(age, mentions, text)]));
  const aged = (mention: Mention) => ages.find((age) => owners.get(age) === mention) ?? null;

  const subjects = namedSubjects(text, cast, clauses, aged, ages, mentions);
  const taken = new Set(cast.flatMap((c) => c.mentions));
  subjects.push(
    ...unnamedSubjects(
      text,
      mentions.filter((m) => !taken.has(m)),
      clauses,
      aged,
      subjects,
    ),
  );
  subjects.sort((a, b) => a.at - b.at);
  if (subjects.length === 0 && !isAboutFacilities(text, mentions)) subjects.push(nobodyKnown(0));
  subjects.push(...unmetHouseholds(text, places, subjects));
  bindLeftAges(ages, owners, subjects, mentions);

  const bound = bindPlaces(
    text,
    places,
    subjects,
    cast.flatMap((c) => c.mentions),
  );
  const persons = subjects.map((subject, index) =>
    toDraft(text, original, subject, bound[index]!, subjects.length === 1),
  );
  return { persons, clauses, mentions, ages, places, personAt: (offset) => personAt(offset, subjects, mentions, text) };
}

/** The mention an age belongs to: the words it modifies, else the nearest somebody before it, else the next one. */
function ownerOf(age: AgeFound, mentions: Mention[], text: string): Mention | null {
  if (age.ofNext) return mentions.find((m) => m.span.start >= age.span.end) ?? null;
  const before = mentions.filter((m) => m.span.end <= age.span.start);
  const sameStretch = before.findLast((m) => !/[\s，。,；;]/.test(text.slice(m.span.end, age.span.start)));
  if (sameStretch) return sameStretch;
  const adjacent = before.at(-1);
  if (adjacent && /^[\s，,（(]+$/.test(text.slice(adjacent.span.end, age.span.start))) return adjacent;
  const topic = before.findLast((m) => m.kind === "name") ?? before.findLast((m) => m.kind !== "kin");
  return topic ?? before.at(-1) ?? mentions.find((m) => m.span.start >= age.span.end) ?? null;
}

function namedSubjects(
  text: string,
  cast: Character[],
  clauses: Clause[],
  aged: (mention: Mention) => AgeFound | null,
  ages: AgeFound[],
  mentions: Mention[],
): Subject[] {
  const ageOf = (c: Character) => c.mentions.map(aged).find((age) => age !== null) ?? null;
  const candidates = cast.filter((c) => c.aside === null || c.aside === "departed" || c.aside === "contact");
  const alive = candidates.filter((c) => c.aside === null);
  const others = alive.length > 0 ? alive : candidates;
  const kept = others.filter((c) => {
    const age = ageOf(c);
    const hasSomebodyElse = others.length > 1 || mentions.some((m) => m.kind !== "name" && m.kind !== "kin");
    if (c.mentions[0]!.name?.kind === "household" && c.honorifics.length === 0)
      return others.length === 1 && !hasSomebodyElse && !/吵|纠纷|争/.test(text);
    if (c.relation !== null && others.some((o) => o.relation === null))
      return age !== null || atRisk(c.mentions, clauses, text);
    if (age === null && hasSomebodyElse && onlyInforms(text, c, clauses, ages)) return false;
    return true;
  });
  const all =
    kept.length === 0 && others.length > 0 && !informsOnly(text, others, clauses, ages) ? others.slice(0, 1) : kept;
  return all.map((c) => {
    const full = c.mentions.find((m) => m.name?.kind === "full");
    const best = full ?? c.mentions[0]!;
    return {
      mentions: c.mentions,
      name: best,
      sex: sexOf(c),
      age: ageOf(c),
      relation: c.relation,
      at: c.mentions[0]!.span.start,
    };
  });
}

function informsOnly(text: string, cast: Character[], clauses: Clause[], ages: AgeFound[]): boolean {
  return cast.every((c) => onlyInforms(text, c, clauses, ages));
}

/** 听王婶说…, 谭大姐反映…, 刚接到王婶电话: named only as the source of the news. */
function onlyInforms(text: string, character: Character, clauses: Clause[], ages: AgeFound[]): boolean {
  const first = character.mentions[0]!;
  const before = text.slice(Math.max(0, first.span.start - 6), first.span.start);
  const after = text.slice(first.span.end, first.span.end + 8);
  if (ages.some((age) => age.span.start >= first.span.end && age.span.start - first.span.end <= 3)) return false;
  if (/(?:接到|收到)$/.test(before) && /^(?:的|打来的?)?(?:电话|微信|消息|短信)/.test(after)) return true;
  if (/(?:听|据)$/.test(before)) return true;
  if (/^(?:反映|来电|打电话|跟我[说讲]|告诉我|给我打|打我电话|来[说讲]|急着|跑来|报告|举报|在群里)/.test(after))
    return true;
  const speaks = clauses.some(
    (c) => c.start >= first.span.end && c.start - first.span.end <= 3 && c.teller?.voice === "self",
  );
  const visited = /(?:看|访|见|碰到|遇到|去|到|找|约)了?$/.test(before) || /[0-9栋号室户元格组]$/.test(before);
  const elsewhere = clauses.some(
    (c) => c.teller !== null && /^(?:楼上|楼下|隔壁|对门|对面|[她他]家|有个|那个)/.test(c.text),
  );
  return speaks && !visited && elsewhere;
}

function sexOf(character: Character): Subject["sex"] {
  for (const mention of character.mentions) {
    const honorific = mention.name?.honorific;
    const sex = honorific ? (HONORIFICS.get(honorific) ?? householdSex(honorific)) : null;
    if (sex) return { value: sex, span: mention.span };
  }
  return null;
}

function householdSex(words: string): Sex | null {
  if (/(?:儿子|孙子)$/.test(words)) return "男";
  return /(?:女儿|闺女|媳妇|儿媳)$/.test(words) ? "女" : null;
}

/** Something acute, or a child that carries the care, in a clause these mentions open or stand in. */
function atRisk(mentions: Mention[], clauses: Clause[], text: string): boolean {
  return mentions.some((m) => {
    const index = clauses.findIndex((c) => c.start <= m.span.start && m.span.start < c.end);
    const here = clauses[index];
    if (!here) return false;
    const after = text.slice(m.span.end, here.end);
    const next = clauses[index + 1];
    const spoken = next && !next.opens ? next.text : "";
    return ACUTE.test(after) || CARER.test(after) || ACUTE.test(spoken);
  });
}

/** Relatives and strangers without a name who are what the note is about. */
function unnamedSubjects(
  text: string,
  mentions: Mention[],
  clauses: Clause[],
  aged: (mention: Mention) => AgeFound | null,
  named: Subject[],
): Subject[] {
  const groups = new Map<string, Mention[]>();
  for (const m of mentions) {
    if (m.kind === "name") continue;
    const key = m.kind === "child" && !/女|男|丫头|囡/.test(m.words) ? "child" : m.words;
    groups.set(key, [...(groups.get(key) ?? []), m]);
  }
  const withAge = [...groups.values()].map((group) => ({ group, age: group.map(aged).find((age) => age) ?? null }));
  if (named.length > 0) {
    return withAge
      .filter(
        ({ group, age }) => age !== null && atRisk(group, clauses, text) && !group.every((m) => caresOnly(m, text)),
      )
      .map(({ group, age }) => unnamed(text, group, age));
  }
  const tells = (m: Mention) =>
    clauses.some(
      (c) => c.teller !== null && c.teller.voice !== "self" && c.start >= m.span.end && c.start - m.span.end <= 4,
    );
  const grown = withAge.filter(({ group, age }) => age !== null && !group.every((m) => m.possessed));
  if (grown.length > 0) return grown.map(({ group, age }) => unnamed(text, group, age));
  const strangers = [...groups.values()].filter((g) => g.some((m) => m.kind !== "kin" && !tells(m)));
  const first =
    strangers[0] ?? [...groups.values()].find((g) => g.some((m) => !m.possessed && !tells(m) && m.kind !== "kin"));
  return first ? [unnamed(text, first, null)] : [];
}

/** A guardian who is old or ill but only looks after somebody: not a person of the visit by that alone. */
function caresOnly(mention: Mention, text: string): boolean {
  return (
    /^[^\s，。]{0,8}(?:管不[住了动]|照顾|看着|带着|陪着|守着)/.test(text.slice(mention.span.end)) &&
    mention.kind === "kin"
  );
}

function unnamed(text: string, group: Mention[], age: AgeFound | null): Subject {
  const sexed = group.find((m) => m.sex !== null);
  const told = /(?<=\s|，|^)(男|女)(?:的|孩|娃|生)?(?=$|[\s，])/g;
  const spoken = [...text.matchAll(told)].find(
    (m) => age !== null && m.index >= age.span.end && m.index - age.span.end <= 2,
  );
  const sex = sexed
    ? { value: sexed.sex!, span: sexed.span }
    : spoken
      ? { value: spoken[1] as Sex, span: { start: spoken.index, end: spoken.index + spoken[0].length } }
      : null;
  return { mentions: group, name: null, sex, age, relation: group[0]!.words, at: group[0]!.span.start };
}

function nobodyKnown(at: number): Subject {
  return { mentions: [], name: null, sex: null, age: null, relation: null, at };
}

function isAboutFacilities(text: string, mentions: Mention[]): boolean {
  return FACILITY_ONLY.test(text) && !MET_NOBODY.test(text) && mentions.every((m) => m.kind !== "name");
}

/** 第三户四栋五零五没人: an address where nobody was met, besides the persons who were. */
function unmetHouseholds(text: string, places: PlaceFound[], subjects: Subject[]): Subject[] {
  if (subjects.every((s) => s.mentions.length === 0)) return [];
  return places
    .filter((place) => {
      if (place.kind !== "address" || place.facility) return false;
      const rest = text.slice(place.span.end, place.span.end + 12);
      const somebody = subjects.some((s) =>
        s.mentions.some((m) => m.span.start >= place.span.end && m.span.start - place.span.end <= 8),
      );
      return (
        /^[\s，]?(?:家|户|那户|那家)?(?:敲门)?(?:没人|没开|不在|没应|敲不开|锁着)/.test(rest) &&
        !somebody &&
        /第[一二三四五六]户|另|还有|其中|隔壁/.test(text)
      );
    })
    .map((place) => nobodyKnown(place.span.start));
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

/** Grid and address of each person: what stands before them in notes that name places first, else what follows them. */
function bindPlaces(
  text: string,
  places: PlaceFound[],
  subjects: Subject[],
  named: Mention[],
): { grid: PlaceFound | null; address: PlaceFound | null }[] {
  const bound: { grid: PlaceFound | null; address: PlaceFound | null }[] = subjects.map(() => ({
    grid: null,
    address: null,
  }));
  const homes = places.filter((place) => !place.facility);
  if (subjects.length === 1) {
    bound[0] = {
      grid: homes.find((p) => p.kind === "grid") ?? null,
      address: homes.find((p) => p.kind === "address") ?? null,
    };
    return bound;
  }
  const pieces = splitAtPauses(text);
  const pieceAt = (offset: number) => pieces.findIndex((p) => p.start <= offset && offset < p.end);
  const entries = subjects.flatMap((s, index) =>
    s.mentions.length ? s.mentions.map((m) => ({ at: m.span.start, index })) : [{ at: s.at, index }],
  );
  entries.sort((a, b) => a.at - b.at);
  const firstPlace = homes[0]?.span.start ?? 0;
  const placesFirst = firstPlace < (entries[0]?.at ?? Number.POSITIVE_INFINITY);
  for (const place of homes) {
    const piece = pieceAt(place.span.start);
    const inPiece = entries.filter((e) => pieceAt(e.at) === piece);
    const after = inPiece.find((e) => e.at >= place.span.start);
    const before = inPiece.findLast((e) => e.at < place.span.start);
    const previous = entries.findLast((e) => e.at < place.span.start);
    const next = entries.find((e) => e.at >= place.span.end && pieceAt(e.at) - piece <= 2);
    const stranger = named.some((m) => pieceAt(m.span.start) === piece) && !after && !before;
    const owner = after ?? before ?? (placesFirst ? (next ?? previous) : (previous ?? next));
    if (stranger || !owner) continue;
    bound[owner.index]![place.kind] ??= place;
  }
  for (const [index, subject] of subjects.entries()) {
    const mine = bound[index]!;
    if (mine.grid || mine.address || subject.relation === null) continue;
    const main = bound.find((b, other) => other !== index && (b.grid || b.address));
    if (main) bound[index] = { ...main };
  }
  return bound;
}

const WIFE_OF = /(?<![他的])(?:她?老公|丈夫|她男人|前夫|男朋友|婆家)/;
const HUSBAND_OF = /(?<![她的])(?:他?老婆|妻子|他媳妇|前妻|女朋友|丈母娘)/;

function toDraft(
  text: string,
  original: string,
  subject: Subject,
  place: { grid: PlaceFound | null; address: PlaceFound | null },
  alone: boolean,
): PersonDraft {
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
      : null);
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
