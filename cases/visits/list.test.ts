import { describe, expect, test } from "vitest";
import { ENGINES } from "../../platform/database/fresh.ts";
import { minutesAfter, refused, type SeededDistrict } from "../fixture.ts";
import { districtForAll } from "../fixture-districts.ts";
import { draftOf } from "./fixture.ts";
import { listVisits } from "./list.ts";
import { saveVisit } from "./save.ts";

describe.each(ENGINES)("the list of visits on %s", (_, open) => {
  let district: SeededDistrict;
  districtForAll(open, (made) => {
    district = made;
  });

  test("pages through without a gap or a double, newest first, people in the note's order", async () => {
    const refs: string[] = [];
    for (let i = 0; i < 25; i++) {
      const draft = draftOf("见到赵一、钱二、孙三", {
        persons: [{ name: "赵一" }, { name: "钱二" }, { name: "孙三" }],
      });
      const { ref } = await district.session(district.staff.worker, (s) => saveVisit(s, draft), minutesAfter(i));
      refs.unshift(ref);
    }
    const seen: string[] = [];
    let cursor: string | undefined;
    do {
      const page = await district.session(district.staff.colleague, (s) => listVisits(s, { limit: 10, cursor }));
      for (const row of page.rows) {
        seen.push(row.ref);
        expect(row).toMatchObject({ visited_on: "2026-11-21", form: null, area: "第一网格", flags: [] });
        expect(row.people.map((person) => person.name)).toEqual(["赵一", "钱二", "孙三"]);
      }
      cursor = page.next ?? undefined;
    } while (cursor);
    expect(seen).toEqual(refs);
    expect(
      await refused(district.session(district.staff.worker, (s) => listVisits(s, { limit: 10, cursor: "made up" }))),
    ).toBe("not_found");
  });
});
