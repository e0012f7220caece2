import type { NeedDraft } from "../../cases/visits/draft.ts";
import type { NoteReading } from "./reading.ts";

/**
 * What a message is, as a model would have it. Nothing of it is the model's own words: the conversation goes the way that the
 * button for it goes, with the words that the person wrote.
 */
export type Proposal =
  | { kind: "question" }
  | { kind: "service" }
  | { kind: "today" }
  | { kind: "status" }
  | { kind: "note"; reading: NoteReading }
  /** `need` is told by words of the message; null when they say none. */
  | { kind: "referral"; need: Pick<NeedDraft, "code" | "urgency"> | null }
  /** `from` stands in the open draft, `to` in the message. */
  | { kind: "correction"; from: string; to: string };

/** What models made of a message before its transaction. */
export interface Understood {
  /** The message: it says nothing about others. */
  words: string;
  reading: NoteReading | null;
  proposal: Proposal | null;
}

/** What a model read in a note of exactly these words; null when there is nothing. */
export function readingOf(understood: Understood | null | undefined, words: string): NoteReading | null {
  if (understood?.words !== words) return null;
  return understood.reading ?? (understood.proposal?.kind === "note" ? understood.proposal.reading : null);
}
