/** One statement a table. $1 is the district, $2 the moment at which the story ends. */
import {
  ALL_GRIDS,
  fixedId,
  gridOf,
  ORGANIZATIONS,
  personAt,
  personId,
  referralAt,
  referralId,
  refOf,
  type Sizes,
  STAFF,
  spread,
  visitAt,
  visitId,
} from "./shape.ts";

export interface Filling {
  table: string;
  sql: string;
  /** Beside $1 and $2, from $3 on. */
  params: unknown[];
}

/** Texts sealed once, with their blind indexes. */
export interface SealedWords {
  names: { sealed: string[]; index: string[]; pinyin: string[] };
  doors: { sealed: string[]; index: string[] };
  notes: string[];
  observed: string[];
  needed: string[];
  reasons: string[];
  outcomes: string[];
  crises: string[];
}

const rows = (n: number): string => `generate_series(0, ${n} - 1) as i`;
const picked = (param: string, salt: number, n: number): string =>
  `join unnest(${param}::text[]) with ordinality as w(sealed, n) on w.n = 1 + ${spread("i", salt, n)}`;
const workerOf = (grid: string): string => fixedId("grid_worker", grid);
const organizationOf = (row: string): string => `(${spread(row, 31, ORGANIZATIONS)})`;
const person = (row: string, salt: number, { people }: Sizes): string => `(${spread(row, salt, people)})`;

/** People and the doors behind which they live: two and a half a door. */
export function peopleTables(sizes: Sizes, words: SealedWords): Filling[] {
  const doors = words.doors.sealed.length;
  const homes = ALL_GRIDS * doors;
  const home = `(${gridOf("i")} + ${ALL_GRIDS} * (${spread("i", 1, doors)}))`;
  const aged = spread("i", 2, 100);
  return [
    {
      table: "households",
      sql: `insert into households (district_id, id, area_id, address_sealed, address_index, created_by, created_at)
        select $1, ${fixedId("home", "i")}, ${fixedId("grid", gridOf("i"))}, w.sealed, w.index, ${workerOf(gridOf("i"))}, $2::timestamptz - interval '900 days'
        from ${rows(homes)} join unnest($3::text[], $4::text[]) with ordinality as w(sealed, index, n) on w.n = 1 + i / ${ALL_GRIDS}`,
      params: [words.doors.sealed, words.doors.index],
    },
    {
      table: "people",
      sql: `insert into people (district_id, id, ref, area_id, household_id, name_sealed, name_index, pinyin_index, sex, age_from, age_to, age_on,
          stage, tags, created_by, created_at, updated_at)
        select $1, ${personId("i", sizes)}, ${refOf("P", "i")}, ${fixedId("grid", gridOf("i"))}, ${fixedId("home", home)}, w.sealed, w.index, w.pinyin,
          case when i % 2 = 0 then '女' else '男' end, 20 + ${aged} * 7 / 10, 20 + ${aged} * 7 / 10, $2::date,
          case when i % 60 = 7 then 'community_follow_up' end,
          case i % 20 when 3 then '{独居}' when 7 then '{特困}' when 11 then '{低保}' when 13 then '{残疾,独居}' else '{}' end::text[],
          ${workerOf(gridOf("i"))}, ${personAt("i", sizes)}, ${personAt("i", sizes)}
        from ${rows(sizes.people)}
        join unnest($3::text[], $4::text[], $5::text[]) with ordinality as w(sealed, index, pinyin, n)
          on w.n = 1 + ${spread("i", 3, words.names.sealed.length)}`,
      params: [words.names.sealed, words.names.index, words.names.pinyin],
    },
  ];
}

