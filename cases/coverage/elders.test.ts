import { describe, expect, test } from "vitest";
import { ENGINES } from "../../platform/database/fresh.ts";
import { NOW, type SeededDistrict } from "../fixture.ts";
import { districtForAll } from "../fixture-districts.ts";
import { draftOf } from "../visits/fixture.ts";
import { saveVisit } from "../visits/save.ts";
import { computeCoverage } from "./compute.ts";
import { periodOf } from "./period.ts";

describe.each(ENGINES)("elders by the tags of person and door on %s", (_, open) => {
  let district: SeededDistrict;
  districtForAll(open, (made) => {
    district = made;
  });

  /** An old person who was met at home, behind a door of their own. */
  const met = async (name: string, address: string): Promise<string> => {
    const told = { persons: [{ name, address }], form: ["入户", "入户"] as [string, "入户"], met: ["本人" as const] };
    const draft = draftOf(`入户看望${name},${address},本人在`, told);
    const { people } = await district.session(district.staff.worker, (s) => saveVisit(s, draft));
    return people[0]!.id;
  };
  const tag = (id: string, own: string[], door: string[]) =>
    district.service(async ({ tx }) => {
      await tx.query("update people set tags = $2, age_from = 70, age_on = '2026-11-01' where id = $1", [id, own]);
      await tx.query("update households set tags = $2 where id = (select household_id from people where id = $1)", [
        id,
        door,
      ]);
    });
  const counted = async () => {
    const { areas } = await district.session(district.staff.supervisor, (s) =>
      computeCoverage(s, periodOf("2026-11", NOW), ["elder_visits"]),
    );
    const { values } = areas.find(({ id }) => id === "all")!;
    expect(Object.keys(values)).toEqual(["elder_visits"]);
    return values.elder_visits.denominator;
  };

  test("either says it, both together are one person, and what the door says against it holds", async () => {
    const [own, door, both, plain] = [
      await met("王秀兰", "1栋101"),
      await met("李大勇", "2栋201"),
      await met("张小军", "3栋301"),
      await met("赵一", "4栋401"),
    ];
    await tag(own, ["特困供养"], []);
    expect(await counted()).toBe(1);
    await tag(door, [], ["五保"]);
    expect(await counted()).toBe(2);
    await tag(both, ["特困"], ["特困"]);
    expect(await counted()).toBe(3);
    await tag(plain, ["独居"], ["低保"]);
    expect(await counted()).toBe(3);
    await tag(own, ["特困供养"], ["集中供养"]);
    expect(await counted()).toBe(2);
  });
});
