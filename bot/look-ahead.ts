import type { StaffSession } from "../cases/session.ts";
import type { Staff } from "../cases/staff/staff.ts";
import type { Written } from "../knowledge/answer/write/write.ts";
import { namedRegions } from "../knowledge/regions/named.ts";
import { loadRegions } from "../knowledge/regions/regions.ts";
import { type Meaning, readMeaning } from "../knowledge/retrieve/meaning.ts";
import { RERANKED } from "../knowledge/retrieve/rerank.ts";
import { searchClauses } from "../knowledge/retrieve/search.ts";
import { chinaDate } from "../platform/clock.ts";
import type { Queryable } from "../platform/database/port.ts";
import type { QuestionModels } from "../platform/model/models.ts";
import { setScope } from "../platform/scope.ts";
import type { Understood } from "./assistant/proposal.ts";
import { toUnderstand, understand } from "./assistant/understand.ts";
import { allowedRegions } from "./conversation/ask.ts";
import { textForGroup } from "./conversation/before-group.ts";
import { recall } from "./conversation/chat-state.ts";
import { LONGEST_TEXT } from "./conversation/converse.ts";
import type { FoundBefore } from "./conversation/find-answer.ts";
import { questionIn } from "./conversation/follow-up.ts";
import { impersonal } from "./conversation/impersonal.ts";
import type { Incoming } from "./incoming.ts";
import { askedInChinese } from "./language/english-question.ts";
import type { MaskingState } from "./masking/placeholders.ts";
import type { BotParts } from "./parts.ts";
import { verdictOf } from "./receive.ts";
import { codeIn } from "./stranger.ts";
import { readIntent } from "./understand/intent.ts";
import { writeAhead } from "./write-ahead.ts";

/** What models made of a message. Null: nothing, the words decide alone. */
export interface Ahead {
  /** Of the question in it. */
  meaning: Meaning | null;
  /** What answers it, and that in a model's words. */
  found: FoundBefore | null;
  written: Written | null;
  /** Of the message itself. */
  understood: Understood | null;
  /** What stands for whom in this conversation from now on; null when that is as it was. */
  masked: MaskingState | null;
}

const NOTHING: Ahead = { meaning: null, found: null, written: null, understood: null, masked: null };

/**
 * What models make of a message before its transaction: nothing is held while a model takes its time. Only what somebody writes who
 * is enrolled goes to a model; nothing that sounds like a crisis, and nothing in the hours after the writer spoke of their own
 * distress.
 * @param whoWrites finds the writer in a transaction
 * @param onSentence called with every sentence of an answer while it is written
 */
export async function lookAhead(
  parts: BotParts,
  incoming: Incoming,
  now: Date,
  whoWrites: (tx: Queryable) => Promise<Staff | null>,
  onSentence?: (sentence: string) => void,
): Promise<Ahead> {
  const { database, sealer, log, models } = parts;
  const words = models?.questions || models?.maskedQuestions || models?.chat ? wordsOf(incoming) : null;
  if (!models || words === null) return NOTHING;
  const prepared = await database.transaction(async (tx) => {
    const writer = await whoWrites(tx);
    if (!writer) return null;
    const scope = scopeOf(writer);
    await setScope(tx, scope);
    const session: StaffSession = { tx, scope, sealer, now };
    const state = await recall(session);
    if (state.private_until !== null && new Date(state.private_until) > now) return null;
    const said = askedInChinese(words) ?? words;
    const asked = questionIn(said, readIntent(said, { has_open_draft: false }), state.asked, now);
    const masking = parts.masking ? await parts.masking(session, words, state.masking) : null;
    const chat = models.chat && masking && models.chat.forMessage(masking, scope);
    const told = chat && (await toUnderstand(session, state, words));
    // A short question after another (那材料呢) is a question, though it says too little by itself.
    const to_understand = told?.as === "unclear" && asked !== null ? null : told;
    return { staff: writer, asked, masking, chat, to_understand, known: state.masking };
  });
  if (!prepared) return NOTHING;
  const { staff, asked, masking, chat, to_understand, known } = prepared;
  const masked = (): MaskingState | null => {
    const next = masking?.state;
    return next && next.words.length > 0 && !(next.nonce === known?.nonce && next.words.length === known.words.length)
      ? next
      : null;
  };
  const questions = (masking && models.maskedQuestions?.(masking)) ?? models.questions;
  const [meaning, understood] = await Promise.all([
    questions && asked !== null ? meaningOf(parts, questions, staff, asked.words, now) : null,
    chat && to_understand ? understand({ database, sealer, now, log }, chat, staff, to_understand) : null,
  ]);
  // A message is given to a chat model once: what is asked at the end of a note is quoted.
  if (!chat || !masking || to_understand || asked === null)
    return { meaning, found: null, written: null, understood, masked: masked() };
  const asker = { ...asked, staff, now, meaning, scope: scopeOf(staff) };
  return { meaning, ...(await writeAhead(parts, { chat, masking }, asker, onSentence)), understood, masked: masked() };
}

function meaningOf(
  { database }: BotParts,
  questions: QuestionModels,
  staff: Staff,
  asked: string,
  now: Date,
): Promise<Meaning | null> {
  const words = impersonal(asked);
  return readMeaning(questions, words, (meaning) =>
    database.transaction(async (tx) => {
      await setScope(tx, scopeOf(staff));
      const places = await loadRegions(tx);
      const regions = allowedRegions(places, staff.adcode, namedRegions(places, words));
      return searchClauses(tx, { words, meaning, regions, as_of: chinaDate(now), limit: RERANKED });
    }),
  );
}

const scopeOf = ({ district_id, id, role }: Staff): StaffSession["scope"] => ({ district_id, staff_id: id, role });

/** The text of a message that models may be given. */
function wordsOf(incoming: Incoming): string | null {
  const { content } = incoming;
  if (content.type !== "text" || content.text.length > LONGEST_TEXT || textForGroup(content.text) !== null) return null;
  // Somebody who works in several districts sends another one's code.
  if (codeIn(incoming) !== undefined) return null;
  return verdictOf(incoming).level === "none" ? content.text : null;
}
