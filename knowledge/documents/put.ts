import type { Queryable } from "../../platform/database/port.ts";
import { type NewChunk, type NewDocument, putDocument } from "../ingest/index.ts";
import { keepChange, type Officer } from "./changes.ts";
import { findDocument } from "./stored.ts";

/**
 * Puts what an officer has confirmed into their district's knowledge, in the caller's transaction: found from its commit on,
 * with who did it written down.
 * @returns the version it became, or null when exactly this is there already and nothing was changed
 */
export async function putConfirmed(
  tx: Queryable,
  officer: Officer,
  document: NewDocument,
  chunks: readonly NewChunk[],
): Promise<number | null> {
  const before = await findDocument(tx, document.id, { own: officer.district_id });
  if ((await putDocument(tx, officer.district_id, document, chunks)) === "unchanged") return null;
  const after = (await findDocument(tx, document.id, { own: officer.district_id }))!;
  await keepChange(tx, officer, {
    action: before?.current ? "replaced" : "added",
    document_id: document.id,
    version_before: before?.current ? before.version : null,
    version_after: after.version,
    version: after.version,
    restored_from: null,
  });
  return after.version;
}
