import { describe, expect, test } from "vitest";
import { ENGINES } from "../../platform/database/fresh.ts";
import { type Member, refused, type SeededDistrict } from "../fixture.ts";
import { districtForEach } from "../fixture-districts.ts";
import { draftOf, type Understood } from "../visits/fixture.ts";
import { saveVisit } from "../visits/save.ts";
import { undoLastVisit } from "../visits/undo.ts";
import { missFollowUp } from "./change.ts";
import { conditionsOf, endCondition, setCondition } from "./conditions.ts";
import { keepRule, ruleHistory } from "./keep-rule.ts";
import { rulesInForce } from "./rules.ts";
import { scheduleRules } from "./schedule.ts";
import { dueToday } from "./today.ts";

const at = (day: string, hour = 10): Date => new Date(`${day}T${String(hour).padStart(2, "0")}:00:00+08:00`);
const WANG: Understood = { persons: [{ name: "王秀兰", address: "5栋401" }], met: ["本人"] };

describe.each(ENGINES)("dates to be seen on, on %s", (engine, open) => {
  let district: SeededDistrict;
  let worker: Member;
  districtForEach(open, (made) => {
    district = made;
    worker = district.staff.worker;
  });

  const save = (note: string, understood: Understood, day: string, more: object = {}, who = worker) =>
    district.session(who, (s) => saveVisit(s, { ...draftOf(note, understood), ...more }), at(day));
  const see = (day: string, more: object = {}) => save("见到王秀兰,住5栋401", WANG, day, more);
  const rows = async (): Promise<{ rule: string | null; due_on: string; state: string | null }[]> =>
    district.service(
      async ({ tx }) =>
        (
          await tx.query<{ rule: string | null; due_on: string; state: string | null }>(
            `select rule, due_on::text as due_on, case when closed_at is null then 'open' else coalesce(closed_as, 'gone') end as state
             from follow_ups where district_id = $1 order by created_at, due_on, rule`,
            [district.id],
          )
        ).rows,
    );
  const opened = async () =>
    (await rows()).filter(({ state }) => state === "open").map((row) => [row.rule, row.due_on]);
  const today = async (day: string, who = worker, of: "mine" | "district" = "mine") =>
    district.session(who, (s) => dueToday(s, of), at(day));
  const whyToday = async (day: string, who = worker) =>
    (await today(day, who)).flatMap(({ people }) => people.flatMap(({ dates }) => dates.map(({ why }) => why)));
  const rate = (person_id: string, condition: "smd_stable" | "smd_unstable" | "hardship_elder", day: string) =>
    district.session(worker, (s) => setCondition(s, person_id, { condition, told: "精防医生说的" }), at(day));

  test("the shipped rules count from the last contact and show some days ahead", async () => {
    const { people } = await see("2026-11-10");
    await rate(people[0]!.id, "smd_unstable", "2026-11-12");
    expect(await opened()).toEqual([["smd_unstable", "2026-11-26"]]);
    expect(await whyToday("2026-11-22")).toEqual([]);
    expect(await whyToday("2026-11-23")).toEqual(["smd_unstable"]);
    await rate(people[0]!.id, "smd_stable", "2026-11-24");
    expect(await opened()).toEqual([["smd_stable", "2027-02-24"]]);
    await rate(people[0]!.id, "hardship_elder", "2026-11-24");
    await see("2026-11-30");
    expect(await opened()).toEqual([
      ["hardship_elder", "2026-12-30"],
      ["smd_stable", "2027-02-28"],
    ]);
    expect(await district.session(worker, (s) => conditionsOf(s, people[0]!.id))).toMatchObject([
      { condition: "smd_stable", since: "2026-11-24", told: "精防医生说的", by: "周晓燕" },
      { condition: "hardship_elder" },
    ]);
    await district.session(worker, (s) => endCondition(s, people[0]!.id, "smd_stable"), at("2026-12-01"));
    expect(await opened()).toEqual([["hardship_elder", "2026-12-30"]]);
  });

  test("an agreed date and a rule's are kept by one visit, another's are not", async () => {
    const { people } = await see("2026-11-10");
    await rate(people[0]!.id, "smd_unstable", "2026-11-10");
    await save(
      "见到王秀兰,说好20号再来",
      { ...WANG, persons: [{ name: "王秀兰" }], agreed_on: ["20号", "2026-11-20"] },
      "2026-11-11",
    );
    await save(
      "见到李大勇,说好20号再来",
      { persons: [{ name: "李大勇" }], agreed_on: ["20号", "2026-11-20"] },
      "2026-11-11",
    );
    expect(await opened()).toEqual([
      [null, "2026-11-20"],
      [null, "2026-11-20"],
      ["smd_unstable", "2026-11-25"],
    ]);
    const { id } = await see("2026-11-22");
    expect(await opened()).toEqual([
      [null, "2026-11-20"],
      ["smd_unstable", "2026-12-06"],
    ]);
    const done = await district.service(({ tx }) =>
      tx.query("select basis from follow_ups where done_by_visit = $1 order by basis", [id]),
    );
    expect(done.rows).toEqual([{ basis: "agreed" }, { basis: "rule" }]);
  });

  test("nobody was met: the dates stand and the try is written down; a neighbour's word is no contact", async () => {
    const { people } = await see("2026-11-10");
    await rate(people[0]!.id, "smd_unstable", "2026-11-10");
    await save("王秀兰家没人", { persons: [{ name: "王秀兰" }], met: ["未遇"] }, "2026-11-24");
    await save("邻居说王秀兰好", { persons: [{ name: "王秀兰" }], met: ["邻居"] }, "2026-11-24");
    const [home] = await today("2026-11-24");
    expect(home!.people[0]).toMatchObject({
      last_contact: { on: "2026-11-10" },
      dates: [
        { why: "smd_unstable", due_on: "2026-11-24", tries: 1, last_try: { on: "2026-11-24", reason: "nobody_home" } },
      ],
    });
    await see("2026-11-25");
    expect(await opened()).toEqual([["smd_unstable", "2026-12-09"]]);
  });

  test("a visit of a day before the date was made does not keep it, nor an agreed one for a later day", async () => {
    await save(
      "见到王秀兰,说好22号再来",
      { ...WANG, persons: [{ name: "王秀兰" }], agreed_on: ["22号", "2026-11-22"] },
      "2026-11-21",
    );
    const earlier = { visited_on: { value: "2026-11-20", words: "见", span: { start: 0, end: 1 } } };
    await see("2026-11-23", earlier);
    await see("2026-11-23", { visited_on: { ...earlier.visited_on, value: "2026-11-21" } });
    expect(await opened()).toEqual([[null, "2026-11-22"]]);
    await see("2026-11-23");
    expect(await opened()).toEqual([]);
  });

  test("medicine that ends makes a date before it does, and newer words take its place", async () => {
    const until = (value: string) => ({
      medicine_until: { value, words: "见", span: { start: 0, end: 1 }, person: 0 },
    });
    await see("2026-11-20", until("2026-11-30"));
    expect(await opened()).toEqual([["medicine_ends", "2026-11-30"]]);
    expect([await whyToday("2026-11-26"), await whyToday("2026-11-27")]).toEqual([[], ["medicine_ends"]]);
    await see("2026-11-25");
    expect(await opened()).toEqual([["medicine_ends", "2026-11-30"]]);
    await see("2026-11-26", until("2026-12-26"));
    expect(await opened()).toEqual([["medicine_ends", "2026-12-26"]]);
    await save(
      "见到王秀兰,药断了",
      { ...WANG, persons: [{ name: "王秀兰" }], flags: [["药断了", "medication_gap"]] },
      "2026-12-24",
    );
    expect(await opened()).toEqual([["medication_gap", "2026-12-31"]]);
    expect(await whyToday("2026-12-25")).toEqual(["medication_gap"]);
  });

  test("what was taken back takes its dates along and gives back those it had kept", async () => {
    const { people } = await see("2026-11-10");
    await rate(people[0]!.id, "smd_unstable", "2026-11-10");
    await see("2026-11-20", {
      conditions: [{ condition: "hardship_elder", words: "见", span: { start: 0, end: 1 }, person: 0 }],
    });
    expect(await opened()).toEqual([
      ["smd_unstable", "2026-12-04"],
      ["hardship_elder", "2026-12-20"],
    ]);
    await district.session(worker, undoLastVisit, at("2026-11-20"));
    expect(await district.session(worker, (s) => conditionsOf(s, people[0]!.id))).toHaveLength(1);
    await district.session(worker, (s) => scheduleRules(s, null), at("2026-11-21"));
    expect(await opened()).toEqual([["smd_unstable", "2026-11-24"]]);
    const half_open = await district.service(({ tx }) =>
      tx.query(
        "select rule from follow_ups where closed_at is null and (closed_as is not null or done_by_visit is not null)",
      ),
    );
    expect(half_open.rows).toEqual([]);
  });

  test("a list's words are a fact as well; nobody is late before anybody could know", async () => {
    const { people } = await see("2026-08-01");
    await district.service(({ tx }) =>
      tx.query("update people set tags = '{分散供养特困}', age_from = 70, age_on = '2026-01-01' where id = $1", [
        people[0]!.id,
      ]),
    );
    expect(await district.service((s) => scheduleRules(s, null), at("2026-11-21"))).toBe(1);
    expect(await district.service((s) => scheduleRules(s, null), at("2026-11-22"))).toBe(0);
    expect(await opened()).toEqual([["hardship_elder", "2026-11-21"]]);
    expect(await whyToday("2026-11-21", district.staff.colleague)).toEqual(["hardship_elder"]);
    expect(await whyToday("2026-11-21", district.staff.neighbour)).toEqual([]);
  });

  test("a changed rule holds from then on, is kept with its reason, and switched off it leaves the list", async () => {
    const { people } = await see("2026-11-10");
    await rate(people[0]!.id, "smd_stable", "2026-11-10");
    const change = {
      condition: "smd_stable",
      amount: 1,
      unit: "month",
      source: "区卫健局 2026 年第 3 号",
      off: false,
    } as const;
    const { supervisor } = district.staff;
    const keep = (who: Member, more: object = {}) =>
      district.session(who, (s) => keepRule(s, { ...change, reason: "本区要求", ...more }), at("2026-11-12"));
    expect(await refused(keep(worker))).toBe("supervisors_only");
    expect(await refused(keep(supervisor, { amount: 13 }))).toBe("rule_wrong");
    expect(await refused(keep(supervisor, { source: " " }))).toBe("rule_wrong");
    expect(await refused(keep(supervisor, { off: true, reason: "" }))).toBe("reason_needed");
    await keep(supervisor);
    expect(await opened()).toEqual([["smd_stable", "2027-02-10"]]);
    await see("2026-11-15");
    expect(await opened()).toEqual([["smd_stable", "2026-12-15"]]);
    await district.session(
      supervisor,
      (s) => keepRule(s, { ...change, off: true, reason: "卫生院来管" }),
      at("2026-11-16"),
    );
    expect(await opened()).toEqual([]);
    await see("2026-11-17");
    expect(await opened()).toEqual([]);
    expect(
      (await district.session(worker, rulesInForce)).find(({ condition }) => condition === "smd_stable"),
    ).toMatchObject({
      off: true,
      since: "2026-11-16",
    });
    expect(await district.session(supervisor, ruleHistory)).toMatchObject([
      { off: true, reason: "卫生院来管", by: "蒋国栋" },
      { off: false, amount: 1, unit: "month", source: "区卫健局 2026 年第 3 号" },
    ]);
    await district.session(supervisor, (s) => keepRule(s, { ...change, reason: "" }), at("2026-11-18"));
    expect(await opened()).toEqual([["smd_stable", "2026-12-17"]]);
  });

  if (engine === "postgres")
    test("two visits to one person at once make one date of a rule", async () => {
      const { people } = await see("2026-11-10");
      await rate(people[0]!.id, "smd_unstable", "2026-11-10");
      await Promise.all([see("2026-11-20"), see("2026-11-20"), see("2026-11-20")]);
      expect(await opened()).toEqual([["smd_unstable", "2026-12-04"]]);
    });

  test("a colleague's door is not everybody's: who tried stands beside the date", async () => {
    await save(
      "见到王秀兰,说好20号再来",
      { ...WANG, persons: [{ name: "王秀兰" }], agreed_on: ["20号", "2026-11-20"] },
      "2026-11-11",
    );
    const [home] = await today("2026-11-20");
    const date = home!.people[0]!.dates[0]!;
    expect(date).toMatchObject({ basis: "agreed", promised: "说好20号再来", owner: { name: "周晓燕" } });
    for (let press = 0; press < 2; press++)
      await district.session(worker, (s) => missFollowUp(s, date.id, { reason: "hospital" }), at("2026-11-20"));
    expect((await today("2026-11-20"))[0]!.people[0]!.dates[0]).toMatchObject({
      tries: 1,
      last_try: { reason: "hospital" },
    });
    expect(await today("2026-11-20", district.staff.colleague)).toEqual([]);
    expect(await today("2026-11-20", district.staff.supervisor, "district")).toHaveLength(1);
  });
});
