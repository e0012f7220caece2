import type { Alternative, Benefit, Card, Condition, Obtain, Requirement, Source } from "./card.ts";
import { type Fact, firstToAsk, type Known, possible, withImplied } from "./facts.ts";

export type Truth = "met" | "not_met" | "unknown";

/** For whom it is worked out: adcodes from the place up to the nation, and the day. */
export interface Place {
  regions: readonly string[];
  /** ISO date. */
  as_of: string;
}

/** What decides, in words, and where it stands. */
export interface Point {
  words: string;
  source: Source;
}

export interface Verdict {
  card: Card;
  /** `held`: has it already; `beside`: it is not about such people. Neither is spoken of. */
  state: "likely" | "open" | "unlikely" | "held" | "beside";
  /** It is about people like them; false when even that is not known yet. */
  concerns: boolean;
  /** Why: all that is met when likely, what is not when unlikely, what is left when open. */
  points: Point[];
  /** Facts that would settle it, the first one first. */
  missing: Fact[];
  /** What only the place's own rule settles, as a question to the office. */
  local: string[];
  /** What has to be got first and can be. */
  obtain: Step[];
}

/** The next step to something that can be got. */
export interface Step {
  say: string;
  /** Id of the card that leads there. */
  card_id: string;
}

/** A truth with what is missing for it. */
interface Judged {
  truth: Truth;
  missing: Fact[];
  local: string[];
}

const SURE: Omit<Judged, "truth"> = { missing: [], local: [] };

function judge(condition: Condition, of: Known, { regions }: Place): Judged {
  if ("local" in condition) {
    const settled = condition.except.some((code) => regions.includes(code));
    return settled ? { truth: "not_met", ...SURE } : { truth: "unknown", missing: [], local: [condition.local] };
  }
  const may = possible(condition.fact, of);
  const unknown: Judged = { truth: "unknown", missing: [condition.fact], local: [] };
  if ("is" in condition) {
    if (!Array.isArray(may)) return unknown;
    const fitting = may.filter((one) => condition.is.includes(one)).length;
    if (fitting === 0) return { truth: "not_met", ...SURE };
    return fitting === may.length ? { truth: "met", ...SURE } : unknown;
  }
  if (Array.isArray(may)) return unknown;
  const { at_least = 0, at_most = Number.POSITIVE_INFINITY } = condition;
  if (may.to < at_least || may.from > at_most) return { truth: "not_met", ...SURE };
  return may.from >= at_least && may.to <= at_most ? { truth: "met", ...SURE } : unknown;
}

/** Kleene's conjunction: one that fails settles it. */
function allOf(conditions: readonly Condition[], of: Known, place: Place): Judged {
  const each = conditions.map((condition) => judge(condition, of, place));
  if (each.some(({ truth }) => truth === "not_met")) return { truth: "not_met", ...SURE };
  return combined(each, each.every(({ truth }) => truth === "met") ? "met" : "unknown");
}

function combined(each: readonly Judged[], truth: Truth): Judged {
  const open = each.filter((one) => one.truth === "unknown");
  return {
    truth,
    missing: [...new Set(open.flatMap(({ missing }) => missing))],
    local: [...new Set(open.flatMap(({ local }) => local))],
  };
}

function applies({ region, from, to }: Alternative, { regions, as_of }: Place): boolean {
  return (
    (region === undefined || regions.includes(region)) &&
    (from === undefined || from <= as_of) &&
    (to === undefined || to >= as_of)
  );
}

function judgeRequirement({ any }: Requirement, of: Known, place: Place): Judged & { by: Alternative | null } {
  const here = any.filter((one) => applies(one, place));
  const each = here.map((one) => allOf(one.all, of, place));
  const met = each.findIndex(({ truth }) => truth === "met");
  if (met !== -1) return { truth: "met", ...SURE, by: here[met]! };
  return { ...combined(each, each.some(({ truth }) => truth === "unknown") ? "unknown" : "not_met"), by: null };
}

