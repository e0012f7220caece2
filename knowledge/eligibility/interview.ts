import * as z from "zod";
import { fact, type Known, known } from "./facts.ts";

/** So many questions at most: then it is said what is still open. */
export const MOST_QUESTIONS = 4;
/** How long an interview waits for its next answer, in minutes. */
export const WAITS_MINUTES = 30;

/** An interview about one person, who is not named in it. */
export const interview = z.object({
  id: z.uuid(),
  /** When something was last said in it. */
  touched_at: z.iso.datetime(),
  /** Adcode of the place whose rules count. */
  region: z.string(),
  known,
  /** Id of the card that was asked for by its name: 够不够特困. */
  wanted: z.string().nullable().default(null),
  /** The words that each of it comes from, where words were read. */
  words: z.partialRecord(fact, z.string()).default({}),
  /** What was asked, answered or not. */
  asked: z.array(fact),
  /** Questions put so far, the opening one included. */
  questions: z.int().nonnegative(),
  /** What waits for an answer: `opening` stands for the first question, when nothing at all is known. */
  asking: z
    .union([z.literal("opening"), z.object({ facts: z.array(fact).min(1), options: z.array(known) })])
    .nullable(),
});
export type Interview = z.infer<typeof interview>;

/** Null when it has waited too long. */
export function stillRunning(state: Interview | null, now: Date): Interview | null {
  if (state === null) return null;
  return now.getTime() - Date.parse(state.touched_at) <= WAITS_MINUTES * 60_000 ? state : null;
}

/** What the opening question can be answered with. */
export const OPENINGS: readonly { label: string; known: Known }[] = [
  { label: "老人", known: { age: { from: 60, to: 130 } } },
  { label: "有残疾", known: { impaired: ["yes"] } },
  { label: "孩子", known: { age: { from: 0, to: 17 } } },
  { label: "家里困难", known: { hardship: ["yes"] } },
  { label: "看病花钱多", known: { costly_illness: ["yes"] } },
  { label: "突然出事", known: { sudden: ["yes"] } },
];
