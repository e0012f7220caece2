import { type Area, listAreas } from "../areas/areas.ts";
import { leads } from "../leads.ts";
import { asService, type Session, type StaffSession } from "../session.ts";
import { isOfPeople, MEASURE_NAMES, MEASURES, type MeasureName } from "./measures.ts";
import type { Period } from "./period.ts";
import { type Count, type CountedArea, suppressed } from "./suppress.ts";

/** A number with what it is of; both null when it is kept from the reader. */
export interface CoverageValue {
  numerator: number | null;
  denominator: number | null;
  suppressed: boolean;
}

export interface CoverageArea<M extends MeasureName = MeasureName> {
  /** `all` is the whole district, `none` what has no area on file; else the area's own. */
  id: string;
  parent_id: string | null;
  level: Area["level"] | "all" | "none";
  name: string;
  values: Record<M, CoverageValue>;
}

export interface Coverage<M extends MeasureName = MeasureName> {
  period: Period;
  /** The whole first, then parents before children; what has no area last, and only where there is any. */
  areas: CoverageArea<M>[];
}

const WHOLE = "all";
const NOWHERE = "none";
const NOTHING: Count = { n: 0, d: 0 };

const sum = (counts: readonly Count[]): Count =>
  counts.reduce((all, { n, d }) => ({ n: all.n + n, d: all.d + d }), NOTHING);

/** A place in the tree whose numbers are summed: an area, the whole, or nowhere. */
interface Place {
  id: string;
  parent_id: string | null;
  level: CoverageArea["level"];
  name: string;
}

/**
 * Measures of every area in one month, all of them or those that are asked for, counted from the records of the whole district, whoever
 * asks; small numbers of people are left out for whoever may not read the rows behind them.
 */
export async function computeCoverage<M extends MeasureName = MeasureName>(
  session: StaffSession,
  period: Period,
  measures: readonly M[] = MEASURE_NAMES as readonly MeasureName[] as readonly M[],
): Promise<Coverage<M>> {
  const areas = await listAreas(session);
  const known = new Set(areas.map((area) => area.id));
  const places: Place[] = [
    { id: WHOLE, parent_id: null, level: "all", name: "" },
    ...areas.map((area) => ({
      ...area,
      parent_id: area.parent_id !== null && known.has(area.parent_id) ? area.parent_id : WHOLE,
    })),
    { id: NOWHERE, parent_id: WHOLE, level: "none", name: "" },
  ];
  const reader = await readerOf(session);
  const counts = await asService(session, (service) => countAll(service, period, measures));

  const shown = places.map((place) => ({ ...place, values: {} as Record<M, CoverageValue> }));
  for (const measure of measures) {
    const totals = totalsOf(places, counts[measure], reader);
    const hidden = isOfPeople(measure) ? suppressed([...totals.values()], MEASURES[measure].form) : new Set();
    for (const place of shown) {
      const { n, d } = totals.get(place.id)!.total;
      const is_kept = hidden.has(place.id);
      place.values[measure] = {
        numerator: is_kept ? null : n,
        denominator: is_kept ? null : d,
        suppressed: is_kept,
      };
    }
  }
  const nowhere = measures.some((measure) => (counts[measure].get(NOWHERE)?.d ?? 0) > 0);
  return { period, areas: nowhere ? shown : shown.filter((place) => place.id !== NOWHERE) };
}

interface Reader {
  sees_district: boolean;
  /** Their grids, and those they look after for somebody. */
  area_ids: Set<string>;
}

async function readerOf({ tx, scope }: StaffSession): Promise<Reader> {
  const { rows } = await tx.query<{ area_id: string }>("select area_id from areas_of($1) as area_id", [scope.staff_id]);
  return {
    sees_district: leads(scope),
    area_ids: new Set(scope.role === "grid_worker" ? rows.map((row) => row.area_id) : []),
  };
}

/** What belongs to each area alone, by measure. */
async function countAll<M extends MeasureName>(
  { tx, scope }: Session,
  period: Period,
  measures: readonly M[],
): Promise<Record<M, Map<string, Count>>> {
  const counts = {} as Record<M, Map<string, Count>>;
  for (const measure of measures) {
    const { rows } = await tx.query<Count & { area_id: string | null }>(
      `select m.area_id, count(*)::int as d, coalesce(sum(m.amount), 0)::int as n from (${MEASURES[measure].sql}) m
       where num_nonnulls($1::int, $2::date, $3::date, $4::date) = 4 group by m.area_id`,
      [scope.district_id, period.from, period.until, period.year_from],
    );
    counts[measure] = new Map(rows.map(({ area_id, n, d }) => [area_id ?? NOWHERE, { n, d }]));
  }
  return counts;
}

/** Sums up the tree. Whoever has all grids below an area may read all rows of it, unless some belong to the area alone. */
function totalsOf(places: Place[], own: Map<string, Count>, reader: Reader): Map<string, CountedArea> {
  const below = Map.groupBy(places, (place) => place.parent_id);
  const totals = new Map<string, CountedArea>();
  const walk = (place: Place): CountedArea => {
    const children = (below.get(place.id) ?? []).map(walk);
    const direct = own.get(place.id) ?? NOTHING;
    const has = reader.area_ids.has(place.id);
    const counted: CountedArea = {
      id: place.id,
      parent_id: place.parent_id,
      direct,
      total: sum([direct, ...children.map((child) => child.total)]),
      open:
        reader.sees_district ||
        ((has || direct.d === 0) && (has || children.length > 0) && children.every((child) => child.open)),
    };
    totals.set(place.id, counted);
    return counted;
  };
  for (const root of below.get(null) ?? []) walk(root);
  return totals;
}
