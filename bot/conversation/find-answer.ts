import { type Answer, answerQuestion } from "../../knowledge/answer/answer.ts";
import { composeWritten } from "../../knowledge/answer/write/compose-written.ts";
import { materialKey } from "../../knowledge/answer/write/material.ts";
import type { Written } from "../../knowledge/answer/write/write.ts";
import { answerHotline } from "../../knowledge/hotlines/answer.ts";
import { namedRegions } from "../../knowledge/regions/named.ts";
import { ancestors, loadRegions, type Region, type Regions } from "../../knowledge/regions/regions.ts";
import type { Meaning } from "../../knowledge/retrieve/meaning.ts";
import { stillHeld } from "../../knowledge/retrieve/still-held.ts";
import { chinaDate } from "../../platform/clock.ts";
import type { Queryable } from "../../platform/database/port.ts";
import { knowledgeTexts } from "../texts/knowledge.ts";
import { asksForGrade } from "../understand/intent.ts";
import { type AskedNow, lacksMatter } from "./follow-up.ts";
import { impersonal } from "./impersonal.ts";

/** Adcodes whose rules may be quoted to somebody of `adcode`: those around them, and those of places that were named. */
export function allowedRegions(regions: Regions, adcode: string, named: readonly Pick<Region, "adcode">[]): string[] {
  return [...new Set([adcode, ...named.map((place) => place.adcode)].flatMap((code) => ancestors(regions, code)))];
}

/** Who asks what, and when. */
export interface Asker {
  words: string;
  /** What it goes on from; null or missing: it stands on its own. */
  after?: AskedNow["after"];
  staff: { adcode: string; district_id: number };
  now: Date;
  meaning: Meaning | null;
}

/** From the curated help lines, in their own words; or from documents that hold here and now, another place only when it is named. */
export async function findAnswer(
  tx: Queryable,
  { words, after = null, staff, now, meaning }: Asker,
): Promise<{ hotline: string } | { answer: Answer }> {
  const as_of = chinaDate(now);
  const regions = await loadRegions(tx);
  const named = namedRegions(regions, words);
  const hotline = await answerHotline(tx, { words, region: staff.adcode, named, as_of });
  if (hotline) return { hotline: hotline.text };
  if (!after && lacksMatter(words))
    return { answer: { verdict: "not_found", text: knowledgeTexts.answer.of_what, citations: [], doubt: null } };
  // The grade is the assessors' and no note's: who asks for it is told where it is given.
  const matter = asksForGrade(words) ? "残疾人证去哪儿办" : impersonal(words);
  const answer = await answerQuestion(tx, {
    words: matter,
    after,
    regions: allowedRegions(regions, staff.adcode, named),
    named,
    as_of,
    district_id: staff.district_id,
    meaning: meaning?.words === matter ? meaning : null,
  });
  return { answer };
}

/** The help line for the field of an office whose own number nobody has: 医保局电话. Null where there is none. */
export async function lineForOffice(tx: Queryable, { words, staff, now }: Asker): Promise<string | null> {
  const named = namedRegions(await loadRegions(tx), words);
  const ask = { words, region: staff.adcode, named, as_of: chinaDate(now), for_office: true };
  return (await answerHotline(tx, ask))?.text ?? null;
}

/** What was found for these words before the message's transaction. */
export interface FoundBefore {
  words: string;
  answer: Answer;
}

/** What was found before, when it was for these words and every clause it rests on still holds; else null, and it is looked for anew. */
export async function stillFound(
  tx: Queryable,
  before: FoundBefore | null | undefined,
  { words, now }: Pick<Asker, "words" | "now">,
): Promise<{ answer: Answer } | null> {
  if (!before?.answer.material || before.words !== words) return null;
  const clauses = before.answer.material.sources.map(({ clause }) => clause);
  return (await stillHeld(tx, clauses, chinaDate(now))) ? { answer: before.answer } : null;
}

/**
 * The answer in a model's words when they were written for these words and from these clauses, which may have changed since; else
 * as it is, quoted.
 */
export function inItsWords(
  answer: Answer,
  words: string,
  written: Written | null | undefined,
): Pick<Answer, "text" | "citations"> & { verdict: "answered" | Answer["verdict"] } {
  const { material } = answer;
  if (!material || answer.verdict !== "quoted" || !written) return answer;
  if (written.words !== words || written.key !== materialKey(material)) return answer;
  return { ...composeWritten(written, material), verdict: "answered" };
}
