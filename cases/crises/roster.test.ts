import { describe, expect, test } from "vitest";
import { ENGINES } from "../../platform/database/fresh.ts";
import { NOW, refused, type SeededDistrict, type StaffName } from "../fixture.ts";
import { districtForEach } from "../fixture-districts.ts";
import { putOn, rosterDraft } from "./fixture.ts";
import { dropRosterEntry, listRoster, putRosterEntry, type RosterDraft } from "./keep-roster.ts";
import { isOnDuty, rosterFor } from "./roster.ts";

describe("duty by the clock of China", () => {
  // 2026-11-21 is a Saturday, there and in UTC at two in the morning.
  const saturday = (clock: string) => new Date(`2026-11-21T${clock}:00+08:00`);
  const duty = (weekdays: number[], duty_from: string | null = null, duty_until: string | null = null) => ({
    weekdays,
    duty_from,
    duty_until,
  });

  test("the weekday is China's, not the one in London", () => {
    expect(isOnDuty(duty([6]), saturday("00:30"))).toBe(true);
    expect(isOnDuty(duty([5]), saturday("00:30"))).toBe(false);
    expect(isOnDuty(duty([7]), new Date("2026-11-21T16:00:00Z"))).toBe(true);
  });

  test("hours hold from the first minute to before the last", () => {
    const day = duty([6], "08:30", "17:30");
    expect(["08:29", "08:30", "17:29", "17:30"].map((clock) => isOnDuty(day, saturday(clock)))).toEqual([
      false,
      true,
      true,
      false,
    ]);
  });

  test("a night belongs to the day on which it began", () => {
    const night = duty([5], "22:00", "06:00");
    expect(isOnDuty(night, saturday("05:59"))).toBe(true);
    expect(isOnDuty(night, saturday("06:00"))).toBe(false);
    expect(isOnDuty(night, saturday("22:30"))).toBe(false);
    expect(isOnDuty(duty([7], "22:00", "06:00"), new Date("2026-11-23T01:00:00+08:00"))).toBe(true);
  });
});

