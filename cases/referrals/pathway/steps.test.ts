import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { ENGINES } from "../../../platform/database/fresh.ts";
import type { Database } from "../../../platform/database/port.ts";
import {
  type Member,
  minutesAfter,
  NOW,
  referralTo,
  refused,
  type SeededDistrict,
  seedDistrict,
  testSealer,
} from "../../fixture.ts";
import { listReferrals } from "../list.ts";
import { raiseReferral } from "../raise.ts";
import { readReferral } from "../read.ts";
import { beginPathway, completeStep } from "./steps.ts";

const days = (n: number): Date => minutesAfter(n * 24 * 60);

describe.each(ENGINES)("the pathway of mental health rehabilitation on %s", (_, open) => {
  let database: Database;
  let district: SeededDistrict;
  beforeAll(async () => {
    database = await open();
    district = await seedDistrict(database, await testSealer(), 1);
  });
  afterAll(() => database.close());

  const begin = async (): Promise<string> => {
    const { worker } = district.staff;
    const { id } = await district.session(worker, (session) => raiseReferral(session, referralTo(district)));
    await district.session(worker, (session) => beginPathway(session, id, "jingkang"), days(2));
    return id;
  };
  const done = (who: Member, id: string, step: string, now = NOW) =>
    district.session(who, (session) => completeStep(session, id, step, "办了"), now);
  const read = (id: string, now = NOW) =>
    district.session(district.staff.supervisor, (session) => readReferral(session, id), now);

  // Raised on a Saturday, the 21st of November 2026.
  test("registration is due five working days after the application, the referral five after that", async () => {
    const id = await begin();
    expect((await read(id)).due_on).toBe("2026-11-27");
    await done(district.staff.social, id, "registration", days(3));
    const seen = await read(id);
    expect(seen.due_on).toBe("2026-12-01");
    expect(seen.life.steps.map(({ step, due_on, done_at }) => [step, due_on, done_at !== null])).toEqual([
      ["application", null, true],
      ["registration", "2026-11-27", true],
      ["referral", "2026-12-01", false],
      ["assessment", null, false],
      ["service", null, false],
      ["stage_assessment", null, false],
      ["closing", null, false],
      ["return_visit", null, false],
    ]);
  });

  test("a late step is overdue on the page and in the log", async () => {
    const id = await begin();
    const late = days(7);
    expect((await read(id, late)).life.steps[1]).toMatchObject({ step: "registration", overdue: true });
    expect((await read(id, days(6))).life.steps[1]).toMatchObject({ overdue: false });
    const log = await district.session(
      district.staff.supervisor,
      (session) => listReferrals(session, { overdue: true, limit: 50 }),
      late,
    );
    expect(log.rows.map((row) => row.id)).toContain(id);
  });

  test("steps go in order, each once, by whose they are; no deadline is made up", async () => {
    const { worker, social, supervisor } = district.staff;
    const id = await begin();
    expect(await refused(done(social, id, "referral"))).toBe("step_not_next");
    expect(await refused(done(worker, id, "registration"))).toBe("not_yours_to_move");
    expect(await refused(done(social, id, "nonsense"))).toBe("not_found");
    await done(social, id, "registration");
    expect(await refused(done(social, id, "registration"))).toBe("already_there");
    await done(supervisor, id, "referral");
    expect((await read(id)).due_on).toBeNull();
    expect(await refused(district.session(worker, (session) => beginPathway(session, id, "jingkang")))).toBe(
      "pathway_begun",
    );
  });

  test("a district may set deadlines where there are none, and shorter ones, never longer", async () => {
    const id = await begin();
    await district.service(({ tx }) =>
      tx.query(
        `update districts set settings = '{"pathway_days": {"jingkang": {"referral": 30, "assessment": 3}}}' where id = 1`,
      ),
    );
    await done(district.staff.social, id, "registration");
    expect((await read(id)).due_on).toBe("2026-11-27");
    await done(district.staff.social, id, "referral");
    expect((await read(id)).due_on).toBe("2026-11-25");
  });
});
