import type { Queryable } from "../../platform/database/port.ts";
import type { NewDocument } from "../ingest/index.ts";

export interface Neighbour {
  id: string;
  title: string;
  version: number;
  effective_from: string | null;
  published: string | null;
}

/** What the district holds already that a new document touches. */
export interface Touched {
  /** The document whose next version it becomes. */
  next_version_of: Neighbour | null;
  /** Exactly this text stands there already, under this title. */
  same_as: string | null;
  /** Others of this title and place: with a later date the new one takes their place. */
  same_name: Neighbour[];
  /** What it says itself that it replaces. */
  supersedes: Neighbour | null;
}

/** What putting a document into a district would replace. `document.id` is the one it is put under. */
export async function findTouched(tx: Queryable, district_id: number, document: NewDocument): Promise<Touched> {
  const { rows } = await tx.query<Neighbour & { content_hash: string; region: string }>(
    `select id, title, version, effective_from, published, content_hash, region from documents
     where district_id = $1 and current and (id in ($2, $3) or content_hash = $4 or (region = $5 and rule_name = rule_name($6)))
     order by coalesce(effective_from, published) desc nulls last, id`,
    [district_id, document.id, document.supersedes, document.content_hash, document.region, document.title],
  );
  const named = rows.filter((row) => row.id !== document.id);
  return {
    next_version_of: rows.find((row) => row.id === document.id) ?? null,
    same_as: rows.find((row) => row.content_hash === document.content_hash)?.title ?? null,
    same_name: named.filter((row) => row.region === document.region && row.id !== document.supersedes),
    supersedes: named.find((row) => row.id === document.supersedes) ?? null,
  };
}
