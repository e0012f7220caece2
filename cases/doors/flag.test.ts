import { describe, expect, test } from "vitest";
import { ENGINES } from "../../platform/database/fresh.ts";
import { minutesAfter, NOW, refused, type SeededDistrict, type StaffName } from "../fixture.ts";
import { districtForEach } from "../fixture-districts.ts";
import { draftOf } from "../visits/fixture.ts";
import { saveVisit } from "../visits/save.ts";
import { doorFlags, flagDoor, liftDoorFlag, type NewDoorFlag } from "./flag.ts";

const DAY = 1_440;

describe.each(ENGINES)("a door that nobody goes to alone on %s", (_, open) => {
  let district: SeededDistrict;
  districtForEach(open, (made) => {
    district = made;
  });

  const flag = (who: StaffName, changes: Partial<NewDoorFlag> = {}): Promise<string> =>
    district.session(district.staff[who], (session) =>
      flagDoor(session, {
        ...{ area_id: district.areas.grid_one, address: "5栋401", reason: "家里有大狗", until_on: null },
        ...changes,
      }),
    );
  const shown = (who: StaffName, now = NOW): Promise<string[]> =>
    district.session(
      district.staff[who],
      async (session) => (await doorFlags(session)).map((one) => `${one.area} ${one.address} ${one.reason}`),
      now,
    );

  test("is seen by whoever goes there, and by nobody else", async () => {
    expect(await flag("worker")).toBe("2027-02-19");
    for (const who of ["worker", "colleague", "supervisor", "admin"] as const)
      expect(await shown(who)).toEqual(["第一网格 5栋401 家里有大狗"]);
    for (const who of ["neighbour", "social"] as const) expect(await shown(who)).toEqual([]);
    const { rows } = await district.service(({ tx }) => tx.query("select reason_sealed from door_flags"));
    expect(JSON.stringify(rows)).not.toContain("大狗");
  });

  test("ends with its last day, or when it is taken away", async () => {
    await flag("supervisor", { until_on: "2026-11-23" });
    expect(await shown("worker", minutesAfter(2 * DAY))).toHaveLength(1);
    expect(await shown("worker", minutesAfter(3 * DAY))).toEqual([]);
    const [{ id } = { id: "" }] = await district.session(district.staff.worker, (session) => doorFlags(session));
    await district.session(district.staff.worker, (session) => liftDoorFlag(session, id));
    expect(await shown("worker")).toEqual([]);
    expect(await refused(district.session(district.staff.worker, (session) => liftDoorFlag(session, id)))).toBe(
      "not_found",
    );
  });

  test("said again it takes the place of what was said before", async () => {
    await flag("worker");
    await flag("colleague", { reason: "儿子动过刀" });
    expect(await shown("worker")).toEqual(["第一网格 5栋401 儿子动过刀"]);
  });

  test("is found by the people who live there and by its address", async () => {
    await flag("worker");
    await flag("worker", { address: "6栋101", reason: "楼道没灯" });
    const { people } = await district.session(district.staff.worker, (session) =>
      saveVisit(session, draftOf("王秀兰住5栋401", { persons: [{ name: "王秀兰", address: "5栋401" }] })),
    );
    const of = (by: Parameters<typeof doorFlags>[1]) =>
      district.session(district.staff.worker, async (session) =>
        (await doorFlags(session, by)).map((one) => one.reason),
      );
    expect(await of({ people: [people[0]!.id] })).toEqual(["家里有大狗"]);
    expect(await of({ at: [{ area_id: null, address: "6栋101" }] })).toEqual(["楼道没灯"]);
    expect(await of({ at: [{ area_id: district.areas.grid_two, address: "6栋101" }] })).toEqual([]);
    expect(await of({ people: [], at: [] })).toEqual([]);
  });

  test("needs an address, a reason, one's own grid, and a day not too far", async () => {
    expect(await refused(flag("worker", { reason: " " }))).toBe("door_unknown");
    expect(await refused(flag("worker", { address: "" }))).toBe("door_unknown");
    expect(await refused(flag("neighbour"))).toBe("door_unknown");
    expect(await refused(flag("social"))).toBe("door_unknown");
    expect(await refused(flag("supervisor", { area_id: district.areas.community }))).toBe("door_unknown");
    for (const until_on of ["2026-11-21", "2027-06-30", "2026-02-30", "bald"])
      expect(await refused(flag("worker", { until_on }))).toBe("door_days");
    expect(await shown("admin")).toEqual([]);
  });
});
