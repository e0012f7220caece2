import { describe, expect, test } from "vitest";
import { ENGINES } from "../../platform/database/fresh.ts";
import { asOwner, minutesAfter, type SeededDistrict, type StaffName } from "../fixture.ts";
import { districtForEach } from "../fixture-districts.ts";
import { createPerson } from "../people/create.ts";
import { acknowledgeCrisis } from "./acknowledge.ts";
import { advanceCrisis } from "./advance.ts";
import { crisisReport, putOn } from "./fixture.ts";
import { readCrisis } from "./read.ts";
import { type CrisisReport, recordCrisis } from "./record.ts";

describe.each(ENGINES)("one event told twice on %s", (_, open) => {
  let district: SeededDistrict;
  districtForEach(open, async (made) => {
    district = made;
    const { worker } = district.staff;
    for (const name of ["王秀兰", "李建国"])
      await district.session(worker, (session) =>
        createPerson(session, { name, sex: null, age: null, area_id: district.areas.grid_one, household_id: null }),
      );
    await putOn(district, "social", { place: 1 });
    await putOn(district, "supervisor", { place: 2 });
  });

  const tell = (minute: number, words: string, changes: Partial<CrisisReport> = {}, who: StaffName = "worker") =>
    district.session(
      district.staff[who],
      (session) => recordCrisis(session, crisisReport({ words, ...changes })),
      minutesAfter(minute),
    );
  const rows = async () => {
    const found = await asOwner(district.database, (tx) =>
      tx.query<{ id: string; level: string; climbs_at: Date | null }>(
        "select id, level, climbs_at from crises where district_id = $1",
        [district.id],
      ),
    );
    return found.rows;
  };
  const detail = (id: string) => district.session(district.staff.supervisor, (session) => readCrisis(session, id));

  test("the same worker of the same person: one crisis, one list, and both words in its timeline", async () => {
    const first = (await tell(0, "王秀兰站在楼顶上"))!;
    const again = (await tell(5, "王秀兰还在上面 一直哭"))!;
    expect(again).toMatchObject({ id: first.id, ref: first.ref, joined: { owner: null, raised: false } });
    expect(again.told.map((person) => person.staff_id)).toEqual([district.staff.social.id]);
    expect(await rows()).toHaveLength(1);
    const { events, words, climbs_at } = await detail(first.id);
    expect(words).toBe("王秀兰站在楼顶上");
    expect(new Date(climbs_at!)).toEqual(first.climbs_at);
    expect(events.filter(({ kind }) => kind === "told")).toHaveLength(1);
    expect(events.at(-1)).toMatchObject({
      kind: "noted",
      detail: { what: "told_again" },
      words: "王秀兰还在上面 一直哭",
    });
  });

  test("another colleague of the same person joins it, sees it, and is named", async () => {
    const first = (await tell(0, "王秀兰站在楼顶上"))!;
    const again = (await tell(3, "王秀兰要跳下去", {}, "second_supervisor"))!;
    expect(again.joined).toMatchObject({ id: first.id, first_reporter: { staff_id: district.staff.worker.id } });
    const seen = await district.session(district.staff.second_supervisor, (session) => readCrisis(session, first.id));
    expect(seen.events.at(-1)).toMatchObject({
      staff_id: district.staff.second_supervisor.id,
      words: "王秀兰要跳下去",
    });
    expect(seen.reporter!.id).toBe(district.staff.worker.id);
    expect(await rows()).toHaveLength(1);
  });

  test("worse than before makes it red, and the next is told no later than of a red one", async () => {
    const first = (await tell(0, "王秀兰说活够了", { level: "orange" }))!;
    expect(first.climbs_at!.getTime()).toBeGreaterThan(minutesAfter(20).getTime());
    expect((await tell(1, "王秀兰爬到楼顶了"))!.joined).toMatchObject({ raised: true });
    const [row] = await rows();
    expect(row!.level).toBe("red");
    expect(row!.climbs_at!.getTime()).toBeLessThan(minutesAfter(10).getTime());
    // What is told calmly afterwards does not make it less.
    await tell(2, "王秀兰哭着说活够了", { level: "orange" });
    expect((await rows())[0]!.level).toBe("red");
  });

  test("once somebody has it they are named, and no list climbs on", async () => {
    const first = (await tell(0, "王秀兰说活够了", { level: "orange" }))!;
    await district.session(district.staff.social, (session) => acknowledgeCrisis(session, first.id), minutesAfter(1));
    expect((await tell(2, "王秀兰爬到楼顶了"))!.joined).toMatchObject({
      owner: { staff_id: district.staff.social.id },
    });
    expect((await rows())[0]!.climbs_at).toBeNull();
  });

  test.each<[string, number, string, Partial<CrisisReport>]>([
    ["another kind", 5, "王秀兰家里着火了", { kind: "fire" }],
    ["another person", 5, "李建国站在楼顶上", {}],
    ["nobody who is known", 5, "有个人站在楼顶上", {}],
    ["two persons at once", 5, "王秀兰和李建国站在楼顶上", {}],
    ["an hour later", 61, "王秀兰又站在楼顶上", {}],
  ])("%s is a crisis of its own", async (_name, minute, words, changes) => {
    await tell(0, "王秀兰站在楼顶上");
    expect((await tell(minute, words, changes))!.joined).toBeUndefined();
    expect(await rows()).toHaveLength(2);
  });

  test("a closed one stays closed", async () => {
    const first = (await tell(0, "王秀兰站在楼顶上"))!;
    await district.session(district.staff.social, (session) => acknowledgeCrisis(session, first.id));
    await district.session(district.staff.supervisor, (session) =>
      advanceCrisis(session, first.id, { to: "closed", reason: "弄错了", outcome: "false_alarm" }),
    );
    expect((await tell(5, "王秀兰站在楼顶上"))!.joined).toBeUndefined();
  });

  test("a message that comes again adds nothing", async () => {
    const inbox_id = crypto.randomUUID();
    const first = (await tell(0, "王秀兰站在楼顶上", { inbox_id }))!;
    expect(await tell(1, "王秀兰站在楼顶上", { inbox_id })).toBeNull();
    const again = { inbox_id: crypto.randomUUID() };
    await tell(2, "王秀兰要跳", again);
    expect(await tell(3, "王秀兰要跳", again)).toBeNull();
    const { events } = await detail(first.id);
    expect(events.filter(({ kind }) => kind === "noted")).toHaveLength(1);
  });

  test("what the second message says of the victim opens the report, and of an attempt the contacts", async () => {
    const first = (await tell(0, "王秀兰站在楼顶上"))!;
    const worse = (await tell(2, "王秀兰喝了农药", { attempted: true }))!;
    expect(worse.to_choose.length).toBeGreaterThan(0);
    expect((await detail(first.id)).contacts).toHaveLength(6);
    await tell(3, "李建国被儿子打", { kind: "dv" });
    const owed = (await tell(4, "李建国是失能老人 又挨打了", { kind: "dv", victim: "limited_capacity" }))!;
    expect(owed.duties).toEqual(["limited_capacity"]);
    expect((await tell(5, "李建国还在挨打", { kind: "dv", victim: "limited_capacity" }))!.duties).toEqual([]);
  });
});
