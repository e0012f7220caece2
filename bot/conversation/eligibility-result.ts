import type { Citation } from "../../knowledge/citation.ts";
import type { Card, Source } from "../../knowledge/eligibility/card.ts";
import { citeSource } from "../../knowledge/eligibility/cite.ts";
import { evaluate, type Place, type Step, type Verdict } from "../../knowledge/eligibility/evaluate.ts";
import type { Known } from "../../knowledge/eligibility/facts.ts";
import { slipItems } from "../../knowledge/eligibility/slip.ts";
import { loadHotlines } from "../../knowledge/hotlines/hotline.ts";
import type { Regions } from "../../knowledge/regions/regions.ts";
import { sentencesOf } from "../../knowledge/sentences.ts";
import type { Queryable } from "../../platform/database/port.ts";
import { eligibility as say } from "../texts/eligibility.ts";

/** What a phone shows without scrolling. */
const LINES = 6;
/** Benefits that share a line. */
const IN_A_LINE = 3;

/** Numbers its sources in the order they are first said; what can no longer be found is said without one. */
class Cited {
  readonly citations: Citation[] = [];
  readonly #tx: Queryable;
  readonly #regions: Regions;

  constructor(tx: Queryable, regions: Regions) {
    this.#tx = tx;
    this.#regions = regions;
  }

