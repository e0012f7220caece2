import { describe, expect, test } from "vitest";
import { ENGINES } from "../../platform/database/fresh.ts";
import { minutesAfter, referralTo, refused, type SeededDistrict } from "../fixture.ts";
import { districtForAll } from "../fixture-districts.ts";
import { advanceReferral } from "./advance.ts";
import { type Change, changeReferrals } from "./change-several.ts";
import { type NewReferral, raiseReferral } from "./raise.ts";
import { readReferral } from "./read.ts";

describe.each(ENGINES)("several referrals at once on %s", (_, open) => {
  let district: SeededDistrict;
  districtForAll(open, (made) => {
    district = made;
  });

  const raise = (changes: Partial<NewReferral> = {}) =>
    district.session(district.staff.worker, (s) => raiseReferral(s, referralTo(district, changes)));
  const read = (id: string) => district.session(district.staff.supervisor, (session) => readReferral(session, id));
  const change = (ticked: { id: string; version: number }[], what: Change, who = district.staff.supervisor) =>
    district.session(who, (session) => changeReferrals(session, ticked, what), minutesAfter(5));
  const first = ({ id }: { id: string }) => ({ id, version: 1 });

  test("each is changed or says why not, and one that is refused holds up no other", async () => {
    const [one, elsewhere, ended, stale] = [
      await raise(),
      await raise({ service: district.targets.clinic }),
      await raise(),
      await raise(),
    ];
    await district.session(district.staff.worker, (s) =>
      advanceReferral(s, ended.id, { to: "cancelled", reason: "不去了" }),
    );
    await district.session(district.staff.social, (s) => advanceReferral(s, stale.id, { to: "received" }));
    const unknown = { id: crypto.randomUUID(), version: 1 };
    const ticked = [first(one), first(elsewhere), { id: ended.id, version: 2 }, first(stale), unknown];
    const done = await change(ticked, { owner_id: district.staff.social_colleague.id });
    expect(done.map(({ ref, refused: why }) => [ref, why?.code ?? null])).toEqual([
      [one.ref, null],
      [elsewhere.ref, "owner_elsewhere"],
      [ended.ref, "ended_already"],
      [stale.ref, "changed_meanwhile"],
      [null, "not_found"],
    ]);
    expect(await read(one.id)).toMatchObject({ owner_id: district.staff.social_colleague.id, version: 2 });
    expect((await read(one.id)).events.at(-1)).toMatchObject({ kind: "changed", to_status: "owner" });
    // Whoever received it first is its owner: nobody took it from them.
    expect((await read(stale.id)).owner_id).toBe(district.staff.social.id);
  });

  test("what becomes more urgent is due earlier, what becomes less urgent keeps its day", async () => {
    const routine = await raise();
    const before = (await read(routine.id)).due_on!;
    await change([first(routine)], { priority: "asap" });
    const urgent = await read(routine.id);
    expect(urgent).toMatchObject({ priority: "asap", due_on: "2026-11-22" });
    expect(urgent.due_on! < before).toBe(true);
    await change([{ id: routine.id, version: 2 }], { priority: "routine" });
    expect(await read(routine.id)).toMatchObject({ priority: "routine", due_on: "2026-11-22" });
    const again = await change([{ id: routine.id, version: 3 }], { priority: "routine" });
    expect(again[0]!.refused?.code).toBe("already_so");
  });

  test("is a supervisor's, takes somebody who receives referrals, and no day that has passed", async () => {
    const one = [first(await raise())];
    const { social, worker } = district.staff;
    expect(await refused(change(one, { due_on: "2026-12-01" }, worker))).toBe("supervisors_only");
    expect(await refused(change(one, { due_on: "2026-11-20" }))).toBe("due_in_past");
    expect(await refused(change(one, { owner_id: worker.id }))).toBe("owner_unknown");
    expect(await refused(change([], { owner_id: social.id }))).toBe("none_ticked");
    const many = Array.from({ length: 201 }, () => one[0]!);
    expect(await refused(change(many, { due_on: "2026-12-01" }))).toBe("many_ticked");
  });
});
