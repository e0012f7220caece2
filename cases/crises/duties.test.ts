import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { stoppedClock } from "../../platform/clock.ts";
import { ENGINES } from "../../platform/database/fresh.ts";
import type { Database } from "../../platform/database/port.ts";
import {
  asOwner,
  type Member,
  minutesAfter,
  NOW,
  refused,
  type SeededDistrict,
  seedDistrict,
  testSealer,
} from "../fixture.ts";
import type { StaffSession } from "../session.ts";
import { setStaffPhone, staffPhones } from "../staff/phone.ts";
import { draftOf } from "../visits/fixture.ts";
import { saveVisit } from "../visits/save.ts";
import { acknowledgeCrisis } from "./acknowledge.ts";
import { contactsOf, doneContact, giveContacts, proposeContacts, takeContacts } from "./contacts.ts";
import { dueContacts } from "./due-contacts.ts";
import { dueOf, dutiesOf } from "./duties.ts";
import { recordIn } from "./fixture.ts";
import { readCrisis } from "./read.ts";
import { nameVictim, recordReport, remindOfReports, reportsOf } from "./report.ts";

describe("what the law demands", () => {
  test("harm to a child always, harm to somebody of limited capacity where somebody does it, and nothing for an adult's own will", () => {
    expect(dutiesOf("child", null)).toEqual(["minor"]);
    expect(dutiesOf("confinement", "limited_capacity")).toEqual(["limited_capacity"]);
    expect(dutiesOf("neglect", "minor")).toEqual(["minor"]);
    expect(dutiesOf("dv", "full_capacity")).toEqual([]);
    expect(dutiesOf("dv", null)).toEqual([]);
    expect(dutiesOf("fire", "minor")).toEqual([]);
  });

  test("of a minor at once, of the others by the end of the day in China, and nobody is reminded at once", () => {
    expect(dueOf("minor", NOW)).toEqual({ due_at: NOW, remind_at: minutesAfter(15) });
    const day = dueOf("limited_capacity", NOW);
    expect(day.due_at.toISOString()).toBe("2026-11-21T15:59:00.000Z");
    expect(day.remind_at.toISOString()).toBe("2026-11-21T13:59:00.000Z");
    const late = new Date("2026-11-21T15:30:00Z");
    expect(dueOf("limited_capacity", late)).toEqual({
      due_at: new Date("2026-11-21T15:59:00Z"),
      remind_at: minutesAfter(15, late),
    });
  });
});

