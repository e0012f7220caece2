import type { Queryable } from "../../platform/database/port.ts";
import { putDocument } from "../ingest/index.ts";
import type { Regions } from "../regions/regions.ts";
import { keepChange, listChanges, type Officer } from "./changes.ts";
import { ChangedMeanwhile } from "./conflict.ts";
import type { DocumentReader } from "./reader.ts";
import { findDocument, type StoredDocument } from "./stored.ts";

/**
 * What an undo of the last step leads back to: the version that was retrieved before it, or null when there was none and the
 * document leaves. A version that came without an officer followed the one before it.
 */
export async function versionBefore(tx: Queryable, newest: StoredDocument): Promise<number | null> {
  const changes = await listChanges(tx, newest.district_id, newest.id);
  const last = changes.find((change) => change.action !== "checked");
  if (last?.version === newest.version) return last.version_before;
  return newest.version > 1 ? newest.version - 1 : null;
}

/**
 * Makes the text of an older version the one that is retrieved, as a new version, in the caller's transaction. Its original
 * is read again, so that it is cut and weighed as everything else is now.
 * @param shown the newest version that the officer had before their eyes
 * @throws ChangedMeanwhile when there is a newer one by now, or the text is there already
 */
export async function restoreVersion(
  tx: Queryable,
  officer: Officer,
  reader: DocumentReader,
  where: { id: string; version: number; shown: number; today: string; regions: Regions },
): Promise<number> {
  const { district_id } = officer;
  const old = await findDocument(tx, where.id, { own: district_id, version: where.version });
  const before = await findDocument(tx, where.id, { own: district_id });
  if (!old || !before || (await newestVersion(tx, district_id, where.id)) !== where.shown) throw new ChangedMeanwhile();
  const { version: _, current: __, ingested_at: ___, district_id: ____, ...described } = old;
  const { title, issuer, doc_no, region, published, effective_from, effective_to, supersedes, reliability } = described;
  const { chunks } = await reader.again(described.original, described.source, {
    region,
    today: where.today,
    regions: where.regions,
    confirmed: { title, issuer, doc_no, region, published, effective_from, effective_to, supersedes, reliability },
  });
  const content_hash = described.content_hash.replace(/^withdrawn \d+ /, "");
  if ((await putDocument(tx, district_id, { ...described, content_hash }, chunks)) === "unchanged") {
    throw new ChangedMeanwhile();
  }
  const after = (await findDocument(tx, where.id, { own: district_id }))!;
  await keepChange(tx, officer, {
    action: "restored",
    document_id: where.id,
    version_before: before.current ? before.version : null,
    version_after: after.version,
    version: after.version,
    restored_from: old.version,
  });
  return after.version;
}

/** The number of the newest version, retrieved or not. */
export async function newestVersion(tx: Queryable, district_id: number, id: string): Promise<number> {
  const { rows } = await tx.query<{ version: number }>(
    "select coalesce(max(version), 0) as version from documents where district_id = $1 and id = $2",
    [district_id, id],
  );
  return rows[0]!.version;
}
