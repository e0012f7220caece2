import type { Hotline } from "../hotlines/hotline.ts";
import { namedRegions } from "../regions/named.ts";
import type { Regions } from "../regions/regions.ts";
import { sentencesOf } from "../sentences.ts";
import type { Verdict } from "./evaluate.ts";

/** One benefit as the resident takes it along. */
export interface SlipItem {
  name: string;
  papers: readonly string[];
  /** Where to hand in, in the card's words. */
  where: string;
  /** By when, and what to look out for. */
  by_when: string;
  /** From the curated table; null when it does not hold the number. */
  phone: { number: string; name: string } | null;
}

const WHERE_CHARACTERS = 90;
const BY_WHEN_CHARACTERS = 70;

/** Said to whoever advises, not to the resident. */
const TO_THE_WORKER = /告诉(?:老人|居民)|转告|别替|替他|别先|网格员|走访|别让老人|帮着写|别当本地|把人/;

/** The first whole sentences that fit, at least one; what is told of another place is left out. */
function firstSentences(text: string, characters: number, isElsewhere: (sentence: string) => boolean): string {
  const sentences = sentencesOf(text).map(({ start, end }) => text.slice(start, end).trim());
  let said = "";
  for (const next of sentences.filter((one) => !isElsewhere(one) && !TO_THE_WORKER.test(one))) {
    if (said !== "" && said.length + next.length > characters) break;
    said += next;
  }
  return said;
}

/**
 * What a resident is told of the benefits that may be theirs. Nothing of the person is in it.
 * @param place adcodes from the place up to the nation: a local line goes before the nation's
 */
export function slipItems(
  verdicts: readonly Verdict[],
  hotlines: readonly Hotline[],
  regions: Regions,
  place: readonly string[],
): SlipItem[] {
  const isElsewhere = (sentence: string): boolean =>
    namedRegions(regions, sentence).some(({ adcode }) => !place.includes(adcode));
  return verdicts.map(({ card: { benefit, sections } }) => {
    const line = hotlines
      .filter(({ number, region, replaced_by }) => number === benefit.hotline && place.includes(region) && !replaced_by)
      .sort((a, b) => place.indexOf(a.region) - place.indexOf(b.region))[0];
    return {
      name: benefit.name,
      papers: benefit.papers,
      where: firstSentences(sections.去哪儿办 ?? "", WHERE_CHARACTERS, isElsewhere),
      by_when: firstSentences(sections.期限和要留意的 ?? "", BY_WHEN_CHARACTERS, isElsewhere),
      phone: line ? { number: line.number, name: line.name } : null,
    };
  });
}
