import type { Queryable } from "../../platform/database/port.ts";
import type { Clause } from "../retrieve/search.ts";
import { holds, readPredecessors, readRepealing, readRule, type Text } from "../retrieve/standing.ts";
import { findSaying } from "../retrieve/within.ts";
import { sentencesOf } from "../sentences.ts";
import { channelFor } from "./channels.ts";
import type { Answer, Asking } from "./compose.ts";
import { dayAfter } from "./days.ts";
import type { Quote } from "./quote.ts";
import { cite, nameRule, onlyRepeals, sayEnd, sayQuote, sourceLine } from "./say.ts";

/** A text and, where it is known, the one that holds in its place. */
export interface Standing {
  text: Text;
  /** What ends it, as a document that is held. */
  ended_by: Text | undefined;
  /** What says that it is repealed. */
  repealed_by: Text | undefined;
  /** What one goes by today instead of it. */
  instead: Text | undefined;
}

const MOST_STEPS = 5;

async function readEnder(
  tx: Queryable,
  { ended_by, region }: Text,
  regions: readonly string[],
): Promise<Text | undefined> {
  if (!ended_by) return undefined;
  const texts = await readRule(tx, [ended_by.rule_name], [region, ...regions]);
  return texts.find(({ document_id, title }) => document_id === ended_by.document_id && title === ended_by.title);
}

/** Follows a text that has ended to the one that holds today; one that is to come to the one that holds until then. */
export async function readInstead(tx: Queryable, text: Text, { as_of, regions }: Asking): Promise<Standing> {
  const ended_by = await readEnder(tx, text, regions);
  const [repealed_by] = text.ended_by ? await readRepealing(tx, text) : [];
  if (text.starts !== null && text.starts > as_of) {
    const before = await readPredecessors(tx, text);
    return { text, ended_by, repealed_by, instead: before.find((other) => holds(other, as_of)) };
  }
  let instead = ended_by;
  for (let step = 0; instead && !holds(instead, as_of) && step < MOST_STEPS; step++) {
    instead = await readEnder(tx, instead, regions);
  }
  return {
    text,
    ended_by,
    repealed_by,
    instead: instead && !onlyRepeals(instead) && holds(instead, as_of) ? instead : undefined,
  };
}

/** The text of a rule that is meant when it is named today: the one that holds, else the next to come, else the last one. */
export function textMeant(texts: readonly Text[], day: string): Text | undefined {
  const to_come = texts.filter(({ starts }) => starts !== null && starts > day);
  return texts.find((text) => holds(text, day)) ?? to_come.at(-1) ?? texts[0];
}

/** Says in one or two sentences whether a text holds, since when or until when, and what holds instead. */
export function sayStanding(
  { text, repealed_by, instead }: Standing,
  texts: readonly Text[],
  { as_of, words }: Asking,
): string {
  const name = nameRule(text);
  if (text.starts !== null && text.starts > as_of)
    return `${name}还没施行，${text.starts} 起施行。${instead ? `在那之前按${instead.rule_name === text.rule_name ? "现在的文本" : nameRule(instead)}。` : ""}`;
  if (!holds(text, as_of)) {
    const now = instead && !text.ended_by?.title.includes(instead.title) ? `现在按${nameRule(instead)}。` : "";
    const who = instead ? "" : `手头没有接着它的规定，问${channelFor(words)}。`;
    const by =
      repealed_by && repealed_by.document_id !== text.ended_by?.document_id
        ? `，废止它的是${nameRule(repealed_by)}${repealed_by.doc_no ? `（${repealed_by.doc_no}）` : ""}`
        : "";
    return `${name}不再有效：${sayEnd(text)}${by}。${now}${who}`;
  }
  const amended = text.published && text.effective_from && text.published > text.effective_from;
  const since = text.effective_from ?? text.starts;
  const next = text.ends
    ? `用到 ${text.ends}${text.ended_by ? `，${dayAfter(text.ends)} 起用新的${nameRule(text.ended_by)}` : ""}。`
    : "";
  const before = texts.find((other) => other.ends !== null && other.ends < as_of);
  return [
    `${name}现在有效${since ? `，${since} 起施行` : ""}${amended ? `，手头是 ${text.published} 修正的文本` : ""}。`,
    next,
    before ? `更早的文本用到 ${before.ends}。` : "",
  ].join("");
}

/** The sentence that says so: what repeals it, or from when the text or the one in its place holds. */
async function findProof(
  tx: Queryable,
  { text, ended_by, repealed_by, instead }: Standing,
  as_of: string,
): Promise<{ clause: Clause; of: Text; quote: Quote } | null> {
  const has_ended = !holds(text, as_of) && !(text.starts !== null && text.starts > as_of);
  const tries: [Text | undefined, string][] = has_ended
    ? [
        [repealed_by, `《${text.rule_name}》`],
        [repealed_by, text.rule_name],
        [ended_by, `《${text.rule_name}》`],
        [ended_by, text.rule_name],
        [ended_by, "起施行"],
        [instead, "起施行"],
        [text, "有效期"],
        [text, "施行"],
      ]
    : [
        [text, "起施行"],
        [text, "施行"],
      ];
  for (const [of, needle] of tries) {
    const [clause] = of ? await findSaying(tx, of, needle) : [];
    if (!of || !clause) continue;
    const sentences = sentencesOf(clause.text).map(({ start, end }) => clause.text.slice(start, end));
    const said = sentences.findLast((sentence) => sentence.includes(needle));
    if (said) return { clause, of, quote: { text: said, is_cut_before: false, is_cut_after: false } };
  }
  return null;
}

/**
 * Answers whether the named rules hold.
 * @param rules the texts of each
 * @param version the text of the first that is meant, when one is named by its year
 */
export async function answerStanding(
  tx: Queryable,
  asking: Asking,
  rules: readonly (readonly Text[])[],
  version?: Text,
): Promise<Answer> {
  const lines: string[] = [];
  const proofs: { clause: Clause; of: Text; quote: Quote }[] = [];
  for (const texts of rules) {
    const text = (texts === rules[0] ? version : undefined) ?? textMeant(texts, asking.as_of)!;
    const standing = await readInstead(tx, text, asking);
    lines.push(sayStanding(standing, texts, asking));
    const proof = await findProof(tx, standing, asking.as_of);
    if (proof) proofs.push(proof);
  }
  const quotes = proofs.map(({ quote }, i) => `原文：${sayQuote(quote)}${proofs.length > 1 ? `[${i + 1}]` : ""}`);
  const sources = proofs.map(({ clause, of }, i) => sourceLine(i + 1, clause, asking.places, of));
  return {
    verdict: "quoted",
    text: [...lines, ...quotes, ...sources].join("\n"),
    citations: proofs.map(({ clause, quote }) => cite(clause, quote, asking.places)),
    doubt: null,
  };
}
