import * as z from "zod";
import type { Queryable } from "../../platform/database/port.ts";
import { type Hotline, loadHotlines } from "../hotlines/hotline.ts";
import { loadRegions, regionName } from "../regions/regions.ts";

const words = (most: number) => z.string().trim().max(most, `最多 ${most} 个字`);
const needed = (most: number) => words(most).min(1, "要填");
const optional = (most: number) =>
  words(most)
    .default("")
    .transform((typed) => typed || null);

/** A help line as an officer proposes it. Messages are for the officer. */
export const proposedHotline = z.object({
  number: z
    .string()
    .trim()
    .regex(/^\d[\d-]{1,13}\d$/, "只写数字和短横,比如 12356、0757-22320251"),
  /** Adcode. */
  region: z.string().regex(/^\d{6}$/, "请选一个地方"),
  name: needed(60),
  purpose: needed(200),
  hours: optional(100),
  source: needed(300),
  as_of: z
    .string()
    .trim()
    .regex(/^\d{4}-\d\d(-\d\d)?$/, "写成 2026-11 或 2026-11-21"),
  note: optional(200),
  /** The number of that place that it takes over from. */
  replaces: z
    .string()
    .trim()
    .default("")
    .transform((typed) => typed || null),
});
export type ProposedHotline = z.infer<typeof proposedHotline>;

/** The row that answers use now for this number and place; null when there is none. */
export async function hotlineNow(tx: Queryable, number: string, region: string): Promise<Hotline | null> {
  const all = await loadHotlines(tx);
  return all.find((line) => line.number === number && line.region === region) ?? null;
}

/**
 * Writes an approved help line into the district's own table, where it stands before a shared one of that number and place.
 * The number that it takes over from stays known, and leads to it.
 */
export async function putHotline(tx: Queryable, district_id: number, proposed: ProposedHotline): Promise<void> {
  const regions = await loadRegions(tx);
  const now = await hotlineNow(tx, proposed.number, proposed.region);
  const old = proposed.replaces === null ? null : await hotlineNow(tx, proposed.replaces, proposed.region);
  const { replaces: _, ...line } = proposed;
  await writeRow(tx, district_id, {
    ...line,
    region_name: regionName(regions, line.region),
    verified: true,
    kinds: now?.kinds ?? old?.kinds ?? [],
    replaced_by: null,
  });
  if (old) await writeRow(tx, district_id, { ...old, replaced_by: line.number });
}

async function writeRow(tx: Queryable, district_id: number, line: Hotline): Promise<void> {
  await tx.query(
    `insert into hotlines (district_id, number, region, name, purpose, region_name, hours, as_of, source, verified, note, kinds,
       replaced_by)
     values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13)
     on conflict (district_id, number, region) do update set name = excluded.name, purpose = excluded.purpose,
       region_name = excluded.region_name, hours = excluded.hours, as_of = excluded.as_of, source = excluded.source,
       verified = excluded.verified, note = excluded.note, kinds = excluded.kinds, replaced_by = excluded.replaced_by`,
    [
      district_id,
      line.number,
      line.region,
      line.name,
      line.purpose,
      line.region_name,
      line.hours,
      line.as_of,
      line.source,
      line.verified,
      line.note,
      line.kinds,
      line.replaced_by,
    ],
  );
}
