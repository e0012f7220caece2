import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { ENGINES } from "../../platform/database/fresh.ts";
import type { Database } from "../../platform/database/port.ts";
import {
  type Member,
  minutesAfter,
  NOW,
  referralTo,
  refused,
  type SeededDistrict,
  seedDistrict,
  testSealer,
} from "../fixture.ts";
import { createPerson } from "../people/create.ts";
import { advanceReferral } from "./advance.ts";
import { countReferrals, listReferrals, type ReferralFilter } from "./list.ts";
import { type NewReferral, raiseReferral } from "./raise.ts";
import { reviewReferral } from "./review.ts";

describe.each(ENGINES)("the referral log on %s", (_, open) => {
  let database: Database;
  let district: SeededDistrict;
  beforeAll(async () => {
    database = await open();
    const sealer = await testSealer();
    district = await seedDistrict(database, sealer, 1);
    crowded = await seedDistrict(database, sealer, 2);
  });
  afterAll(() => database.close());

  const list = (who: Member, filter: Partial<ReferralFilter> = {}, now?: Date) =>
    district.session(who, (session) => listReferrals(session, { limit: 50, ...filter }), now);
  const refs = async (...of: Parameters<typeof list>) => (await list(...of)).rows.map((row) => row.ref);

  test("filters by status, grid, raiser, overdue and unreviewed, newest first", async () => {
    const { worker, neighbour, social, supervisor } = district.staff;
    const raise = (who: Member, minutes: number, changes: Partial<NewReferral> = {}) =>
      district.session(who, (s) => raiseReferral(s, referralTo(district, changes)), minutesAfter(minutes));
    const person_id = await district.session(worker, async (session) => {
      const details = { sex: null, age: null, area_id: district.areas.grid_one, household_id: null };
      return (await createPerson(session, { name: "王秀兰", ...details })).id;
    });
    const first = await raise(worker, 1, { priority: "stat", person_id });
    const second = await raise(worker, 2);
    const third = await raise(neighbour, 3, { area_id: district.areas.grid_two, service: district.targets.clinic });
    const fourth = await raise(neighbour, 4, { area_id: district.areas.grid_three, priority: "stat" });
    await district.session(social, (s) => advanceReferral(s, second.id, { to: "received" }));
    await district.session(social, (s) => advanceReferral(s, fourth.id, { to: "rejected", reason: "不归我们" }));
    await district.session(supervisor, (s) => reviewReferral(s, first.id, { verdict: "approved" }));

    expect(await refs(supervisor)).toEqual([fourth.ref, third.ref, second.ref, first.ref]);
    expect(await refs(supervisor, { status: "received" })).toEqual([second.ref]);
    expect(await refs(supervisor, { area_id: district.areas.grid_two })).toEqual([third.ref]);
    expect(await refs(supervisor, { raised_by: worker.id })).toEqual([second.ref, first.ref]);
    expect(await refs(supervisor, { unreviewed: true })).toEqual([third.ref, second.ref]);
    expect(await refs(supervisor, { unreviewed: true, status: "received", area_id: district.areas.grid_one })).toEqual([
      second.ref,
    ]);
    expect(await refs(worker)).toEqual([second.ref, first.ref]);
    expect(await refs(social)).toEqual([fourth.ref, second.ref, first.ref]);

    // Due on the 21st in China: not late until that day is over there. What is closed is never late.
    expect(await refs(supervisor, { overdue: true }, new Date("2026-11-21T15:59:00Z"))).toEqual([]);
    const midnight = new Date("2026-11-21T16:00:00Z");
    expect(await refs(supervisor, { overdue: true }, midnight)).toEqual([first.ref]);
    expect(await refs(supervisor, { overdue: false }, midnight)).toHaveLength(4);

    const { rows } = await list(supervisor, { raised_by: worker.id }, midnight);
    expect(rows[1]).toMatchObject({
      ref: first.ref,
      status: "requested",
      priority: "stat",
      service_name: district.targets.station.name,
      due_on: "2026-11-21",
      overdue: true,
      review: "approved",
      area: "第一网格",
      person: { id: person_id, name: "王秀兰" },
      raised_by: worker.id,
    });
    expect(new Date(rows[1]!.created_at)).toEqual(minutesAfter(1));
    expect(rows[0]).toMatchObject({ ref: second.ref, overdue: false, person: null });

    const count = (who: Member) => district.session(who, countReferrals, midnight);
    expect(await count(supervisor)).toEqual({ by_status: { requested: 2, received: 1, rejected: 1 }, overdue: 1 });
    expect(await count(district.staff.social_elsewhere)).toEqual({ by_status: { requested: 1 }, overdue: 0 });
  });

  let crowded: SeededDistrict;

  test("pages through 250 without a gap or a double, while new ones arrive", async () => {
    const { worker, supervisor } = crowded.staff;
    const raised: { id: string; at: number }[] = [];
    for (let i = 0; i < 250; i++) {
      // Seven at a time share a moment, so that pages end inside one.
      const at = minutesAfter(Math.floor(i / 7));
      const { id } = await crowded.session(worker, (session) => raiseReferral(session, referralTo(crowded)), at);
      raised.push({ id, at: at.getTime() });
    }
    const wanted = raised.sort((a, b) => b.at - a.at || (a.id < b.id ? 1 : -1)).map(({ id }) => id);

    const seen: string[] = [];
    const sizes: number[] = [];
    let cursor: string | undefined;
    do {
      const page = await crowded.session(supervisor, (session) => listReferrals(session, { limit: 40, cursor }));
      seen.push(...page.rows.map((row) => row.id));
      sizes.push(page.rows.length);
      cursor = page.next ?? undefined;
      await crowded.session(worker, (s) => raiseReferral(s, referralTo(crowded)), minutesAfter(1_000));
    } while (cursor);
    expect(seen).toEqual(wanted);
    expect(sizes).toEqual([40, 40, 40, 40, 40, 40, 10]);
  });

  test("a last page that is full says that it is the last", async () => {
    const { neighbour } = crowded.staff;
    for (let i = 0; i < 4; i++) {
      const area_id = crowded.areas.grid_two;
      await crowded.session(neighbour, (s) => raiseReferral(s, referralTo(crowded, { area_id })), NOW);
    }
    const page = (cursor?: string) =>
      crowded.session(neighbour, (session) => listReferrals(session, { limit: 2, cursor }));
    const first = await page();
    const last = await page(first.next!);
    expect([first.rows.length, last.rows.length, last.next]).toEqual([2, 2, null]);
  });

  test("a cursor that nobody gave out is refused", async () => {
    for (const cursor of ["x", "W10", Buffer.from('["x","y"]').toString("base64url")]) {
      expect(await refused(list(district.staff.supervisor, { cursor })), cursor).toBe("not_found");
    }
  });
});
