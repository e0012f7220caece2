import { answerQuestion } from "../../knowledge/answer/answer.ts";
import { answerHotline } from "../../knowledge/hotlines/answer.ts";
import { keepQuestion } from "../../knowledge/questions.ts";
import { namedRegions } from "../../knowledge/regions/named.ts";
import { ancestors, loadRegions, type Region, type Regions } from "../../knowledge/regions/regions.ts";
import { chinaDate } from "../../platform/clock.ts";
import { citedClauses, feedbackActions } from "./feedback.ts";
import { reply, type Turn, type TurnResult } from "./turn.ts";

/** Adcodes whose rules may be quoted to somebody of `adcode`: those around them, and those of places that were named. */
export function allowedRegions(regions: Regions, adcode: string, named: readonly Pick<Region, "adcode">[]): string[] {
  return [...new Set([adcode, ...named.map((place) => place.adcode)].flatMap((code) => ancestors(regions, code)))];
}

/**
 * Answers from the curated help lines or by quoting documents that hold here and now; another place only when it is named.
 * Whatever came of it is kept as a question.
 */
export async function ask(
  turn: Turn,
  words: string,
  { keep: kept }: { keep: boolean } = { keep: true },
): Promise<TurnResult> {
  const { tx, sealer, now } = turn.session;
  const as_of = chinaDate(now);
  const regions = await loadRegions(tx);
  const named = namedRegions(regions, words);
  const keep = async (
    verdict: "quoted" | "not_found",
    document_ids: string[],
    chunk_ids: string[] = [],
  ): Promise<string | null> => {
    if (!kept) return null;
    return keepQuestion(tx, sealer, {
      district_id: turn.staff.district_id,
      staff_id: turn.staff.id,
      words,
      verdict,
      document_ids,
      chunk_ids,
      asked_at: now,
    });
  };

  const hotline = await answerHotline(tx, { words, region: turn.staff.adcode, named, as_of });
  if (hotline) {
    await keep("quoted", []);
    return { replies: [reply("answer", hotline.text)] };
  }
  const answer = await answerQuestion(tx, {
    words,
    regions: allowedRegions(regions, turn.staff.adcode, named),
    named,
    as_of,
    district_id: turn.staff.district_id,
    meaning: turn.meaning?.words === words ? turn.meaning : null,
  });
  const { citations } = answer;
  const chunk_ids = await citedClauses(tx, citations);
  const document_ids = [...new Set(citations.map((citation) => citation.document_id))];
  const question_id = await keep(answer.verdict, document_ids, chunk_ids);
  const actions = question_id && answer.verdict === "quoted" ? feedbackActions(question_id) : [];
  return {
    replies: [reply(answer.verdict === "quoted" ? "answer" : "not_found", answer.text, { citations, actions })],
  };
}