export function visitTables(sizes: Sizes, words: SealedWords): Filling[] {
  const who = person("i", 11, sizes);
  const at = visitAt("i", sizes);
  const every = (n: number): number => Math.floor(sizes.visits / n);
  return [
    {
      table: "visits",
      sql: `insert into visits (district_id, id, ref, staff_id, area_id, household_id, visited_on, form, met, note_sealed, consent, flags, created_at)
        select $1, ${visitId("i", sizes)}, ${refOf("V", "i")}, ${workerOf(gridOf(who))}, ${fixedId("grid", gridOf(who))}, null,
          (${at} at time zone 'Asia/Shanghai')::date, case when i % 9 = 0 then '电话' else '入户' end, '{本人}', w.sealed,
          case when i % 3 = 0 then 'yes' end, case when i % 25 = 0 then '{medication_gap}' else '{}' end::text[], ${at}
        from ${rows(sizes.visits)} ${picked("$3", 12, words.notes.length)}`,
      params: [words.notes],
    },
    {
      table: "visit_people",
      sql: `insert into visit_people (district_id, visit_id, person_id, ordinal)
        select $1, ${visitId("i", sizes)}, ${personId(who, sizes)}, 0 from ${rows(sizes.visits)} where $2::timestamptz is not null`,
      params: [],
    },
    {
      table: "observations",
      sql: `insert into observations (district_id, id, visit_id, person_id, kind, words_sealed, basis, span_start, span_end)
        select $1, ${fixedId("observation", "i")}, ${visitId("i", sizes)}, ${personId(who, sizes)}, 'health', w.sealed, 'seen', 8, 14
        from ${rows(sizes.visits)} ${picked("$3", 13, words.observed.length)} where $2::timestamptz is not null`,
      params: [words.observed],
    },
    {
      table: "needs",
      sql: `insert into needs (district_id, id, visit_id, ordinal, person_id, code, words_sealed, urgency, owner_id, created_at)
        select $1, ${fixedId("need", "i")}, ${visitId("i * 3", sizes)}, 0, ${personId(person("(i * 3)", 11, sizes), sizes)}, lpad((1 + i % 15)::text, 2, '0'), w.sealed,
          (array['green', 'yellow', 'yellow', 'orange', 'red'])[1 + i % 5], ${workerOf(gridOf(person("(i * 3)", 11, sizes)))}, ${visitAt("i * 3", sizes)}
        from ${rows(every(3))} ${picked("$3", 14, words.needed.length)}`,
      params: [words.needed],
    },
    {
      table: "follow_ups",
      sql: `insert into follow_ups (district_id, id, person_id, visit_id, area_id, owner_id, due_on, basis, why, done_by_visit, closed_at, created_at)
        select $1, ${fixedId("follow-up", "i")}, ${personId(person("(i * 5)", 11, sizes), sizes)}, ${visitId("i * 5", sizes)}, ${fixedId("grid", gridOf(person("(i * 5)", 11, sizes)))},
          ${workerOf(gridOf(person("(i * 5)", 11, sizes)))}, (${visitAt("i * 5", sizes)} + interval '14 days')::date, 'agreed', 'agreed',
          case when i % 8 > 0 then ${visitId("i * 5", sizes)} end, case when i % 8 > 0 then ${visitAt("i * 5", sizes)} + interval '13 days' end, ${visitAt("i * 5", sizes)}
        from ${rows(every(5))}`,
      params: [],
    },
  ];
}

const STATUSES = `(array['requested','requested','received','accepted','in-progress','in-progress','in-progress','on-hold','rejected','cancelled',
  'completed','completed','completed','completed','completed','completed','completed','completed','failed','completed'])[1 + ${spread("i", 21, 20)}]`;

