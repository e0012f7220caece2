import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { ENGINES } from "../../platform/database/fresh.ts";
import type { Database } from "../../platform/database/port.ts";
import { minutesAfter, referralTo, refused, type SeededDistrict, seedDistrict, testSealer } from "../fixture.ts";
import { raiseReferral } from "../referrals/raise.ts";
import { draftOf } from "../visits/fixture.ts";
import { type SavedVisit, saveVisit } from "../visits/save.ts";
import { readPerson } from "./read.ts";

describe.each(ENGINES)("a person's file on %s", (_, open) => {
  let database: Database;
  let district: SeededDistrict;
  let visit: SavedVisit;
  let person_id: string;
  let referral: { ref: string };
  beforeAll(async () => {
    database = await open();
    district = await seedDistrict(database, await testSealer(), 1);
    visit = await district.session(district.staff.worker, (session) =>
      saveVisit(
        session,
        draftOf("王秀兰要人送饭,25号再来", { persons: [{ name: "王秀兰" }], agreed_on: ["25号", "2026-11-25"] }),
      ),
    );
    person_id = visit.people[0]!.id;
    referral = await district.session(
      district.staff.worker,
      (session) => raiseReferral(session, referralTo(district, { person_id, visit_id: visit.id, reason: "送饭" })),
      minutesAfter(1),
    );
  });
  afterAll(() => database.close());

  test("tells everything its reader may see, newest first", async () => {
    const file = await district.session(district.staff.supervisor, (session) => readPerson(session, person_id));
    expect(file.timeline.map(({ kind, ref, status, words }) => [kind, ref, status, words])).toEqual([
      ["follow_up", null, "open", "agreed"],
      ["referral", referral.ref, "requested", "送饭"],
      ["visit", visit.ref, null, "王秀兰要人送饭,25号再来"],
    ]);
  });

  test("tells the receiver of a referral who it is and what was referred, and no words of the visit", async () => {
    const file = await district.session(district.staff.social, (session) => readPerson(session, person_id));
    expect(file.name).toBe("王秀兰");
    expect(file.timeline.map((event) => event.kind)).toEqual(["referral"]);
  });

  test("is not there for anybody else, and only a read that was one is written down", async () => {
    const { neighbour, social_elsewhere } = district.staff;
    const reads = () =>
      district.service(
        async ({ tx }) =>
          (
            await tx.query("select staff_id from audit_log where action = 'person.read' and entity_id = $1", [
              person_id,
            ])
          ).rows.length,
      );
    const before = await reads();
    for (const who of [neighbour, social_elsewhere]) {
      expect(await refused(district.session(who, (session) => readPerson(session, person_id)))).toBe("not_found");
    }
    expect(await reads()).toBe(before);
    await district.session(district.staff.worker, (session) => readPerson(session, person_id));
    expect(await reads()).toBe(before + 1);
  });
});