  async mark(card: Card, source: Source): Promise<string> {
    const citation = await citeSource(this.#tx, this.#regions, card, source);
    if (!citation) return "";
    const same = ({ document_id, start, end }: Citation): boolean =>
      document_id === citation.document_id && start === citation.start && end === citation.end;
    const at = this.citations.findIndex(same);
    return `[${at === -1 ? this.citations.push(citation) : at + 1}]`;
  }
}

export interface Result {
  /** All cards of the place, for the way to what has to be got first. */
  cards: readonly Card[];
  likely: Verdict[];
  open: Verdict[];
  unlikely: Verdict[];
}

/**
 * The cards in three groups; what does not concern the person, or what they have already, is in none. What may not even be
 * about such people is spoken of only when nothing else is open.
 * @param wanted id of the card that was asked for by its name: it goes first in its group
 */
export function groupsOf(cards: readonly Card[], known: Known, place: Place, wanted: string | null = null): Result {
  const isWanted = ({ card }: Verdict): boolean => card.document_id === wanted;
  const verdicts = cards
    .map((card) => evaluate(card, known, place))
    .toSorted((a, b) => Number(isWanted(b)) - Number(isWanted(a)));
  const of = (state: Verdict["state"]): Verdict[] => verdicts.filter((verdict) => verdict.state === state);
  const all_open = of("open");
  const concerning = all_open.filter((verdict) => verdict.concerns || isWanted(verdict));
  const [likely, unlikely] = [of("likely"), of("unlikely")];
  return { cards, likely, open: concerning.length + likely.length > 0 ? concerning : all_open, unlikely };
}

/** What leads to a step: its card's place and papers, or the step alone where no card is at hand. */
type Ways = (step: Step) => string;

/** The card that leads to a step is one of those at hand. */
function waysOf(cards: readonly Card[]): Ways {
  return ({ say: what, card_id }) => {
    const card = cards.find(({ document_id }) => document_id === card_id);
    const [where] = card ? sentencesOf(card.sections.去哪儿办 ?? "") : [];
    const place = card && where ? (card.sections.去哪儿办 ?? "").slice(where.start, where.end).replace(/。$/, "") : "";
    return say.step(what, place, card?.benefit.papers ?? []);
  };
}

/** 先办残疾评定:县级残联, 有没有低保, 问窗口:当地给不给 */
function missingText({ missing, local, obtain }: Verdict, ways: Ways): string {
  const facts = [...obtain.map(ways), ...missing.flatMap((fact) => say.missing[fact] ?? [])];
  return [...facts, ...(facts.length > 0 ? [] : local.map(say.ask_there))].slice(0, 2).join("、");
}

interface Said {
  text: string;
  citations: Citation[];
}

/** The three groups in at most six lines, the condition that decides each with the clause it rests on. */
export async function shortResult(tx: Queryable, regions: Regions, result: Result): Promise<Said> {
  const { likely, open, unlikely } = result;
  const ways = waysOf(result.cards);
  if (likely.length + open.length + unlikely.length === 0) return { text: say.nothing, citations: [] };
  const cited = new Cited(tx, regions);
  const first = async ({ card, points }: Verdict): Promise<string> => {
    const [point] = points;
    return point ? `${point.words} ${await cited.mark(card, point.source)}`.trim() : "";
  };
  const lines: string[] = [];
  const room = LINES - 1 - (open.length > 0 ? 1 : 0) - (unlikely.length > 0 ? 1 : 0);
  lines.push(likely.length === 0 ? say.likely_none : say.likely);
  const own = likely.length > room ? room - 1 : likely.length;
  for (const verdict of likely.slice(0, own)) lines.push(say.line(verdict.card.benefit.name, await first(verdict)));
  if (likely.length > own) {
    const rest = await together(likely.slice(own), first);
    lines.push(`· ${rest}`);
  }
  if (open.length > 0)
    lines.push(
      say.open +
        (await together(open, async (verdict) =>
          `${missingText(verdict, ways)} ${await sourceMark(cited, verdict)}`.trim(),
        )),
    );
  if (unlikely.length > 0) lines.push(say.unlikely + (await together(unlikely, first)));
  return { text: lines.join("\n"), citations: cited.citations };
}

const sourceMark = async (cited: Cited, { card, points }: Verdict): Promise<string> =>
  points[0] ? cited.mark(card, points[0].source) : "";

/** 低保(有没有低保 [3]);特困供养(有没有人养 [4])等5项. Those that wait for the same step share it. */
async function together(verdicts: readonly Verdict[], why: (verdict: Verdict) => Promise<string>): Promise<string> {
  const groups: Verdict[][] = [];
  for (const verdict of verdicts) {
    const step = onlyStep(verdict);
    const same = step === null ? undefined : groups.find(([first]) => onlyStep(first!) === step);
    if (same) same.push(verdict);
    else groups.push([verdict]);
  }
  const parts: string[] = [];
  for (const group of groups.slice(0, IN_A_LINE))
    parts.push(`${group.map(({ card }) => card.benefit.name).join("、")}(${await why(group[0]!)})`);
  return parts.join(";") + (groups.length > IN_A_LINE ? say.and_more(verdicts.length) : "");
}

/** The step that is all that it waits for. */
const onlyStep = ({ obtain, missing }: Verdict): string | null =>
  obtain.length === 1 && missing.length === 0 ? obtain[0]!.say : null;

/** Every benefit with all that decides it, the papers and where to hand in; amounts only of this place and day. */
export async function fullResult(tx: Queryable, regions: Regions, result: Result, place: Place): Promise<Said> {
  const cited = new Cited(tx, regions);
  const points = async ({ card, points: all }: Verdict): Promise<string> => {
    const said: string[] = [];
    for (const { words, source } of all) said.push(`${words} ${await cited.mark(card, source)}`.trim());
    return said.join(";");
  };
  const hotlines = await loadHotlines(tx);
  const whole = async (verdict: Verdict, why: string): Promise<string> => {
    const { benefit } = verdict.card;
    const [item] = slipItems([verdict], hotlines, regions, place.regions);
    const lines = [say.line(benefit.name, why), say.papersLine(benefit.papers), say.where(item!.where)];
    if (item!.phone) lines.push(say.phone(`${item!.phone.name} ${item!.phone.number}`));
    for (const amount of benefit.amounts) {
      if (!place.regions.includes(amount.region) || amount.from > place.as_of) continue;
      lines.push(`${say.amount(amount.source.quote)} ${await cited.mark(verdict.card, amount.source)}`.trim());
    }
    return lines.join("\n");
  };
  const blocks: string[] = [];
  for (const [i, verdict] of result.likely.entries())
    blocks.push(
      (i === 0 ? `${say.likely}\n` : "") +
        (await whole(verdict, `${await points(verdict)};${say.window(verdict.card.benefit.window)}`)),
    );
  const open: string[] = [];
  for (const verdict of result.open)
    open.push(
      say.line(
        verdict.card.benefit.name,
        `${missingAll(verdict, waysOf(result.cards))} ${await sourceMark(cited, verdict)}`.trim(),
      ),
    );
  if (open.length > 0) blocks.push([say.open, ...open].join("\n"));
  const against: string[] = [];
  for (const verdict of result.unlikely) against.push(say.line(verdict.card.benefit.name, await points(verdict)));
  if (against.length > 0) blocks.push([say.unlikely, ...against].join("\n"));
  return blocks.length === 0
    ? { text: say.nothing, citations: [] }
    : { text: blocks.join("\n\n"), citations: cited.citations };
}

const missingAll = ({ missing, local, obtain }: Verdict, ways: Ways): string =>
  [...obtain.map(ways), ...missing.flatMap((fact) => say.missing[fact] ?? []), ...local.map(say.ask_there)].join("、");
