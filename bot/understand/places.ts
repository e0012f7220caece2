import type { Span } from "../../cases/visits/draft.ts";
import { BUILDING_PARTS, FACILITIES, LEADS, OUTDOORS } from "./lexicon/places.ts";
import { digits, normalise, normaliseLandmark } from "./normalise-address.ts";
import { inChinese, readNumeral } from "./numerals.ts";
import * as patterns from "./place-patterns.ts";

/** A grid or an address as it stands in the text; `facility` when it says where something is broken, not where somebody lives. */
export interface PlaceFound {
  kind: "grid" | "address";
  span: Span;
  value: string;
  facility: boolean;
}

const EMERGENCY_NUMBERS = new Set(["110", "119", "120", "122", "12356", "12345", "12338", "12348", "12333", "12355"]);

/** The part of a run of characters that can be a place name: what stands after the last verb or pronoun. */
function withoutLead(words: string): number {
  let from = 0;
  for (const match of words.matchAll(LEADS)) from = match.index + match[0].length;
  return from;
}

const FACILITY_NEXT = new RegExp(`^(?:那个|那部|那台|那条|那段|的)?(?:${FACILITIES})`);

function facilityAfter(text: string, at: number, value: string): boolean {
  // 二栋门口 is nobody's door, 302门口 is.
  if (/(?:栋|幢|座|号楼|网格)$/.test(value) && /^的?(?:大?门口|门前|后面|前面|旁边|边上)/.test(text.slice(at)))
    return true;
  // 201是空房: nobody lives there.
  if (/^(?:室)?(?:是|还|现在)?(?:空房|空置|空的|空着|没住人|没人住|还没住)/.test(text.slice(at, at + 10))) return true;
  return FACILITY_NEXT.test(text.slice(at, at + 8));
}

/**
 * Grids and addresses of a folded text in reading order, not overlapping. Values: 三网格, 5栋2单元401, 罗家巷8号, 302, 祠堂后老屋.
 */
