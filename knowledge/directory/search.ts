import { chinaDate } from "../../platform/clock.ts";
import type { Queryable } from "../../platform/database/port.ts";
import { foldText, readTerms } from "../terms.ts";
import { isOpen, type Schedule } from "./open.ts";
import { type Asked, byMatchAndDistance, byScore, type Candidate, type Ranked, rank } from "./rank.ts";

export interface Phone {
  number: string;
  extension: string | null;
  description: string | null;
}

/** All that is shown of a service. */
export interface FoundService {
  id: string;
  name: string;
  organization_id: string;
  organization_name: string;
  description: string | null;
  eligibility: string | null;
  how_to_apply: string | null;
  fees: string | null;
  required_documents: string[];
  phones: Phone[];
  schedules: Schedule[];
  /** At the moment of the question; null when nobody knows the hours. */
  open_now: boolean | null;
  address: string | null;
  /** As the crow flies; null without `near` or without a place. */
  distance_m: number | null;
  /** ISO date on which somebody last made sure that all this is true. */
  assured_date: string | null;
  /** Never assured, or more than 180 days ago. */
  stale: boolean;
}

export interface ServiceSearch {
  /** As the person said it; empty for everything. */
  words: string;
  /** Only services for one of these needs (cases/visits NEED_CODES, two digits). */
  need_codes?: readonly string[];
  /** Only services for clients of this place (adcode): its own, those of the places around it and those in it. */
  area?: string;
  near?: { latitude: number; longitude: number };
  /** The moment of the question: open now and stale depend on it. */
  at: Date;
  only_open?: boolean;
  limit?: number;
  offset?: number;
}

export const STALE_AFTER_DAYS = 180;

/** So many of the best are ranked by what is open, and can be paged through. */
const MOST_CANDIDATES = 100;

/** Words of asking, not of what is asked for; taken out so that no pair of characters forms across them. */
const ASKING =
  /附近|就近|最近的?|离.{0,4}近|有没有|有什么|有啥|有哪些|哪里有?|哪儿有?|在哪[里儿]?|哪有|哪个|怎么[走去联]系?|联系方式|电话|号码|地址|多少|请问|我想|想要?|帮[我他她忙]?|给[我他她]|找个?|一下|可以|能不能|地方|现在|开着|开门|开不开|几点|推荐|服务|办理|申请|想|能|的|了|吗|呢|啊|呀|吧|么|嘛|个|我们?|他们?|她们?|咱们?|你们?|您|去|到|是/g;

// No index on terms: row-level security keeps operators that could leak from running before its own filter, so every
// service of the district is read either way, and the words are weighed here (rank.ts).
const CANDIDATES = `
  with recursive
  around (adcode) as (
    select $3::text union select r.parent::text from around join regions r on r.adcode = around.adcode where r.parent is not null
  ),
  inside (adcode) as (
    select $3::text union select r.adcode::text from inside join regions r on r.parent = inside.adcode
  )
  select s.id, coalesce(s.need_codes[1] = any($2), false) as primary_need,
    array(select t from unnest(s.terms) t where t = any($1::integer[])) as hits,
    array(select t from unnest(s.name_terms) t where t = any($1::integer[])) as name_hits,
    (select min(2 * 6371008.8 * asin(least(1, sqrt(
        power(sin(radians(l.latitude - $4::float8) / 2), 2) +
        cos(radians($4::float8)) * cos(radians(l.latitude)) * power(sin(radians(l.longitude - $5::float8) / 2), 2)
      ))))
      from service_at_locations sl join locations l on l.district_id = sl.district_id and l.id = sl.location_id
      -- least() passes over nulls: without a place asked from, every service would lie half the world away.
      where $4::float8 is not null and sl.district_id = s.district_id and sl.service_id = s.id) as distance_m
  from services s
  where s.status = 'active'
    and ($2::text[] is null or s.need_codes && $2)
    and ($3::text is null
      or not exists (select from service_areas a where a.district_id = s.district_id and a.service_id = s.id)
      or exists (select from service_areas a where a.district_id = s.district_id and a.service_id = s.id
        and (a.extent in (select adcode from around) or a.extent in (select adcode from inside))))`;

