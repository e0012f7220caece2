import { saidByWriter, situationOf } from "../crisis/situation.ts";
import type { Verdict } from "../crisis/verdict.ts";
import { cardReply } from "../first-card.ts";
import { crisisCards } from "../texts/crisis-cards.ts";
import { recall, remember } from "./chat-state.ts";
import type { Turn, TurnResult } from "./turn.ts";

/** So long a typed 有 or 没有 answers the question; a button answers it later too. */
const ASKED_MINUTES = 5;

const YES = /^(?:有|有的|有危险|有危險|是|是的|係|对|對|嗯|危险|危險|yes|y)[啊呀哦的,,。.!!\s]*$/i;
const NO = /^(?:没|没有|没有危险|没危险|沒有?|沒有?危險|冇|冇危險|无|不是|唔係|没事|沒事|no|n)[啊呀哦的,,。.!!\s]*$/i;

/** The message that was asked about. */
export interface Doubted {
  text: string;
  message_id: string | null;
}

/**
 * Only the model suspects a danger: one direct question with two buttons. Nobody is told, and the message waits for the answer. What
 * goes out at the webhook is the question itself.
 */
export async function askDanger(turn: Turn, text: string, message_id: string | null): Promise<TurnResult> {
  const { session, verdict } = turn;
  const state = await recall(session);
  const doubted = { text, message_id, situation: situationOf(verdict), at: session.now.toISOString() };
  await remember(session, state, { doubted: { ...doubted, said_yes: false } });
  return { replies: turn.card_attempted ? [] : [cardReply(verdict, { language: state.language })] };
}

/**
 * The button 有危险: the red card is out already; what was asked about is a crisis now, once.
 * @returns its message, for whoever tells people; null when they were told
 */
export async function dangerSaid({ session }: Turn): Promise<Doubted | null> {
  const state = await recall(session);
  const { doubted } = state;
  if (!doubted) return { text: crisisCards.danger, message_id: null };
  if (doubted.said_yes) return null;
  await remember(session, state, { doubted: { ...doubted, said_yes: true } });
  return doubted;
}

/** The button 没有. @returns the message, which goes on as usual; null when there is none any more */
export async function calmSaid({ session }: Turn): Promise<Doubted | null> {
  const state = await recall(session);
  const { doubted } = state;
  if (!doubted || doubted.said_yes) return null;
  await remember(session, state, { doubted: null });
  return doubted;
}

/**
 * 有 or 没有, typed after the question.
 * @returns the verdict that they make; null for anything else
 */
export async function typedAnswer({ session }: Turn, text: string): Promise<"calm" | Verdict | null> {
  const [yes, no] = [YES.test(text.trim()), NO.test(text.trim())];
  if (!yes && !no) return null;
  const { doubted, eligibility } = await recall(session);
  // 有 is an answer to an interview, too.
  if (eligibility !== null) return null;
  if (!doubted || doubted.said_yes || session.now.getTime() - Date.parse(doubted.at) > ASKED_MINUTES * 60_000)
    return null;
  return yes ? saidByWriter(doubted.situation) : "calm";
}
