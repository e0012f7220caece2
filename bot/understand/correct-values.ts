import type { Span, VisitDraft } from "../../cases/visits/draft.ts";
import { findAges } from "./ages.ts";
import { findMentions } from "./mentions.ts";
import { NUMERAL, readNumeral } from "./numerals.ts";
import { findPlaces } from "./places.ts";

/** Whether the words of a value are those said to be wrong. */
export function sharesValue(words: string, wrong: string): boolean {
  const old = wrong.replace(/不是|不叫|是|叫|[\s，,]/g, "");
  return old.length >= 2 && words !== "" && (words.includes(old) || old.includes(words));
}

/** The name that is right, in a correction whose wrong value is blanked out. */
export function newName(right: string, draft: VisitDraft): Span | null {
  const outright =
    /(?:叫|名字是|姓名是|名字改成|姓名改成|名字叫|名字应该是)([\p{Script=Han}·]{2,4}?)(?=$|[\s，,。！!]|才对|哈|啊)/u.exec(
      right,
    );
  if (outright) {
    const start = outright.index + outright[0].length - outright[1]!.length;
    return { start, end: start + outright[1]!.length };
  }
  const known = draft.persons.map((p) => p.name?.value);
  const found = findMentions(right).filter((m) => m.kind === "name" && !known.includes(m.words));
  const context =
    /名|姓|叫/.test(right) || new RegExp(`^(?:应该是|是|改成)?\\s*${found[0]?.words ?? "\n"}$`).test(right.trim());
  return context && found[0] ? found[0].span : null;
}

/** An age with its field or unit; a bare number only where the wrong value was an age. */
export function newAge(
  right: string,
  year: number,
  wrongWasAge: boolean,
): { start: number; end: number; from: number; to: number } | null {
  const field = "(?:年龄|岁数|年纪|今年)(?:写错了?|错了|不对|应该)?";
  const bare = wrongWasAge ? "|^\\s*(?:应该)?是?" : "";
  const stated = new RegExp(`(?:${field}${bare})[是为改成到:：，,\\s]*(${NUMERAL})(?:岁|周岁)?(?![栋号单网楼])`).exec(
    right,
  );
  const years = stated ? readNumeral(stated[1]!) : null;
  if (stated && years !== null && years <= 130) {
    const start = stated.index + stated[0].lastIndexOf(stated[1]!);
    return { start, end: start + stated[1]!.length, from: years, to: years };
  }
  const found = findAges(right, findMentions(right), year)[0];
  return found ? { ...found.span, from: found.from, to: found.to } : null;
}

/** Grid and address that are right; `old` is the address as it was, so that a room number alone can be told. */
export function newPlaces(right: string, old: string | null): ReturnType<typeof findPlaces> {
  const found = findPlaces(right).filter((place, i, all) => all.findIndex((p) => p.kind === place.kind) === i);
  if (found.length > 0 || old === null) return found;
  // 是402: a room number alone, where the draft has a room.
  const room = /(?<![0-9零一二三四五六七八九十])([0-9]{3,4}|[零一二三四五六七八九]{3,4})(?![0-9岁天号月年点])/.exec(
    right,
  );
  if (!room || !/[0-9]{3,4}$/.test(old)) return [];
  const span = { start: room.index, end: room.index + room[0].length };
  return [{ kind: "address", span, value: String(readNumeral(room[1]!)), facility: false }];
}
