import { Refusal } from "../../cases/refusal.ts";
import { setScope } from "../../platform/scope.ts";
import { parseActionId } from "../action-id.ts";
import { isUnsure } from "../crisis/verdict.ts";
import { wordsOf } from "../first-card.ts";
import { crisisTexts } from "../texts/crises.ts";
import { crisisCards } from "../texts/crisis-cards.ts";
import { forOthers } from "../texts/in-language.ts";
import { texts } from "../texts/zh-hans.ts";
import { asksForBenefits } from "../understand/circumstances.ts";
import { readIntent } from "../understand/intent.ts";
import { ask } from "./ask.ts";
import { askDanger, dangerSaid } from "./ask-danger.ts";
import { recall } from "./chat-state.ts";
import { handleCrisis } from "./crisis.ts";
import { startEligibility } from "./eligibility.ts";
import { correctOpen, takeNote } from "./note.ts";
import { isPrivate, isWork, stillHere } from "./private-hours.ts";
import { withRegionLines } from "./region-lines.ts";
import { say, type Turn, type TurnResult } from "./turn.ts";

/** 家里烧光了，能申请什么: the card first, then what may help. */
const AFTER_WHICH_HELP_IS_ASKED = new Set<Turn["verdict"]["kind"]>(["fire", "medical", "neglect", "missing"]);

/** What is kept of a crisis whose words are not there any more. */
export const withoutWords = (): string => forOthers(() => crisisCards.danger);

/** The card and who was told, with the lines of the place; what only the model suspects is asked first. */
export async function crisisOf(turn: Turn, text: string, message_id: string | null): Promise<TurnResult> {
  if (isUnsure(turn.verdict) && !turn.verdict.self) {
    const { session } = turn;
    if (!isPrivate(await recall(session), session.now) || isWork(text)) return askDanger(turn, text, message_id);
    return stillHere();
  }
  return withRegionLines(turn, await handleCrisis(turn, text));
}

/**
 * The crisis, then what else the message brings. The crisis stays whatever becomes of that: what `rest` wrote is undone by any error
 * of it, a refusal is said, and of anything else the writer hears that it was not understood.
 * @param rest null when there is nothing more to say
 * @throws when the database itself is gone: then nothing happened
 */
export async function afterCrisis(
  turn: Turn,
  crisis: TurnResult,
  rest: () => Promise<TurnResult | null>,
): Promise<TurnResult> {
  const { tx, scope } = turn.session;
  await tx.query("savepoint rest");
  try {
    return joined(crisis, await rest());
  } catch (error) {
    await tx.query("rollback to savepoint rest");
    await setScope(tx, scope);
    if (error instanceof Refusal) return joined(crisis, say("clarify", texts.refusals[error.code]));
    turn.log?.error({ err: error, inbox_id: turn.inbox_id }, "crisis kept, the rest of its message failed");
    return joined(crisis, say("clarify", crisisTexts.rest_failed));
  }
}

function joined(crisis: TurnResult, rest: TurnResult | null): TurnResult {
  return {
    ...rest,
    replies: [...crisis.replies, ...(rest?.replies ?? [])],
    notices: [...(crisis.notices ?? []), ...(rest?.notices ?? [])],
    names: [...(crisis.names ?? []), ...(rest?.names ?? [])],
  };
}

/** What words that are a crisis say besides; null when nothing, and when the writer speaks of themself or is asked first. */
export async function besides(turn: Turn, text: string, message_id: string | null): Promise<TurnResult | null> {
  const { verdict } = turn;
  if (verdict.self || isUnsure(verdict)) return null;
  if (asksForBenefits(text) && (verdict.level === "orange" || AFTER_WHICH_HELP_IS_ASKED.has(verdict.kind)))
    return startEligibility(turn, text);
  const corrected = await correctOpen(turn, text);
  if (corrected) return corrected;
  const { intent } = readIntent(text, { has_open_draft: false });
  const asks = intent === "question" || intent === "hotline";
  if (intent !== "note" && !(asks && verdict.level === "orange")) return null;
  return asks ? ask(turn, text) : takeNote(turn, text, message_id);
}

/** The crisis of a message that could not be worked off, and nothing else of it. */
export async function crisisAlone(turn: Turn): Promise<TurnResult> {
  const { content } = turn.incoming;
  const text =
    content.type === "action"
      ? (await dangerSaid(turn, parseActionId(content.id)?.id ?? null))?.text
      : wordsOf(content);
  return handleCrisis(turn, text ?? withoutWords());
}
