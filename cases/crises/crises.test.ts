import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { ENGINES } from "../../platform/database/fresh.ts";
import type { Database } from "../../platform/database/port.ts";
import {
  asOwner,
  type Member,
  minutesAfter,
  refused,
  type SeededDistrict,
  seedDistrict,
  testSealer,
} from "../fixture.ts";
import { acknowledgeCrisis } from "./acknowledge.ts";
import { advanceCrisis } from "./advance.ts";
import { handOverCrisis } from "./hand-over.ts";
import { listCrises } from "./list.ts";
import { type CrisisReport, recordCrisis, tellSupervisors } from "./record.ts";

describe.each(ENGINES)("crises on %s", (engine, open) => {
  let database: Database;
  let district: SeededDistrict;
  let worker: Member;
  let supervisor: Member;
  let second_supervisor: Member;
  let districts = 0;
  beforeAll(async () => {
    database = await open();
  });
  beforeEach(async () => {
    district = await seedDistrict(database, await testSealer(), ++districts);
    ({ worker, supervisor, second_supervisor } = district.staff);
  });
  afterAll(() => database.close());

  const report = (changes: Partial<CrisisReport> = {}): CrisisReport => ({
    inbox_id: crypto.randomUUID(),
    level: "red",
    kind: "suicide",
    rules: ["suicide.roof"],
    words: "王秀兰站在楼顶上",
    ...changes,
  });
  const record = (changes: Partial<CrisisReport> = {}, who = worker) =>
    district.session(who, (session) => recordCrisis(session, report(changes)));
  const acknowledge = (who: Member, id: string) => district.session(who, (session) => acknowledgeCrisis(session, id));
  const notices = async (crisis_id: string) => {
    const sql = "select staff_id, told_at from crisis_notices where crisis_id = $1";
    return (await district.service(({ tx }) => tx.query(sql, [crisis_id]))).rows;
  };
  const sees = async (who: Member) =>
    (await district.session(who, ({ tx }) => tx.query("select id from crises"))).rows.length;

  test("is recorded with sealed words, and every supervisor is told", async () => {
    const recorded = await record();
    expect(recorded!.ref).toMatch(/^C-[0-9A-Z]{5}$/);
    expect(new Map(recorded!.told.map(({ staff_id, name }) => [staff_id, name]))).toEqual(
      new Map([supervisor, second_supervisor].map(({ id, name }) => [id, name])),
    );
    expect((await notices(recorded!.id)).map((row) => row.staff_id).sort()).toEqual(
      [supervisor.id, second_supervisor.id].sort(),
    );
    const { rows } = await district.session(supervisor, ({ tx }) => tx.query("select * from crises"));
    expect(rows).toEqual([
      expect.objectContaining({ level: "red", kind: "suicide", rules: ["suicide.roof"], reported_by: worker.id }),
    ]);
    expect(await district.sealer.open(rows[0]!.words_sealed, "crises.words")).toBe("王秀兰站在楼顶上");
  });

  test("one message makes one crisis, however often it comes", async () => {
    const inbox_id = crypto.randomUUID();
    const first = await record({ inbox_id });
    expect(await record({ inbox_id })).toBeNull();
    expect(await record({ inbox_id }, district.staff.colleague)).toBeNull();
    expect(await notices(first!.id)).toHaveLength(2);
    expect(await sees(supervisor)).toBe(1);
  });

  test("the supervisor who reports one tells the other, not themself", async () => {
    const recorded = await record({}, supervisor);
    expect(recorded!.told.map((person) => person.staff_id)).toEqual([second_supervisor.id]);
  });

  test("who is told is on duty", async () => {
    await district.service(({ tx }) => tx.query("update staff set active = false where role = 'supervisor'"));
    expect((await record())!.told).toEqual([]);
  });

  test("the list has the open ones first, newest first, names who was told and who took it, and holds no words", async () => {
    const older = (await record({ kind: "fire" }))!;
    const newer = await district.session(
      worker,
      (session) => recordCrisis(session, report({ level: "orange" })),
      minutesAfter(1),
    );
    await record({ words: null });
    await acknowledge(supervisor, older.id);
    const rows = await district.session(supervisor, (session) => listCrises(session, 10));
    expect(rows.map((row) => [row.id, row.level, row.kind, row.acknowledged_by, row.told.length])).toEqual([
      [newer!.id, "orange", "suicide", null, 2],
      [older.id, "red", "fire", supervisor.id, 2],
    ]);
    expect(JSON.stringify(rows)).not.toMatch(/s1\.|王秀兰/);
    expect(await district.session(district.staff.colleague, (session) => listCrises(session, 10))).toEqual([]);
  });

  test("the writer's own distress keeps no words, tells nobody, and is seen by nobody", async () => {
    const recorded = await record({ words: null });
    expect(recorded!.told).toEqual([]);
    expect(await notices(recorded!.id)).toEqual([]);
    const { rows } = await asOwner(database, (tx) => tx.query("select * from crises where id = $1", [recorded!.id]));
    expect(rows[0]).toMatchObject({ words_sealed: null, rules: [] });
    // Neither the rules nor the kind say what was said.
    expect(JSON.stringify(rows)).not.toMatch(/suicide|roof/);
    for (const who of [supervisor, district.staff.admin, district.staff.colleague]) expect(await sees(who)).toBe(0);
    expect(await refused(acknowledge(supervisor, recorded!.id))).toBe("not_found");
    expect(await sees(worker)).toBe(1);
  });

  test("what the log says of it does not set it apart from any other crisis", async () => {
    const [own, other] = [await record({ words: null }), await record({ kind: "fire" })];
    const { rows } = await district.session(supervisor, ({ tx }) =>
      tx.query(
        "select entity_id, staff_id, detail from audit_log where action = 'crisis.recorded' order by detail::text",
      ),
    );
    expect(new Set(rows.map((row) => row.entity_id))).toEqual(new Set([own!.id, other!.id]));
    expect(rows[0]!.detail).toEqual(rows[1]!.detail);
  });

  test("after the writer's own tap the supervisors are told and see it; a second tap tells nobody twice", async () => {
    const { id } = (await record({ words: null }))!;
    const tell = () => district.session(worker, (session) => tellSupervisors(session, id));
    expect((await tell()).told.map((person) => person.name).sort()).toEqual(
      [supervisor.name, second_supervisor.name].sort(),
    );
    expect((await tell()).told).toHaveLength(2);
    expect(await notices(id)).toHaveLength(2);
    expect(await sees(supervisor)).toBe(1);
    expect(await acknowledge(supervisor, id)).toMatchObject({ first: true, reported_by: worker.id });
  });

  test("after the list ended another tap of the writer starts it again; taken or closed it tells nobody", async () => {
    const { id } = (await record({ words: null }))!;
    const tell = (minute: number) =>
      district.session(worker, (session) => tellSupervisors(session, id), minutesAfter(minute));
    const waits = async () => {
      const sql = "select climbs_at, list_ended_at from crises where id = $1";
      return (await district.session(worker, ({ tx }) => tx.query(sql, [id]))).rows[0];
    };
    await tell(0);
    await district.service(({ tx }) =>
      tx.query("update crises set climbs_at = null, list_ended_at = $2 where id = $1", [id, minutesAfter(3)]),
    );
    expect((await tell(10)).told).toHaveLength(2);
    expect(await waits()).toEqual({ climbs_at: minutesAfter(13), list_ended_at: null });
    await acknowledge(supervisor, id);
    const owner = { staff_id: supervisor.id, name: supervisor.name };
    expect(await tell(20)).toEqual({ told: [], owner, closed: false });
    await district.session(supervisor, (s) => advanceCrisis(s, id, { to: "closed", outcome: "safe" }));
    expect(await tell(30)).toEqual({ told: [], owner, closed: true });
    expect(await waits()).toMatchObject({ climbs_at: null });
  });

  test("nobody else taps for the writer", async () => {
    const { id } = (await record({ words: null }))!;
    for (const who of [district.staff.colleague, supervisor]) {
      expect(await refused(district.session(who, (session) => tellSupervisors(session, id)))).toBe("not_found");
    }
    expect(await notices(id)).toEqual([]);
  });

  test("the first who acknowledges has it", async () => {
    const { id, ref } = (await record())!;
    const owner = { staff_id: second_supervisor.id, name: second_supervisor.name };
    const taken = { id, ref, reported_by: worker.id, owner, from: null };
    expect(await acknowledge(second_supervisor, id)).toEqual({ ...taken, first: true, others: [supervisor.id] });
    expect(await acknowledge(supervisor, id)).toEqual({ ...taken, first: false, others: [] });
    expect(await acknowledge(second_supervisor, id)).toMatchObject({ first: false });
    const { rows } = await district.service(({ tx }) =>
      tx.query("select acknowledged_by from crises where id = $1", [id]),
    );
    expect(rows).toEqual([{ acknowledged_by: second_supervisor.id }]);
  });

  test("neither the reporter nor somebody who was not told acknowledges it", async () => {
    const { id } = (await record())!;
    for (const who of [worker, district.staff.colleague, district.staff.social]) {
      expect(await refused(acknowledge(who, id))).toBe("not_found");
    }
    expect(await acknowledge(supervisor, id)).toMatchObject({ first: true });
  });

  test("who was only asked for the contacts after an attempt is not told that nothing is left to do", async () => {
    const { social, social_elsewhere } = district.staff;
    await district.service(({ tx }) =>
      tx.query("insert into staff_areas (district_id, staff_id, area_id) values ($1, $2, $3)", [
        ...[district.id, social.id, district.areas.community],
      ]),
    );
    const { id, proposed_to } = (await record({ attempted: true }))!;
    expect(proposed_to.map((person) => person.staff_id)).toEqual([social.id]);
    await district.session(supervisor, (session) => handOverCrisis(session, id, social_elsewhere.id));
    expect((await acknowledge(supervisor, id)).others.sort()).toEqual(
      [second_supervisor.id, social_elsewhere.id].sort(),
    );
  });

  test("the only supervisor takes what they reported themself, once nobody else is left, and their own distress never", async () => {
    const with_others = (await record({}, supervisor))!;
    expect(await refused(acknowledge(supervisor, with_others.id))).toBe("not_found");
    await district.service(({ tx }) =>
      tx.query("update staff set active = false where id = $1", [second_supervisor.id]),
    );
    const alone = (await record({}, supervisor))!;
    expect(await acknowledge(supervisor, alone.id)).toMatchObject({ first: true, from: null, reported_by: null });
    const end = { to: "closed", outcome: "safe" } as const;
    expect((await district.session(supervisor, (s) => advanceCrisis(s, alone.id, end))).to).toBe("closed");
    const own = (await record({ words: null }, supervisor))!;
    expect(await refused(acknowledge(supervisor, own.id))).toBe("not_found");
    const by_worker = (await record())!;
    await district.service(({ tx }) =>
      tx.query("update crises set list_ended_at = $2 where id = $1", [by_worker.id, minutesAfter(3)]),
    );
    expect(await refused(acknowledge(worker, by_worker.id))).toBe("not_found");
  });

  if (engine === "postgres") {
    test("of two who acknowledge at once one is first, and of two deliveries at once one is recorded", async () => {
      const inbox_id = crypto.randomUUID();
      const recorded = await Promise.all([record({ inbox_id }), record({ inbox_id }), record({ inbox_id })]);
      const [one, ...others] = recorded.filter((crisis) => crisis !== null);
      expect(others).toEqual([]);
      const taken = await Promise.all([supervisor, second_supervisor].map((who) => acknowledge(who, one!.id)));
      expect(taken.map(({ first }) => first).sort()).toEqual([false, true]);
    });
  }
});
