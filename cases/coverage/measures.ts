/**
 * What is counted, and of what. Each measure is one relation (SQL) of the rows behind it: `area_id`, `id`, `amount` (1 or 0 of a
 * share, how many of a ratio), `missing` (why a row does not count, as codes) and `day`. The number is a sum over it and the list
 * behind the number is the relation itself, so that the two cannot say different things.
 * Parameters: $1 district, $2 first day of the month, $3 first day of the next, $4 first day of the year (China's calendar).
 */

/** What the rows of a measure are. */
export type RowKind = "area" | "person" | "visit" | "need" | "referral";

export interface Measure {
  kind: RowKind;
  /** `share`: how many of them; `ratio`: how much for each. */
  form: "share" | "ratio";
  sql: string;
}

/** The moment at which a day of China begins. */
const begins = (day: string): string => `(${day}::date::timestamp at time zone interval '+08:00')`;

/** Somebody was met: a visit that says only 未遇 was none. */
const MET = "not (v.met <> '{}' and v.met <@ array['未遇'])";

/**
 * An area has a site when one that is built stands in it or below it, or serves it, something below it or something above it.
 * @param of which areas, as a condition on `a` and its profile `f`
 */
const sitesOf = (of: string): string => `
  with recursive up (area_id, above_id) as (
    select id, id from areas where district_id = $1
    union all
    select up.area_id, a.parent_id from up join areas a on a.district_id = $1 and a.id = up.above_id where a.parent_id is not null
  ), built as (
    select id, area_id from sites
    where district_id = $1 and stage = 'built' and dropped_at is null and (built_on is null or built_on < $3::date)
  ), served as (
    select sa.area_id from site_areas sa join built b on b.id = sa.site_id where sa.district_id = $1
  ), reached as (
    select up.above_id as area_id from built b join up on up.area_id = b.area_id
    union select up.above_id from served s join up on up.area_id = s.area_id
    union select up.area_id from served s join up on up.above_id = s.area_id
  )
  select a.id as area_id, a.id, (r.area_id is not null)::int as amount,
    case when r.area_id is null then array['site'] else '{}'::text[] end as missing, null::date as day
  from areas a
  left join area_profiles f on f.district_id = a.district_id and f.area_id = a.id
  left join reached r on r.area_id = a.id
  where a.district_id = $1 and ${of}`;

const IN_MONTH = "v.undone_at is null and v.visited_on >= $2::date and v.visited_on < $3::date";
const THIS_YEAR = "v.undone_at is null and v.visited_on >= $4::date and v.visited_on < $3::date";

/** A step of the rehabilitation pathway that was taken before the period ended. */
const step = (name: string): string => `exists (
  select from referrals r join referral_steps s on s.district_id = r.district_id and s.referral_id = r.id
  where r.district_id = p.district_id and r.person_id = p.id and s.step = '${name}' and s.done_at < ${begins("$3")})`;

/** 规范化服务率: registered, assessed, with a next date, and served this year, of everybody for whom rehabilitation was applied. */
const STANDARDIZED = `
  select x.area_id, x.id, (x.missing = '{}')::int as amount, x.missing, null::date as day
  from (
    select p.area_id, p.id, array_remove(array[
      case when not ${step("registration")} then 'registration' end,
      case when not ${step("assessment")} then 'assessment' end,
      case when not (exists (select from follow_ups f
          where f.district_id = p.district_id and f.person_id = p.id and f.closed_at is null)
        or exists (select from referrals r where r.district_id = p.district_id and r.person_id = p.id and r.due_on is not null
          and r.status in ('requested', 'received', 'accepted', 'in-progress', 'on-hold'))) then 'plan' end,
      case when not (exists (select from visit_people vp join visits v on v.district_id = vp.district_id and v.id = vp.visit_id
          where vp.district_id = p.district_id and vp.person_id = p.id and ${THIS_YEAR} and ${MET})
        or exists (select from referrals r join referral_events e on e.district_id = r.district_id and e.referral_id = r.id
          where r.district_id = p.district_id and r.person_id = p.id and r.status = 'completed' and e.to_status = 'completed'
            and e.at >= ${begins("$4")} and e.at < ${begins("$3")})) then 'service' end
    ], null) as missing
    from people p
    where p.district_id = $1 and p.id in (
      select r.person_id from referrals r where r.district_id = $1 and r.pathway = 'jingkang'
        and r.status not in ('draft', 'cancelled', 'entered-in-error') and r.created_at < ${begins("$3")})
  ) x`;

