import type { Citation } from "../knowledge/citation.ts";
import { ancestors, isWithin, type Regions } from "../knowledge/regions/regions.ts";

export interface Expected {
  /** Every one of these is cited. `version_date` is the day it was published or came into force. */
  cites?: { title: string; version_date?: string; region?: string }[];
  /** None of these occurs in the answer or in a quote. */
  never?: string[];
  /** Every one of these occurs in the answer. */
  says?: string[];
  verdict?: "quoted" | "not_found";
}

export interface Row {
  id: string;
  text: string;
  /** Adcode. */
  asker_region: string;
  /** ISO date. */
  as_of: string;
  /** Adcodes of the places that the words name, by hand. */
  named?: string[];
  /** It needs texts that are not in the folder's own documents. */
  needs_laws?: boolean;
  /** Asked through the conversation, too. */
  chat?: boolean;
  expect: Expected;
}

/** When a text holds, by hand; a text that is not listed is neither old nor to come. */
export interface Holding {
  file: string;
  from?: string;
  to?: string;
  /** An adcode: asked from there it holds on, because what ends it is another district's own. */
  unless_asked_from?: string;
}

export interface Stored extends Holding {
  region: string;
  title: string;
  dates: (string | null)[];
}

const LABEL = /这是旧文本|还没施行|不再有效|已废止|已经失效|已被[^。\n]*代替/;
const flat = (text: string): string => text.replace(/\n\s*\n/g, "\n");

/** What an answer does wrong whatever was expected: an old, repealed, coming or foreign text as if it were the asker's today. */
export function findViolations(
  row: Row,
  text: string,
  citations: readonly Citation[],
  stored: ReadonlyMap<string, Stored>,
  places: Regions,
): string[] {
  const violations: string[] = [];
  let from = 0;
  const is_standing = text.includes("\n原文：");
  for (const citation of citations) {
    const about = stored.get(citation.document_id);
    const at = flat(text).indexOf(flat(citation.quote), from);
    const before = flat(text).slice(is_standing ? 0 : from, Math.max(from, at));
    from = at < 0 ? from : at + flat(citation.quote).length;
    if (!about) continue;
    const name = `${about.title} (${about.file})`;
    const holds =
      (about.from ?? "") <= row.as_of &&
      (row.as_of <= (about.to ?? "9999") || about.unless_asked_from === row.asker_region);
    if (!holds && !LABEL.test(before)) violations.push(`does not hold on ${row.as_of} and is not labelled: ${name}`);
    const near = [row.asker_region, ...(row.named ?? [])].flatMap((code) => ancestors(places, code));
    const inside = (row.named ?? []).some((code) => isWithin(places, about.region, code));
    const is_report = before.includes("报道");
    if (!near.includes(about.region) && !inside && !is_report) violations.push(`of another place: ${name}`);
  }
  return violations;
}

/** What the answer lacks, or says, against what the row expects. */
export function findMisses(
  row: Row,
  verdict: string,
  text: string,
  citations: readonly Citation[],
  stored: ReadonlyMap<string, Stored>,
): string[] {
  const { cites = [], never = [], says = [] } = row.expect;
  const all = [text, ...citations.map(({ quote }) => quote)].join("\n");
  const is = (citation: Citation, { title, version_date, region }: NonNullable<Expected["cites"]>[number]): boolean => {
    const about = stored.get(citation.document_id);
    return (
      citation.title.includes(title) &&
      (region === undefined || citation.region === region) &&
      (version_date === undefined || (about?.dates.includes(version_date) ?? false))
    );
  };
  return [
    ...cites
      .filter((cited) => !citations.some((citation) => is(citation, cited)))
      .map((cited) => `not cited: ${JSON.stringify(cited)}`),
    ...never.filter((words) => all.includes(words)).map((words) => `says ${words}`),
    ...says.filter((words) => !text.includes(words)).map((words) => `does not say ${words}`),
    ...(row.expect.verdict && row.expect.verdict !== verdict ? [`is ${verdict}`] : []),
  ];
}
