import { describe, expect, test } from "vitest";
import { ENGINES } from "../../platform/database/fresh.ts";
import { type Member, referralTo, refused, type SeededDistrict } from "../fixture.ts";
import { districtForEach } from "../fixture-districts.ts";
import { createPerson } from "../people/create.ts";
import { advanceReferral } from "../referrals/advance.ts";
import { raiseReferral } from "../referrals/raise.ts";
import { readReferral } from "../referrals/read.ts";
import { peopleInWork, withdrawConsent } from "./withdraw.ts";

describe.each(ENGINES)("consent that is taken back on %s", (_, open) => {
  let district: SeededDistrict;
  let person_id: string;
  districtForEach(open, async (made) => {
    district = made;
    const created = await district.session(district.staff.worker, (session) =>
      createPerson(session, {
        ...{ name: "王秀兰", sex: "女", age: null, area_id: district.areas.grid_one, household_id: null },
      }),
    );
    person_id = created.id;
  });

  const refer = (changes: Parameters<typeof referralTo>[1] = {}, who: Member = district.staff.worker) =>
    district.session(who, (session) => raiseReferral(session, referralTo(district, { person_id, ...changes })));
  const withdraw = (who: Member = district.staff.worker) =>
    district.session(who, (session) => withdrawConsent(session, person_id, "居民撤回同意"));
  const status = async (id: string) =>
    district.session(district.staff.supervisor, async (session) => (await readReferral(session, id)).status);

  test("stops what stands on it, whoever raised it, with the reason; what the law demands goes on and says why", async () => {
    const { staff, targets } = district;
    const meals = await refer();
    const begun = await refer({ service: targets.clinic }, staff.colleague);
    await district.session(staff.social_elsewhere, (session) => advanceReferral(session, begun.id, { to: "received" }));
    const law = await refer({ consent: "legal_ground", legal_ground: "反家庭暴力法第十四条", reason: "被打" });
    const done = await withdraw(staff.colleague);
    expect(done.name).toBe("王秀兰");
    expect(done.stopped.map(({ ref, reachable }) => [ref, reachable])).toEqual([
      [meals.ref, true],
      [begun.ref, true],
    ]);
    expect(done.kept).toMatchObject([{ ref: law.ref, legal_ground: "反家庭暴力法第十四条" }]);
    expect([await status(meals.id), await status(begun.id), await status(law.id)]).toEqual([
      "cancelled",
      "cancelled",
      "requested",
    ]);
    const { events } = await district.session(staff.worker, (session) => readReferral(session, meals.id));
    expect(events.at(-1)).toMatchObject({ to_status: "cancelled", words: "居民撤回同意" });
  });

  test("said again there is nothing left to stop; what has ended stays as it ended", async () => {
    const { id } = await refer();
    await district.session(district.staff.social, (session) =>
      advanceReferral(session, id, { to: "rejected", reason: "满了" }),
    );
    expect(await refused(withdraw())).toBe("not_found");
    expect(await status(id)).toBe("rejected");
  });

  test("is no way into files of another grid, and not the receiver's to say", async () => {
    const { id } = await refer();
    expect(await refused(withdraw(district.staff.neighbour))).toBe("not_found");
    expect(await refused(withdraw(district.staff.social))).toBe("not_found");
    expect(await status(id)).toBe("requested");
    const seen = await district.session(district.staff.neighbour, peopleInWork);
    expect(seen).toEqual([]);
    expect(await district.session(district.staff.worker, peopleInWork)).toMatchObject([
      { person_id, name: "王秀兰", is_own: true, referrals: [{ consent: "yes" }] },
    ]);
  });
});