export function referralTables(sizes: Sizes, words: SealedWords): Filling[] {
  const who = person("i", 22, sizes);
  const at = referralAt("i", sizes);
  const social = fixedId("social_worker", `${organizationOf("i")} + ${ORGANIZATIONS} * (${spread("i", 23, 3)})`);
  const priority = `(array['routine', 'routine', 'urgent', 'asap'])[1 + ${spread("i", 24, 4)}]`;
  return [
    {
      table: "referrals",
      sql: `insert into referrals (district_id, id, ref, person_id, area_id, raised_by, reason_sealed, priority, consent, service_name, organization_id,
          owner_id, claimed_at, status, due_on, review, outcome_sealed, resident_confirmed, denial, held_on, held_until, held_from, created_at, updated_at)
        select $1, id, ref, person_id, area_id, raised_by, sealed, priority, 'yes', service_name, organization_id,
          case when status not in ('requested', 'rejected', 'cancelled') and i % 9 > 0 then social end, case when status <> 'requested' then at + interval '1 day' end,
          status, (at + case priority when 'routine' then interval '28 days' when 'urgent' then interval '7 days' else interval '1 day' end)::date,
          case when i % 10 < 7 then 'approved' when i % 20 = 19 then 'returned' end,
          case when status = 'completed' then outcome end, case when status = 'completed' then true end,
          case when status = 'rejected' then case when i % 3 = 0 then 'open' else 'confirmed' end end,
          case when status = 'on-hold' then $2::date end, case when status = 'on-hold' then $2::date + 5 end, case when status = 'on-hold' then 'accepted' end,
          at, least(at + interval '2 days', $2)
        from (select i, ${referralId("i", sizes)} as id, ${refOf("R", "i")} as ref, ${personId(who, sizes)} as person_id,
            ${fixedId("grid", gridOf(who))} as area_id, ${workerOf(gridOf(who))} as raised_by, w.sealed, ${priority} as priority,
            (array['助老送餐', '居家照护评估', '精神康复', '残疾人辅具', '临时救助窗口'])[1 + i % 5] as service_name,
            ${fixedId("organization", organizationOf("i"))} as organization_id, ${social} as social, ${STATUSES} as status, ${at} as at,
            ($4::text[])[1 + i % ${words.outcomes.length}] as outcome
          from ${rows(sizes.referrals)} ${picked("$3", 25, words.reasons.length)}) r`,
      params: [words.reasons, words.outcomes],
    },
    {
      table: "referral_events",
      sql: `insert into referral_events (district_id, id, referral_id, kind, from_status, to_status, by_staff, at)
        select r.district_id, ${fixedId("event", "r.id || ' ' || step")}, r.id, 'move', case step when 1 then 'requested' end,
          case step when 0 then 'requested' else r.status end, case step when 0 then r.raised_by else r.owner_id end, r.created_at + interval '1 day' * step
        from referrals r cross join generate_series(0, 1) as step
        where r.district_id = $1 and $2::timestamptz is not null and (step = 0 or r.status <> 'requested') order by r.created_at`,
      params: [],
    },
  ];
}

/** A crisis for every two thousand people, three of them open. */
export function crisisTables(sizes: Sizes, words: SealedWords): Filling[] {
  const n = Math.max(3, Math.floor(sizes.people / 2000));
  const worker = workerOf(gridOf("i * 7"));
  return [
    {
      table: "crises",
      sql: `insert into crises (district_id, id, ref, inbox_id, level, kind, rules, words_sealed, area_id, reported_by, acknowledged_by, acknowledged_at, closed_by,
          closed_at, created_at, state, owner_id, outcome)
        select $1, ${fixedId("crisis", "i")}, ${refOf("C", "i")}, ${fixedId("inbox", "i")}, case when i % 3 = 0 then 'red' else 'orange' end, 'fire', '{fire}',
          w.sealed, ${fixedId("grid", gridOf("i * 7"))}, ${worker}, s.id, s.at, s.id, s.at, $2::timestamptz - interval '1 day' * (i + 1),
          case when s.id is null then 'found' else 'closed' end, s.id, case when s.id is not null then 'safe' end
        from ${rows(n)} ${picked("$3", 41, words.crises.length)}
        cross join lateral (select case when i >= 3 then ${fixedId("supervisor", `i % ${STAFF.supervisor}`)} end as id,
          case when i >= 3 then $2::timestamptz - interval '1 day' * i end as at) s`,
      params: [words.crises],
    },
  ];
}
