import type { StaffSession } from "../cases/session.ts";
import type { Staff } from "../cases/staff/staff.ts";
import { namedRegions } from "../knowledge/regions/named.ts";
import { loadRegions } from "../knowledge/regions/regions.ts";
import { type Meaning, readMeaning } from "../knowledge/retrieve/meaning.ts";
import { RERANKED } from "../knowledge/retrieve/rerank.ts";
import { searchClauses } from "../knowledge/retrieve/search.ts";
import { chinaDate } from "../platform/clock.ts";
import type { Queryable } from "../platform/database/port.ts";
import { setScope } from "../platform/scope.ts";
import { allowedRegions } from "./conversation/ask.ts";
import { recall } from "./conversation/chat-state.ts";
import { LONGEST_TEXT } from "./conversation/converse.ts";
import type { Incoming } from "./incoming.ts";
import type { BotParts } from "./parts.ts";
import { verdictOf } from "./receive.ts";
import { readIntent } from "./understand/intent.ts";

/**
 * What models make of a message that asks something, before its transaction: nothing is held while a model takes its time. Only a
 * question of somebody who is enrolled goes to a model; no note, nothing that sounds like a crisis, and nothing in the hours
 * after the writer spoke of their own distress.
 * @param whoWrites finds the writer in a transaction
 * @returns null without models, or when none of that is so: then the words decide alone
 */
export async function lookAhead(
  { database, sealer, models }: BotParts,
  incoming: Incoming,
  now: Date,
  whoWrites: (tx: Queryable) => Promise<Staff | null>,
): Promise<Meaning | null> {
  const questions = models?.questions;
  const words = questions ? wordsAsked(incoming) : null;
  if (!questions || words === null) return null;
  const staff = await database.transaction(async (tx) => {
    const writer = await whoWrites(tx);
    if (!writer) return null;
    const scope = scopeOf(writer);
    await setScope(tx, scope);
    const { private_until } = await recall({ tx, scope, sealer, now });
    return private_until !== null && new Date(private_until) > now ? null : writer;
  });
  if (!staff) return null;
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

/** The question in a message: all of it, or what the writer asks at the end of a note; null when there is none. */
function wordsAsked(incoming: Incoming): string | null {
  const { content } = incoming;
  if (content.type !== "text" || content.text.length > LONGEST_TEXT || verdictOf(incoming).level !== "none")
    return null;
  const { intent, also_question } = readIntent(content.text, { has_open_draft: false });
  if (intent === "note") return also_question;
  return intent === "question" ? content.text : null;
}