/** Elders of 特困 who live scattered, of whom it is known that they are 60 or older; each is to be seen at home every month. */
const ELDERS = `
  with doors as materialized (
    select id, tags from households where district_id = $1 and tags <> '{}'
  ), tagged as (
    -- Most people have no tags, nor has their household: nothing of them is looked up.
    select p.*, p.tags || coalesce(h.tags, '{}') as all_tags from people p left join doors h on h.id = p.household_id
    where p.district_id = $1 and p.tags <> '{}' and p.merged_into is null
    union all
    select p.*, h.tags from doors h join people p on p.district_id = $1 and p.household_id = h.id
    where p.tags = '{}' and p.merged_into is null
  ), elders as (
    select p.id, p.area_id from tagged p
    where p.created_at < ${begins("$3")}
      and array_to_string(p.all_tags, ' ') ~ '特困|五保'
      and array_to_string(p.all_tags, ' ') !~ '集中供养'
      and (array_to_string(p.tags, ' ') ~ '特困老人'
        or p.age_from + extract(year from age($3::date, coalesce(p.age_on, $3::date))) >= 60)
  ), told as (
    -- Put together and grouped, not joined: by their tags the planner takes two thousand elders for a handful.
    select id as person_id, id, area_id, null::boolean as met, null::boolean as at_home, null::date as day from elders
    union all
    select vp.person_id, null, null, ${MET}, ${MET} and v.form = '入户', v.visited_on
    from visits v join visit_people vp on vp.district_id = v.district_id and vp.visit_id = v.id
    where v.district_id = $1 and ${IN_MONTH}
  )
  select x.area_id, x.id, coalesce(x.at_home, false)::int as amount,
    case when x.at_home then '{}'::text[] when x.met then array['not_at_home']
      when not x.met then array['not_met'] else array['no_visit'] end as missing, x.day
  from (
    select person_id as id, (array_agg(area_id) filter (where id is not null))[1] as area_id,
      bool_or(met) as met, bool_or(at_home) as at_home, max(day) as day
    from told group by person_id having bool_or(id is not null)
  ) x`;

export const MEASURES = {
  street_sites: {
    kind: "area",
    form: "share",
    sql: sitesOf("a.level = 'street' and coalesce(f.settlement, 'street') = 'street'"),
  },
  town_sites: { kind: "area", form: "share", sql: sitesOf("a.level = 'street' and f.settlement = 'town'") },
  community_sites: { kind: "area", form: "share", sql: sitesOf("a.level = 'community'") },
  standardized: { kind: "person", form: "share", sql: STANDARDIZED },
  elder_visits: { kind: "person", form: "share", sql: ELDERS },
  needs_per_visit: {
    kind: "visit",
    form: "ratio",
    sql: `select v.area_id, v.id, '{}'::text[] as missing, v.visited_on as day, coalesce(n.told, 0) as amount
    from visits v left join (
      select visit_id, count(*)::int as told from needs
      where district_id = $1 and not undone and told_on >= $2::date and told_on < $3::date group by visit_id
    ) n on n.visit_id = v.id
    where v.district_id = $1 and ${IN_MONTH}`,
  },
  needs_closed: {
    kind: "need",
    form: "share",
    sql: `select n.area_id, n.id,
      coalesce((n.closed_at < ${begins("$3")})::int, 0) as amount,
      case when (n.closed_at < ${begins("$3")}) is true then '{}'::text[] else array['open'] end as missing, n.told_on as day
    from needs n
    where n.district_id = $1 and not n.undone and n.told_on >= $4::date and n.told_on < $3::date`,
  },
  referrals_closed: {
    kind: "referral",
    form: "share",
    sql: `select r.area_id, r.id, (r.status = 'completed')::int as amount,
      case when r.status = 'completed' then '{}'::text[] else array[r.status] end as missing,
      (r.created_at at time zone interval '+08:00')::date as day
    from referrals r where r.district_id = $1 and r.status not in ('draft', 'cancelled', 'entered-in-error')
      and r.created_at >= ${begins("$4")} and r.created_at < ${begins("$3")}`,
  },
  travel_far: {
    kind: "area",
    form: "share",
    sql: `select f.area_id, f.area_id as id, (f.travel_minutes > 30)::int as amount, '{}'::text[] as missing,
      f.travel_told_on as day
    from area_profiles f where f.district_id = $1 and f.travel_minutes is not null`,
  },
  travel_unknown: {
    kind: "area",
    form: "share",
    sql: `select a.id as area_id, a.id, (f.travel_minutes is null)::int as amount, '{}'::text[] as missing, null::date as day
    from areas a left join area_profiles f on f.district_id = a.district_id and f.area_id = a.id
    where a.district_id = $1 and a.level = 'grid'`,
  },
} as const satisfies Record<string, Measure>;

export type MeasureName = keyof typeof MEASURES;
export const MEASURE_NAMES = Object.keys(MEASURES) as MeasureName[];

/** Those for which a district sets itself a target. */
export const TARGET_MEASURES = [
  "street_sites",
  "town_sites",
  "community_sites",
  "standardized",
  "elder_visits",
] as const satisfies MeasureName[];
export type TargetMeasure = (typeof TARGET_MEASURES)[number];

/** Whether its rows are of people, so that small numbers are kept from those who may not read the rows. */
export function isOfPeople(measure: MeasureName): boolean {
  return MEASURES[measure].kind !== "area";
}
