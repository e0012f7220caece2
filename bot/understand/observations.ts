import type { Observation, VisitDraft } from "../../cases/visits/draft.ts";
import type { Clause } from "./clauses.ts";
import { ASKS } from "./lexicon/need-words.ts";
import { EARLIER, GUESS, NOT_OBSERVED, OBSERVATION_WORDS, PERCEIVED } from "./lexicon/observation-words.ts";
import type { People } from "./people.ts";

const OTHER = { kind: "other", visible: false } as const;
/** Less than this somebody says to be polite. */
const SHORTEST_SAYING = 3;

/** What somebody told the worker is kept, whatever it is of; a question is a need (needs.ts). */
function saysMore({ teller, text }: Clause): boolean {
  if (!teller || teller.voice === "worker" || text.length < SHORTEST_SAYING) return false;
  return !ASKS.test(text) && !/有没有|能不能|怎么|咋|哪|啥|什么|吗$|呢$|谢谢|知道了|行不行|多少/.test(text);
}

/** 说是 and the like leave the teller's own words; a clause that only names the speaker holds nothing. */
function onlyNames(clause: Clause, people: People): boolean {
  let rest = clause.text;
  for (const mention of people.mentions)
    if (mention.kind === "name" && mention.span.start >= clause.start && mention.span.end <= clause.end)
      rest = rest.replace(mention.words, "");
  for (const found of [...people.ages, ...people.places])
    if (found.span.start >= clause.start && found.span.end <= clause.end)
      rest = rest.replace(clause.text.slice(found.span.start - clause.start, found.span.end - clause.start), "");
  return rest.replace(/[嗯了的去看今天上午下午昨在到]/g, "").length < 2;
}

/** How long 昨天去了三网格5栋401王桂英家 is at the head of a clause: how the worker got there is no observation. 0 when something else stands there. */
function wayThere(clause: Clause, people: People): number {
  const named = [...people.mentions, ...people.places].filter(
    ({ span }) => span.start >= clause.start && span.end <= clause.end,
  );
  const end = Math.max(0, ...named.map(({ span }) => span.end - clause.start));
  const home = end + (/^家里?/.exec(clause.text.slice(end))?.[0].length ?? 0);
  let between = clause.text.slice(0, end);
  for (const { span } of named)
    between = between.replace(clause.text.slice(span.start - clause.start, span.end - clause.start), " ");
  const is_way = /^[\s今昨前天上下中午早晚刚才我又]*(?:去|到|看|走|来)[了过到\s看望访的家]*$/u.test(between);
  return is_way && clause.text.length - home > 3 ? home : 0;
}

/**
 * Observations of a folded note, clause by clause. `seen` is the worker's own account of what a visitor can see; what a teller
 * said is `told`; 好像 and 怀疑 are `guessed`. What happened before the visit, or cannot be seen (sleep, pain), is told as well,
 * with no teller when the note names none. `original` is the note as written.
 */
export function readObservations(original: string, people: People): VisitDraft["observations"] {
  const observations: Observation[] = [];
  for (const [index, clause] of people.clauses.entries()) {
    const introduces = people.clauses[index + 1]?.opens === false;
    if (introduces || clause.teller?.voice === "worker" || onlyNames(clause, people)) continue;
    const words = OBSERVATION_WORDS.find((entry) => entry.when.test(clause.text)) ?? (saysMore(clause) ? OTHER : null);
    if (!words || (NOT_OBSERVED.test(clause.text) && !PERCEIVED.test(clause.text))) continue;
    const start =
      clause.start + (wayThere(clause, people) || (/^(?:嗯|呃|那个|就是|然后)+/.exec(clause.text)?.[0].length ?? 0));
    const quoted = original.slice(start, clause.end);
    if (quoted.trim().length < 2) continue;
    const seen = PERCEIVED.test(clause.text) || (words.visible && !EARLIER.test(clause.text));
    const basis = GUESS.test(clause.text) ? "guessed" : clause.teller ? "told" : seen ? "seen" : "told";
    observations.push({
      kind: words.kind,
      words: quoted,
      span: { start, end: clause.end },
      basis,
      teller: clause.teller && basis !== "seen" ? clause.teller.words : null,
      person: people.personAt(clause.start),
    });
  }
  return observations;
}
