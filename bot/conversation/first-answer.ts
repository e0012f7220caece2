import { amendInWords } from "./amend.ts";
import { beforeGroup } from "./before-group.ts";
import { afterwardsInWords } from "./crisis-afterwards.ts";
import { phoneInWords, progressInWords } from "./crisis-progress.ts";
import { dateInWords } from "./date-change.ts";
import { doorInWords } from "./doors.ts";
import { answerInWords } from "./eligibility.ts";
import { formsInWords } from "./forms.ts";
import { leaveInWords } from "./leave.ts";
import { lostPhone } from "./lost-phone.ts";
import { needDone } from "./need-done.ts";
import { correctOpen } from "./note.ts";
import { backToWork } from "./private-hours.ts";
import type { Said } from "./said.ts";
import { correctService } from "./service-correction.ts";
import type { Turn, TurnResult } from "./turn.ts";
import { pressTyped } from "./typed-button.ts";
import { consentWithdrawn } from "./withdraw-consent.ts";

/** A note of so many characters is a visit told in the middle of an interview, and no answer to its question. */
const LONGEST_SPOKEN_ANSWER = 40;

interface Answering {
  /** Null when the words are of something else. */
  answer: (turn: Turn, text: string, said: Said) => Promise<TurnResult | null>;
  /** When it is asked; missing: always. */
  when?: (said: Said) => boolean;
}

const kept = (said: Said): boolean => said.kept;

/**
 * What words may be before their intent decides, in the order in which it is asked: about a crisis, about the work itself, about what
 * waits for an answer (an interview, a draft, a list of services, a need).
 */
const IN_ORDER: readonly Answering[] = [
  { answer: progressInWords },
  { answer: phoneInWords },
  { answer: afterwardsInWords },
  { answer: beforeGroup },
  { answer: leaveInWords },
  { answer: lostPhone },
  { answer: amendInWords },
  { answer: doorInWords },
  { answer: formsInWords },
  { answer: dateInWords },
  { answer: consentWithdrawn },
  { answer: answerInWords, when: mayAnswerInterview },
  { answer: backToWork, when: ({ in_private }) => in_private },
  { answer: pressTyped },
  { answer: correctOpen, when: kept },
  { answer: correctService, when: kept },
  { answer: needDone, when: kept },
];

function mayAnswerInterview({ text, intent, state, in_private }: Said): boolean {
  const is_long_note = intent.intent === "note" && text.length >= LONGEST_SPOKEN_ANSWER;
  return !in_private && !state.correcting && !is_long_note;
}

/** What the first of them answers; null when none does, and the intent decides. */
export async function firstAnswer(turn: Turn, said: Said): Promise<TurnResult | null> {
  for (const { answer, when } of IN_ORDER) {
    const result = !when || when(said) ? await answer(turn, said.text, said) : null;
    if (result) return result;
  }
  return null;
}
