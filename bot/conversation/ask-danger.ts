import { saidByWriter, situationOf } from "../crisis/situation.ts";
import type { Verdict } from "../crisis/verdict.ts";
import { cardReply, messageKey } from "../first-card.ts";
import { type ChatState, recall, remember } from "./chat-state.ts";
import type { Turn, TurnResult } from "./turn.ts";

/** So long a typed 有 or 没有 answers the question; a button answers it later too. */
const ASKED_MINUTES = 5;

const YES = /^(?:有|有的|有危险|有危險|是|是的|係|对|對|嗯|危险|危險|yes|y)[啊呀哦的,,。.!!\s]*$/i;
const NO = /^(?:没|没有|没有危险|没危险|沒有?|沒有?危險|冇|冇危險|无|不是|唔係|没事|沒事|no|n)[啊呀哦的,,。.!!\s]*$/i;

/** A typed answer that says of what: it is one to this question, whatever was asked since. */
const SAYS_DANGER = /危险|危險/;

/** So many questions at most wait for an answer; the oldest is forgotten first. */
const MOST_DOUBTS = 5;

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
  const key = messageKey(text);
  const asked = { key, text, message_id, situation: situationOf(verdict), at: session.now.toISOString() };
  await remember(session, state, { doubts: [...without(state.doubts, key), asked].slice(-MOST_DOUBTS) });
  return { replies: turn.card_attempted ? [] : [cardReply(verdict, { language: state.language, about: text })] };
}

/**
 * The button 有危险: the red card is out already; what was asked about is a crisis now, once.
 * @param key of the message that the button asked about; null for an old button, which does not say
 * @returns its message, for whoever tells people, without words when they are known no more; null when people were told
 */
export async function dangerSaid(
  { session, verdict }: Turn,
  key: string | null,
): Promise<{ text: string | null; message_id: string | null } | null> {
  const state = await recall(session);
  const doubted = state.doubts.find((doubt) => doubt.key === key);
  if (doubted?.text === null) return null;
  if (key !== null) {
    const told = { key, text: null, message_id: null, situation: situationOf(verdict), at: session.now.toISOString() };
    await remember(session, state, { doubts: [...without(state.doubts, key), told].slice(-MOST_DOUBTS) });
  }
  return doubted ?? { text: null, message_id: null };
}

/** The button 没有. @returns the message, which goes on as usual; null when there is none any more */
export async function calmSaid({ session }: Turn, key: string | null): Promise<Doubted | null> {
  const state = await recall(session);
  const doubted = state.doubts.find((doubt) => doubt.key === key);
  if (!doubted || doubted.text === null) return null;
  await remember(session, state, { doubts: without(state.doubts, doubted.key) });
  return { text: doubted.text, message_id: doubted.message_id };
}

const without = (doubts: ChatState["doubts"], key: string) => doubts.filter((doubt) => doubt.key !== key);

/**
 * 有 or 没有, typed after the question: of the last one that has no answer yet. An interview that asked something since is who a bare
 * 有 answers.
 * @returns of which message, and the verdict that it makes, null for 没有; null for anything else
 */
export async function typedAnswer(
  { session }: Turn,
  text: string,
): Promise<{ key: string; verdict: Verdict | null } | null> {
  const [yes, no] = [YES.test(text.trim()), NO.test(text.trim())];
  if (!yes && !no) return null;
  const { doubts, eligibility } = await recall(session);
  const doubted = doubts.findLast((doubt) => doubt.text !== null);
  if (!doubted) return null;
  const asked_at = Date.parse(doubted.at);
  const in_time = session.now.getTime() - asked_at <= ASKED_MINUTES * 60_000;
  const asked_since = eligibility !== null && Date.parse(eligibility.touched_at) > asked_at;
  if (!SAYS_DANGER.test(text) && (!in_time || asked_since)) return null;
  return { key: doubted.key, verdict: yes ? saidByWriter(doubted.situation) : null };
}
