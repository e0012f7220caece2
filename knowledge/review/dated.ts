import { readFileSync } from "node:fs";
import { basename } from "node:path";
import { readFrontMatter } from "../ingest/front-matter.ts";
import type { Pack } from "../pack/read.ts";

/** A piece of the knowledge with the day by which a person should look whether it still holds. */
export interface Dated {
  kind: "document" | "benefit" | "hotline" | "stored";
  title: string;
  /** Where it is changed: a file of the pack, or the document's id in the console. */
  where: string;
  source: string;
  /** ISO date, or a month where only that is known. */
  checked_on: string;
  review_by: string;
}

/**
 * The day a text or a number is looked at again when nothing else is said: twelve months after it was checked.
 * @param checked_on ISO date or month; a month counts from its first day
 */
export function reviewDate(checked_on: string): string {
  const day = new Date(`${checked_on.length === 7 ? `${checked_on}-01` : checked_on}T00:00:00Z`);
  day.setUTCFullYear(day.getUTCFullYear() + 1);
  return day.toISOString().slice(0, 10);
}

/** Everything in the pack that ages: its documents, its benefit cards and its help lines. */
export function datedPack({ document_paths, hotlines }: Pack): Dated[] {
  const texts = document_paths.map((path): Dated => {
    const { title, source, checked_on, review_by } = readFrontMatter(readFileSync(path, "utf8")).stated;
    if (!title || !source || !checked_on) throw new Error(`${path}: title, source and checked_on are needed`);
    const kind = path.includes("/benefits/") ? "benefit" : "document";
    const where = `knowledge/pack/${kind}s/${basename(path)}`;
    return { kind, title, where, source, checked_on, review_by: review_by ?? reviewDate(checked_on) };
  });
  const lines = hotlines.map(({ number, name, source, as_of }): Dated => {
    const checked_on = as_of ?? "1970-01-01";
    const where = "knowledge/pack/hotlines.json";
    return {
      kind: "hotline",
      title: `${number} ${name}`,
      where,
      source,
      checked_on,
      review_by: reviewDate(checked_on),
    };
  });
  return [...texts, ...lines];
}

/** What is past its review date on the day `as_of`, the longest overdue first. */
export function overdue(dated: readonly Dated[], as_of: string): Dated[] {
  return dated.filter(({ review_by }) => review_by < as_of).toSorted((a, b) => a.review_by.localeCompare(b.review_by));
}
