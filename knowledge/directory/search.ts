import type { Queryable } from "../../platform/database/port.ts";
import { foldText, readTerms } from "../terms.ts";
import { standardWords } from "./lay-words.ts";
import { type Asked, byMatchAndDistance, byScore, type Candidate, type Ranked, rank } from "./rank.ts";
import { type FoundService, readServices } from "./service.ts";

export { type FoundService, STALE_AFTER_DAYS } from "./service.ts";

export interface ServiceSearch {
  /** As the person said it; empty for everything. */
  words: string;
  /** Only services for one of these needs (need codes, two digits). */
  need_codes?: readonly string[];
  /** Only services for clients of this place (adcode): its own, those of the places around it and those in it. */
  area?: string;
  /** Only services that speak one of these: 手语, 粤语. */
  languages?: readonly string[];
  /** Only services for somebody of this age, in years. */
  age?: number;
  near?: { latitude: number; longitude: number };
  /** The moment of the question: open now and stale depend on it. */
  at: Date;
  only_open?: boolean;
  /** Only services whose name says what was asked for: a number is wanted, and that of another place would be dialled. */
  only_named?: boolean;
  limit?: number;
  offset?: number;
}

/** So many of the best are ranked by what is open, and can be paged through. */
const MOST_CANDIDATES = 100;

/** Words of asking, not of what is asked for; taken out so that no pair of characters forms across them. */
const ASKING =
  /附近|就近|最近的?|离.{0,4}近|有没有|有什么|有啥|有哪些|哪里有?|哪儿有?|在哪[里儿]?|哪有|哪个|怎么[走去联]系?|联系方式|联系电话|电话|号码|地址|多少|请问|我想|想要?|帮[我他她忙]?|给[我他她]|找个?|一下|可以|能不能|地方|现在|开着|开门|开不开|几点|推荐|服务|办理|申请|想|能|的|了|吗|呢|啊|呀|吧|么|嘛|个|我们?|他们?|她们?|咱们?|你们?|您|去|到|是/g;

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
    ($6::text[] is null or exists (select from unnest($6) as wanted (language)
      where position(wanted.language in coalesce(s.interpretation_services, '')) > 0
      or exists (select from languages l where l.district_id = s.district_id and l.name = wanted.language
        and (l.service_id = s.id or l.location_id in (select sl.location_id from service_at_locations sl
          where sl.district_id = s.district_id and sl.service_id = s.id))))) as speaks,
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
    and ($7::float8 is null or $7 between coalesce(s.minimum_age, 0) and coalesce(s.maximum_age, 200))
    and ($3::text is null
      -- An extent in another system than adcodes limits nobody.
      or not exists (select from service_areas a where a.district_id = s.district_id and a.service_id = s.id
        and a.extent ~ '^[0-9]{6}$')
      or exists (select from service_areas a where a.district_id = s.district_id and a.service_id = s.id
        and (a.extent in (select adcode from around) or a.extent in (select adcode from inside))))`;

/**
 * Services of the asker's district (and shared ones) that fit, best first: by words (rare words weigh more, words of the name
 * most), among equally good ones by distance, then what is open. Rows are limited by the scope of `tx`.
 * @returns at most `limit` (3) after `offset`; empty when no service fits the words
 */
export async function findServices(tx: Queryable, search: ServiceSearch): Promise<FoundService[]> {
  const matched = await matchServices(tx, search);
  const offset = search.offset ?? 0;
  return matched.map(({ service }) => service).slice(offset, offset + (search.limit ?? 3));
}

/** The same with how well each fits, all of them; `limit` and `offset` are left to the caller. */
export async function matchServices(
  tx: Queryable,
  search: Omit<ServiceSearch, "limit" | "offset">,
): Promise<(Ranked & { service: FoundService })[]> {
  const asked = await askedTerms(tx, search.words);
  const need_codes = search.need_codes && search.need_codes.length > 0 ? search.need_codes : null;
  const latitude = search.near?.latitude ?? null;
  const longitude = search.near?.longitude ?? null;
  const terms = [...asked.weights.keys()];
  const languages = search.languages && search.languages.length > 0 ? search.languages : null;
  const found = await tx.query<Candidate & { speaks: boolean }>(CANDIDATES, [
    ...[terms, need_codes, search.area ?? null, latitude, longitude],
    ...[languages, search.age ?? null],
  ]);
  const speaking = new Set(found.rows.filter((row) => row.speaks).map(({ id }) => id));
  // Weighed among all, so that few who speak a language do not look like a match for want of others.
  const best = rank(asked, found.rows, { words_decide: need_codes === null })
    .filter(({ id, is_weaker }) => languages === null || (speaking.has(id) && !is_weaker))
    .filter(({ is_named }) => is_named || !search.only_named)
    .slice(0, MOST_CANDIDATES);
  const ids = best.map(({ id }) => id);
  const details = await readServices(tx, ids, { at: search.at, ...(search.near ? { near: search.near } : {}) });
  const by_id = new Map(details.map((service) => [service.id, service]));
  const services = best.flatMap((candidate): (Ranked & { service: FoundService })[] => {
    const service = by_id.get(candidate.id);
    const distance_m = candidate.distance_m === null ? null : Math.round(candidate.distance_m);
    return service ? [{ ...candidate, service: { ...service, distance_m } }] : [];
  });
  const openness = ({ service: { open_now } }: { service: FoundService }): number =>
    open_now === null ? 1 : open_now ? 0 : 2;
  return (
    services
      // A worse match is no answer because it is open: then nothing is, and what fits is asked for without it.
      .filter(({ service, is_weaker }) => !search.only_open || (service.open_now === true && !is_weaker))
      .sort((a, b) => byMatchAndDistance(a, b) || openness(a) - openness(b) || byScore(a, b))
  );
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
  for (const [term, weight] of weighTerms([...rows.flatMap((row) => row.means), ...standardWords(asked)].join(" "))) {
    weights.set(term, Math.max(weights.get(term) ?? 0, MEANT * weight));
  }
  return { weights, own: new Set(own.keys()) };
}
