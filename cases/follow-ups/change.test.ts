import { describe, expect, test } from "vitest";
import { ENGINES } from "../../platform/database/fresh.ts";
import { type Member, refused, type SeededDistrict } from "../fixture.ts";
import { districtForEach } from "../fixture-districts.ts";
import type { StaffSession } from "../session.ts";
import { draftOf } from "../visits/fixture.ts";
import { saveVisit } from "../visits/save.ts";
import { dropFollowUp, missFollowUp, type Reason, snoozeFollowUp } from "./change.ts";
import { setCondition } from "./conditions.ts";
import { scheduleRules } from "./schedule.ts";
import { dueToday, dueWith } from "./today.ts";

const at = (day: string): Date => new Date(`${day}T10:00:00+08:00`);

describe.each(ENGINES)("what becomes of a date, on %s", (_, open) => {
  let district: SeededDistrict;
  let worker: Member;
  let supervisor: Member;
  let agreed: string;
  let by_rule: string;

  /** A person who was seen on the 10th: agreed for the 20th, by a rule (two weeks) due on the 24th. */
  districtForEach(open, async (made) => {
    district = made;
    ({ worker, supervisor } = district.staff);
    const { people } = await visit("2026-11-10", "王秀兰", "2026-11-20");
    const rating = { condition: "smd_unstable", told: "精防医生说的" } as const;
    await district.session(worker, (s) => setCondition(s, people[0]!.id, rating), at("2026-11-10"));
    const { rows } = await district.service(({ tx }) =>
      tx.query<{ id: string }>("select id from follow_ups where district_id = $1 order by due_on", [district.id]),
    );
    [agreed, by_rule] = rows.map(({ id }) => id) as [string, string];
  });

  const visit = (day: string, name: string, next: string | null = null) => {
    const draft = draftOf(`见到${name}`, { persons: [{ name }], ...(next ? { agreed_on: ["见到", next] } : {}) });
    return district.session(worker, (s) => saveVisit(s, draft), at(day));
  };
  const as = <T>(who: Member, day: string, work: (session: StaffSession) => Promise<T>) =>
    district.session(who, work, at(day));
  const move = (id: string, on: string, today = "2026-11-21", who = worker, reason: Reason = "away") =>
    as(who, today, (s) => snoozeFollowUp(s, id, on, { reason }));
  const listed = async (day: string) =>
    (await as(worker, day, (s) => dueToday(s))).flatMap(({ people }) =>
      people.flatMap(({ dates }) => dates.map(({ id, due_on }) => [id === agreed ? "agreed" : "rule", due_on])),
    );

  test("an agreed date moves to the new day", async () => {
    await move(agreed, "2026-12-30");
    expect(await listed("2026-11-24")).toEqual([["rule", "2026-11-24"]]);
    expect((await listed("2026-12-30")).map(([basis]) => basis)).toEqual(["rule", "agreed"]);
  });

  test("a rule's date is out of the list until then and keeps its last day", async () => {
    await move(by_rule, "2026-11-23");
    expect(await listed("2026-11-22")).toEqual([["agreed", "2026-11-20"]]);
    expect(await listed("2026-11-23")).toEqual([
      ["agreed", "2026-11-20"],
      ["rule", "2026-11-24"],
    ]);
  });

  test("beyond the rule's day only a supervisor moves it", async () => {
    expect(await refused(move(by_rule, "2026-11-25"))).toBe("snooze_past_rule");
    expect(await refused(move(by_rule, "2026-11-26", "2026-11-25"))).toBe("snooze_past_rule");
    await move(by_rule, "2026-12-03", "2026-11-21", supervisor, "hospital");
    expect(await listed("2026-12-02")).toEqual([["agreed", "2026-11-20"]]);
    expect((await listed("2026-12-03")).at(-1)).toEqual(["rule", "2026-12-03"]);
    const { rows } = await district.service(({ tx }) =>
      tx.query(
        "select kind, reason, from_on::text as from_on, to_on::text as to_on, by_staff from follow_up_events where district_id = $1",
        [district.id],
      ),
    );
    expect(rows).toEqual([
      { kind: "snoozed", reason: "hospital", from_on: "2026-11-24", to_on: "2026-12-03", by_staff: supervisor.id },
    ]);
  });

  test.each([
    ["today", "2026-11-21"],
    ["yesterday", "2026-11-20"],
    ["in two years", "2028-11-21"],
  ])("not to %s", async (_, on) => {
    expect(await refused(move(agreed, on, "2026-11-21", supervisor))).toBe("snooze_date_wrong");
  });

  test("another reason needs words; who does not see it does not change it", async () => {
    expect(await refused(move(agreed, "2026-11-25", "2026-11-21", worker, "other"))).toBe("reason_needed");
    expect(await refused(move(agreed, "2026-11-25", "2026-11-21", district.staff.neighbour))).toBe("not_found");
    expect(
      await refused(as(worker, "2026-11-21", (s) => missFollowUp(s, agreed, { reason: "other", words: " " }))),
    ).toBe("reason_needed");
    expect(await listed("2026-11-21")).toEqual([
      ["agreed", "2026-11-20"],
      ["rule", "2026-11-24"],
    ]);
  });

  test("only a supervisor ends it, and a rule starts anew when they are met again", async () => {
    const drop = (who: Member, id: string) => as(who, "2026-11-22", (s) => dropFollowUp(s, id, { reason: "moved" }));
    expect(await refused(drop(worker, by_rule))).toBe("supervisors_only");
    for (const id of [agreed, by_rule]) await drop(supervisor, id);
    expect(await refused(drop(supervisor, by_rule))).toBe("follow_up_closed");
    expect(await refused(move(agreed, "2026-11-25"))).toBe("follow_up_closed");
    expect(await refused(as(worker, "2026-11-23", (s) => dueWith(s, agreed)))).toBe("follow_up_closed");
    await district.service((s) => scheduleRules(s, null), at("2026-11-23"));
    expect(await listed("2026-12-31")).toEqual([]);
    await visit("2026-11-25", "王秀兰");
    expect(await listed("2026-12-31")).toEqual([["rule", "2026-12-09"]]);
  });
});