function judgeAbout({ about }: Benefit, of: Known, place: Place): Judged {
  if (about.length === 0) return { truth: "met", ...SURE };
  const each = about.map((all) => allOf(all, of, place));
  if (each.some(({ truth }) => truth === "met")) return { truth: "met", ...SURE };
  return combined(each, each.some(({ truth }) => truth === "unknown") ? "unknown" : "not_met");
}

/** Met: it is still to be got. Unknown: it may have to be, so that nothing is decided yet. */
function toBeGot(obtain: Obtain | undefined, truth: Truth, of: Known, place: Place): Judged {
  if (obtain === undefined || truth === "met") return { truth: "not_met", ...SURE };
  if (obtain.when.length === 0) return { truth: truth === "not_met" ? "met" : "not_met", ...SURE };
  return allOf(obtain.when, of, place);
}

/**
 * What one card says to somebody of whom this much is known. Never more than 可能: likely means that nothing known speaks
 * against it and every condition that can be told at a door is met.
 */
export function evaluate(card: Card, said: Known, place: Place): Verdict {
  const of = withImplied(said);
  const { benefit } = card;
  const about = judgeAbout(benefit, of, place);
  const verdict = (state: Verdict["state"], more: Partial<Verdict> = {}): Verdict => ({
    card,
    state,
    concerns: about.truth === "met",
    points: [],
    missing: [],
    local: [],
    obtain: [],
    ...more,
  });
  if (about.truth === "not_met") return verdict("beside");
  if (benefit.held.some((condition) => judge(condition, of, place).truth === "met")) return verdict("held");

  const heard = benefit.unless.filter(({ when }) => judge(when, of, place).truth === "met");
  const against = heard.filter(({ obtain }) => !obtain).map(({ say, source }) => ({ words: say, source }));
  const all = benefit.requires.map((requirement) => {
    const judged = judgeRequirement(requirement, of, place);
    const getting = toBeGot(requirement.obtain, judged.truth, of, place);
    const is_open = judged.truth === "not_met" && getting.truth === "unknown";
    return { requirement, ...judged, ...(is_open ? getting : {}), is_to_get: getting.truth === "met" };
  });
  const to_get = all.filter(({ is_to_get }) => is_to_get);
  const judged = all.filter(({ is_to_get }) => !is_to_get);
  const steps = [...to_get.map(({ requirement }) => requirement), ...heard].flatMap(({ obtain, source }) =>
    obtain ? [{ say: obtain.say, card_id: obtain.card ?? card.document_id, source }] : [],
  );
  const failed = judged
    .filter(({ truth }) => truth === "not_met")
    .map(({ requirement }) => ({ words: requirement.not_met, source: requirement.source }));
  if (against.length + failed.length > 0) {
    // Of those whom it may not even be about, nothing is said.
    return about.truth === "unknown" ? verdict("beside") : verdict("unlikely", { points: [...against, ...failed] });
  }
  const pointOf = ({ requirement, by }: (typeof judged)[number]): Point => ({
    words: by?.met ?? requirement.met,
    source: by?.source ?? requirement.source,
  });
  const left = [about, ...judged].filter(({ truth }) => truth === "unknown");
  if (left.length + steps.length === 0) return verdict("likely", { points: judged.map(pointOf) });
  const open = judged.filter(({ truth }) => truth === "unknown");
  const points = (open.length > 0 ? open : judged).map(pointOf);
  return verdict("open", {
    points: [...steps.map(({ say, source }) => ({ words: say, source })), ...points],
    // Nobody can be asked the grade of a certificate that is not there yet.
    missing: [...new Set(left.flatMap(({ missing }) => missing))].filter((fact) => firstToAsk(fact, of) !== null),
    local: [...new Set(left.flatMap(({ local }) => local))],
    obtain: steps
      .filter(({ say }, i) => steps.findIndex((other) => other.say === say) === i)
      .map(({ say, card_id }) => ({ say, card_id })),
  });
}
