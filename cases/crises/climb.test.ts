import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { stoppedClock } from "../../platform/clock.ts";
import { ENGINES, writePglite } from "../../platform/database/fresh.ts";
import { openPglite } from "../../platform/database/pglite.ts";
import type { Database } from "../../platform/database/port.ts";
import { createLog } from "../../platform/log.ts";
import { startLoop } from "../../platform/loop.ts";
import {
  asOwner,
  type Member,
  minutesAfter,
  NOW,
  refused,
  type SeededDistrict,
  type StaffName,
  seedDistrict,
  testSealer,
} from "../fixture.ts";
import type { Session } from "../session.ts";
import { acknowledgeCrisis } from "./acknowledge.ts";
import { advanceCrisis } from "./advance.ts";
import { type Climbed, climbDue } from "./climb.ts";
import { putOn, recordIn } from "./fixture.ts";
import { handOverCrisis } from "./hand-over.ts";
import { setCrisisMinutes } from "./minutes.ts";
import { tellSupervisors } from "./record.ts";

describe.each(ENGINES)("the climb on %s", (engine, open) => {
  let database: Database;
  let district: SeededDistrict;
  let districts = 0;
  beforeAll(async () => {
    database = await open();
  });
  beforeEach(async () => {
    // The timer walks all districts: what the last test left waiting is done with.
    await asOwner(database, (tx) => tx.query("update crises set climbs_at = null"));
    district = await seedDistrict(database, await testSealer(), ++districts);
  });
  afterAll(() => database.close());

  const clock = stoppedClock(NOW.toISOString());
  const ignore = async () => {};
  /** What the timer does at that minute. */
  const at = async (minute: number, say: (session: Session, climbed: Climbed) => Promise<void> = ignore) => {
    clock.set(minutesAfter(minute).toISOString());
    const steps: Climbed[] = [];
    await climbDue({ database, sealer: district.sealer, clock }, async (session, climbed) => {
      steps.push(climbed);
      await say(session, climbed);
    });
    return steps.map(({ what, told, unanswered }) => [what, told.map(called), unanswered.map(called)]);
  };
  const called = ({ name }: { name: string }) =>
    Object.keys(district.staff).find((key) => district.staff[key as StaffName].name === name)!;
  const take = (who: Member, id: string, minute = 0) =>
    district.session(who, (session) => acknowledgeCrisis(session, id), minutesAfter(minute));
  const row = async (id: string) =>
    (await district.service(({ tx }) => tx.query("select * from crises where id = $1", [id]))).rows[0]!;
  const kinds = async (id: string) =>
    (
      await district.service(({ tx }) =>
        tx.query<{ kind: string }>("select kind from crisis_events where crisis_id = $1 order by seq", [id]),
      )
    ).rows.map(({ kind }) => kind);

  test("nobody is told before the minutes are over, then one after the other, and at the end it says so once", async () => {
    await putOn(district, "social", { place: 1 });
    await putOn(district, "colleague", { place: 2 });
    const { id, told, climbs_at } = await recordIn(district);
    expect(told.map(called)).toEqual(["social"]);
    expect(climbs_at).toEqual(minutesAfter(3));
    expect(await at(2.99)).toEqual([]);
    expect(await at(3)).toEqual([["climbed", ["colleague"], ["social"]]]);
    expect(await at(5.99)).toEqual([]);
    const supervisors = ["supervisor", "second_supervisor"];
    expect(await at(6)).toEqual([["climbed", supervisors, ["colleague"]]]);
    expect(await at(9)).toEqual([["list_ended", [], supervisors]]);
    expect(await at(500)).toEqual([]);
    expect(await row(id)).toMatchObject({ climbs_at: null, list_ended_at: minutesAfter(9), owner_id: null });
    expect(await kinds(id)).toEqual(["recorded", "told", "told", "told", "told", "list_ended"]);
    // Somebody may still take it.
    expect(await take(district.staff.supervisor, id, 600)).toMatchObject({ first: true });
  });

  test("who is told only when their turn comes sees it only then", async () => {
    await putOn(district, "social", { place: 1 });
    await putOn(district, "colleague", { place: 2 });
    const { id } = await recordIn(district);
    const sees = (who: Member) =>
      district.session(who, async ({ tx }) => (await tx.query("select from crises where id = $1", [id])).rows.length);
    expect([await sees(district.staff.social), await sees(district.staff.colleague)]).toEqual([1, 0]);
    await at(3);
    expect(await sees(district.staff.colleague)).toBe(1);
  });

  test("a tap ends it, whoever it is of those who were told", async () => {
    await putOn(district, "social", { place: 1 });
    const { id } = await recordIn(district);
    await at(3);
    await take(district.staff.social, id, 4);
    expect(await at(60)).toEqual([]);
    expect(await row(id)).toMatchObject({ owner_id: district.staff.social.id, state: "assessing", climbs_at: null });
  });

  test("orange waits longer, and a district says for itself how long", async () => {
    const { staff } = district;
    expect((await recordIn(district, { level: "orange" })).climbs_at).toEqual(minutesAfter(30));
    await district.session(staff.supervisor, (session) => setCrisisMinutes(session, { red: 1, orange: 120 }));
    expect((await recordIn(district)).climbs_at).toEqual(minutesAfter(1));
    expect((await recordIn(district, { level: "orange" })).climbs_at).toEqual(minutesAfter(120));
    for (const red of [0, 121, 1.5])
      expect(
        await refused(district.session(staff.admin, (session) => setCrisisMinutes(session, { red, orange: 30 }))),
      ).toBe("minutes_out_of_range");
    expect(
      await refused(district.session(staff.worker, (session) => setCrisisMinutes(session, { red: 3, orange: 30 }))),
    ).toBe("supervisors_only");
  });

  test("after hours without a process the next has all of their minutes", async () => {
    await putOn(district, "social", { place: 1 });
    const { id } = await recordIn(district);
    expect(await at(300)).toEqual([["climbed", ["supervisor", "second_supervisor"], ["social"]]]);
    expect((await row(id)).climbs_at).toEqual(minutesAfter(303));
  });

  test("words that cannot be sent take their step with them, and no other: it is made again", async () => {
    await putOn(district, "social", { place: 1 });
    const { id } = await recordIn(district);
    const other = await recordIn(district);
    await expect(
      at(3, async (_, climbed) => {
        if (climbed.id === id) throw new Error("outbox");
      }),
    ).rejects.toThrow("outbox");
    expect(await kinds(id)).toEqual(["recorded", "told"]);
    // The one behind it did not wait for it.
    expect(await kinds(other.id)).toHaveLength(4);
    expect(await at(3)).toHaveLength(1);
  });

  test("with nobody to tell at all the list is at its end at once", async () => {
    await district.service(({ tx }) => tx.query("update staff set active = false where role = 'supervisor'"));
    const { id, told, climbs_at } = await recordIn(district);
    expect([told, climbs_at]).toEqual([[], null]);
    expect((await row(id)).list_ended_at).toEqual(NOW);
  });

  test("the writer's own distress goes to nobody beyond whom they asked for, and they hear when none of them taps", async () => {
    await putOn(district, "social", { place: 1 });
    const { id } = await recordIn(district, { words: null });
    expect(await at(60)).toEqual([]);
    await district.session(district.staff.worker, (session) => tellSupervisors(session, id), minutesAfter(60));
    expect(await at(62)).toEqual([]);
    expect(await at(63)).toEqual([["list_ended", [], ["supervisor", "second_supervisor"]]]);
    expect((await row(id)).words_sealed).toBeNull();
  });

  test("a hand-over that nobody answers stays with its owner, who is told once", async () => {
    const { staff } = district;
    const { id } = await recordIn(district);
    await take(staff.supervisor, id);
    await district.session(staff.supervisor, (session) => handOverCrisis(session, id, staff.social.id));
    expect(await row(id)).toMatchObject({ owner_id: staff.supervisor.id, handed_to: staff.social.id });
    expect(await at(2)).toEqual([]);
    expect(await at(3)).toEqual([["hand_over_unanswered", [], ["social"]]]);
    expect(await at(9)).toEqual([]);
    expect(await row(id)).toMatchObject({ owner_id: staff.supervisor.id, handed_to: null });
    expect(await take(staff.social, id, 10)).toMatchObject({ first: false });
  });

  test("closed is not climbed on", async () => {
    const { staff } = district;
    const { id } = await recordIn(district);
    await take(staff.supervisor, id);
    await district.session(staff.supervisor, (session) => handOverCrisis(session, id, staff.social.id));
    await district.session(staff.supervisor, (session) =>
      advanceCrisis(session, id, { to: "closed", outcome: "safe" }),
    );
    expect(await at(60)).toEqual([]);
  });

  if (engine === "postgres") {
    test("two processes with a loop each climb every crisis once, while others are taken", async () => {
      await putOn(district, "social", { place: 1 });
      const crises = await Promise.all(Array.from({ length: 20 }, () => recordIn(district)));
      clock.set(minutesAfter(3).toISOString());
      const steps: string[] = [];
      const log = createLog("error", () => {});
      const loops = [1, 2, 3].map(() =>
        startLoop("climb", 5, log, async () => {
          const moved = await climbDue({ database, sealer: district.sealer, clock }, async (_, { id }) => {
            steps.push(id);
          });
          return moved > 0;
        }),
      );
      const taken = crises.slice(0, 5);
      await Promise.all(taken.map(({ id }) => take(district.staff.social, id, 3)));
      const waiting = () =>
        district.service(
          async ({ tx }) => (await tx.query("select from crises where climbs_at <= $1", [minutesAfter(3)])).rows.length,
          minutesAfter(3),
        );
      while ((await waiting()) > 0);
      await Promise.all(loops.map((loop) => loop.stop()));
      expect(new Set(steps).size).toBe(steps.length);
      for (const { id } of crises.slice(5)) {
        expect(steps).toContain(id);
        expect(await kinds(id)).toEqual(["recorded", "told", "told", "told"]);
      }
      for (const { id } of taken)
        expect(await row(id)).toMatchObject({ owner_id: district.staff.social.id, climbs_at: null });
    });
  }
});

test("a process that ends between the tap that did not come and the climb forgets nothing", async () => {
  const folder = await mkdtemp(join(tmpdir(), "doorstep-climb-"));
  try {
    await writePglite(folder);
    const reopen = async () => {
      const database = await openPglite(folder);
      await database.query("set role doorstep_service");
      return database;
    };
    const sealer = await testSealer();
    let database = await reopen();
    let district = await seedDistrict(database, sealer, 1);
    await putOn(district, "social", { place: 1 });
    await recordIn(district);
    await database.close();

    database = await reopen();
    district = { ...district, database };
    const climbAt = async (minute: number) => {
      const clock = stoppedClock(minutesAfter(minute).toISOString());
      const said: string[] = [];
      await climbDue({ database, sealer, clock }, async (_, { what }) => {
        said.push(what);
      });
      return said;
    };
    expect(await climbAt(2)).toEqual([]);
    expect(await climbAt(4)).toEqual(["climbed"]);
    await database.close();
    database = await reopen();
    expect(await climbAt(6)).toEqual([]);
    expect(await climbAt(7)).toEqual(["list_ended"]);
    await database.close();
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
});
