import type { Chat } from "../../../platform/model/chat.ts";
import { openFence } from "../../../platform/model/fence.ts";
import { isSteering, withoutSteering } from "../../steering.ts";
import { type Fault, findFault } from "../verify/check.ts";
import { lineReader, linesOf, type WrittenLine } from "./lines.ts";
import { type Material, materialKey } from "./material.ts";
import { NOTHING_HELD, writeRequest } from "./prompt.ts";

/** A sentence that was verified. */
export interface Sentence {
  text: string;
  /** Places in `Material.sources`, at least one. */
  sources: number[];
}

/** An answer in a model's words, sentence by sentence verified. It says nothing about other words or other clauses. */
export interface Written {
  words: string;
  key: string;
  sentences: Sentence[];
}

/** What became of the sentences: counts, for the log. */
export interface Tally {
  kept: number;
  dropped: Partial<Record<Fault | "phone" | "steering" | "leans" | "too_long" | "no_amount_date", number>>;
}

/** About six lines on a phone. */
const MOST_SENTENCES = 6;
const MOST_CHARACTERS = 170;
/** It goes on from the sentence before: without that one it means something else. */
const LEANS =
  /^(?:但是?|不过|否则|然而|除此|其中|其余|上述|这[些种个样类时里]?|那[么样时]|该|此[外类时]?|它|同时|因此|所以|而且|并且|也就是|具体)/;
const AMOUNT = /\d[\d,.]*\s*万?[元块]/;

/**
 * Has a model word the answer from the material, and keeps what the material bears: every sentence is verified as soon as it is
 * complete, against the clauses it names; one without a mark, against each. A sentence that leans on a dropped one goes with it.
 * @param onSentence called with each sentence that is kept, in order
 * @returns null when no answer comes of it: no model, a failure, or more dropped than kept
 */
export async function writeAnswer(
  chat: Chat,
  words: string,
  material: Material,
  onSentence: (sentence: Sentence) => void = () => {},
): Promise<{ written: Written | null; tally: Tally }> {
  const tally: Tally = { kept: 0, dropped: {} };
  const kept: Sentence[] = [];
  let leans_on_dropped = false;
  let refused = false;

  /** Why a sentence is dropped, or null when it is kept. */
  const take = (line: WrittenLine): keyof Tally["dropped"] | null => {
    if (leans_on_dropped && LEANS.test(line.text)) return "leans";
    const length = kept.reduce((sum, { text }) => sum + text.length, line.text.length);
    if (kept.length > 0 && (kept.length >= MOST_SENTENCES || length > MOST_CHARACTERS)) return "too_long";
    const judged = verify(line, material);
    if (typeof judged === "string") return judged;
    kept.push(judged);
    onSentence(judged);
    return null;
  };
  const read = (line: WrittenLine): void => {
    if (NOTHING_HELD.test(line.text)) {
      refused ||= kept.length === 0;
      return;
    }
    const why = take(line);
    if (why) tally.dropped[why] = (tally.dropped[why] ?? 0) + 1;
    else tally.kept += 1;
    leans_on_dropped = why !== null && (why !== "empty" || leans_on_dropped);
  };
  const reader = lineReader((line) => linesOf(line).forEach(read));
  const answer = await chat.stream(writeRequest(words, material.sources, openFence()), (piece) => reader.push(piece));
  reader.end();
  const lost = Object.entries(tally.dropped).reduce(
    (sum, [why, times]) => sum + (why === "empty" || why === "too_long" ? 0 : times),
    0,
  );
  const usable = answer !== null && !refused && kept.length > 0 && kept.length >= lost;
  return { written: usable ? { words, key: materialKey(material), sentences: kept } : null, tally };
}

/** The sentence with the clauses that bear it, or why it is dropped. */
function verify({ text, marks }: WrittenLine, { sources, usable }: Material): Sentence | keyof Tally["dropped"] {
  if (!usable(text)) return "phone";
  if (marks.some((mark) => mark < 1 || mark > sources.length)) return "unknown_citation";
  const ground = (i: number): { text: string; about: string } => ({
    text: withoutSteering(sources[i]!.clause.text),
    about: sources[i]!.about,
  });
  const tries = marks.length > 0 ? [marks.map((mark) => mark - 1)] : sources.map((_, i) => [i]);
  let fault: Fault | "no_amount_date" = "no_citation";
  for (const cited of tries) {
    const found = findFault(text, cited.map(ground));
    // An amount without a date says nothing to a resident (docs/rules.md 2).
    const undated =
      AMOUNT.test(text) && cited.some((i) => !(sources[i]!.clause.effective_from ?? sources[i]!.clause.published));
    if (found === null && !undated) return isSteering(text) ? "steering" : { text, sources: cited };
    fault = found ?? "no_amount_date";
  }
  return fault;
}
