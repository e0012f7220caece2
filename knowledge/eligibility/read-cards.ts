import type { Queryable } from "../../platform/database/port.ts";
import { bodyStart } from "../documents/segments.ts";
import { type Reliability, readFrontMatter } from "../ingest/front-matter.ts";
import { onlyHolding } from "../retrieve/standing.ts";
import type { Card } from "./card.ts";
import type { Place } from "./evaluate.ts";

interface CardRow {
  district_id: number;
  document_id: string;
  version: number;
  title: string;
  region: string;
  reliability: Reliability;
}

/** The pack's cards are named so; a district's own may have any name. */
const PACK_CARDS = "pack-benefit-%";
/** As many parsed cards are kept: a version of a document never changes. */
const KEPT = 500;
const parsed = new Map<string, Card | null>();

/**
 * The benefit cards that hold for this place and day: the nation's, and those of the places around it; a district's own stands
 * instead of the shared one of the same id.
 * @param tx in the asker's scope
 */
export async function readCards(tx: Queryable, { regions, as_of }: Place): Promise<Card[]> {
  const { rows } = await tx.query<CardRow>(
    `select distinct on (id) district_id, id as document_id, version, title, region, reliability from documents
     where current and region = any($1::text[]) and district_id in (0, (select app_district()))
       and (district_id > 0 or id like $2) and left(original, 3) = '---'
     order by id, district_id desc, version desc`,
    [regions, PACK_CARDS],
  );
  const holding = await onlyHolding(tx, rows, as_of);
  const cards: Card[] = [];
  for (const row of holding) {
    const card = await readCard(tx, row);
    if (card) cards.push(card);
  }
  return cards.sort((a, b) => a.benefit.order - b.benefit.order);
}

async function readCard(tx: Queryable, { district_id, document_id, version }: CardRow): Promise<Card | null> {
  const key = `${district_id} ${document_id} ${version}`;
  if (district_id === 0 && parsed.has(key)) return parsed.get(key)!;
  const { rows } = await tx.query<{ original: string }>(
    "select original from documents where district_id = $1 and id = $2 and version = $3",
    [district_id, document_id, version],
  );
  const card = cardOf(document_id, rows[0]?.original ?? "");
  if (district_id === 0 && parsed.size < KEPT) parsed.set(key, card);
  return card;
}

/** A document as a card; null when it is none. */
export function cardOf(document_id: string, original: string): Card | null {
  const { benefit } = readFrontMatter(original).stated;
  return benefit ? { document_id, benefit, sections: sectionsOf(original) } : null;
}

/** The text below each `## heading`. */
function sectionsOf(original: string): Record<string, string> {
  const parts = original.slice(bodyStart(original)).split(/^## /m).slice(1);
  return Object.fromEntries(
    parts.map((part) => {
      const [heading = "", ...lines] = part.split("\n");
      return [heading.trim(), lines.join("\n").trim()];
    }),
  );
}
