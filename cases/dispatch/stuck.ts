import { addDays, chinaDate } from "../../platform/clock.ts";
import { openOrNull } from "../../platform/seal.ts";
import { audit } from "../audit/append.ts";
import { assertLeads } from "../leads.ts";
import type { ReferralStatus } from "../referrals/moves.ts";
import type { StaffSession } from "../session.ts";
import { staffNames } from "../staff/staff.ts";
import { addWorkingDays, workingDaysBetween } from "../working-days/working-days.ts";

/** Where a referral is stuck, what most needs somebody first. */
export const CAUSES = ["rejected", "returned", "no_reply", "unowned", "held", "step", "resident", "overdue"] as const;
export type Cause = (typeof CAUSES)[number];

/** Who has to do something about it. */
export const NEEDED = ["supervisor", "raiser", "receiver"] as const;
export type Needed = (typeof NEEDED)[number];

const NEEDED_BY_CAUSE: Record<Cause, Needed> = {
  rejected: "supervisor",
  returned: "raiser",
  no_reply: "receiver",
  unowned: "receiver",
  held: "receiver",
  step: "receiver",
  resident: "raiser",
  overdue: "receiver",
};

/** A referral without a word of an answer after so many working days. */
const REPLY_DAYS = 3;

export interface StuckReferral {
  id: string;
  ref: string;
  status: ReferralStatus;
  priority: string;
  service_name: string;
  organization: string | null;
  area: string | null;
  raised_by: string;
  owner: string | null;
  due_on: string | null;
  /** Working days since it was due; 0 when it is not overdue. */
  days_over: number;
  /** In the order of CAUSES; the first is where it is told. */
  causes: Cause[];
  needs: Needed;
  /** What was said when it was refused, paused or returned. */
  words: string | null;
}

export interface Stuck {
  /** How many there are of each cause; one referral may have several. */
  by_cause: Record<Cause, number>;
  /** How many wait for whom, by their first cause. */
  by_needed: Record<Needed, number>;
  total: number;
  /** Those that were due first, at most `limit` of them. */
  rows: StuckReferral[];
}

const STUCK = `
  select r.*, array_remove(array[
    case when r.status = 'rejected' and coalesce(r.denial, 'open') = 'open' then 'rejected' end,
    case when r.open and r.review = 'returned' then 'returned' end,
    case when r.status = 'requested' and r.created_at < $3 then 'no_reply' end,
    case when r.status in ('received', 'accepted', 'in-progress') and r.owner_id is null then 'unowned' end,
    case when r.status = 'on-hold' and (r.held_until is null or r.held_until < $2::date) then 'held' end,
    case when r.open and r.id in (select s.referral_id from referral_steps s
      where s.district_id = $1 and s.done_at is null and s.due_on < $2::date) then 'step' end,
    case when r.status = 'in-progress' and r.outcome_sealed is not null and r.resident_confirmed is null then 'resident' end,
    case when r.open and r.status <> 'on-hold' and r.due_on < $2::date then 'overdue' end
  ], null) as causes
  from (
    select referrals.*, status in ('requested', 'received', 'accepted', 'in-progress', 'on-hold') as open
    from referrals where district_id = $1
      and status in ('requested', 'received', 'accepted', 'in-progress', 'on-hold', 'rejected')
  ) r`;

/**
 * What a meeting has to speak of: referrals that are stuck, overdue, nobody's or refused, with where and who is needed. People are
 * counted nowhere, neither residents nor workers. The look is written down, because it shows what was said.
 * @throws Refusal `supervisors_only`
 */
export async function listStuck(session: StaffSession, limit: number): Promise<Stuck> {
  assertLeads(session);
  const { tx, scope, sealer, now } = session;
  const today = chinaDate(now);
  const params = [scope.district_id, today, new Date(`${repliedBy(today)}T00:00:00+08:00`)];
  const counts = await tx.query<{ causes: Cause[]; n: number }>(
    `select causes, count(*)::int as n from (${STUCK}) s where causes <> '{}' group by causes`,
    params,
  );
  const { rows } = await tx.query(
    `select s.id, s.ref, s.status, s.priority, s.service_name, s.raised_by, s.owner_id, s.due_on::text as due_on, s.causes,
       o.name as organization, a.name as area, s.review_words_sealed,
       (select e.words_sealed from referral_events e where e.district_id = $1 and e.referral_id = s.id and e.kind = 'move'
          and e.to_status = s.status order by e.seq desc limit 1) as move_words_sealed
     from (${STUCK}) s
     left join organizations o on o.district_id = s.district_id and o.id = s.organization_id
     left join areas a on a.district_id = s.district_id and a.id = s.area_id
     where causes <> '{}' order by s.due_on nulls last, s.created_at, s.id limit $4`,
    [...params, limit],
  );
  const names = await staffNames(
    session,
    rows.flatMap((row) => [row.raised_by, row.owner_id].filter((id) => id !== null)),
  );
  const days_over = workingDaysSince(
    rows.map((row) => row.due_on),
    today,
  );
  await audit(session, { action: "dispatch.read", entity: "referral", entity_id: null, detail: { rows: rows.length } });
  const shown = await Promise.all(
    rows.map(async (row): Promise<StuckReferral> => {
      const [first] = row.causes as Cause[];
      const words =
        first === "returned"
          ? await openOrNull(sealer, row.review_words_sealed, "referrals.review_words")
          : first === "rejected" || first === "held"
            ? await openOrNull(sealer, row.move_words_sealed, "referral_events.words")
            : null;
      return {
        ...{ id: row.id, ref: row.ref, status: row.status, priority: row.priority, service_name: row.service_name },
        ...{ organization: row.organization, area: row.area, due_on: row.due_on, causes: row.causes, words },
        raised_by: names.get(row.raised_by) ?? "",
        owner: row.owner_id === null ? null : (names.get(row.owner_id) ?? null),
        days_over: days_over.get(row.due_on) ?? 0,
        needs: NEEDED_BY_CAUSE[first!],
      };
    }),
  );
  const by_cause = Object.fromEntries(CAUSES.map((cause) => [cause, 0])) as Stuck["by_cause"];
  const by_needed = Object.fromEntries(NEEDED.map((who) => [who, 0])) as Stuck["by_needed"];
  let total = 0;
  for (const { causes, n } of counts.rows) {
    total += n;
    for (const cause of causes) by_cause[cause] += n;
    by_needed[NEEDED_BY_CAUSE[causes[0]!]] += n;
  }
  return { by_cause, by_needed, total, rows: shown };
}

/** Of each of these days how many working days lie between it and `today`, counted from one to the next: none is walked over twice. */
function workingDaysSince(days: readonly (string | null)[], today: string): Map<string | null, number> {
  const since = new Map<string | null, number>();
  let [n, counted_from] = [0, today];
  for (const day of [...new Set(days)].filter((day) => day !== null).sort((a, b) => b.localeCompare(a))) {
    n += workingDaysBetween(day, counted_from);
    since.set(day, n);
    if (day < counted_from) counted_from = day;
  }
  return since;
}

/** The first day whose referrals are not late yet: what was raised before it should have been answered by now. */
function repliedBy(today: string): string {
  let day = today;
  while (addWorkingDays(addDays(day, -1), REPLY_DAYS) >= today) day = addDays(day, -1);
  return day;
}
