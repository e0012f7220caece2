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
import { acknowledgeCrisis } from "./acknowledge.ts";
import { advanceCrisis } from "./advance.ts";
import { contactsOf, doneContact, takeContacts } from "./contacts.ts";
import { dropContact } from "./drop-contact.ts";
import { dueContacts } from "./due-contacts.ts";
import { recordIn } from "./fixture.ts";
import { remindOfContacts } from "./remind-of-contacts.ts";

const DAY = 24 * 60;

describe.each(ENGINES)("contacts after an attempt on %s", (_, open) => {
  let database: Database;
  let district: SeededDistrict;
  let staff: SeededDistrict["staff"];
  let districts = 0;
  beforeAll(async () => {
    database = await open();
  });
  beforeEach(async () => {
    // The timer walks all districts: what the last test left waiting is done with.
    await asOwner(database, (tx) => tx.query("update crisis_contacts set remind_at = null"));
    district = await seedDistrict(database, await testSealer(), ++districts);
    ({ staff } = district);
  });
  afterAll(() => database.close());

  const as = <T>(who: Member, work: (session: StaffSession) => Promise<T>, minute = 0): Promise<T> =>
    district.session(who, work, minutesAfter(minute));
  const clock = stoppedClock(NOW.toISOString());
  /** What the timer says at that minute: of which contact, what, and to whom. */
  const at = async (minute: number) => {
    clock.set(minutesAfter(minute).toISOString());
    const said: [number, string, string[]][] = [];
    await remindOfContacts({ database, sealer: district.sealer, clock }, async (_session, reminder) => {
      said.push([reminder.after_hours, reminder.what, reminder.staff_ids]);
    });
    return said;
  };
  const states = async (id: string) =>
    (await as(staff.supervisor, (session) => contactsOf(session, id))).map(({ state }) => state);
  const supervisors = () => [staff.supervisor.id, staff.second_supervisor.id];

  test("where no social worker has the area the supervisors are named, and hear again when one is due, once", async () => {
    const { id, proposed_to, to_choose } = await recordIn(district, { attempted: true });
    expect(proposed_to).toEqual([]);
    expect(to_choose.map((person) => person.staff_id).sort()).toEqual(supervisors().sort());
    await as(staff.second_supervisor, (session) => acknowledgeCrisis(session, id));
    expect(await at(DAY - 1)).toEqual([]);
    const [[after, what, ids] = []] = await at(DAY);
    expect([after, what]).toEqual([24, "nobody_has_it"]);
    expect(ids!.sort()).toEqual(supervisors().sort());
    expect(await at(2 * DAY)).toEqual([]);
    expect((await states(id))[0]).toBe("proposed");
  });

  test("who took them is told when one is due, and a day later it is missed; late is better than never", async () => {
    const { id } = await recordIn(district, { attempted: true });
    await as(staff.supervisor, (session) => takeContacts(session, id));
    expect(await at(DAY)).toEqual([[24, "due", [staff.supervisor.id]]]);
    expect(await at(2 * DAY - 1)).toEqual([]);
    expect((await states(id))[0]).toBe("taken");
    const [[after, what, ids] = []] = await at(2 * DAY);
    expect([after, what]).toEqual([24, "missed"]);
    expect(ids!.sort()).toEqual(supervisors().sort());
    expect((await states(id)).slice(0, 2)).toEqual(["missed", "taken"]);
    const [first] = await as(staff.supervisor, (session) => contactsOf(session, id));
    await as(staff.supervisor, (session) => doneContact(session, first!.id, { outcome: "safe" }), 2 * DAY + 5);
    expect((await states(id))[0]).toBe("done");
    expect(await at(2 * DAY + 10)).toEqual([]);
  });

  test("taken after it was due it is missed a day after that, not at once", async () => {
    const { id } = await recordIn(district, { attempted: true });
    await at(DAY);
    await as(staff.supervisor, (session) => takeContacts(session, id), DAY + 60);
    expect(await at(2 * DAY)).toEqual([]);
    expect((await at(2 * DAY + 60)).map(([after, what]) => [after, what])).toEqual([[24, "missed"]]);
  });

  test("its owner drops one with a reason, nobody else does, and nobody is reminded of it", async () => {
    const { id } = await recordIn(district, { attempted: true });
    await as(staff.supervisor, (session) => takeContacts(session, id));
    const [first] = await as(staff.supervisor, (session) => contactsOf(session, id));
    const drop = (who: Member, words: string) => as(who, (session) => dropContact(session, first!.id, words));
    expect(await refused(drop(staff.worker, "搬走了"))).toBe("not_yours_to_move");
    expect(await refused(drop(staff.supervisor, "  "))).toBe("reason_needed");
    await drop(staff.supervisor, "搬去女儿家了");
    expect(await refused(drop(staff.supervisor, "搬走了"))).toBe("not_found");
    const [dropped] = await as(staff.supervisor, (session) => contactsOf(session, id));
    expect(dropped).toMatchObject({ state: "dropped", note: "搬去女儿家了" });
    expect(await at(DAY)).toEqual([]);
  });

  test("who leads hears that somebody is still at risk, and not who wrote it, nor of anything else", async () => {
    const { id } = await recordIn(district, { attempted: true });
    await as(staff.supervisor, (session) => takeContacts(session, id));
    const contacts = await as(staff.supervisor, (session) => contactsOf(session, id));
    const done = (i: number, outcome: "at_risk" | "safe") =>
      as(staff.supervisor, (session) => doneContact(session, contacts[i]!.id, { outcome }));
    expect((await done(0, "at_risk")).to_tell).toEqual([staff.second_supervisor.id]);
    expect((await done(1, "safe")).to_tell).toEqual([]);
  });

  test("of somebody who died nobody is reminded", async () => {
    const { id } = await recordIn(district, { attempted: true });
    await as(staff.supervisor, (session) => acknowledgeCrisis(session, id));
    await as(staff.supervisor, (session) => takeContacts(session, id));
    await as(staff.supervisor, (session) =>
      advanceCrisis(session, id, { to: "closed", outcome: "died", reason: "在医院去世" }),
    );
    expect(await at(DAY)).toEqual([]);
    expect(await as(staff.supervisor, (session) => dueContacts(session, 10), DAY)).toEqual([]);
  });
});
