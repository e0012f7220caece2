import type { Session } from "../session.ts";

/** A ledger holds at most so many visits of a month; the page says when there were more. */
export const MOST_ROWS = 2000;

/** YYYY-MM → its first day and the first of the month after. */
export function daysOf(month: string): { from: string; to: string } {
  const [year, n] = month.split("-").map(Number) as [number, number];
  const next = n === 12 ? `${year + 1}-01` : `${year}-${String(n + 1).padStart(2, "0")}`;
  return { from: `${month}-01`, to: `${next}-01` };
}

/**
 * The visits of a month that these eyes may see, the oldest first.
 * @param month YYYY-MM
 */
export async function visitsOfMonth(
  { tx, scope }: Session,
  month: string,
): Promise<{ visits: { id: string; staff_id: string }[]; more: boolean }> {
  const { from, to } = daysOf(month);
  const { rows } = await tx.query<{ id: string; staff_id: string }>(
    `select id, staff_id from visits where district_id = $1 and undone_at is null and visited_on >= $2 and visited_on < $3
     order by visited_on, created_at, id limit $4`,
    [scope.district_id, from, to, MOST_ROWS + 1],
  );
  return { visits: rows.slice(0, MOST_ROWS), more: rows.length > MOST_ROWS };
}
