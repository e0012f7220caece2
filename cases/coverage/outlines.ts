import * as z from "zod";
import { type Area, listAreas, normaliseAreaName } from "../areas/areas.ts";
import { audit } from "../audit/append.ts";
import { assertLeads } from "../leads.ts";
import { Refusal } from "../refusal.ts";
import type { Session, StaffSession } from "../session.ts";

/** What one map may hold, in points: enough for a city, and drawn in a moment. */
const POINTS = 200_000;

const point = z.tuple([z.number().min(-180).max(180), z.number().min(-90).max(90)]).rest(z.number());
const ring = z.array(point).min(4);
const geometry = z.discriminatedUnion("type", [
  z.object({ type: z.literal("Polygon"), coordinates: z.array(ring).min(1) }),
  z.object({ type: z.literal("MultiPolygon"), coordinates: z.array(z.array(ring).min(1)).min(1) }),
]);
export type Outline = z.infer<typeof geometry>;

const collection = z.object({
  type: z.literal("FeatureCollection"),
  features: z
    .array(z.object({ type: z.literal("Feature"), properties: z.looseObject({ name: z.string() }), geometry }))
    .min(1),
});

/**
 * The outlines of areas from a GeoJSON file (RFC 7946, degrees): one feature each, `properties.name` as the area is called here.
 * All of it is taken or nothing; what a file says besides name and outline is not kept.
 * @returns how many areas have an outline now
 * @throws Refusal `supervisors_only`; `map_unreadable` for what is no such file; `map_names` with the names that are not here, that
 *   several areas have, or that stand there twice; `map_large`
 */
export async function putOutlines(session: StaffSession, file: string): Promise<number> {
  const { tx, scope } = session;
  assertLeads(session);
  const features = readFile(file);
  const areas = await listAreas(session);
  const found = features.map((feature) => ({ feature, areas: areasCalled(areas, feature.properties.name) }));
  const taken = new Set<string>();
  const wrong = found.filter(({ areas: fits }) => {
    const is_new = fits.length === 1 && !taken.has(fits[0]!.id);
    if (is_new) taken.add(fits[0]!.id);
    return !is_new;
  });
  if (wrong.length > 0) {
    const names = wrong.map(({ feature }) => feature.properties.name.slice(0, 30)).slice(0, 20);
    throw new Refusal("map_names", { names: names.join("、") });
  }
  await tx.query("update area_profiles set outline = null where district_id = $1 and outline is not null", [
    scope.district_id,
  ]);
  for (const { feature, areas: fits } of found) {
    await tx.query(
      `insert into area_profiles (district_id, area_id, outline) values ($1, $2, $3)
       on conflict (district_id, area_id) do update set outline = $3`,
      [scope.district_id, fits[0]!.id, JSON.stringify(feature.geometry)],
    );
  }
  const detail = { areas: found.length };
  await audit(session, { action: "map.replaced", entity: "area", entity_id: null, detail });
  return found.length;
}

function readFile(file: string): z.infer<typeof collection>["features"] {
  let json: unknown;
  try {
    json = JSON.parse(file);
  } catch {
    throw new Refusal("map_unreadable");
  }
  const read = collection.safeParse(json);
  if (!read.success) throw new Refusal("map_unreadable");
  const points = read.data.features.reduce((n, { geometry: { coordinates } }) => n + coordinates.flat(2).length, 0);
  if (points > POINTS) throw new Refusal("map_large");
  return read.data.features;
}

function areasCalled(areas: readonly Area[], name: string): Area[] {
  const wanted = normaliseAreaName(name);
  return areas.filter((area) => normaliseAreaName(area.name) === wanted);
}

/** The outlines that there are, by area. */
export async function listOutlines({ tx, scope }: Session): Promise<Map<string, Outline>> {
  const { rows } = await tx.query<{ area_id: string; outline: unknown }>(
    "select area_id, outline from area_profiles where district_id = $1 and outline is not null",
    [scope.district_id],
  );
  return new Map(rows.map((row) => [row.area_id, geometry.parse(row.outline)]));
}
