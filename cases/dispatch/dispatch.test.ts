import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { ENGINES } from "../../platform/database/fresh.ts";
import type { Database } from "../../platform/database/port.ts";
import {
  type Member,
  minutesAfter,
  referralTo,
  refused,
  type SeededDistrict,
  seedDistrict,
  testSealer,
} from "../fixture.ts";
import { type Advance, advanceReferral } from "../referrals/advance.ts";
import { raiseReferral } from "../referrals/raise.ts";
import { reviewReferral } from "../referrals/review.ts";
import { listStuck, type StuckReferral } from "./stuck.ts";
import { type Decision, decide, finishTask, openTasks } from "./tasks.ts";

const days = (n: number): Date => minutesAfter(n * 24 * 60);

describe.each(ENGINES)("the meeting on %s", (_, open) => {
  let database: Database;
  let district: SeededDistrict;
  beforeAll(async () => {
    database = await open();
    district = await seedDistrict(database, await testSealer(), 1);
  });
  afterAll(() => database.close());

  const raise = async (moves: Advance[] = [], at = 0): Promise<string> => {
    const { worker, social } = district.staff;
    const { id } = await district.session(worker, (s) => raiseReferral(s, referralTo(district)), days(at));
    for (const move of moves) await district.session(social, (s) => advanceReferral(s, id, move), days(at));
    return id;
  };
  const stuck = (at: number, who: Member = district.staff.supervisor) =>
    district.session(who, (session) => listStuck(session, 100), days(at));
  const of = (rows: StuckReferral[], id: string) => rows.find((row) => row.id === id);

  test("what is stuck is told with where and who is needed; what goes its way is not", async () => {
    const waiting = await raise();
    const refusedOne = await raise([{ to: "received" }, { to: "rejected", reason: "床位满了" }]);
    const returned = await raise();
    await district.session(district.staff.supervisor, (s) =>
      reviewReferral(s, returned, { verdict: "returned", words: "写清楚每天几顿" }),
    );
    const working: Advance[] = [{ to: "received" }, { to: "accepted" }, { to: "in-progress" }];
    const claimed = await raise(working);
    const first = (await stuck(0)).rows;
    expect(of(first, refusedOne)).toMatchObject({ causes: ["rejected"], needs: "supervisor", words: "床位满了" });
    expect(of(first, returned)).toMatchObject({ causes: ["returned"], needs: "raiser", words: "写清楚每天几顿" });
    expect(of(first, waiting)).toBeUndefined();
    expect(of(first, claimed)).toBeUndefined();
    // 2026-11-21 is a Saturday: the third working day after it is Wednesday the 25th, and late is Thursday.
    expect(of((await stuck(4)).rows, waiting)).toBeUndefined();
    expect(of((await stuck(5)).rows, waiting)).toMatchObject({ causes: ["no_reply"], needs: "receiver", days_over: 0 });
    const late = await stuck(60);
    expect(of(late.rows, claimed)).toMatchObject({ causes: ["overdue"], owner: "冯雨晴", organization: "河口社工站" });
    expect(of(late.rows, claimed)!.days_over).toBeGreaterThan(10);
    expect(of(late.rows, waiting)!.causes).toEqual(["no_reply", "overdue"]);
    expect(late.total).toBe(4);
    expect(late.by_cause).toMatchObject({ rejected: 1, returned: 1, no_reply: 2, overdue: 3, unowned: 0 });
    expect(late.by_needed).toEqual({ supervisor: 1, raiser: 1, receiver: 2 });
  });

  test("the meeting is held by those who lead", async () => {
    for (const name of ["worker", "social"] as const)
      expect(await refused(stuck(0, district.staff[name]))).toBe("supervisors_only");
  });

  test("a decision is a task of somebody's, seen by them and by those who lead, done once", async () => {
    const { supervisor, social, social_elsewhere, worker } = district.staff;
    const referral_id = await raise();
    const decision: Decision = {
      ...{ what: "打电话给站长问床位,110101199003070000", owner_id: social.id, due_on: "2026-11-25" },
      ...{ referral_id, site_id: null },
    };
    const put = (changes: Partial<Decision> = {}, who: Member = supervisor) =>
      district.session(who, (session) => decide(session, { ...decision, ...changes }));
    expect(await refused(put({}, worker))).toBe("supervisors_only");
    expect(await refused(put({ what: " " }))).toBe("task_incomplete");
    expect(await refused(put({ due_on: "2026-11-20" }))).toBe("task_incomplete");
    expect(await refused(put({ owner_id: crypto.randomUUID() }))).toBe("task_incomplete");
    expect(await refused(put({ referral_id: crypto.randomUUID() }))).toBe("not_found");
    const id = await put();
    const list = (who: Member, at = 0) => district.session(who, (session) => openTasks(session, null, 50), days(at));
    const [task] = await list(social, 6);
    expect(task).toMatchObject({
      id,
      owner: "冯雨晴",
      due_on: "2026-11-25",
      overdue: true,
      referral: { id: referral_id },
    });
    expect(task!.what).toMatch(/^打电话给站长问床位/);
    expect(task!.what).not.toContain("110101199003070000");
    expect(await list(supervisor)).toHaveLength(1);
    for (const who of [worker, social_elsewhere]) expect(await list(who)).toEqual([]);
    // Of a referral that its owner may not read the task says nothing.
    await put({ owner_id: social_elsewhere.id });
    expect(await list(social_elsewhere)).toMatchObject([{ referral: null }]);
    const finish = (who: Member) => district.session(who, (session) => finishTask(session, id, "问到了,下周一有"));
    expect(await refused(finish(worker))).toBe("not_found");
    await finish(social);
    expect(await refused(finish(supervisor))).toBe("already_there");
    expect(await list(social)).toEqual([]);
  });
});
