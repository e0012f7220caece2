import { chinaDate } from "../../platform/clock.ts";
import { listAreas } from "../areas/areas.ts";
import type { Session } from "../session.ts";
import { daysOf } from "./month.ts";
import { areaNames } from "./read.ts";

/**
 * The row of a month's report for each grid in which something was done, from what these eyes may see: sums of the grid, nobody's
 * in particular. Referrals are those that were raised in the month, with where they stand today; 「已办结」 has the receiver's outcome
 * and the resident's word.
 * @param month YYYY-MM
 */
export async function monthlyRows(session: Session, month: string): Promise<Record<string, string>[]> {
  const { tx, scope, now } = session;
  const { from, to } = daysOf(month);
  const { rows } = await tx.query<Record<string, number> & { area_id: string | null }>(
    `with v as (select * from visits where district_id = $1 and undone_at is null and visited_on >= $2 and visited_on < $3),
     visited as (
       select area_id, count(*)::int as visits, count(distinct household_id)::int as households,
         count(*) filter (where met = '{未遇}')::int as not_met
       from v group by area_id),
     people as (
       select v.area_id, count(distinct vp.person_id)::int as people
       from v join visit_people vp on vp.district_id = v.district_id and vp.visit_id = v.id group by v.area_id),
     needed as (
       select v.area_id, count(*)::int as needs, count(*) filter (where n.urgency in ('red', 'orange'))::int as pressing
       from v join needs n on n.district_id = v.district_id and n.visit_id = v.id group by v.area_id),
     referred as (
       select area_id, count(*)::int as referrals,
         count(*) filter (where status not in ('requested', 'cancelled'))::int as answered,
         count(*) filter (where status = 'completed')::int as completed,
         count(*) filter (where due_on < $4 and status not in ('completed', 'cancelled', 'failed'))::int as overdue
       from referrals
       where district_id = $1 and status not in ('draft', 'entered-in-error')
         and (created_at at time zone 'Asia/Shanghai')::date >= $2 and (created_at at time zone 'Asia/Shanghai')::date < $3
       group by area_id),
     promised as (
       select area_id, count(*)::int as agreed, count(*) filter (where done_by_visit is not null)::int as kept
       from follow_ups where district_id = $1 and basis = 'agreed' and due_on >= $2 and due_on < $3
         -- Closed and done by no visit: it went with a visit that was taken back.
         and (closed_at is null or done_by_visit is not null)
       group by area_id),
     -- What has no grid is joined as well, by '': on "is not distinct from" every place would be compared with every other.
     places as (
       select area_id, coalesce(area_id::text, '') as place
       from (select area_id from visited union select area_id from referred union select area_id from promised) u)
     select p.area_id, x.visits, x.households, x.not_met, e.people, n.needs, n.pressing,
       r.referrals, r.answered, r.completed, r.overdue, f.agreed, f.kept
     from places p
     left join visited x on coalesce(x.area_id::text, '') = p.place
     left join people e on coalesce(e.area_id::text, '') = p.place
     left join needed n on coalesce(n.area_id::text, '') = p.place
     left join referred r on coalesce(r.area_id::text, '') = p.place
     left join promised f on coalesce(f.area_id::text, '') = p.place`,
    [scope.district_id, from, to, chinaDate(now)],
  );
  const areas = await listAreas(session);
  const place = (area_id: string | null): number => areas.findIndex(({ id }) => id === area_id);
  return rows
    .toSorted((a, b) => place(a.area_id) - place(b.area_id))
    .map((row) => {
      const { street, community, grid } = areaNames(areas, row.area_id);
      const n = (name: string): string => String(row[name] ?? 0);
      return {
        月份: month,
        街道: street ?? "",
        社区: community ?? "",
        网格: grid ?? (row.area_id === null ? "没说网格" : ""),
        走访次数: n("visits"),
        走访户数: n("households"),
        走访人数: n("people"),
        未遇次数: n("not_met"),
        发现需求: n("needs"),
        紧急需求: n("pressing"),
        已转介: n("referrals"),
        转介有回音: n("answered"),
        转介已办结: n("completed"),
        转介超期: n("overdue"),
        约定回访: n("agreed"),
        回访已完成: n("kept"),
      };
    });
}
