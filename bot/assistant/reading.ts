import * as z from "zod";
import { FLAGS, needCode, observation, urgency } from "../../cases/visits/draft.ts";

/**
 * What a model gives of a note: the draft's shape, but every value is nothing except words of the note. Where they stand and what
 * they mean (a date, an age, an address) is worked out by code.
 */

/** Longer than this it is no value but the note again. */
const LONGEST_WORDS = 120;
/** More than a note can hold. */
const MOST_VALUES = 40;

const words = z.string().trim().min(1).max(LONGEST_WORDS);
const who = z.int().nonnegative().nullish();

const person = z.object({
  name: words.nullish(),
  sex: z.object({ value: z.enum(["男", "女"]), words }).nullish(),
  age: words.nullish(),
  grid: words.nullish(),
  address: words.nullish(),
});
const seen = z.object({
  kind: observation.shape.kind,
  words,
  basis: observation.shape.basis,
  teller: words.nullish(),
  person: who,
});
const need = z.object({ code: needCode, words, urgency, person: who });
const flagged = z.object({ value: z.enum(FLAGS), words });

/** As a tool takes it: one value of a wrong type refuses all of it. */
export const noteReading = z.object({
  persons: z.array(person).max(MOST_VALUES).default([]),
  observations: z.array(seen).max(MOST_VALUES).default([]),
  needs: z.array(need).max(MOST_VALUES).default([]),
  flags: z.array(flagged).max(MOST_VALUES).default([]),
  agreed_on: words.nullish(),
});
export type NoteReading = z.infer<typeof noteReading>;

/** The values of a list that are of the right shape, at their places; null for the others, because `person` counts places. */
function usable<T extends z.ZodType>(shape: T, list: unknown): (z.infer<T> | null)[] {
  if (!Array.isArray(list)) return [];
  return list.slice(0, MOST_VALUES).map((value) => shape.safeParse(value).data ?? null);
}

const there = <T>(value: T | null): value is T => value !== null;

/**
 * What can be used of a model's answer in JSON: a value of the wrong shape is left out, the others stay.
 * @returns null when it is no JSON object at all
 */
export function parseReading(answer: string): NoteReading | null {
  const json = answer.slice(answer.indexOf("{"), answer.lastIndexOf("}") + 1);
  let given: unknown;
  try {
    given = JSON.parse(json);
  } catch {
    return null;
  }
  if (typeof given !== "object" || given === null) return null;
  const of = given as Record<string, unknown>;
  return {
    // A person of the wrong shape stays as one without values, so that the others keep their numbers.
    persons: usable(person, of.persons).map((one) => one ?? {}),
    observations: usable(seen, of.observations).filter(there),
    needs: usable(need, of.needs).filter(there),
    flags: usable(flagged, of.flags).filter(there),
    agreed_on: words.safeParse(of.agreed_on).data ?? null,
  };
}
