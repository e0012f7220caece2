import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { addDays, chinaDate } from "../../platform/clock.ts";
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
import { coverGrid } from "../hand-over/cover.ts";
import { advanceReferral } from "../referrals/advance.ts";
import { beginPathway, completeStep } from "../referrals/pathway/steps.ts";
import { raiseReferral } from "../referrals/raise.ts";
import { draftOf, type Understood } from "../visits/fixture.ts";
import { saveVisit } from "../visits/save.ts";
import { undoLastVisit } from "../visits/undo.ts";
import { computeCoverage } from "./compute.ts";
import { MEASURE_NAMES, type MeasureName } from "./measures.ts";
import { periodOf } from "./period.ts";
import { putProfile } from "./profiles.ts";
import { rowsBehind } from "./rows.ts";
import { dropSite, listSites, putSite, type SiteDraft } from "./sites.ts";

const MONTH = "2026-11";

describe.each(ENGINES)("coverage on %s", (_, open) => {
  let database: Database;
  let district: SeededDistrict;
  let minute = 0;
  beforeAll(async () => {
    database = await open();
    district = await seedDistrict(database, await testSealer(), 1);
  });
  afterAll(() => database.close());

  const visit = (who: Member, name: string, understood: Understood = {}) =>
    district.session(
      who,
      (session) =>
        saveVisit(
          session,
          draftOf(`二网格、三网格,入户、电话看望${name},要送饭,本人在,未遇,25号再去`, {
            persons: [{ name }],
            ...understood,
          }),
        ),
      minutesAfter(++minute),
    );
  const values = async (who: Member, area: string, month = MONTH) => {
    const coverage = await district.session(who, (session) => computeCoverage(session, periodOf(month, NOW)));
    const { values: of } = coverage.areas.find((one) => one.id === area)!;
    return (measure: MeasureName): [number | null, number | null] => [of[measure].numerator, of[measure].denominator];
  };
  const behind = (who: Member, measure: MeasureName, area_id: string, more: { counted?: boolean } = {}) =>
    district.session(who, (session) =>
      rowsBehind(session, periodOf(MONTH, NOW), { measure, area_id, limit: 100, ...more }),
    );
  const tag = (ids: string[], tags: string[], age = 70) =>
    district.service(({ tx }) =>
      tx.query("update people set tags = $2, age_from = $3, age_on = '2026-11-01' where id = any ($1::uuid[])", [
        ids,
        tags,
        age,
      ]),
    );
  const site = (changes: Partial<SiteDraft> = {}): SiteDraft => ({
    ...{ name: "河口社区康复站", kind: "rehabilitation", stage: "built", area_id: district.areas.grid_one, serves: [] },
    ...{ host: null, task: null, owner_id: null, due_on: null, built_on: null, longitude: null, latitude: null },
    ...changes,
  });
  const put = (draft: SiteDraft, who = district.staff.supervisor) =>
    district.session(who, (s) => putSite(s, draft, null));

  test("an elder is seen when somebody met them at home this month; those not asked for do not count", async () => {
    const { worker } = district.staff;
    const met = await visit(worker, "王秀兰", { form: ["入户", "入户"], met: ["本人"] });
    const missed = await visit(worker, "李大勇", { form: ["入户", "入户"], met: ["未遇"] });
    const phoned = await visit(worker, "张小军", { form: ["入户", "电话"] });
    const young = await visit(worker, "赵一", { form: ["入户", "入户"] });
    const id = (saved: Awaited<ReturnType<typeof visit>>) => saved.people[0]!.id;
    await tag([id(met), id(missed), id(phoned)], ["特困供养"]);
    await tag([id(young)], ["特困供养"], 40);
    const { supervisor } = district.staff;
    expect((await values(supervisor, district.areas.grid_one))("elder_visits")).toEqual([1, 3]);
    expect((await values(supervisor, "all"))("elder_visits")).toEqual([1, 3]);
    expect((await values(supervisor, district.areas.grid_two))("elder_visits")).toEqual([0, 0]);
    // In October there was nobody yet.
    expect((await values(supervisor, "all", "2026-10"))("elder_visits")).toEqual([0, 0]);
    const { rows } = await behind(supervisor, "elder_visits", district.areas.street);
    expect(rows.map((row) => [row.name, row.amount, row.missing])).toEqual([
      ["王秀兰", 1, []],
      ["李大勇", 0, ["not_met"]],
      ["张小军", 0, ["not_at_home"]],
    ]);
    expect((await behind(supervisor, "elder_visits", "all", { counted: false })).rows).toHaveLength(2);
  });

  test("needs for each visit, without those of a visit that was taken back", async () => {
    const { neighbour, supervisor } = district.staff;
    const needing: Understood = { needs: [{ words: "送饭", code: "01", person: 0 }] };
    const grid = (said: string): Understood => ({ persons: [{ name: `孙${said}`, grid: `${said}网格` }] });
    await visit(neighbour, "孙二", { ...grid("二"), ...needing });
    await visit(neighbour, "孙三", { ...grid("三"), ...needing });
    await visit(neighbour, "钱四", needing);
    await district.session(neighbour, undoLastVisit, minutesAfter(++minute));
    const { rows } = await district.service(({ tx }) =>
      tx.query(
        "select area_id, count(*)::int as n from visits where undone_at is null and area_id is distinct from $1 group by 1",
        [district.areas.grid_one],
      ),
    );
    const placed = rows.filter((row) => row.area_id !== null).reduce((n, row) => n + row.n, 0);
    const community = await values(supervisor, district.areas.community);
    expect(community("needs_per_visit")).toEqual([placed, placed + 4]);
    expect((await values(supervisor, "all"))("needs_closed")).toEqual([0, 2]);
    expect((await behind(supervisor, "needs_closed", "all")).rows.map((row) => [row.ref, row.missing])).toEqual([
      ["01", ["open"]],
      ["01", ["open"]],
    ]);
  });

  test("standardized asks for registration, assessment, a next date and a service, and names what is missing", async () => {
    const { worker, social, supervisor } = district.staff;
    const begin = async (name: string, understood: Understood) => {
      const { people } = await visit(worker, name, understood);
      const person_id = people[0]!.id;
      const { id } = await district.session(worker, (s) => raiseReferral(s, referralTo(district, { person_id })));
      await district.session(worker, (s) => beginPathway(s, id, "jingkang"));
      return id;
    };
    const full = await begin("周甲", { met: ["本人"], agreed_on: ["25号", "2026-11-25"] });
    for (const to of ["received", "accepted", "in-progress"] as const)
      await district.session(social, (s) => advanceReferral(s, full, { to }));
    await begin("周乙", { met: ["未遇"] });
    expect((await values(supervisor, district.areas.grid_one))("standardized")).toEqual([0, 2]);
    for (const step of ["registration", "referral", "assessment"] as const)
      await district.session(social, (s) => completeStep(s, full, step, "办了"));
    expect((await values(supervisor, district.areas.grid_one))("standardized")).toEqual([1, 2]);
    const { rows } = await behind(supervisor, "standardized", "all");
    expect(rows.map((row) => [row.name, row.missing])).toEqual([
      ["周甲", []],
      ["周乙", ["registration", "assessment", "service"]],
    ]);
    expect((await values(supervisor, "all"))("referrals_closed")).toEqual([0, 2]);
  });

  test("a built site covers where it stands and what it serves; a planned one covers nothing", async () => {
    const { supervisor, worker } = district.staff;
    const { areas } = district;
    const planned = site({ name: "明年的站", stage: "near", due_on: "2026-11-01", owner_id: worker.id });
    await put(planned);
    expect((await values(supervisor, "all"))("community_sites")).toEqual([0, 1]);
    const id = await put(site());
    for (const measure of ["street_sites", "community_sites"] as const)
      expect((await values(supervisor, "all"))(measure)).toEqual([1, 1]);
    expect((await behind(worker, "community_sites", "all")).rows).toMatchObject([{ ref: "河口社区", amount: 1 }]);
    expect(await district.session(worker, listSites)).toMatchObject([
      { name: "河口社区康复站", stage: "built", overdue: false },
      { name: "明年的站", owner: "周晓燕", overdue: true },
    ]);
    // A street that is a town is counted with the towns.
    await district.session(supervisor, (s) =>
      putProfile(s, { area_id: areas.street, settlement: "town", travel_minutes: null }),
    );
    expect((await values(supervisor, "all"))("street_sites")).toEqual([0, 0]);
    expect((await values(supervisor, "all"))("town_sites")).toEqual([1, 1]);
    await district.session(supervisor, (s) => dropSite(s, id));
    expect((await values(supervisor, "all"))("town_sites")).toEqual([0, 1]);
    await put(site({ area_id: areas.district, serves: [areas.street] }));
    expect((await values(supervisor, "all"))("community_sites")).toEqual([1, 1]);
  });

  test("a site is kept by those who lead, is complete, and two who change it at once do not lose each other's words", async () => {
    const { worker, supervisor } = district.staff;
    expect(await refused(put(site(), worker))).toBe("supervisors_only");
    expect(await refused(put(site({ name: " " })))).toBe("site_incomplete");
    expect(await refused(put(site({ stage: "near", due_on: "2027-01-01" })))).toBe("site_incomplete");
    expect(await refused(put(site({ stage: "far" })))).toBe("site_incomplete");
    expect(await refused(put(site({ longitude: 105 })))).toBe("site_incomplete");
    expect(await refused(put(site({ area_id: crypto.randomUUID() })))).toBe("site_incomplete");
    const id = await put(site({ name: "二站" }));
    const change = (name: string, version: number) =>
      district.session(supervisor, (s) => putSite(s, site({ name }), { id, version }));
    await change("二号站", 1);
    expect(await refused(change("第二站", 1))).toBe("changed_meanwhile");
    expect((await district.session(worker, listSites)).find((one) => one.id === id)?.name).toBe("二号站");
  });

  test("travel over 30 minutes is told of the grids that are known, and the unknown ones beside them", async () => {
    const { supervisor } = district.staff;
    const { areas } = district;
    const tell = (area_id: string, travel_minutes: number | null) =>
      district.session(supervisor, (s) => putProfile(s, { area_id, settlement: null, travel_minutes }));
    await tell(areas.grid_one, 45);
    await tell(areas.grid_two, 30);
    const all = await values(supervisor, areas.community);
    expect(all("travel_far")).toEqual([1, 2]);
    expect(all("travel_unknown")).toEqual([1, 3]);
    expect(await refused(tell(areas.grid_three, 1.5))).toBe("travel_wrong");
  });

  test("every number is the number of rows behind it", async () => {
    const { supervisor } = district.staff;
    for (const measure of MEASURE_NAMES) {
      for (const area of ["all", district.areas.community, district.areas.grid_one, district.areas.grid_three]) {
        const { rows } = await behind(supervisor, measure, area);
        const counted = rows.reduce((n, row) => n + row.amount, 0);
        expect([measure, area, counted, rows.length]).toEqual([
          measure,
          area,
          ...(await values(supervisor, area))(measure),
        ]);
      }
    }
  });

  test("who may not read the rows gets no small number, and sees none of the rows", async () => {
    const { worker, neighbour, social_elsewhere } = district.staff;
    const { grid_one, grid_two, community } = district.areas;
    const own = await values(worker, grid_one);
    expect(own("elder_visits")).toEqual([1, 3]);
    expect((await values(neighbour, grid_one))("elder_visits")).toEqual([null, null]);
    // Theirs are none, so the community's would tell grid one's.
    expect((await values(neighbour, community))("elder_visits")).toEqual([null, null]);
    expect((await values(neighbour, "all"))("elder_visits")).toEqual([null, null]);
    expect((await values(neighbour, grid_two))("needs_per_visit")).toEqual([1, 1]);
    expect((await values(social_elsewhere, grid_one))("standardized")).toEqual([null, null]);
    // Places are nobody's secret.
    expect((await values(social_elsewhere, "all"))("travel_far")).toEqual([1, 2]);
    expect((await behind(neighbour, "elder_visits", "all")).rows).toEqual([]);
    expect((await behind(worker, "elder_visits", "all")).rows).toHaveLength(3);
  });

  test("a look behind a number of people is written down", async () => {
    const { supervisor } = district.staff;
    const count = async () =>
      (
        await district.service(({ tx }) =>
          tx.query("select count(*)::int as n from audit_log where action = 'coverage.rows_read' and staff_id = $1", [
            supervisor.id,
          ]),
        )
      ).rows[0]!.n;
    const before = await count();
    await behind(supervisor, "elder_visits", "all");
    await behind(supervisor, "travel_far", "all");
    expect(await count()).toBe(before + 1);
  });

  test("who stands in for somebody reads their grid's small numbers as well", async () => {
    const { worker, neighbour, supervisor } = district.staff;
    const today = chinaDate(new Date());
    await district.session(
      supervisor,
      (session) =>
        coverGrid(session, {
          ...{ area_id: district.areas.grid_one, from_staff: worker.id, to_staff: neighbour.id },
          ...{ from_on: today, until_on: addDays(today, 3), reason: "年假" },
        }),
      new Date(),
    );
    expect((await values(neighbour, district.areas.grid_one))("elder_visits")).toEqual([1, 3]);
  });

  test("no month that is none, or has not come", async () => {
    for (const month of ["2026-13", "2026-12", "26-1"]) expect(() => periodOf(month, NOW)).toThrow("not_found");
    expect(periodOf(undefined, NOW)).toEqual({
      month: MONTH,
      from: "2026-11-01",
      until: "2026-12-01",
      year_from: "2026-01-01",
    });
    expect(periodOf("2025-12", NOW).until).toBe("2026-01-01");
  });
});
