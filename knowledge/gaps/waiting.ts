import type { Queryable } from "../../platform/database/port.ts";

/** Counted no further, as everything else that waits at the desk. */
const COUNTED_TO = 1_000;

/**
 * What waits for whoever keeps documents and directory true: questions without an answer, and reports about entries of the directory.
 * 1,001 stands for more than a thousand.
 */
export async function knowledgeWaiting(
  tx: Queryable,
  district_id: number,
): Promise<{ questions: number; corrections: number }> {
  const { rows } = await tx.query<{ questions: number; corrections: number }>(
    `select (select count(*)::int from (select from questions
         where district_id = $1 and gap_id is null and not words_gone and verdict in ('not_found', 'disputed') limit $2) q) as questions,
       (select count(*)::int from (select from directory_corrections where district_id = $1 and status = 'open' limit $2) c) as corrections`,
    [district_id, COUNTED_TO + 1],
  );
  return rows[0]!;
}
