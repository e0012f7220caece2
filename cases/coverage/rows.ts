import { openOrNull } from "../../platform/seal.ts";
import { listAreas } from "../areas/areas.ts";
import { audit } from "../audit/append.ts";
import { leads } from "../leads.ts";
import { asService, type StaffSession } from "../session.ts";
import { isOfPeople, MEASURES, type MeasureName, type RowKind } from "./measures.ts";
import type { Period } from "./period.ts";

export interface BehindRow {
  kind: RowKind;
  id: string;
  /** The reference of the file, visit or referral; of an area its name; of a need the code of its kind. */
  ref: string;
  /** The person's, of a person; never of an area. */
  name: string | null;
  area: string | null;
  /** 1 or 0 of a share: whether it counts; of a ratio how many. */
  amount: number;
  /** Why it does not count. */
  missing: string[];
  day: string | null;
  /** Where a need's visit is. */
  visit_id: string | null;
}

export interface BehindFilter {
  measure: MeasureName;
  /** An area with all below it, `all`, or `none` for what has no area on file. */
  area_id: string;
  /** Only what counts, or only what does not. */
  counted?: boolean | undefined;
  /** The id after which the page begins. */
  after?: string | undefined;
  limit: number;
}

interface Label {
  id: string;
  ref: string;
  name_sealed: string | null;
  visit_id: string | null;
}

const VISIBLE: Record<RowKind, string> = {
  area: "select a.id, a.name as ref, null as name_sealed, null::uuid as visit_id from areas a where a.district_id = $1",
  person: "select p.id, p.ref, p.name_sealed, null::uuid as visit_id from people p where p.district_id = $1",
  visit: "select v.id, v.ref, null as name_sealed, v.id as visit_id from visits v where v.district_id = $1",
  need: `select n.id, n.code as ref, null as name_sealed, n.visit_id from needs n where n.district_id = $1`,
  referral: "select r.id, r.ref, null as name_sealed, null::uuid as visit_id from referrals r where r.district_id = $1",
};

/**
 * The rows behind one number that these eyes may see, a page at a time. Whether a row counts is read as it was counted; which of
 * them are shown is row-level security's. A look at rows of people is written down.
 */
export async function rowsBehind(
  session: StaffSession,
  period: Period,
  filter: BehindFilter,
): Promise<{ rows: BehindRow[]; next: string | null }> {
  const { tx, scope, sealer } = session;
  const { kind, sql } = MEASURES[filter.measure];
  const areas = await listAreas(session);
  const names = new Map(areas.map((area) => [area.id, area.name]));
  const within = filter.area_id === "all" || filter.area_id === "none" ? null : subtree(areas, filter.area_id);
  // Those who see the whole district are given labels page by page; the others see few enough to be asked for all at once.
  const everything = leads(scope);
  const labelsOf = async (ids: string[] | null): Promise<Map<string, Label>> => {
    const of = `${VISIBLE[kind]} and ($2::uuid[] is null or ${kind[0]}.id = any ($2))`;
    const { rows } = await tx.query<Label>(of, [scope.district_id, ids]);
    return new Map(rows.map((row) => [row.id, row]));
  };
  const own = everything ? null : await labelsOf(null);
  const { rows } = await asService(session, (service) =>
    service.tx.query<{ area_id: string | null; id: string; amount: number; missing: string[]; day: string | null }>(
      `select m.area_id, m.id, m.amount, m.missing, m.day::text as day from (${sql}) m
       where num_nonnulls($1::int, $2::date, $3::date, $4::date) = 4
         and ($5::uuid[] is null or m.area_id = any ($5)) and ($6::boolean is not true or m.area_id is null)
         and ($7::uuid[] is null or m.id = any ($7)) and ($8::boolean is null or (m.amount > 0) = $8)
         and ($9::uuid is null or m.id > $9)
       order by m.id limit $10`,
      [
        ...[scope.district_id, period.from, period.until, period.year_from],
        within,
        filter.area_id === "none",
        own === null ? null : [...own.keys()],
        filter.counted ?? null,
        filter.after ?? null,
        filter.limit + 1,
      ],
    ),
  );
  const page = rows.slice(0, filter.limit);
  const seen = own ?? (await labelsOf(page.map((row) => row.id)));
  if (isOfPeople(filter.measure)) {
    await audit(session, {
      action: "coverage.rows_read",
      entity: "area",
      entity_id: within === null ? null : filter.area_id,
      detail: { measure: filter.measure, month: period.month, rows: page.length },
    });
  }
  const shown = await Promise.all(
    page.flatMap((row) => {
      const label = seen.get(row.id);
      if (!label) return [];
      return [
        openOrNull(sealer, label.name_sealed, "people.name").then((name) => ({
          ...{ kind, id: row.id, ref: label.ref, name, visit_id: label.visit_id },
          area: row.area_id === null ? null : (names.get(row.area_id) ?? null),
          ...{ amount: row.amount, missing: row.missing, day: row.day },
        })),
      ];
    }),
  );
  return { rows: shown, next: rows.length > filter.limit ? page.at(-1)!.id : null };
}

/** The area and all below it. */
export function subtree(areas: readonly { id: string; parent_id: string | null }[], id: string): string[] {
  return [id, ...areas.filter((area) => area.parent_id === id).flatMap((area) => subtree(areas, area.id))];
}
