import { describe, expect, test } from "vitest";
import { addDays, chinaDate } from "../../platform/clock.ts";
import { ENGINES } from "../../platform/database/fresh.ts";
import { putOn } from "../crises/fixture.ts";
import { rosterFor } from "../crises/roster.ts";
import { openDraft, startDraft } from "../drafts/drafts.ts";
import { asOwner, type Member, referralTo, refused, type SeededDistrict } from "../fixture.ts";
import { districtForEach } from "../fixture-districts.ts";
import { partiesOf } from "../referrals/parties.ts";
import { raiseReferral } from "../referrals/raise.ts";
import { findStaff } from "../staff/staff.ts";
import { draftOf } from "../visits/fixture.ts";
import { saveVisit } from "../visits/save.ts";
import { actsFor } from "./acting.ts";
import { coverGrid, endCover, type NewCover } from "./cover.ts";
import { listCovers } from "./list.ts";

describe.each(ENGINES)("looking after a grid in somebody's place on %s", (_, open) => {
  // Who sees what goes by the clock of the database: the real day.
  const now = new Date();
  const today = chinaDate(now);
  const day = (n: number): string => addDays(today, n);
  let district: SeededDistrict;
  let worker: Member;
  let neighbour: Member;
  let supervisor: Member;
  let visit_id: string;
  let referral_id: string;
  const seed = districtForEach(open, async (made) => {
    district = made;
    ({ worker, neighbour, supervisor } = district.staff);
    const saved = await as(worker, (session) =>
      saveVisit(
        session,
        draftOf("王秀兰住5栋401,要送饭,今天再去", {
          persons: [{ name: "王秀兰", address: "5栋401" }],
          needs: [{ words: "送饭", code: "01", person: 0 }],
          agreed_on: ["今天", today],
        }),
      ),
    );
    visit_id = saved.id;
    const raised = await as(worker, (session) =>
      raiseReferral(session, referralTo(district, { person_id: saved.people[0]!.id, visit_id })),
    );
    referral_id = raised.id;
  });

  const as: <T>(who: Member, work: Parameters<typeof district.session<T>>[1]) => Promise<T> = (who, work) =>
    district.session(who, work, now);
  const cover = (changes: Partial<NewCover> = {}): Promise<{ id: string; drafts: number }> =>
    as(supervisor, (session) =>
      coverGrid(session, {
        area_id: district.areas.grid_one,
        from_staff: worker.id,
        to_staff: neighbour.id,
        from_on: today,
        until_on: day(3),
        reason: "年假",
        ...changes,
      }),
    );
  /** How much of grid one somebody sees: people, visits, referrals, tasks. */
  const sees = (who: Member): Promise<string> =>
    as(who, async ({ tx }) => {
      const counts = ["people", "visits", "referrals", "follow_ups"].map((table) =>
        tx.query<{ n: number }>(`select count(*)::int as n from ${table} where area_id = $1`, [
          district.areas.grid_one,
        ]),
      );
      return (await Promise.all(counts)).map(({ rows }) => (rows[0]!.n > 0 ? "x" : "-")).join("");
    });
  const is_raiser = (who: Member): Promise<boolean> =>
    as(who, async (session) =>
      (
        await partiesOf(session, { id: referral_id, raised_by: worker.id, owner_id: null, organization_id: null })
      ).includes("raiser"),
    );

  test("on leave: the stand-in sees the grid and acts in it from the first day to the last, and then nothing", async () => {
    expect(await sees(neighbour)).toBe("----");
    const { id } = await cover();
    expect(await sees(neighbour)).toBe("xxxx");
    expect(await sees(worker)).toBe("xxxx");
    expect(await is_raiser(neighbour)).toBe(true);
    const areas = await as(neighbour, (session) => findStaff(session, neighbour.id));
    expect(areas!.areas.map((area) => area.name)).toContain("第一网格");
    expect(await district.service((session) => actsFor(session, referral_id), now)).toBe(neighbour.id);
    expect(await as(supervisor, (session) => listCovers(session, 10))).toMatchObject([
      { id, area: "第一网格", from_name: worker.name, to_name: neighbour.name, reason: "年假", state: "running" },
    ]);

    // The last day passes.
    await asOwner(district.database, (tx) =>
      tx.query("update grid_covers set from_on = $2, until_on = $3 where id = $1", [id, day(-4), day(-1)]),
    );
    expect(await sees(neighbour)).toBe("----");
    expect(await is_raiser(neighbour)).toBe(false);
    expect(await district.service((session) => actsFor(session, referral_id), now)).toBeNull();
    expect(await as(supervisor, (session) => listCovers(session, 10))).toMatchObject([{ state: "over" }]);
  });

  test("a cover that begins later shows nothing yet; ended early, it shows nothing any more", async () => {
    const ahead = await cover({ from_on: day(1), until_on: day(2) });
    expect(await sees(neighbour)).toBe("----");
    await as(supervisor, (session) => endCover(session, ahead.id));
    const { id } = await cover();
    expect(await sees(neighbour)).toBe("xxxx");
    await as(supervisor, (session) => endCover(session, id));
    expect(await sees(neighbour)).toBe("----");
    expect(await refused(as(supervisor, (session) => endCover(session, id)))).toBe("not_found");
  });

  test("crises on the grid's list climb to the stand-in in those days", async () => {
    await putOn(district, "worker", { area_id: district.areas.grid_one });
    const first = async (at: Date): Promise<string | undefined> => {
      const places = await district.service(
        (session) => rosterFor(session, { area_id: district.areas.grid_one, kind: "fire", at }),
        now,
      );
      return places[0]?.people[0]?.staff_id;
    };
    const { id } = await cover();
    expect(await first(now)).toBe(neighbour.id);
    expect(await first(new Date(now.getTime() + 5 * 86_400_000))).toBe(worker.id);
    await as(supervisor, (session) => endCover(session, id));
    expect(await first(now)).toBe(worker.id);
  });

  test("for good: grid, tasks, needs and referrals change hands; what was written keeps its writer", async () => {
    await cover({ until_on: null });
    expect(await sees(neighbour)).toBe("xxxx");
    // The writer keeps what they wrote, and has no grid any more.
    const { areas } = (await as(worker, (session) => findStaff(session, worker.id)))!;
    expect(areas).toEqual([]);
    const rows = await as(neighbour, async ({ tx }) => ({
      tasks: (await tx.query("select owner_id from follow_ups where closed_at is null")).rows,
      needs: (await tx.query("select owner_id from needs")).rows,
      visits: (await tx.query("select staff_id from visits where id = $1", [visit_id])).rows,
      referrals: (await tx.query("select raised_by from referrals where id = $1", [referral_id])).rows,
    }));
    expect(new Set(rows.tasks.map((row) => row.owner_id))).toEqual(new Set([neighbour.id]));
    expect(rows.needs).toEqual([{ owner_id: neighbour.id }]);
    expect(rows.visits).toEqual([{ staff_id: worker.id }]);
    expect(rows.referrals).toEqual([{ raised_by: worker.id }]);
    expect(await is_raiser(neighbour)).toBe(true);
    expect(await district.service((session) => actsFor(session, referral_id), now)).toBe(neighbour.id);
  });

  test("handed on twice, a referral follows to the last; handed back, to its raiser", async () => {
    const { colleague } = district.staff;
    await cover({ until_on: null });
    await cover({ from_staff: neighbour.id, to_staff: colleague.id, until_on: null });
    expect(await district.service((session) => actsFor(session, referral_id), now)).toBe(colleague.id);
    await cover({ from_staff: colleague.id, to_staff: worker.id, until_on: null });
    expect(await district.service((session) => actsFor(session, referral_id), now)).toBeNull();
    expect(await is_raiser(worker)).toBe(true);
    expect(await is_raiser(neighbour)).toBe(false);
  });

  test("unsaved drafts of that grid go along, those of another stay", async () => {
    const body = (grid: string | null) =>
      JSON.stringify({ persons: [{ grid: grid && { value: grid, words: grid, span: { start: 0, end: 1 } } }] });
    const start = (who: Member, grid: string | null) =>
      as(who, (session) => startDraft(session, { kind: "visit", body: body(grid), message_id: null }));
    const two = await start(neighbour, "二网格");
    const three = await start(neighbour, "3网格");
    const unsaid = await start(neighbour, null);
    const covered = await cover({
      area_id: district.areas.grid_two,
      from_staff: neighbour.id,
      to_staff: worker.id,
      until_on: null,
    });
    expect(covered.drafts).toBe(1);
    expect(await as(worker, (session) => openDraft(session))).toMatchObject({ id: two.id, version: two.version + 1 });
    expect(await as(neighbour, (session) => openDraft(session, { id: three.id }))).not.toBeNull();
    expect(await as(neighbour, (session) => openDraft(session, { id: unsaid.id }))).not.toBeNull();
    expect(await as(neighbour, (session) => openDraft(session, { id: two.id }))).toBeNull();
  });

  test("only supervisors set it, of people and days that make sense, once for the same days", async () => {
    const as_worker = as(worker, (session) =>
      coverGrid(session, {
        ...{ area_id: district.areas.grid_one, from_staff: worker.id, to_staff: neighbour.id },
        ...{ from_on: today, until_on: day(1), reason: null },
      }),
    );
    expect(await refused(as_worker)).toBe("supervisors_only");
    expect(await refused(cover({ area_id: district.areas.community }))).toBe("cover_grid");
    expect(await refused(cover({ from_staff: neighbour.id, to_staff: worker.id }))).toBe("cover_people");
    expect(await refused(cover({ to_staff: worker.id }))).toBe("cover_people");
    expect(await refused(cover({ to_staff: district.staff.social.id }))).toBe("cover_people");
    expect(await refused(cover({ from_on: day(-1) }))).toBe("cover_days");
    expect(await refused(cover({ until_on: "2027-02-30" }))).toBe("cover_days");
    expect(await refused(cover({ from_on: day(2), until_on: day(1) }))).toBe("cover_days");
    expect(await refused(cover({ from_on: day(1), until_on: null }))).toBe("cover_days");
    await cover({ from_on: day(1), until_on: day(3) });
    expect(await refused(cover({ from_on: day(3), until_on: day(5), to_staff: district.staff.colleague.id }))).toBe(
      "cover_overlaps",
    );
    expect(await sees(neighbour)).toBe("----");
    // Another district knows nothing of it.
    const elsewhere = await seed();
    expect(await elsewhere.session(elsewhere.staff.supervisor, (session) => listCovers(session, 10), now)).toEqual([]);
  });
});
