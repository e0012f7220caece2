import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { ENGINES } from "../../platform/database/fresh.ts";
import type { Database } from "../../platform/database/port.ts";
import { type Member, refused, type SeededDistrict, seedDistrict, testSealer } from "../fixture.ts";
import { listOutlines, putOutlines } from "./outlines.ts";
import { putProfile } from "./profiles.ts";
import { gapTo, listTargets, putTarget } from "./targets.ts";

const SQUARE = [
  [
    [110, 30],
    [110.1, 30],
    [110.1, 30.1],
    [110, 30],
  ],
];
const feature = (name: string, coordinates: unknown = SQUARE, type = "Polygon") => ({
  ...{ type: "Feature", properties: { name, people: 12 } },
  geometry: { type, coordinates },
});
const file = (...features: unknown[]) => JSON.stringify({ type: "FeatureCollection", features });

describe.each(ENGINES)("the map and the targets on %s", (_, open) => {
  let database: Database;
  let district: SeededDistrict;
  beforeAll(async () => {
    database = await open();
    district = await seedDistrict(database, await testSealer(), 1);
  });
  afterAll(() => database.close());
  const put = (text: string, who: Member = district.staff.supervisor) =>
    district.session(who, (session) => putOutlines(session, text));
  const outlines = () => district.session(district.staff.worker, listOutlines);

  test("a file is matched by the way people write a name, and what else it says is not kept", async () => {
    expect(await put(file(feature("1网格"), feature("第二网格", [SQUARE], "MultiPolygon")))).toBe(2);
    const { grid_one, grid_two } = district.areas;
    expect(Object.fromEntries(await outlines())).toEqual({
      [grid_one]: { type: "Polygon", coordinates: SQUARE },
      [grid_two]: { type: "MultiPolygon", coordinates: [SQUARE] },
    });
  });

  test("a file with a wrong name, or that is no map in degrees, changes nothing and says why", async () => {
    const wrong = put(file(feature("第三网格"), feature("桃花源"), feature("三网格")));
    await expect(wrong).rejects.toMatchObject({ code: "map_names", detail: { names: "桃花源、三网格" } });
    expect(await refused(put("not json"))).toBe("map_unreadable");
    expect(await refused(put(file()))).toBe("map_unreadable");
    expect(
      await refused(
        put(
          file(
            feature("第三网格", [
              [
                [500000, 3300000],
                [1, 1],
                [2, 2],
                [3, 3],
              ],
            ]),
          ),
        ),
      ),
    ).toBe("map_unreadable");
    expect(await refused(put(file(feature("第三网格", [110, 30], "Point"))))).toBe("map_unreadable");
    const huge = Array.from({ length: 200_001 }, () => [110, 30]);
    expect(await refused(put(file(feature("第三网格", [huge]))))).toBe("map_large");
    expect(await refused(put(file(feature("第三网格")), district.staff.worker))).toBe("supervisors_only");
    expect((await outlines()).size).toBe(2);
  });

  test("a new map takes the old one's place, and leaves the travel times", async () => {
    const { grid_one } = district.areas;
    const profile = { area_id: grid_one, settlement: null, travel_minutes: 20 };
    await district.session(district.staff.supervisor, (session) => putProfile(session, profile));
    await put(file(feature("第三网格")));
    expect([...(await outlines()).keys()]).toEqual([district.areas.grid_three]);
    const { rows } = await district.service(({ tx }) =>
      tx.query("select travel_minutes from area_profiles where area_id = $1", [grid_one]),
    );
    expect(rows).toEqual([{ travel_minutes: 20 }]);
  });

  test("a target has a year and a source, and is set by those who lead", async () => {
    const target = { measure: "community_sites", year: 2026, percent: 40, source: "推进会讲话" } as const;
    const set = (more: object = {}, who: Member = district.staff.supervisor) =>
      district.session(who, (session) => putTarget(session, { ...target, ...more }));
    const list = () => district.session(district.staff.worker, (session) => listTargets(session, 2026));
    await set({ percent: 30 });
    await set();
    expect(await list()).toEqual([target]);
    expect(await refused(set({ percent: 101 }))).toBe("target_wrong");
    expect(await refused(set({ source: " " }))).toBe("target_wrong");
    expect(await refused(set({}, district.staff.social))).toBe("supervisors_only");
    expect(await district.session(district.staff.worker, (session) => listTargets(session, 2025))).toEqual([]);
    await set({ percent: null });
    expect(await list()).toEqual([]);
  });

  test("the gap is whole areas, rounded up", () => {
    expect(gapTo(40, { numerator: 1, denominator: 8 })).toBe(3);
    expect(gapTo(40, { numerator: 4, denominator: 10 })).toBe(0);
    expect(gapTo(0, { numerator: 0, denominator: 0 })).toBe(0);
  });
});
