import { afterAll, beforeAll, expect, test } from "vitest";
import { recordIn } from "../cases/crises/fixture.ts";
import { asOwner, type Member, minutesAfter, type SeededDistrict, seedDistrict, testSealer } from "../cases/fixture.ts";
import { stoppedClock } from "../platform/clock.ts";
import { freshPglite } from "../platform/database/fresh.ts";
import type { Database } from "../platform/database/port.ts";
import { collectForWeb } from "../platform/transport/outbox.ts";
import { workCrisisClock } from "./crisis-clock.ts";

let database: Database;
let district: SeededDistrict;
const clock = stoppedClock(minutesAfter(0).toISOString());
beforeAll(async () => {
  database = await freshPglite();
  district = await seedDistrict(database, await testSealer(), 1);
});
afterAll(() => database.close());

const told = async (who: Member): Promise<string> => {
  const rows = await collectForWeb(database, district.sealer, { chat_id: who.id, taken: [], now: clock.now() });
  return rows.map(({ body }) => JSON.parse(body).reply.text).join("\n");
};
const work = (minute: number) => {
  clock.set(minutesAfter(minute).toISOString());
  return workCrisisClock({ database, sealer: district.sealer, clock, public_url: null });
};

test("a climb that fails keeps neither the reports nor the contacts from being called to mind", async () => {
  const { staff } = district;
  // Its climb names the reporter, whose name cannot be read.
  const broken = await recordIn(district, {}, "colleague");
  const report = await recordIn(district, { kind: "child" });
  const attempt = await recordIn(district, { attempted: true });
  await asOwner(database, (tx) =>
    tx.query("update staff set name_sealed = 's1.broken' where id = $1", [staff.colleague.id]),
  );
  await expect(work(15)).rejects.toThrow();
  expect(await told(staff.worker)).toContain(`${report.ref} 还没上报`);
  await expect(work(24 * 60)).rejects.toThrow();
  const supervisor = await told(staff.supervisor);
  expect(supervisor).toContain(`${attempt.ref}:24 小时的联系到时间了,还没有人接`);
  expect(supervisor).not.toContain(broken.ref);
});
