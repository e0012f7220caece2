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

/**
 * Places for a need, best first; at most three.
 * @param need its words and code; `note` is all that was said, `age` in years of whom it is about
 */
export async function placesFor(
  { session, staff }: Pick<Turn, "session" | "staff">,
  need: { words: string; codes: readonly NeedCode[]; note: string; age?: number },
): Promise<Place[]> {
  const found = await findForNeed(session.tx, {
    words: need.words,
    around: sentenceAround(need.note, need.words),
    need_codes: need.codes,
    ...(need.age === undefined ? {} : { age: need.age }),
    area: staff.adcode,
    at: session.now,
    limit: PLACES,
  });
  return found.map(({ service: { id, name, organization_id }, is_guess }) => ({ id, name, organization_id, is_guess }));
}
