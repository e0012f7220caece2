import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { ENGINES } from "../../platform/database/fresh.ts";
import type { Database } from "../../platform/database/port.ts";
import { type SeededDistrict, seedDistrict, testSealer } from "../fixture.ts";
import { listAreas, matchArea, normaliseAreaName } from "./areas.ts";

describe("the names of grids", () => {
  test.each([
    ["第三网格", "3网格"],
    ["3 号网格", "3网格"],
    ["三网格", "3网格"],
    ["3网格", "3网格"],
    ["十网格", "10网格"],
    ["第十二网格", "12网格"],
    ["二十网格", "20网格"],
    ["二十三网格", "23网格"],
    ["河口一网格", "河口1网格"],
  ])("%s is %s", (said, normal) => {
    expect(normaliseAreaName(said)).toBe(normal);
  });

  test("a match is the only one that fits, or none", () => {
    const grids = [{ name: "第一网格" }, { name: "第十一网格" }, { name: "河口1网格" }, { name: "河口一网格" }];
    expect(matchArea(grids, "1网格")).toBe(grids[0]);
    expect(matchArea(grids, "11号网格")).toBe(grids[1]);
    expect(matchArea(grids, "河口第1网格")).toBeNull();
    expect(matchArea(grids, "二网格")).toBeNull();
    expect(matchArea([], "一网格")).toBeNull();
  });
});

describe.each(ENGINES)("the area tree on %s", (_, open) => {
  let database: Database;
  let district: SeededDistrict;
  beforeAll(async () => {
    database = await open();
    const sealer = await testSealer();
    district = await seedDistrict(database, sealer, 1);
    await seedDistrict(database, sealer, 2);
  });
  afterAll(() => database.close());

  test("is the whole of one's own district, parents before children", async () => {
    const areas = await district.session(district.staff.worker, listAreas);
    expect(areas.map((area) => area.level)).toEqual(["district", "street", "community", "grid", "grid", "grid"]);
    expect(new Set(areas.map((area) => area.id))).toEqual(new Set(Object.values(district.areas)));
    const before = new Set<string | null>([null]);
    for (const area of areas) {
      expect(before).toContain(area.parent_id);
      before.add(area.id);
    }
  });
});