describe.each(ENGINES)("duties of a crisis on %s", (_, open) => {
  let database: Database;
  let district: SeededDistrict;
  let staff: SeededDistrict["staff"];
  let districts = 0;
  beforeAll(async () => {
    database = await open();
  });
  beforeEach(async () => {
    await asOwner(database, (tx) => tx.query("update crisis_reports set remind_at = null"));
    district = await seedDistrict(database, await testSealer(), ++districts);
    ({ staff } = district);
  });
  afterAll(() => database.close());

  const as = <T>(who: Member, work: (session: StaffSession) => Promise<T>, minute = 0): Promise<T> =>
    district.session(who, work, minutesAfter(minute));
  const reports = (id: string) => as(staff.supervisor, (session) => reportsOf(session, id));

  test("harm to a child opens the report by itself; who, when and to whom stand in it, each recipient once", async () => {
    const { id, duties } = await recordIn(district, { kind: "child" });
    expect(duties).toEqual(["minor"]);
    expect(await reports(id)).toMatchObject([{ duty: "minor", recipient: null, reported_at: null }]);
    const report = (who: Member, recipient: string, minute: number) =>
      as(who, (session) => recordReport(session, id, { duty: "minor", recipient }), minute);
    await report(staff.worker, "公安", 5);
    await report(staff.supervisor, "民政", 9);
    await report(staff.supervisor, "公安", 10);
    const [made] = await reports(id);
    expect(made).toMatchObject({ recipient: "公安、民政", reported_by: staff.worker.id });
    expect(new Date(made!.reported_at!)).toEqual(minutesAfter(5));
    expect(await refused(report(staff.worker, "  ", 11))).toBe("recipient_needed");
    expect(await refused(report(staff.colleague, "公安", 11))).toBe("not_found");
  });

  test("the answer to who is harmed opens the duty that it makes", async () => {
    const { id, duties } = await recordIn(district, { kind: "dv" });
    expect(duties).toEqual([]);
    const say = (victim: Parameters<typeof nameVictim>[2]) =>
      as(staff.worker, (session) => nameVictim(session, id, victim));
    expect(await say("unknown")).toEqual([]);
    expect(await say("full_capacity")).toEqual([]);
    expect(await reports(id)).toEqual([]);
    expect(await say("limited_capacity")).toEqual(["limited_capacity"]);
    expect(await say("limited_capacity")).toEqual(["limited_capacity"]);
    expect((await reports(id)).map(({ duty }) => duty)).toEqual(["limited_capacity"]);
    const nothing = as(staff.worker, (s) => recordReport(s, id, { duty: "minor", recipient: "公安" }));
    expect(await refused(nothing)).toBe("not_found");
  });

  test("whoever has it is reminded once, not early, and not of what was reported", async () => {
    const clock = stoppedClock(NOW.toISOString());
    const remindedAt = async (minute: number) => {
      clock.set(minutesAfter(minute).toISOString());
      const said: [string, string | null][] = [];
      await remindOfReports({ database, sealer: district.sealer, clock }, async (_session, { ref, staff_id }) => {
        said.push([ref, staff_id]);
      });
      return said;
    };
    const waiting = await recordIn(district, { kind: "child" });
    const taken = await recordIn(district, { kind: "child" });
    const done = await recordIn(district, { kind: "child" });
    await as(staff.supervisor, (session) => acknowledgeCrisis(session, taken.id));
    await as(staff.worker, (session) => recordReport(session, done.id, { duty: "minor", recipient: "公安" }));
    expect(await remindedAt(14)).toEqual([]);
    expect(new Map(await remindedAt(15))).toEqual(
      new Map([
        [waiting.ref, staff.worker.id],
        [taken.ref, staff.supervisor.id],
      ]),
    );
    expect(await remindedAt(600)).toEqual([]);
  });

  const HOURS = [24, 72, 168, 336, 720, 2160];

  test("after an attempt six contacts are proposed to the social workers of the area, who see it from then on", async () => {
    await district.service(({ tx }) =>
      tx.query("insert into staff_areas (district_id, staff_id, area_id) values ($1, $2, $3)", [
        district.id,
        staff.social.id,
        district.areas.community,
      ]),
    );
    const { id, proposed_to } = await recordIn(district, { attempted: true });
    expect(proposed_to).toEqual([{ staff_id: staff.social.id, name: staff.social.name }]);
    const contacts = () => as(staff.social, (session) => contactsOf(session, id));
    expect((await contacts()).map(({ after_hours, state, owner_id }) => [after_hours, state, owner_id])).toEqual(
      HOURS.map((hours) => [hours, "proposed", null]),
    );
    expect(new Date((await contacts())[1]!.due_at)).toEqual(minutesAfter(72 * 60));
    expect(await as(staff.social, (session) => dueContacts(session, 10), 24 * 60)).toEqual([]);
    expect(await refused(as(staff.worker, (session) => takeContacts(session, id)))).toBe("professionals_only");
    expect(await as(staff.social, (session) => takeContacts(session, id))).toMatchObject({ taken: 6 });
    expect(await as(staff.supervisor, (session) => takeContacts(session, id))).toMatchObject({ taken: 0 });
    expect(await as(staff.social, (session) => dueContacts(session, 10))).toEqual([]);
    const due = await as(staff.social, (session) => dueContacts(session, 10), 24 * 60);
    expect(due.map(({ after_hours, due_on }) => [after_hours, due_on])).toEqual([[24, "2026-11-22"]]);
    const done = (who: Member) =>
      as(who, (session) => doneContact(session, due[0]!.id, { outcome: "at_risk", note: "他说睡不着" }), 25 * 60);
    expect(await refused(done(staff.worker))).toBe("not_yours_to_move");
    await done(staff.social);
    expect(await refused(done(staff.social))).toBe("not_found");
    expect((await contacts())[0]).toMatchObject({ state: "done", outcome: "at_risk", note: "他说睡不着" });
    expect(await as(staff.social, (session) => dueContacts(session, 10), 25 * 60)).toEqual([]);
  });

  test("where no social worker has the area a supervisor chooses; marked twice nothing changes", async () => {
    const { id } = await recordIn(district);
    const propose = (who: Member) => as(who, (session) => proposeContacts(session, id));
    expect(await refused(propose(staff.worker))).toBe("not_yours_to_move");
    expect((await propose(staff.supervisor)).told).toEqual([]);
    await propose(staff.supervisor);
    const give = (who: Member, to: Member) => as(who, (session) => giveContacts(session, id, to.id));
    expect(await refused(give(staff.worker, staff.social))).toBe("supervisors_only");
    expect(await refused(give(staff.supervisor, staff.colleague))).toBe("professionals_only");
    expect(await refused(as(staff.social, (session) => readCrisis(session, id)))).toBe("not_found");
    await give(staff.supervisor, staff.social);
    const read = await as(staff.social, (session) => readCrisis(session, id));
    expect(read.contacts.map(({ after_hours, state }) => [after_hours, state])).toEqual(
      HOURS.map((hours) => [hours, "proposed"]),
    );
    expect(read).toMatchObject({ attempted: true, owner: null });
  });

  test("the file is found when the words name one person in scope, the area by its name, and nothing is guessed", async () => {
    const person = async (who: Member, name: string, grid: string) => {
      const words = `${grid}${name}住5栋401`;
      const draft = draftOf(words, { persons: [{ name, grid, address: "5栋401" }] });
      await as(who, (session) => saveVisit(session, draft));
    };
    await person(staff.worker, "王秀兰", "一网格");
    await person(staff.neighbour, "李大勇", "二网格");
    const read = async (words: string, who: "worker" | "neighbour" | "supervisor" = "worker") => {
      const { id } = await recordIn(district, { words }, who);
      const { area, person: found } = await as(staff.admin, (session) => readCrisis(session, id));
      return [area?.name ?? null, found?.name ?? null, found?.address ?? null];
    };
    expect(await read("王秀兰站在楼顶上")).toEqual(["河口社区第一网格", "王秀兰", "5栋401"]);
    expect(await read("有人站在楼顶上")).toEqual(["河口社区第一网格", null, null]);
    // Of another's grid: the name says nothing to this worker.
    expect(await read("李大勇站在楼顶上")).toEqual(["河口社区第一网格", null, null]);
    expect(await read("3网格有人站在楼顶上")).toEqual(["河口社区第三网格", null, null]);
    // Of two grids, and neither named: what they have in common.
    expect(await read("有人站在楼顶上", "neighbour")).toEqual(["河口社区", null, null]);
    expect(await read("李大勇和王秀兰站在楼顶上", "supervisor")).toEqual([null, null, null]);
    expect(await read("13网格有人站在楼顶上", "supervisor")).toEqual([null, null, null]);
  });

  test("colleagues learn the phone that somebody gave, sealed, and nobody gives another's", async () => {
    const { id } = await recordIn(district);
    const reporter = async () => (await as(staff.supervisor, (session) => readCrisis(session, id))).reporter!;
    expect((await reporter()).phone).toBeNull();
    expect(await as(staff.worker, (s) => setStaffPhone(s, staff.worker.id, "+86 139-0276-5518"))).toBe("13902765518");
    expect(await reporter()).toMatchObject({ name: staff.worker.name, phone: "13902765518" });
    const set = (who: Member, whose: Member, phone: string) =>
      refused(as(who, (session) => setStaffPhone(session, whose.id, phone)));
    expect(await set(staff.colleague, staff.worker, "13902765518")).toBe("not_found");
    expect(await set(staff.worker, staff.worker, "12345")).toBe("phone_wrong");
    expect(await set(staff.supervisor, staff.colleague, "0731-12345678")).toBeNull();
    const phones = await district.service((session) => staffPhones(session, [staff.colleague.id, staff.social.id]));
    expect([...phones]).toEqual([[staff.colleague.id, "073112345678"]]);
  });
});