describe.each(ENGINES)("the roster on %s", (_, open) => {
  let district: SeededDistrict;
  districtForEach(open, (made) => {
    district = made;
  });

  const nameOf = (id: string) => Object.keys(district.staff).find((key) => district.staff[key as StaffName].id === id)!;
  /** Who is told in which turn, by the names of the fixture. */
  const turns = async (
    question: { area?: keyof SeededDistrict["areas"] | null; kind?: string; at?: Date; without?: StaffName } = {},
  ) => {
    const { area = "grid_one", kind = "suicide", at = NOW, without } = question;
    const places = await district.service((session) =>
      rosterFor(session, {
        area_id: area && district.areas[area],
        kind,
        at,
        without: without ? district.staff[without].id : null,
      }),
    );
    return places.map(({ people }) => people.map((person) => nameOf(person.staff_id)).sort());
  };
  const SUPERVISORS = ["second_supervisor", "supervisor"];

  test("without a list the supervisors are told, together", async () => {
    expect(await turns()).toEqual([SUPERVISORS]);
  });

  test("the nearest area comes first, the kind before every kind, the places in turn, the supervisors last", async () => {
    const { areas } = district;
    await putOn(district, "admin", { place: 2 });
    await putOn(district, "social_elsewhere", { area_id: areas.district });
    await putOn(district, "social", { area_id: areas.community, place: 1 });
    await putOn(district, "social_colleague", { area_id: areas.community, place: 2, kinds: ["suicide", "dv"] });
    await putOn(district, "colleague", { area_id: areas.grid_one, place: 3 });
    await putOn(district, "neighbour", { area_id: areas.grid_two });
    expect(await turns()).toEqual([
      ["colleague"],
      ["social_colleague"],
      ["social"],
      ["social_elsewhere"],
      ["admin"],
      SUPERVISORS,
    ]);
    expect((await turns({ kind: "fire" })).flat()).not.toContain("social_colleague");
    expect((await turns({ area: "grid_two" }))[0]).toEqual(["neighbour"]);
    // Nobody knows where it is: only what holds for the whole district.
    expect(await turns({ area: null })).toEqual([["social_elsewhere"], ["admin"], SUPERVISORS]);
  });

  test("two of one place are told together, and everybody once, also a supervisor on the list", async () => {
    const { areas } = district;
    await putOn(district, "social", { area_id: areas.grid_one });
    await putOn(district, "supervisor", { area_id: areas.grid_one });
    await putOn(district, "social", { area_id: areas.community });
    expect(await turns()).toEqual([["social", "supervisor"], ["second_supervisor"]]);
  });

  test("the stand-in is told while somebody is away, nobody who left, and not the reporter", async () => {
    const away = { away_from: "2026-11-20", away_until: "2026-11-21" };
    await putOn(district, "social", { place: 1, ...away, stand_in_id: district.staff.social_colleague.id });
    await putOn(district, "colleague", { place: 2, ...away });
    await putOn(district, "neighbour", { place: 3 });
    await putOn(district, "worker", { place: 4 });
    await district.service(({ tx }) =>
      tx.query("update staff set active = false where district_id = $1 and id = $2", [
        district.id,
        district.staff.neighbour.id,
      ]),
    );
    expect(await turns({ without: "worker" })).toEqual([["social_colleague"], SUPERVISORS]);
    expect(await turns({ at: new Date("2026-11-22T02:00:00Z") })).toEqual([
      ["social"],
      ["colleague"],
      ["worker"],
      SUPERVISORS,
    ]);
  });

  test("who has no duty at that hour is passed over", async () => {
    await putOn(district, "social", { duty_from: "18:00", duty_until: "08:00" });
    await putOn(district, "colleague", { place: 2, weekdays: [1, 2, 3, 4, 5] });
    expect(await turns()).toEqual([SUPERVISORS]);
    expect(await turns({ at: new Date("2026-11-23T19:00:00+08:00") })).toEqual([
      ["social"],
      ["colleague"],
      SUPERVISORS,
    ]);
  });

  test("a supervisor writes, changes and drops a line; everybody at work reads the list", async () => {
    const id = await putOn(district, "social", { area_id: district.areas.grid_one, kinds: ["fire"] });
    const change = rosterDraft(district, "colleague", { weekdays: [7, 6, 6], duty_from: "08:00", duty_until: "20:00" });
    await district.session(district.staff.admin, (session) => putRosterEntry(session, change, id));
    const list = await district.session(district.staff.worker, listRoster);
    expect(list).toEqual([
      {
        ...change,
        ...{ id, weekdays: [6, 7], area: null, staff_name: district.staff.colleague.name, stand_in_name: null },
      },
    ]);
    await district.session(district.staff.supervisor, (session) => dropRosterEntry(session, id));
    expect(await district.session(district.staff.supervisor, listRoster)).toEqual([]);
  });

  test("nobody at a door writes it, and what cannot be is refused by its name", async () => {
    const put = (who: StaffName, changes: Partial<RosterDraft>, id: string | null = null) =>
      refused(
        district.session(district.staff[who], (session) =>
          putRosterEntry(session, rosterDraft(district, "social", changes), id),
        ),
      );
    expect(await put("worker", {})).toBe("supervisors_only");
    expect(await put("social", {})).toBe("supervisors_only");
    const wrong: [Partial<RosterDraft>, string][] = [
      [{ staff_id: crypto.randomUUID() }, "roster_staff"],
      [{ stand_in_id: district.staff.social.id }, "roster_stand_in"],
      [{ area_id: crypto.randomUUID() }, "roster_area"],
      [{ kinds: [] }, "roster_kind"],
      [{ place: 0 }, "roster_place"],
      [{ weekdays: [] }, "roster_days"],
      [{ weekdays: [8] }, "roster_days"],
      [{ duty_from: "08:00" }, "roster_hours"],
      [{ duty_from: "08:00", duty_until: "08:00" }, "roster_hours"],
      [{ duty_from: "24:00", duty_until: "08:00" }, "roster_hours"],
      [{ away_from: "2026-11-22", away_until: "2026-11-21" }, "roster_away"],
      [{ away_from: "2026-02-31" }, "roster_away"],
    ];
    for (const [changes, code] of wrong) expect(await put("supervisor", changes), code).toBe(code);
    expect(await put("supervisor", {}, crypto.randomUUID())).toBe("not_found");
    expect(
      await refused(
        district.session(district.staff.supervisor, (session) => dropRosterEntry(session, crypto.randomUUID())),
      ),
    ).toBe("not_found");
    expect(await district.session(district.staff.supervisor, listRoster)).toEqual([]);
  });
});
