import type { Queryable } from "../../platform/database/port.ts";
import { putDocument } from "../ingest/index.ts";
import { settleValidity } from "../ingest/validity.ts";
import { keepChange, type Officer } from "./changes.ts";
import { ChangedMeanwhile } from "./conflict.ts";
import { findDocument } from "./stored.ts";

/**
 * Takes a document out of the answers, in the caller's transaction: its clauses are gone at the next query, its texts stay
 * readable, because answers have cited them. What it had ended holds again.
 * @param shown the version that the officer had before their eyes
 * @throws ChangedMeanwhile when another one is retrieved by now
 */
export async function withdrawDocument(tx: Queryable, officer: Officer, id: string, shown: number): Promise<void> {
  const document = await findDocument(tx, id, { own: officer.district_id });
  if (!document?.current || document.version !== shown) throw new ChangedMeanwhile();
  const { district_id, version, current: _, ingested_at: __, ...described } = document;
  // A version without clauses: the step has a number of its own, and the frequencies follow.
  await putDocument(
    tx,
    district_id,
    { ...described, content_hash: `withdrawn ${version} ${described.content_hash}` },
    [],
  );
  await tx.query("update documents set current = false where district_id = $1 and id = $2", [district_id, id]);
  // What it had ended holds again.
  await settleValidity(tx, district_id, id);
  const after = (await findDocument(tx, id, { own: district_id }))!;
  if (after.version !== version + 1) throw new ChangedMeanwhile();
  await keepChange(tx, officer, {
    action: "withdrawn",
    document_id: id,
    version_before: version,
    version_after: null,
    version: after.version,
    restored_from: null,
  });
}
