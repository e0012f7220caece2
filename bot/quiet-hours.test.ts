import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { type Member, referralTo, type SeededDistrict, seedDistrict, testSealer } from "../cases/fixture.ts";
import { advanceReferral } from "../cases/referrals/advance.ts";
import { raiseReferral } from "../cases/referrals/raise.ts";
import { stoppedClock } from "../platform/clock.ts";
import { ENGINES } from "../platform/database/fresh.ts";
import type { Database } from "../platform/database/port.ts";
import { collectForWeb, putOutgoing } from "../platform/transport/outbox.ts";
import { tellOfMove } from "./conversation/moved.ts";
import { quietUntil } from "./quiet-hours.ts";

describe("quiet hours", () => {
  const night = { from: "21:00", until: "07:30" };
  const ends = (at: string, hours = night) => quietUntil(new Date(`${at}+08:00`), hours)?.toISOString() ?? null;

  test("pass midnight by the clock of China, and end in the morning", () => {
    expect(ends("2026-11-21T20:59:59")).toBeNull();
    expect(ends("2026-11-21T21:00:00")).toBe("2026-11-21T23:30:00.000Z");
    expect(ends("2026-11-22T00:10:00")).toBe("2026-11-21T23:30:00.000Z");
    expect(ends("2026-11-22T07:29:59")).toBe("2026-11-21T23:30:00.000Z");
    expect(ends("2026-11-22T07:30:00")).toBeNull();
  });

  test("lie within a day when they end after they begin, and are none when both are the same", () => {
    const noon = { from: "12:00", until: "14:00" };
    expect(ends("2026-11-22T13:00:00", noon)).toBe("2026-11-22T06:00:00.000Z");
    expect(ends("2026-11-22T14:00:00", noon)).toBeNull();
    expect(ends("2026-11-22T03:00:00", { from: "09:00", until: "09:00" })).toBeNull();
  });
});

describe.each(ENGINES)("notices at night on %s", (_, open) => {
  let database: Database;
  let district: SeededDistrict;
  const clock = stoppedClock("2026-11-21T22:00:00+08:00");
  beforeAll(async () => {
    database = await open();
    district = await seedDistrict(database, await testSealer(), 1);
  });
  afterAll(() => database.close());

  const waiting = async (who: Member): Promise<string[]> => {
    const { sealer } = district;
    const rows = await collectForWeb(database, sealer, { chat_id: who.id, taken: [], now: clock.now() });
    await collectForWeb(database, sealer, { chat_id: who.id, taken: rows.map(({ id }) => id), now: clock.now() });
    return rows.map(({ body }) => JSON.parse(body).reply?.text ?? "");
  };
  const received = async (priority: "routine" | "urgent" | "stat"): Promise<string> => {
    const { worker, social } = district.staff;
    const { id, ref } = await district.session(worker, (s) => raiseReferral(s, referralTo(district, { priority })));
    await district.session(social, async (session) => {
      const moved = await advanceReferral(session, id, { to: "received" });
      await tellOfMove({ sealer: district.sealer, clock }, session, moved);
    });
    return ref;
  };

  test("routine ones wait for the morning in one message and hold nothing up; urgent ones do not wait", async () => {
    const { worker } = district.staff;
    clock.set("2026-11-21T22:00:00+08:00");
    const first = await received("routine");
    const second = await received("routine");
    const urgent = await received("urgent");
    const at_once = await waiting(worker);
    expect(at_once).toHaveLength(1);
    expect(at_once[0]).toContain(urgent);
    await database.transaction((tx) =>
      putOutgoing(
        tx,
        { sealer: district.sealer, now: clock.now() },
        {
          channel: "web",
          chat_id: worker.id,
          body: JSON.stringify({ reply: { text: "later" } }),
          inbox_id: null,
        },
      ),
    );
    expect(await waiting(worker)).toEqual(["later"]);
    clock.set("2026-11-22T07:29:00+08:00");
    expect(await waiting(worker)).toEqual([]);
    clock.set("2026-11-22T07:30:00+08:00");
    const [digest, ...more] = await waiting(worker);
    expect(more).toEqual([]);
    expect(digest!.split("\n")).toHaveLength(3);
    expect(digest!.indexOf(first)).toBeLessThan(digest!.indexOf(second));
    expect(await waiting(worker)).toEqual([]);
  });

  test("what cannot wait never waits, even when a district leaves it out", async () => {
    clock.set("2026-11-22T23:00:00+08:00");
    const set = (settings: object) =>
      district.service(({ tx }) => tx.query("update districts set settings = $1 where id = 1", [settings]));
    await set({ quiet_hours: { through: [] } });
    const stat = await received("stat");
    const urgent = await received("urgent");
    const said = (await waiting(district.staff.worker)).join("\n");
    await set({});
    expect(said).toContain(stat);
    expect(said).not.toContain(urgent);
    clock.set("2026-11-23T10:00:00+08:00");
    await waiting(district.staff.worker);
  });

  test("by day, and where the district has no quiet hours, they come at once", async () => {
    clock.set("2026-11-22T10:00:00+08:00");
    const ref = await received("routine");
    expect((await waiting(district.staff.worker))[0]).toContain(ref);
    await district.service(({ tx }) =>
      tx.query(`update districts set settings = '{"quiet_hours": {"from": "00:00", "until": "00:00"}}' where id = 1`),
    );
    clock.set("2026-11-22T23:00:00+08:00");
    const at_night = await received("routine");
    expect((await waiting(district.staff.worker))[0]).toContain(at_night);
  });
});
