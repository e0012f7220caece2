import { chinaDate } from "../../platform/clock.ts";
import type { Queryable } from "../../platform/database/port.ts";
import { keepChange, type Officer } from "./changes.ts";
import { ChangedMeanwhile } from "./conflict.ts";

/**
 * An officer has looked whether a document is still right: its review date is counted from today.
 * @param shown the version that the officer had before their eyes
 * @throws ChangedMeanwhile when another one is retrieved by now
 */
export async function checkDocument(tx: Queryable, officer: Officer, id: string, shown: number): Promise<void> {
  const { affected } = await tx.query(
    "update documents set checked_on = $4 where district_id = $1 and id = $2 and version = $3 and current",
    [officer.district_id, id, shown, chinaDate(officer.now)],
  );
  if (affected !== 1) throw new ChangedMeanwhile();
  await keepChange(tx, officer, {
    action: "checked",
    document_id: id,
    version_before: shown,
    version_after: shown,
    version: shown,
    restored_from: null,
  });
}
