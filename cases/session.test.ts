import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { ENGINES } from "../platform/database/fresh.ts";
import type { Database } from "../platform/database/port.ts";
import { type SeededDistrict, seedDistrict, testSealer } from "./fixture.ts";
import { Refusal } from "./refusal.ts";
import { asService, type Session } from "./session.ts";

describe.each(ENGINES)("a session on %s", (_, open) => {
  let database: Database;
  let district: SeededDistrict;
  beforeAll(async () => {
    database = await open();
    district = await seedDistrict(database, await testSealer(), 1);
  });
  afterAll(() => database.close());

  const whoAsks = async ({ tx }: Session) =>
    (await tx.query("select app_district() as district, app_staff() as staff, app_role() as role")).rows[0];

  test("runs on behalf of its person, and leaves nothing behind on the connection", async () => {
    const { worker } = district.staff;
    expect(await district.session(worker, whoAsks)).toEqual({ district: 1, staff: worker.id, role: "grid_worker" });
    for (let i = 0; i < 12; i++) {
      const { rows } = await database.query(
        "select app_district() as district, app_staff() as staff, app_role() as role",
      );
      expect(rows).toEqual([{ district: null, staff: null, role: null }]);
    }
  });

  test("does one step as the service, and is the person again after it, also when the step was refused", async () => {
    const { worker } = district.staff;
    await district.session(worker, async (session) => {
      const before = await whoAsks(session);
      expect(await asService(session, whoAsks)).toEqual({ district: 1, staff: null, role: "system" });
      expect(await whoAsks(session)).toEqual(before);
      const refused = asService(session, async () => {
        throw new Refusal("not_found");
      });
      await expect(refused).rejects.toMatchObject({ code: "not_found" });
      expect(await whoAsks(session)).toEqual(before);
    });
  });

  test("says what went wrong in the service's step, not that the transaction is spent", async () => {
    const failing = district.session(district.staff.worker, (session) =>
      asService(session, ({ tx }) => tx.query("select 1 / 0")),
    );
    await expect(failing).rejects.toMatchObject({ code: "22012" });
  });
});
