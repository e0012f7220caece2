import { describe, expect, test } from "vitest";
import { ENGINES } from "../../platform/database/fresh.ts";
import { type Member, minutesAfter, referralTo, refused, type SeededDistrict } from "../fixture.ts";
import { districtForAll } from "../fixture-districts.ts";
import { advanceReferral } from "../referrals/advance.ts";
import { listReferrals, type ReferralFilter } from "../referrals/list.ts";
import { raiseReferral } from "../referrals/raise.ts";
import { reviewReferral } from "../referrals/review.ts";
import { dropFilter, keepFilter, listSavedFilters } from "./saved-filters.ts";
import { readWaiting } from "./waiting.ts";

const LATER = minutesAfter(3 * 24 * 60);

describe.each(ENGINES)("the desk on %s", (_, open) => {
  let district: SeededDistrict;
  districtForAll(open, async (made) => {
    district = made;
    const { worker, neighbour, social, supervisor } = district.staff;
    const raise = (who: Member, changes = {}) =>
      district.session(who, (session) => raiseReferral(session, referralTo(district, changes)));
    await raise(worker, { priority: "stat" });
    const returned = await raise(worker);
    await district.session(supervisor, (s) =>
      reviewReferral(s, returned.id, { verdict: "returned", words: "写清几点" }),
    );
    const denied = await raise(neighbour, { area_id: district.areas.grid_two });
    await district.session(social, (s) => advanceReferral(s, denied.id, { to: "rejected", reason: "不归我们" }));
    const taken = await raise(neighbour, { area_id: district.areas.grid_two });
    await district.session(social, (s) => advanceReferral(s, taken.id, { to: "received" }));
  });

  const waiting = (who: Member) => district.session(who, readWaiting, LATER);
  const listed = async (who: Member, filter: Partial<ReferralFilter>) =>
    (await district.session(who, (session) => listReferrals(session, { limit: 50, ...filter }), LATER)).rows.length;

  test.each(["supervisor", "worker", "neighbour", "social"] as const)(
    "every number is the length of its list for %s",
    async (name) => {
      const who = district.staff[name];
      const { overdue, unreviewed, denied, unclaimed } = await waiting(who);
      expect({ overdue, unreviewed, denied, unclaimed }).toEqual({
        overdue: await listed(who, { overdue: true }),
        unreviewed: await listed(who, { unreviewed: true }),
        denied: await listed(who, { denied: true }),
        unclaimed: await listed(who, { unclaimed: true }),
      });
    },
  );

  test("a supervisor sees what waits in the district, a worker what is returned to them", async () => {
    const { supervisor, worker, neighbour } = district.staff;
    expect(await waiting(supervisor)).toMatchObject({ overdue: 1, unreviewed: 2, denied: 1, unclaimed: 2 });
    const totals = await Promise.all(
      [supervisor, worker, neighbour].map(async (who) => (await waiting(who)).returned.total),
    );
    expect(totals).toEqual([1, 1, 0]);
    expect(await listed(supervisor, { returned: true })).toBe(1);
  });

  test("a filter is one's own, replaced under its name, and there are at most twenty", async () => {
    const { supervisor, second_supervisor } = district.staff;
    const keep = (name: string, query: string) =>
      district.session(supervisor, (session) => keepFilter(session, { name, query }));
    const list = (who: Member) => district.session(who, listSavedFilters);
    await keep("急件", "priority=stat");
    await keep(" 急件 ", "priority=asap");
    expect(await list(supervisor)).toMatchObject([{ name: "急件", query: "priority=asap" }]);
    expect(await list(second_supervisor)).toEqual([]);
    const { id } = (await list(supervisor))[0]!;
    await district.session(second_supervisor, (session) => dropFilter(session, id));
    expect(await list(supervisor)).toHaveLength(1);
    for (let i = 1; i < 20; i++) await keep(`第${i}个`, "");
    expect(await refused(keep("再来一个", ""))).toBe("filters_full");
    await keep("急件", "priority=stat");
    expect(await refused(keep("名".repeat(31), ""))).toBe("filter_name");
    await district.session(supervisor, (session) => dropFilter(session, id));
    expect(await list(supervisor)).toHaveLength(19);
  });
});