const DETAILS = `
  select s.id, s.name, s.organization_id, o.name as organization_name, s.description, s.eligibility_description as eligibility,
    s.application_process as how_to_apply, s.fees_description as fees, s.assured_date,
    array(select d.document from required_documents d where d.district_id = s.district_id and d.service_id = s.id
      order by d.id) as required_documents,
    (select coalesce(json_agg(json_build_object('number', p.number, 'extension', p.extension, 'description', p.description)
      order by p.id), '[]') from phones p where p.district_id = s.district_id and p.service_id = s.id) as phones,
    (select coalesce(json_agg(json_build_object('freq', c.freq, 'byday', c.byday, 'opens_at', to_char(c.opens_at, 'HH24:MI'),
      'closes_at', to_char(c.closes_at, 'HH24:MI'), 'description', c.description) order by c.id), '[]')
      from schedules c where c.district_id = s.district_id and c.service_id = s.id) as schedules,
    (select l.address from service_at_locations sl
      join locations l on l.district_id = sl.district_id and l.id = sl.location_id
      where sl.district_id = s.district_id and sl.service_id = s.id
      order by power(l.latitude - $2::float8, 2) + power((l.longitude - $3::float8) * cos(radians($2::float8)), 2), l.id
      limit 1) as address
  from services s join organizations o on o.district_id = s.district_id and o.id = s.organization_id
  where s.id = any($1::uuid[])`;

type Details = Omit<FoundService, "open_now" | "stale" | "distance_m">;

/**
 * Services of the asker's district (and shared ones) that fit, best first: by words (rare words weigh more, words of the name
 * most), among equally good ones by distance, then what is open. Rows are limited by the scope of `tx`.
 * @returns at most `limit` (3) after `offset`; empty when no service fits the words
 */
export async function findServices(tx: Queryable, search: ServiceSearch): Promise<FoundService[]> {
  const asked = await askedTerms(tx, search.words);
  const need_codes = search.need_codes && search.need_codes.length > 0 ? search.need_codes : null;
  const latitude = search.near?.latitude ?? null;
  const longitude = search.near?.longitude ?? null;
  const terms = [...asked.weights.keys()];
  const found = await tx.query<Candidate>(CANDIDATES, [terms, need_codes, search.area ?? null, latitude, longitude]);
  const best = rank(asked, found.rows, { words_decide: need_codes === null }).slice(0, MOST_CANDIDATES);
  const details = await tx.query<Details>(DETAILS, [best.map(({ id }) => id), latitude, longitude]);
  const by_id = new Map(details.rows.map((row) => [row.id, row]));

  const today = Date.parse(chinaDate(search.at));
  const services = best.flatMap((candidate): (Ranked & { service: FoundService })[] => {
    const row = by_id.get(candidate.id);
    if (!row) return [];
    const { assured_date, schedules } = row;
    const age_days = assured_date === null ? Infinity : (today - Date.parse(assured_date)) / 86_400_000;
    const distance_m = candidate.distance_m === null ? null : Math.round(candidate.distance_m);
    const service = { ...row, distance_m, open_now: isOpen(schedules, search.at), stale: age_days > STALE_AFTER_DAYS };
    return [{ ...candidate, service }];
  });
  const openness = ({ service: { open_now } }: { service: FoundService }): number =>
    open_now === null ? 1 : open_now ? 0 : 2;
  const offset = search.offset ?? 0;
  return services
    .sort((a, b) => byMatchAndDistance(a, b) || openness(a) - openness(b) || byScore(a, b))
    .map(({ service }) => service)
    .filter((service) => !search.only_open || service.open_now === true)
    .slice(offset, offset + (search.limit ?? 3));
}

/** A single character says little (康 is in 康复 and in 健康); a pair of them is most of a word. */
const SINGLE_CHARACTER = 0.3;
/** A standard term that a lay word stands for. */
const MEANT = 0.8;

function weighTerms(text: string): Map<number, number> {
  const singles = new Set(
    Array.from(text.replace(/[^\p{Script=Han}]/gu, ""), (character) => [...readTerms(character).keys()][0]),
  );
  return new Map(Array.from(readTerms(text).keys(), (term) => [term, singles.has(term) ? SINGLE_CHARACTER : 1]));
}

/** The terms asked for, lay words brought to the standard ones. */
async function askedTerms(tx: Queryable, words: string): Promise<Asked> {
  const asked = foldText(words);
  const { rows } = await tx.query<{ means: string[] }>("select means from synonyms where position(say in $1) > 0", [
    asked,
  ]);
  const own = weighTerms(asked.replace(ASKING, " "));
  const weights = new Map(own);
  for (const [term, weight] of weighTerms(rows.flatMap((row) => row.means).join(" "))) {
    weights.set(term, Math.max(weights.get(term) ?? 0, MEANT * weight));
  }
  return { weights, own: new Set(own.keys()) };
}