export function findPlaces(text: string): PlaceFound[] {
  const found: PlaceFound[] = [];
  const free = (start: number, end: number) => found.every((p) => p.span.end <= start || p.span.start >= end);
  const add = (kind: PlaceFound["kind"], start: number, end: number, value: string) => {
    if (end > start && free(start, end))
      found.push({ kind, span: { start, end }, value, facility: facilityAfter(text, end, value) });
  };
  for (const m of text.matchAll(patterns.GRID)) {
    const number = readNumeral(m[1]!);
    // 一二三四五网格都走了: five grids and not one.
    const several = /^[一二三四五六七八九]{3,}$/.test(m[1]!);
    if (number !== null && number > 0 && !several)
      add("grid", m.index, m.index + m[0].length, `${inChinese(number)}网格`);
  }
  for (const m of text.matchAll(patterns.ESTATE_AFTER_GRID)) {
    const building = new RegExp(patterns.BUILDING.source).exec(text.slice(m.index + m[0].length));
    if (building?.index !== 0 || patterns.NO_HOME.test(m[0])) continue;
    const end = m.index + m[0].length + building[0].length;
    add("address", m.index, end, normalise(text.slice(m.index, end)));
  }
  for (const m of text.matchAll(patterns.YARD_BUILDING))
    add("address", m.index, m.index + m[0].length, normalise(m[0]));
  for (const m of text.matchAll(patterns.YARD)) add("address", m.index, m.index + m[0].length, normalise(m[0]));
  for (const m of text.matchAll(patterns.ROW)) {
    const from = m.index + withoutLead(m[0]);
    add("address", from, m.index + m[0].length, normalise(text.slice(from, m.index + m[0].length)));
  }
  for (const m of text.matchAll(patterns.ABOVE_SHOP)) {
    const name = m.index + m[0].indexOf(m[1]!);
    const from = name + withoutLead(m[1]!);
    add("address", from, m.index + m[0].length, normalise(text.slice(from, m.index + m[0].length)));
  }
  for (const m of text.matchAll(patterns.LANE)) {
    const from = m.index + withoutLead(m[0]);
    add("address", from, m.index + m[0].length, normalise(text.slice(from, m.index + m[0].length)));
  }
  for (const m of text.matchAll(patterns.NAMED_HOUSE)) {
    const from = m.index + withoutLead(m[1]!);
    const end = m.index + m[0].length;
    if (end > m.index + m[1]!.length && end - from > 3) add("address", from, end, normalise(text.slice(from, end)));
  }
  addDwellings(text, add);
  addStreets(text, add);
  for (const m of text.matchAll(patterns.ROW_AND_NUMBER))
    add("address", m.index, m.index + m[0].length, normalise(m[0]));
  for (const m of text.matchAll(patterns.LANDMARK)) {
    const from = m.index + withoutLead(m[1]!);
    const end = m.index + m[0].length;
    add("address", from, end, normaliseLandmark(text.slice(from, end)));
  }
  for (const m of text.matchAll(patterns.BUILDING)) add("address", m.index, m.index + m[0].length, normalise(m[0]));
  for (const m of text.matchAll(patterns.UNIT)) add("address", m.index, m.index + m[0].length, normalise(m[0]));
  for (const m of text.matchAll(patterns.DASHED))
    if (/栋|格|路|号|住|巷|苑|园|区|里|\s|^$/.test(text[m.index - 1] ?? ""))
      add("address", m.index, m.index + m[0].length, m[0]);
  for (const m of text.matchAll(patterns.NEAR_SOMETHING)) {
    const end = m.index + m[0].length;
    const lead = m.index + withoutLead(m[1]!);
    const from = Math.max(lead, ...found.map((p) => p.span.end).filter((at) => at <= m.index + m[1]!.length));
    if (end - from > m[0].length - m[1]!.length + 1)
      add("address", from, end, normaliseLandmark(text.slice(from, end)));
  }
  for (const m of text.matchAll(patterns.READ_OUT)) add("address", m.index, m.index + m[0].length, digits(m[0]));
  if (found.every((place) => place.kind === "grid"))
    for (const m of text.matchAll(OUTDOORS)) add("address", m.index, m.index + m[0].length, m[0]);
  if (found.every((place) => place.kind === "grid"))
    for (const m of text.matchAll(patterns.SETTLEMENT)) add("address", m.index, m.index + m[0].length, m[0]);
  for (const m of text.matchAll(patterns.LANE_END)) {
    const whole = m[0].replace(/的?那[家户间]$/u, "");
    add("address", m.index, m.index + whole.length, whole);
  }
  for (const m of text.matchAll(patterns.VILLAGE_END)) add("address", m.index, m.index + m[0].length, m[0]);
  for (const place of found.filter((p) => p.kind === "grid")) {
    const m = patterns.NUMBER_AFTER.exec(text.slice(place.span.end));
    if (m) {
      const start = place.span.end + (/^\s/.test(m[0]) ? 1 : 0);
      add("address", start, place.span.end + m[0].length, normalise(m[0].trim()));
    }
  }
  for (const m of text.matchAll(patterns.NAMED_GROUP)) add("address", m.index, m.index + m[1]!.length, m[1]!);
  for (const m of text.matchAll(patterns.GROUP)) add("address", m.index, m.index + m[0].length, normalise(m[0]));
  for (const m of text.matchAll(patterns.BARE_ROOM))
    if (
      !EMERGENCY_NUMBERS.has(m[1]!) &&
      digits(m[1]!).length >= 3 &&
      !/^的?(?:元|块)/.test(text.slice(m.index + m[1]!.length))
    )
      add("address", m.index, m.index + m[1]!.length, digits(m[1]!));
  for (const m of text.matchAll(patterns.FLOOR)) add("address", m.index, m.index + m[0].length, normalise(m[0]));
  if (found.every((place) => place.kind === "grid"))
    for (const m of text.matchAll(patterns.BESIDE_LANDMARK)) {
      const from = m.index + withoutLead(m[1]!);
      const end = m.index + m[0].length;
      add("address", from, end, normaliseLandmark(text.slice(from, end)));
    }
  if (found.every((place) => place.kind === "grid"))
    for (const m of text.matchAll(patterns.COUNTRY)) add("address", m.index, m.index + m[0].length, m[0]);
  if (found.every((place) => place.kind === "grid"))
    for (const m of text.matchAll(patterns.OF_PLACE)) {
      const from = withoutLead(m[1]!);
      const place = m[1]!.slice(from);
      if (place.length >= 3) add("address", m.index + from, m.index + m[1]!.length, place.replace(/边上$/u, "边"));
    }
  for (const grid of found.filter((p) => p.kind === "grid")) {
    const place = patterns.AFTER_GRID.exec(text.slice(grid.span.end))?.[0];
    if (
      place &&
      patterns.DWELLING_END.test(place) &&
      !patterns.NO_HOME.test(place) &&
      !facilityAfter(text, grid.span.end, "")
    )
      add("address", grid.span.end, grid.span.end + place.length, normalise(normaliseLandmark(place)));
  }
  return found.sort((a, b) => a.span.start - b.span.start);
}

/** Words after 住 and 家在 that name a place; what follows a grid's name is the place, and buildings are read by their own pattern. */
function addDwellings(text: string, add: (kind: "address", start: number, end: number, value: string) => void): void {
  for (const m of text.matchAll(patterns.DWELLS)) {
    const grid = m[1]!.lastIndexOf("网格") + 1;
    const from = grid > 0 ? grid + 1 : 0;
    const place = m[1]!.slice(from).replace(/那?[家间户]$/u, "");
    const start = m.index + m[0].length - m[1]!.length + from;
    if (new RegExp(`^${patterns.BUILDING.source}$`).test(place) || patterns.NO_DWELLING.test(m[1]!) || place.length < 3)
      continue;
    if (!patterns.DWELLING_END.test(place)) continue;
    add("address", start, start + place.length, normalise(normaliseLandmark(place)));
  }
}

/** 建设路12号, 罗家巷八号3栋401, 万家村三组14号, 幸福里小区6栋302. */
function addStreets(text: string, add: (kind: "address", start: number, end: number, value: string) => void): void {
  for (const m of text.matchAll(patterns.STREET)) {
    const cut = withoutLead(m[1]!);
    const street = m[1]!.slice(cut);
    const start = m.index + cut;
    let end = m.index + m[0].length;
    const inside =
      patterns.INSIDE_STREET.exec(text.slice(end)) ??
      (/号$/.test(m[0]) ? patterns.UNIT_OF_STREET.exec(text.slice(end)) : null);
    if (inside) end += inside[0].length;
    const numbered = end > m.index + m[1]!.length;
    if (!numbered || street.length < 2 || new RegExp(`^(?:${BUILDING_PARTS})$`).test(street)) continue;
    add("address", start, end, normalise(text.slice(start, end)));
  }
}
