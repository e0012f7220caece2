import { findForNeed } from "../../knowledge/directory/find-for-need.ts";
import type { NeedCode } from "../../platform/need-codes.ts";
import type { Turn } from "./turn.ts";

/** A place as a referral keeps it. */
export interface Place {
  id: string;
  name: string;
  organization_id: string;
  /** Found by the kind of need alone. */
  is_guess: boolean;
}

/** How many places are kept to choose from. */
const PLACES = 3;
/** Where a note ends a thought. */
const ENDS = /[。！？!?;；\n]/;

/**
 * The sentence of a note in which the words stand, so that a short need (有个地方去) is read with what was said of it.
 * @returns null when they do not stand in it
 */
export function sentenceAround(note: string, words: string): string | null {
  return (
    note
      .split(ENDS)
      .find((sentence) => sentence.includes(words))
      ?.trim() ?? null
  );
}

/** A serious mental illness, as people speak of it. */
const MENTAL_ILLNESS =
  /精神(?:分裂|病|障碍|残疾|科|[一二三四1-4]级|问题|不正常)|精分|精残|双相|躁狂|妄想|幻[听觉]|疯(?!狂)|自言自语/;
/** 犯病 by itself is said of that illness; beside another it is that other's. */
const RELAPSE = /犯(?:了)?病|发(?:了)?病/;
const OTHER_ILLNESS = /心脏|心梗|冠心|哮喘|气喘|癫痫|血压|糖尿|痛风|关节|胃|肾|肝|肺|中风|脑梗/;
/** Medicine that is not taken, or has run out. */
const OFF_MEDICINE =
  /药[^\s，,]{0,6}(?:断|停|没了|没吃|不吃|吃完|用完|没有了|没拿|快没)|(?:断|停|没吃|不吃|不肯吃|不愿吃|拒绝吃|漏吃|扔)[^\s，,]{0,4}药|[断停]药/;

export interface NeedToPlace {
  words: string;
  codes: readonly NeedCode[];
  /** All that was said. */
  note: string;
  /** Other needs told in it, in its words: they go somewhere else. */
  others?: readonly string[];
}

/**
 * A need as the directory is searched for it. Medicine broken off by somebody with a serious mental illness is for those who follow that illness
 * up, and no errand of a family doctor (严重精神障碍管理治疗工作规范), wherever in the note the illness is told.
 */
export function mentalHealthFirst({ words, codes, note, others = [] }: NeedToPlace): {
  words: string;
  around: string | null;
  need_codes: readonly NeedCode[];
} {
  const around = others.reduce<string | null>(
    (left, other) => left?.replace(other, " ") ?? null,
    sentenceAround(note, words),
  );
  const is_mental = MENTAL_ILLNESS.test(note) || (RELAPSE.test(note) && !OTHER_ILLNESS.test(note));
  if (!is_mental || !OFF_MEDICINE.test(words)) return { words, around, need_codes: codes };
  return { words: "精神科用药中断 精防医生随访", around: null, need_codes: ["02"] };
}

/**
 * Places for a need, best first; at most three.
 * @param need.age in years, of whom it is about
 */
export async function placesFor(
  { session, staff }: Pick<Turn, "session" | "staff">,
  need: NeedToPlace & { age?: number },
): Promise<Place[]> {
  const found = await findForNeed(session.tx, {
    ...mentalHealthFirst(need),
    ...(need.age === undefined ? {} : { age: need.age }),
    area: staff.adcode,
    at: session.now,
    limit: PLACES,
  });
  return found.map(({ service: { id, name, organization_id }, is_guess }) => ({ id, name, organization_id, is_guess }));
}
