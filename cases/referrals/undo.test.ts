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
import { advanceReferral } from "./advance.ts";
import { raiseReferral } from "./raise.ts";
import { readReferral } from "./read.ts";
import { undoableReferral, undoLastReferral } from "./undo.ts";

describe.each(ENGINES)("taking a referral back on %s", (_, open) => {
  let database: Database;
  let district: SeededDistrict;
  let districts = 0;
  beforeAll(async () => {
    database = await open();
  });
  afterAll(() => database.close());

  const fresh = async () => {
    district = await seedDistrict(database, await testSealer(), ++districts);
  };
  const raise = (who: Member, now = NOW) =>
    district.session(who, (session) => raiseReferral(session, referralTo(district)), now);
  const undo = (who: Member, now = NOW) => district.session(who, (session) => undoLastReferral(session, "填错了"), now);

  test("the newest of the last half hour is entered in error, with its reason, once", async () => {
    await fresh();
    const { worker } = district.staff;
    const older = await raise(worker);
    const newer = await raise(worker, minutesAfter(1));
    expect(await undo(worker, minutesAfter(2))).toMatchObject({ ref: newer.ref, to: "entered-in-error" });
    const seen = await district.session(worker, (session) => readReferral(session, newer.id));
    expect(seen).toMatchObject({ status: "entered-in-error", moves: [] });
    expect(seen.events.at(-1)!.words).toBe("填错了");
    expect(await undo(worker, minutesAfter(3))).toMatchObject({ ref: older.ref });
    expect(await refused(undo(worker, minutesAfter(4)))).toBe("too_late_to_undo");
  });

  test("after half an hour it is too late", async () => {
    await fresh();
    const { worker } = district.staff;
    const { id } = await raise(worker);
    expect(await refused(undo(worker, minutesAfter(30)))).toBe("too_late_to_undo");
    const undoable = (now: Date) => district.session(worker, undoableReferral, now);
    expect(await undoable(minutesAfter(30))).toBeNull();
    expect(await undoable(minutesAfter(29))).toEqual({ id, created_at: NOW });
  });

  test("what somebody has taken up, and what somebody else raised, stays", async () => {
    await fresh();
    const { worker, colleague, social } = district.staff;
    const { id } = await raise(worker);
    expect(await refused(undo(colleague))).toBe("too_late_to_undo");
    await district.session(social, (session) => advanceReferral(session, id, { to: "received" }));
    expect(await refused(undo(worker))).toBe("too_late_to_undo");
    expect((await district.session(worker, (session) => readReferral(session, id))).status).toBe("received");
  });
});
